//! Every draw of some evidence, ready to be run under any allocation.

use crate::id::Address;
use crate::model::Curve;
use crate::model::Evidence;
use crate::model::Measure;
use crate::model::Simulation;
use crate::simulate::Sample;
use crate::simulate::SimulateError;
use crate::simulate::block::Block;
use crate::simulate::block::EffectBlock;
use crate::simulate::block::Line;
use crate::simulate::block::Slot;
use crate::simulate::chosen::chosen;
use crate::simulate::compile::Compiled;
use crate::simulate::compile::Compiler;
use crate::simulate::interrupt::check_interrupt;
use crate::simulate::plan::Plan;
use crate::simulate::proof::MOST_HELD;
use crate::simulate::proof::surely_sound;
use crate::simulate::sample::BLOCK;
use crate::simulate::sample::spans;
use crate::simulate::single::single;
use crate::units::Draws;
use rayon::prelude::*;
use std::ops::Range;
use std::sync::Arc;
use std::sync::OnceLock;

/// Every draw of an evidence file, ready to be run under any allocation.
#[derive(Clone, Debug)]
pub struct Futures {
    draws: Draws,
    blocks: Vec<Arc<Block>>,
    held: Vec<Held>,
    slots: Arc<[(usize, String, Slot)]>,
    /// The first of the draws, where they are many.
    few: Option<Box<Futures>>,
    /// The same with curves through points cut at their knots, once anybody asks.
    pub(super) straightened: OnceLock<Option<Box<Straightened>>>,
}

/// Draws whose curves through points are straight lines, each with an effort of its own behind those of programmes.
#[derive(Clone, Debug)]
pub(super) struct Straightened {
    pub(super) futures: Futures,
    /// How many programmes the efforts begin with.
    pub(super) programmes: usize,
    /// The lines, in the order of their efforts.
    pub(super) lines: Vec<Line>,
}

/// The part of the draws that a search begins on: enough to come within a few hundredths of where it ends, as sampling
/// error falls with the root of draws, and so few that what they cost does not count.
const PART: usize = 16;

/// The blocks that a search begins on at least, and at most; below four times the least it begins on all.
const FEW_BLOCKS: (usize, usize) = (2, 16);

/// An effect whose implied reach had to be held in some draws.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Where the return is stated.
    pub address: Address,
    /// In how many draws.
    pub draws: usize,
}

impl Futures {
    /// Compiles a sample of the evidence.
    ///
    /// # Errors
    /// A draw that is not finite, or a return that implies a reach above 0.99 in more than 1% of draws.
    pub fn new(evidence: &Evidence, sample: &Sample) -> Result<Self, SimulateError> {
        let (draws, addresses) = (sample.draws(), sample.addresses());
        let blocks = sample.blocks().par_iter().zip(spans(draws));
        let compiled =
            blocks.map(|(columns, span)| Compiler { evidence, addresses, columns, span }.block()).collect();
        Self::of_compiled(evidence, draws, compiled)
    }

    /// Samples the evidence and compiles each block as soon as it is drawn, so that the sample is never held whole.
    ///
    /// # Errors
    /// As [`Futures::new`].
    pub fn drawn(evidence: &Evidence, simulation: Simulation) -> Result<Self, SimulateError> {
        Self::of_compiled(evidence, simulation.draws, each_block(evidence, simulation, |compiled| compiled))
    }

    fn of_compiled(
        evidence: &Evidence,
        draws: Draws,
        compiled: Vec<Result<Compiled, SimulateError>>,
    ) -> Result<Self, SimulateError> {
        // Of several errors the one of the first draws, however the blocks were scheduled.
        let compiled: Vec<Compiled> = compiled.into_iter().collect::<Result<_, _>>()?;
        let (blocks, held): (Vec<_>, Vec<_>) = compiled.into_iter().unzip();
        let held = held_over_all(evidence, &held, draws)?;
        let slots = evidence.threats().iter().enumerate().flat_map(|(t, threat)| {
            let counts = threat.counts.iter().enumerate();
            counts.map(move |(c, count)| (t, count.id.to_string(), Slot::Count(c)))
        });
        let blocks = blocks.into_iter().map(Arc::new).collect();
        Ok(Self::of_blocks(draws, blocks, slots.collect()).holding(held))
    }

    /// The same draws with other effects.
    pub(super) fn with_blocks(&self, blocks: Vec<Arc<Block>>) -> Self {
        Self::of_blocks(self.draws, blocks, Arc::clone(&self.slots))
    }

    pub(super) fn of_blocks(
        draws: Draws,
        blocks: Vec<Arc<Block>>,
        slots: Arc<[(usize, String, Slot)]>,
    ) -> Self {
        let few = (blocks.len() / PART).clamp(FEW_BLOCKS.0, FEW_BLOCKS.1);
        let few = (blocks.len() >= 4 * few).then(|| {
            let blocks = blocks[..few].to_vec();
            let draws = Draws::new(blocks.iter().map(|block| block.length).sum()).unwrap_or(draws);
            Box::new(Self {
                draws,
                blocks,
                held: Vec::new(),
                slots: Arc::clone(&slots),
                few: None,
                straightened: OnceLock::new(),
            })
        });
        Self { draws, blocks, held: Vec::new(), slots, few, straightened: OnceLock::new() }
    }

