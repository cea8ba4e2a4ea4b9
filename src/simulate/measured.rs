//! Harm under some allocations in draws in which some numbers are exchanged: only threats that rest on them are worked out
//! again, so that a hundred assumptions can be tried in the time of some ten passes.

use crate::id::Address;
use crate::simulate::Exchange;
use crate::simulate::SimulateError;
use crate::simulate::block::Block;
use crate::simulate::compile::Compiler;
use crate::simulate::compile::slices;
use crate::simulate::interrupt::check_interrupt;
use crate::simulate::plan::Plan;
use crate::simulate::respond::Scratch;
use crate::simulate::seeds::Seeds;
use crate::simulate::touched::Touched;
use crate::units::Seed;
use rayon::prelude::*;
use std::collections::BTreeSet;

/// Harm by allocation, threat of the evidence and draw of a block, £m; of a plan at present value, over its years.
pub(super) type Parts = Vec<Vec<Vec<f64>>>;

/// Draws whose numbers can be exchanged, with harm in them under some allocations.
pub struct Measured<'e> {
    pub(super) exchange: &'e Exchange,
    /// By allocation, planned efforts as they are felt, £m by programme and year.
    pub(super) efforts: Vec<Vec<f64>>,
    /// By block.
    parts: Vec<Parts>,
}

impl<'e> Measured<'e> {
    /// Harm in draws as they are, at planned efforts of some allocations.
    #[must_use]
    pub fn of(exchange: &'e Exchange, efforts: Vec<Vec<f64>>) -> Self {
        let all: Vec<usize> = (0..exchange.evidence.threats().len()).collect();
        let blocks = (0..exchange.settled.blocks()).into_par_iter();
        let parts = blocks.map(|block| {
            check_interrupt();
            parts(exchange, &exchange.settled.block(block), &all, &efforts)
        });
        let parts = parts.collect();
        Self { exchange, efforts, parts }
    }

    /// Harm under each allocation, draw by draw.
    #[must_use]
    pub fn base(&self) -> Vec<Vec<f64>> {
        joined(self.parts.iter().map(totals))
    }

    /// The same with some numbers the same in every draw, and all others as they were drawn, correlated or not.
    ///
    /// # Errors
    /// A draw that is not finite.
    pub fn replacing(&self, numbers: &[(usize, f64)]) -> Result<Vec<Vec<f64>>, SimulateError> {
        let positions: Vec<usize> = numbers.iter().map(|(number, _)| *number).collect();
        self.exchanged(&positions, |block| {
            let length = self.exchange.settled.span_of(block).len();
            numbers.iter().map(|(_, value)| vec![*value; length]).collect()
        })
    }

    /// The same with some numbers from another sample of the same evidence and size. Numbers that are correlated must be
    /// exchanged together, or they are no longer correlated.
    ///
    /// # Errors
    /// As [`Measured::replacing`].
    pub fn taking(&self, numbers: &[usize], other: &Exchange) -> Result<Vec<Vec<f64>>, SimulateError> {
        self.exchanged(numbers, |block| {
            numbers.iter().map(|&number| other.columns[block][number].clone()).collect()
        })
    }

    /// The same with some of the streams under another seed that numbers of correlations are made of: see
    /// [`Exchange::streams_of`].
    ///
    /// # Errors
    /// As [`Measured::replacing`].
    pub fn reseeding(&self, streams: &[&str], seed: Seed) -> Result<Vec<Vec<f64>>, SimulateError> {
        let Exchange { evidence, simulation, plan, settled, .. } = self.exchange;
        let is_made_of =
            |number: &usize| plan.parts(*number).iter().any(|(name, _)| streams.contains(&name.as_str()));
        let numbers: Vec<usize> = (0..plan.addresses().len()).filter(is_made_of).collect();
        let names: BTreeSet<String> = streams.iter().map(|&name| name.to_owned()).collect();
        let seeds = Seeds::of(simulation.seed).but(seed, names);
        let wanted: Vec<&Address> = numbers.iter().map(|&number| &plan.addresses()[number]).collect();
        let plan = Plan::seeded(evidence, *simulation, &seeds, |address| wanted.contains(&address));
        self.exchanged(&numbers, |block| {
            let span = settled.span_of(block);
            plan.columns(span.start, span.len())
        })
    }

