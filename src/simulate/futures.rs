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
use crate::simulate::change::Change;
use crate::simulate::compile::Compiled;
use crate::simulate::compile::Compiler;
use crate::simulate::compile::slices;
use crate::simulate::making::Making;
use crate::simulate::making::compiled;
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

/// Every draw of an evidence file, ready to be run under any allocation: held, or, behind as many as may be held, made
/// again each time a pass comes to them. No figure depends on which.
#[derive(Clone, Debug)]
pub struct Futures {
    draws: Draws,
    /// The blocks that are held: the first ones, of which there is always one.
    blocks: Vec<Arc<Block>>,
    /// What the others are made from; `None` where all are held.
    making: Option<Arc<Making>>,
    /// What is done to a block that is made again.
    change: Option<Change>,
    held: Vec<Held>,
    slots: Arc<[(usize, String, Slot)]>,
    is_plan: bool,
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

/// Draws that are held however little memory there is: those that a search begins on.
pub(super) const LEAST_HELD: usize = FEW_BLOCKS.1 * BLOCK;

/// Bytes of compiled draws that are held where nobody says otherwise: a million draws of evidence with 40 programmes.
pub(super) const BYTES_HELD: u64 = 640_000_000;

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
        let compiled = blocks.map(|(columns, span)| {
            let columns = slices(columns);
            Compiler { evidence, addresses, columns, span }.block()
        });
        // Of several errors the one of the first draws, however the blocks were scheduled.
        let compiled: Vec<Result<Compiled, SimulateError>> = compiled.collect();
        let (blocks, held): (Vec<_>, Vec<_>) =
            compiled.into_iter().collect::<Result<Vec<_>, _>>()?.into_iter().unzip();
        Self::of_compiled(evidence, draws, blocks, &held, None)
    }

    /// Samples the evidence and compiles each block as soon as it is drawn, so that the sample is never held whole; holds
    /// what fits into 640 MB.
    ///
    /// # Errors
    /// As [`Futures::new`].
    pub fn drawn(evidence: &Evidence, simulation: Simulation) -> Result<Self, SimulateError> {
        Self::drawn_within(evidence, simulation, BYTES_HELD)
    }

    /// The same, holding as many of the first draws as fit into so many bytes, and at least some thousands. Under latin-
    /// hypercube sampling the strata of the others are held besides, four bytes for each draw of a number.
    ///
    /// # Errors
    /// As [`Futures::new`].
    pub fn drawn_within(
        evidence: &Evidence,
        simulation: Simulation,
        bytes: u64,
    ) -> Result<Self, SimulateError> {
        let plan = Plan::of(evidence, simulation);
        let spans = spans(simulation.draws);
        let (first, rest) = spans.split_at(spans.len().min(FEW_BLOCKS.1));
        let compile = |span: &Range<usize>| compiled(&plan, evidence, span.clone());
        let made: Vec<_> = first.par_iter().map(compile).collect();
        let (mut blocks, mut held): (Vec<_>, Vec<_>) =
            made.into_iter().collect::<Result<Vec<_>, _>>()?.into_iter().unzip();
        let most = blocks.first().map_or(0, |block| blocks_within(bytes, block));
        let made = rest.par_iter().enumerate().map(|(i, span)| {
            let (block, held) = compile(span)?;
            Ok(((first.len() + i < most).then_some(block), held))
        });
        for made in made.collect::<Vec<Result<_, SimulateError>>>() {
            let (block, times) = made?;
            blocks.extend(block);
            held.push(times);
        }
        let making = (blocks.len() < spans.len())
            .then(|| Arc::new(Making { evidence: Arc::new(evidence.clone()), plan }));
        Self::of_compiled(evidence, simulation.draws, blocks, &held, making)
    }

    fn of_compiled(
        evidence: &Evidence,
        draws: Draws,
        blocks: Vec<Block>,
        held: &[Vec<usize>],
        making: Option<Arc<Making>>,
    ) -> Result<Self, SimulateError> {
        let held = held_over_all(evidence, held, draws)?;
        let slots = evidence.threats().iter().enumerate().flat_map(|(t, threat)| {
            let counts = threat.counts.iter().enumerate();
            counts.map(move |(c, count)| (t, count.id.to_string(), Slot::Count(c)))
        });
        let blocks = blocks.into_iter().map(Arc::new).collect();
        Ok(Self { making, held, ..Self::of_blocks(draws, blocks, slots.collect()) })
    }

    /// The first of the draws held, and few of them for a search to begin on.
    pub(super) fn of_blocks(
        draws: Draws,
        blocks: Vec<Arc<Block>>,
        slots: Arc<[(usize, String, Slot)]>,
    ) -> Self {
        let all = draws.get().div_ceil(BLOCK);
        let few = (all / PART).clamp(FEW_BLOCKS.0, FEW_BLOCKS.1);
        let few = (all >= 4 * few).then(|| {
            let blocks = blocks[..few].to_vec();
            let draws = Draws::new(blocks.iter().map(|block| block.length).sum()).unwrap_or(draws);
            Box::new(Self::of_these(draws, blocks, Arc::clone(&slots)))
        });
        Self { few, ..Self::of_these(draws, blocks, slots) }
    }

    /// The first of the draws held, and nothing besides.
    fn of_these(draws: Draws, blocks: Vec<Arc<Block>>, slots: Arc<[(usize, String, Slot)]>) -> Self {
        let (held, straightened) = (Vec::new(), OnceLock::new());
        Self {
            draws,
            blocks,
            making: None,
            change: None,
            held,
            slots,
            is_plan: false,
            few: None,
            straightened,
        }
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
        let block = (draw < self.draws.get()).then(|| self.block(draw / BLOCK))?;
        let blocks = vec![Arc::new(single(&block, draw % BLOCK))];
        Some(Self::of_blocks(Draws::ONE, blocks, Arc::clone(&self.slots)))
    }

    /// How many numbers of each draw there are: those that differ between draws.
    #[must_use]
    pub fn columns(&self) -> usize {
        self.first().columns()
    }

    /// How many of the draws are held; the others are made whenever they are asked for.
    #[must_use]
    pub fn draws_held(&self) -> usize {
        self.blocks.iter().map(|block| block.length).sum()
    }

    /// The same with other names for what measures take.
    pub(super) fn with_slots(self, slots: &Arc<[(usize, String, Slot)]>) -> Self {
        let few = self.few.map(|few| Box::new(few.with_slots(slots)));
        Self { slots: Arc::clone(slots), few, ..self }
    }

    /// Whether these are draws over the years of a plan, be it one of one year.
    pub(super) fn is_plan(&self) -> bool {
        self.is_plan
    }

    /// The same as draws over the years of a plan.
    pub(super) fn into_plan(self) -> Self {
        Self { is_plan: true, ..self }
    }

    /// What measures take: (threat, count, its place).
    pub(super) fn slots(&self) -> &[(usize, String, Slot)] {
        &self.slots
    }

    /// Other blocks, all of them held, of the same evidence.
    pub(super) fn with_blocks(&self, draws: Draws, blocks: Vec<Arc<Block>>) -> Self {
        Self::of_blocks(draws, blocks, Arc::clone(&self.slots))
    }

    /// Some of the blocks as draws of their own; the last may be shorter than the others. `None` of fewer than two draws.
    pub(super) fn of_some_blocks(&self, blocks: &[Arc<Block>]) -> Option<Self> {
        let draws = Draws::new(blocks.iter().map(|block| block.length).sum()).ok()?;
        let own = self.with_blocks(draws, blocks.to_vec());
        Some(Self { is_plan: self.is_plan, ..own })
    }

    /// The first of the draws, for a search to begin on; `None` where there are few to begin with.
    #[must_use]
    pub fn few(&self) -> Option<&Self> {
        self.few.as_deref()
    }

    /// How many blocks there are.
    pub(super) fn blocks(&self) -> usize {
        self.draws.get().div_ceil(BLOCK)
    }

    /// The same draws with something done to every block, those that are held and those that are made again.
    pub(super) fn changed(&self, change: &Change) -> Self {
        let blocks = self.blocks.iter().map(|block| Arc::new(change.done_to(block))).collect();
        let (making, held) = (self.making.clone(), self.held.clone());
        let change = Some(change.after(self.change.as_ref()));
        Self { making, change, held, ..self.with_blocks(self.draws, blocks) }
    }

    /// A block, which is held or made.
    pub(super) fn block(&self, block: usize) -> Arc<Block> {
        match (self.blocks.get(block), &self.making) {
            (None, Some(making)) => {
                let made = making.again(self.span_of(block));
                Arc::new(match &self.change {
                    Some(change) => change.done_to(&made),
                    None => made,
                })
            }
            (held, _) => Arc::clone(held.unwrap_or(&self.blocks[0])),
        }
    }

    /// The first block, to read off it what is the same in all.
    pub(super) fn first(&self) -> &Block {
        &self.blocks[0]
    }

    /// The draws of a block.
    pub(super) fn span_of(&self, block: usize) -> Range<usize> {
        let first = block * BLOCK;
        first..self.draws.get().min(first + BLOCK)
    }

    /// The effects on a threat, by its position in the evidence.
    pub(super) fn effects_on(&self, threat: usize) -> &[EffectBlock] {
        &self.first().threats[threat].effects
    }

    /// The threats that a measure counts, each with the columns it takes.
    pub(super) fn counted(&self, measure: &Measure) -> Vec<(usize, Vec<Slot>)> {
        let threats = self.first().threats.iter().enumerate();
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
    let spans = spans(simulation.draws).into_par_iter();
    spans.map(|span| compiled(&plan, evidence, span).map(&function)).collect()
}

/// How many blocks like this one fit into so many bytes.
fn blocks_within(bytes: u64, block: &Block) -> usize {
    let own = block.columns().max(1) * BLOCK * size_of::<f64>();
    usize::try_from(bytes).unwrap_or(usize::MAX) / own
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
