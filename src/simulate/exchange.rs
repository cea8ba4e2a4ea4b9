//! Draws in which some numbers can be exchanged for others: what sensitivity and the value of information ask.
//!
//! The sample is held beside the compiled draws. Of an exchange only the threats are compiled again that rest on the
//! numbers exchanged; everything else is shared, and every other number is as it was drawn, draw by draw.

use crate::id::Address;
use crate::model::Evidence;
use crate::model::Simulation;
use crate::model::Timeline;
use crate::simulate::Futures;
use crate::simulate::SimulateError;
use crate::simulate::block::Block;
use crate::simulate::compile::Compiler;
use crate::simulate::compile::slices;
use crate::simulate::interrupt::check_interrupt;
use crate::simulate::learning::Learning;
use crate::simulate::learning::Learnt;
use crate::simulate::plan::Plan;
use crate::simulate::sample::BLOCK;
use crate::simulate::touched::Touched;
use crate::simulate::touched::touched;
use crate::units::Seed;
use rayon::prelude::*;
use std::sync::Arc;

/// All columns of a block.
type Columns = Vec<Vec<f64>>;

/// Draws of some evidence over some years, with what they were made of.
pub struct Exchange {
    pub(super) evidence: Arc<Evidence>,
    pub(super) simulation: Simulation,
    pub(super) timeline: Timeline,
    pub(super) plan: Plan,
    pub(super) columns: Vec<Columns>,
    /// The draws for one settled year.
    pub(super) settled: Futures,
    futures: Futures,
    pub(super) touched: Vec<Touched>,
}

impl Exchange {
    /// Draws every uncertain number of the evidence, and holds all of it.
    ///
    /// # Errors
    /// As [`Futures::new`].
    pub fn of(
        evidence: &Arc<Evidence>,
        simulation: Simulation,
        timeline: &Timeline,
    ) -> Result<Self, SimulateError> {
        let settled = Futures::drawn_within(evidence, simulation, u64::MAX)?;
        let plan = Plan::of(evidence, simulation);
        let spans = (0..settled.blocks()).into_par_iter().map(|block| settled.span_of(block));
        let columns = spans.map(|span| {
            check_interrupt();
            plan.columns(span.start, span.len())
        });
        Ok(Self {
            columns: columns.collect(),
            futures: settled.over(timeline),
            touched: touched(evidence, plan.addresses()),
            evidence: Arc::clone(evidence),
            simulation,
            timeline: timeline.clone(),
            plan,
            settled,
        })
    }

    /// The addresses of the uncertain numbers, in order: what the positions of numbers are positions in.
    #[must_use]
    pub fn addresses(&self) -> &[Address] {
        self.plan.addresses()
    }

    /// The draws as they are.
    #[must_use]
    pub fn futures(&self) -> &Futures {
        &self.futures
    }

    /// The values of a number, draw by draw.
    #[must_use]
    pub fn values(&self, number: usize) -> Vec<f64> {
        self.columns.iter().flat_map(|columns| columns[number].iter().copied()).collect()
    }

    /// The uniforms behind every number under other draws of the same evidence: number by number, draw by draw.
    #[must_use]
    pub fn uniforms_under(&self, simulation: Simulation) -> Vec<Vec<f64>> {
        let plan = Plan::of(&self.evidence, simulation);
        let draws = simulation.draws.get();
        let shared = plan.shared(0, draws);
        (0..plan.addresses().len()).map(|number| plan.own_uniforms(number, &shared, 0, draws)).collect()
    }

    /// The uniform behind a number in one draw: of what is believed of it after what was observed.
    #[must_use]
    pub fn uniform(&self, number: usize, draw: usize) -> f64 {
        let shared = self.plan.shared(draw, 1);
        self.plan.own_uniforms(number, &shared, draw, 1)[0]
    }

    /// The threats that rest on a number, as positions in the evidence, and whether delivery does, which all of them rest on.
    #[must_use]
    pub fn threats_of(&self, number: usize) -> (Vec<usize>, bool) {
        let touched = &self.touched[number];
        (touched.threats.iter().copied().collect(), touched.delivery)
    }

    /// The names of the independent streams that a number of a correlation is made of; nothing of others. One that begins with
    /// `correlation.` is the common factor of a group, and one that is the number's address is its own.
    pub fn streams_of(&self, number: usize) -> impl Iterator<Item = &str> {
        self.plan.parts(number).iter().map(|(name, _)| name.as_str())
    }

    /// The numbers that are correlated with a number.
    #[must_use]
    pub fn neighbours(&self, number: usize) -> Vec<usize> {
        let others = (0..self.addresses().len()).filter(|&other| other != number);
        others.filter(|&other| self.plan.correlation(number, other).abs() > 0.0).collect()
    }

    /// The draws given what is known of some numbers, each named once: numbers that are correlated with them move, and the
    /// others are as they were drawn.
    ///
    /// # Errors
    /// A draw that is not finite. That a reach had to be held is none here: the draws are a thought.
    pub fn learning(&self, known: &[(usize, Learnt)]) -> Result<Futures, SimulateError> {
        let learning = Learning::of(&self.plan, known);
        let numbers: Vec<usize> = learning.numbers().collect();
        self.exchanged(&numbers, |block| {
            let span = self.settled.span_of(block);
            learning.columns(span.start, span.len())
        })
    }

