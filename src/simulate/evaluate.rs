//! Expected harm and its gradient: what the optimiser asks.

use crate::model::Measure;
use crate::risk;
use crate::simulate::Futures;
use crate::simulate::block::Block;
use crate::simulate::block::Slot;
use crate::simulate::block::ThreatBlock;
use crate::simulate::interrupt::check_interrupt;
use crate::simulate::respond::Scratch;
use rayon::prelude::*;

/// The mean of the measure over draws, threat by threat, with its gradient.
#[derive(Clone, Debug, PartialEq)]
pub struct Evaluation {
    /// One for each threat that the measure counts, in the evidence's order.
    pub threats: Vec<ThreatMean>,
}

/// One threat's mean and gradient.
#[derive(Clone, Debug, PartialEq)]
pub struct ThreatMean {
    /// The threat, as a position in the evidence.
    pub threat: usize,
    /// The mean over draws, in the measure's unit.
    pub mean: f64,
    /// Its derivative by each programme's planned effort, per £m: (programme, derivative).
    pub gradient: Vec<(usize, f64)>,
}

impl Evaluation {
    /// The mean over all threats.
    #[must_use]
    pub fn total(&self) -> f64 {
        self.threats.iter().map(|threat| threat.mean).sum()
    }
}

/// The mean of a measure over draws at planned efforts (£m by programme), with its gradient; with `weights`,
/// each draw counts by its weight instead of 1/n.
#[must_use]
pub fn evaluate(
    futures: &Futures,
    efforts: &[f64],
    measure: &Measure,
    weights: Option<&[f64]>,
) -> Evaluation {
    let counted = futures.counted(measure);
    let blocks: Vec<Vec<Vec<f64>>> = futures
        .blocks()
        .par_iter()
        .enumerate()
        .map(|(i, block)| {
            check_interrupt();
            let weights = weights.map(|weights| &weights[futures.span_of(i)]);
            let mut scratch = Scratch::new();
            let sums = counted.iter().map(|(threat, slots)| {
                let threat = &block.threats[*threat];
                scratch.respond(block, threat, efforts);
                weigh(&mut scratch.ratio, threat, slots, weights);
                sums(&scratch)
            });
            sums.collect()
        })
        .collect();
    let scale = if weights.is_some() { 1.0 } else { futures.draws().as_f64() };
    let threats = counted.iter().enumerate().map(|(position, (threat, _))| {
        let effects = &futures.blocks()[0].threats[*threat].effects;
        let totals = added_up(&blocks, position, effects.len() + 1);
        let gradient = effects.iter().zip(&totals[1..]).map(|(effect, sum)| (effect.programme, sum / scale));
        ThreatMean { threat: *threat, mean: totals[0] / scale, gradient: gradient.collect() }
    });
    Evaluation { threats: threats.collect() }
}

/// The sums of one counted threat over all blocks, added in block order.
pub(super) fn added_up(blocks: &[Vec<Vec<f64>>], position: usize, length: usize) -> Vec<f64> {
    let mut totals = vec![0.0; length];
    for block in blocks {
        for (total, sum) in totals.iter_mut().zip(&block[position]) {
            *total += sum;
        }
    }
    totals
}

/// Turns ratios into the measure: times harm, or times the counts in `slots`, and times the draw's weight.
pub(super) fn weigh(ratio: &mut [f64], threat: &ThreatBlock, slots: &[Slot], weights: Option<&[f64]>) {
    for (draw, ratio) in ratio.iter_mut().enumerate() {
        *ratio *=
            slots.iter().map(|slot| slot.column(threat).map_or(0.0, |column| column.at(draw))).sum::<f64>();
    }
    if let Some(weights) = weights {
        for (ratio, weight) in ratio.iter_mut().zip(weights) {
            *ratio *= weight;
        }
    }
}

/// The sum over draws of the measure, then of each effect's derivative.
fn sums(scratch: &Scratch) -> Vec<f64> {
    let mut product = vec![0.0; scratch.ratio.len()];
    let derivatives = scratch.slopes.iter().map(|slopes| {
        for ((product, measure), slope) in product.iter_mut().zip(&scratch.ratio).zip(slopes) {
            *product = measure * slope;
        }
        risk::sum(&product)
    });
    let derivatives: Vec<f64> = derivatives.collect();
    [risk::sum(&scratch.ratio)].into_iter().chain(derivatives).collect()
}

/// The measure of each draw of a block, added over threats.
pub(super) fn block_totals(
    block: &Block,
    efforts: &[f64],
    counted: &[(usize, Vec<Slot>)],
    scratch: &mut Scratch,
) -> Vec<f64> {
    check_interrupt();
    let mut totals = vec![0.0; block.length];
    for (threat, slots) in counted {
        let threat = &block.threats[*threat];
        scratch.respond(block, threat, efforts);
        weigh(&mut scratch.ratio, threat, slots, None);
        for (total, measure) in totals.iter_mut().zip(&scratch.ratio) {
            *total += measure;
        }
    }
    totals
}