    fn holding(self, held: Vec<Held>) -> Self {
        Self { held, ..self }
    }

    /// How many draws.
    #[must_use]
    pub fn draws(&self) -> Draws {
        self.draws
    }

    /// Effects whose implied reach had to be held at 0.99 in some draws, by address.
    #[must_use]
    pub fn held(&self) -> &[Held] {
        &self.held
    }

    /// One draw taken for itself; `None` where there is no such draw.
    #[must_use]
    pub fn single(&self, draw: usize) -> Option<Self> {
        let blocks = vec![Arc::new(single(&self.blocks, draw)?)];
        Some(Self::of_blocks(Draws::ONE, blocks, Arc::clone(&self.slots)))
    }

    /// How many numbers of each draw are held: those that differ between draws.
    #[must_use]
    pub fn columns(&self) -> usize {
        self.blocks.first().map_or(0, |block| block.columns())
    }

    /// Some draws as a sample of their own; `None` of fewer than two.
    #[must_use]
    pub fn some(&self, draws: &[usize]) -> Option<Self> {
        let blocks: Vec<Arc<Block>> = chosen(&self.blocks, draws).into_iter().map(Arc::new).collect();
        let draws = Draws::new(blocks.iter().map(|block| block.length).sum()).ok()?;
        Some(Self::of_blocks(draws, blocks, Arc::clone(&self.slots)))
    }

    /// The first of the draws, for a search to begin on; `None` where there are few to begin with.
    #[must_use]
    pub fn few(&self) -> Option<&Self> {
        self.few.as_deref()
    }

    pub(super) fn blocks(&self) -> &[Arc<Block>] {
        &self.blocks
    }

    /// The draws of a block.
    pub(super) fn span_of(&self, block: usize) -> Range<usize> {
        let first = block * BLOCK;
        first..first + self.blocks[block].length
    }

    /// The effects on a threat, by its position in the evidence.
    pub(super) fn effects_on(&self, threat: usize) -> &[EffectBlock] {
        &self.blocks[0].threats[threat].effects
    }

    /// The threats that a measure counts, each with the columns it takes.
    pub(super) fn counted(&self, measure: &Measure) -> Vec<(usize, Vec<Slot>)> {
        let threats = self.blocks[0].threats.iter().enumerate();
        let slots = threats.map(|(t, threat)| match measure {
            Measure::Harm => (t, threat.harm.iter().map(|_| Slot::Harm).collect()),
            Measure::Count(id) => {
                let own = self.slots.iter().filter(|(of, name, _)| *of == t && name == id.as_str());
                (t, own.map(|(_, _, slot)| *slot).collect::<Vec<_>>())
            }
        });
        slots.filter(|(_, slots)| !slots.is_empty()).collect()
    }
}

/// Whether the evidence can be simulated: proven where that is possible, else found out by drawing it and keeping nothing.
///
/// # Errors
/// As [`Futures::new`].
pub fn can_be_drawn(evidence: &Evidence, simulation: Simulation) -> Result<(), SimulateError> {
    if surely_sound(evidence, simulation) {
        return Ok(());
    }
    let held = each_block(evidence, simulation, |(_, held)| held);
    let held = held.into_iter().collect::<Result<Vec<_>, _>>()?;
    held_over_all(evidence, &held, simulation.draws).map(|_| ())
}

/// Draws and compiles each block, and does something with it; in order.
pub(super) fn each_block<T: Send>(
    evidence: &Evidence,
    simulation: Simulation,
    function: impl Fn(Compiled) -> T + Sync,
) -> Vec<Result<T, SimulateError>> {
    let plan = Plan::of(evidence, simulation);
    let addresses = plan.addresses();
    let each = spans(simulation.draws).into_par_iter().map(|span| {
        check_interrupt();
        let columns = plan.columns(span.start, span.len());
        Compiler { evidence, addresses, columns: &columns, span }.block().map(&function)
    });
    each.collect()
}

/// The effects whose reach was held, from how often that was in each block.
///
/// # Errors
/// One that was held in more than 1% of draws.
pub(super) fn held_over_all(
    evidence: &Evidence,
    compiled: &[Vec<usize>],
    draws: Draws,
) -> Result<Vec<Held>, SimulateError> {
    let mut all = Vec::new();
    for (i, (programme, effect)) in evidence.effects().enumerate() {
        let held: usize = compiled.iter().map(|held| held[i]).sum();
        let Curve::Parametric(curve) = &effect.curve else { continue };
        if held == 0 {
            continue;
        }
        let address = Address::of_effect(&programme.id, &effect.threat, curve.strength_key());
        #[expect(clippy::cast_precision_loss, reason = "at most 1e8")]
        if held as f64 > MOST_HELD * draws.as_f64() {
            return Err(SimulateError::ReachHeld { address, held, draws: draws.get() });
        }
        all.push(Held { address, draws: held });
    }
    Ok(all)
}