    /// The draws with some numbers the same in every draw, and all others as they were drawn, correlated or not.
    ///
    /// # Errors
    /// As [`Exchange::learning`].
    pub fn replacing(&self, numbers: &[(usize, f64)]) -> Result<Futures, SimulateError> {
        let positions: Vec<usize> = numbers.iter().map(|(number, _)| *number).collect();
        self.exchanged(&positions, |block| {
            let length = self.settled.span_of(block).len();
            numbers.iter().map(|(_, value)| vec![*value; length]).collect()
        })
    }

    /// The draws with some numbers from another sample of the same evidence and size. Numbers that are correlated must be
    /// exchanged together, or they are no longer correlated.
    ///
    /// # Errors
    /// As [`Exchange::learning`].
    pub fn taking(&self, numbers: &[usize], other: &Self) -> Result<Futures, SimulateError> {
        self.exchanged(numbers, |block| {
            numbers.iter().map(|&number| other.columns[block][number].clone()).collect()
        })
    }

    /// The draws with some numbers drawn once more under another seed, given all others: those that are correlated with others
    /// are as those say, and are otherwise independent of what they were.
    ///
    /// # Errors
    /// As [`Exchange::learning`].
    pub fn drawing_again(&self, numbers: &[usize], seed: Seed) -> Result<Futures, SimulateError> {
        let fresh = Plan::of(&self.evidence, Simulation { seed, ..self.simulation });
        let is_kept = |number: &usize| !numbers.contains(number);
        let kept = (0..self.addresses().len()).filter(is_kept).filter(|&number| self.plan.is_tied(number));
        let kept: Vec<usize> =
            if numbers.iter().any(|&number| self.plan.is_tied(number)) { kept.collect() } else { Vec::new() };
        let uniforms = if kept.is_empty() { Vec::new() } else { self.uniforms_under(self.simulation) };
        let known = kept.iter().map(|&number| {
            (number, Learnt::Drawn(Arc::new(uniforms.get(number).cloned().unwrap_or_default())))
        });
        let known: Vec<(usize, Learnt)> = known.collect();
        let learning = Learning::of(&fresh, &known);
        let moved: Vec<usize> = learning.numbers().collect();
        self.exchanged(numbers, |block| {
            let span = self.settled.span_of(block);
            let mut columns = learning.columns(span.start, span.len());
            let shared = fresh.shared(span.start, span.len());
            let own = numbers.iter().map(|&number| {
                if let Some(place) = moved.iter().position(|moved| *moved == number) {
                    return std::mem::take(&mut columns[place]);
                }
                let mut uniforms = fresh.uniforms(number, &shared, span.start, span.len());
                fresh.values(number, &mut uniforms);
                uniforms
            });
            own.collect()
        })
    }

    /// The draws with some numbers exchanged; `columns` gives a block's values of each, in the same order.
    fn exchanged(
        &self,
        numbers: &[usize],
        columns: impl Fn(usize) -> Columns + Sync,
    ) -> Result<Futures, SimulateError> {
        let Touched { threats, delivery } = Touched::by(&self.touched, numbers.iter().copied());
        let threats: Vec<usize> = threats.into_iter().collect();
        let blocks = (0..self.settled.blocks()).into_par_iter().map(|block| {
            check_interrupt();
            let instead = columns(block);
            let mut columns = slices(&self.columns[block]);
            for (number, own) in numbers.iter().zip(&instead) {
                columns[*number] = own;
            }
            let (evidence, addresses, span) =
                (&*self.evidence, self.plan.addresses(), self.settled.span_of(block));
            let compiler = Compiler { evidence, addresses, columns, span };
            compiler.exchanged(&self.settled.block(block), numbers, &threats, delivery).map(Arc::new)
        });
        // Of several errors the one of the first draws.
        let blocks: Vec<Result<Arc<Block>, SimulateError>> = blocks.collect();
        let blocks = blocks.into_iter().collect::<Result<Vec<_>, _>>()?;
        Ok(self.settled.with_blocks(self.settled.draws(), blocks).over(&self.timeline))
    }
}

impl Futures {
    /// The draws in two halves, block by block in turn; `None` where there is no more than one block.
    #[must_use]
    pub fn halves(&self) -> Option<(Self, Self)> {
        let half = |first: usize| {
            let blocks = (first..self.blocks()).step_by(2);
            self.of_some_blocks(&blocks.map(|block| self.block(block)).collect::<Vec<_>>())
        };
        (self.blocks() > 1).then(|| Some((half(0)?, half(1)?)))?
    }
}

/// Which of the halves that [`Futures::halves`] makes a draw is in: the first or not.
#[must_use]
pub fn is_in_first_half(draw: usize) -> bool {
    (draw / BLOCK).is_multiple_of(2)
}