    fn exchanged(
        &self,
        numbers: &[usize],
        columns: impl Fn(usize) -> Vec<Vec<f64>> + Sync,
    ) -> Result<Vec<Vec<f64>>, SimulateError> {
        let exchange = self.exchange;
        let Touched { threats, delivery } = Touched::by(&exchange.touched, numbers.iter().copied());
        let touched: Vec<usize> = threats.into_iter().collect();
        let all: Vec<usize> = (0..exchange.evidence.threats().len()).collect();
        let felt = if delivery { &all } else { &touched };
        let blocks = (0..exchange.settled.blocks()).into_par_iter().map(|place| {
            check_interrupt();
            let instead = columns(place);
            let mut columns = slices(&exchange.columns[place]);
            for (number, own) in numbers.iter().zip(&instead) {
                columns[*number] = own;
            }
            let (addresses, span) = (exchange.plan.addresses(), exchange.settled.span_of(place));
            let compiler = Compiler { evidence: &exchange.evidence, addresses, columns, span };
            let block = compiler.exchanged(&exchange.settled.block(place), numbers, &touched, delivery)?;
            let mut own = self.parts[place].clone();
            renew(&mut own, felt, parts(exchange, &block, felt, &self.efforts));
            Ok(totals(&own))
        });
        // Of several errors the one of the first draws.
        let blocks: Vec<Result<Vec<Vec<f64>>, SimulateError>> = blocks.collect();
        let blocks = blocks.into_iter().collect::<Result<Vec<_>, _>>()?;
        Ok(joined(blocks.into_iter()))
    }
}

/// Harm of some threats in a settled block over the years of its draws.
pub(super) fn parts(exchange: &Exchange, block: &Block, threats: &[usize], efforts: &[Vec<f64>]) -> Parts {
    let some = Block {
        length: block.length,
        delivered: block.delivered.clone(),
        threats: threats.iter().map(|&threat| block.threats[threat].clone()).collect(),
        years: 1,
    };
    let block = some.over(&exchange.timeline);
    let mut scratch = Scratch::default();
    efforts.iter().map(|efforts| harms(&block, threats.len(), efforts, &mut scratch)).collect()
}

/// Harm by threat and draw, of which there are so many threats each year.
fn harms(block: &Block, many: usize, efforts: &[f64], scratch: &mut Scratch) -> Vec<Vec<f64>> {
    let mut harms = vec![vec![0.0; block.length]; many];
    for threats in block.threats.chunks(many.max(1)) {
        for (threat, harms) in threats.iter().zip(&mut harms) {
            let Some(harm) = &threat.harm else { continue };
            scratch.leave(block, threat, efforts);
            for (draw, (sum, ratio)) in harms.iter_mut().zip(&scratch.ratio).enumerate() {
                *sum += ratio * harm.at(draw) * threat.discount;
            }
        }
    }
    harms
}

/// Puts harm of some threats in the place of what it was.
pub(super) fn renew(parts: &mut Parts, threats: &[usize], instead: Parts) {
    for (own, instead) in parts.iter_mut().zip(instead) {
        for (threat, harm) in threats.iter().zip(instead) {
            own[*threat] = harm;
        }
    }
}

/// Harm under each allocation, added over threats in their order.
pub(super) fn totals(parts: &Parts) -> Vec<Vec<f64>> {
    let total = |threats: &Vec<Vec<f64>>| {
        let mut total = vec![0.0; threats.first().map_or(0, Vec::len)];
        for harm in threats {
            total.iter_mut().zip(harm).for_each(|(total, harm)| *total += harm);
        }
        total
    };
    parts.iter().map(total).collect()
}

/// Columns of blocks one behind the other.
fn joined(blocks: impl Iterator<Item = Vec<Vec<f64>>>) -> Vec<Vec<f64>> {
    let mut all: Vec<Vec<f64>> = Vec::new();
    for block in blocks {
        all.resize_with(block.len().max(all.len()), Vec::new);
        all.iter_mut().zip(block).for_each(|(all, own)| all.extend(own));
    }
    all
}
