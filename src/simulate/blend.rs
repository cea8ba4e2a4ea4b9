//! Harm where programmes are partly on: what a search over switches asks.
//!
//! A programme that is on to a share z and gets an effort of e altogether has the log residual z·log q(e/z): nothing
//! where it is off, its own where it is on, and in between the largest convex function below both (the *perspective*;
//! Günlük & Linderoth 2010, *Perspective reformulations of mixed integer nonlinear programs with indicator
//! variables*). A sum of convex functions under an exponential is convex, so harm in each draw is convex in all
//! efforts and shares together, and its tangent planes hold wherever every programme is on or off.

use crate::model::Measure;
use crate::risk;
use crate::simulate::Futures;
use crate::simulate::block::Block;
use crate::simulate::block::Slot;
use crate::simulate::block::ThreatBlock;
use crate::simulate::evaluate::added_up;
use crate::simulate::evaluate::weigh;
use crate::simulate::interrupt::check_interrupt;
use rayon::prelude::*;

/// Programmes that are on, off or partly on.
#[derive(Clone, Debug, PartialEq)]
pub struct Blend {
    /// The planned effort of each programme while it is on, £m.
    pub efforts: Vec<f64>,
    /// To which share each programme is on; `None` of those that have no switch.
    pub shares: Vec<Option<f64>>,
}

/// One threat's mean and gradient.
#[derive(Clone, Debug, PartialEq)]
pub struct BlendedMean {
    /// The mean over draws, in the measure's unit.
    pub mean: f64,
    /// Its derivative by each programme's planned effort altogether, per £m: (programme, derivative).
    pub by_effort: Vec<(usize, f64)>,
    /// Its derivative by each programme's share: (programme, derivative).
    pub by_share: Vec<(usize, f64)>,
}

/// The mean of a measure over draws, threat by threat, with its gradient; with `weights`, each draw counts by its
/// weight instead of 1/n.
#[must_use]
pub fn blended(
    futures: &Futures,
    blend: &Blend,
    measure: &Measure,
    weights: Option<&[f64]>,
) -> Vec<BlendedMean> {
    let counted = futures.counted(measure);
    let blocks: Vec<Vec<Vec<f64>>> = futures
        .blocks()
        .par_iter()
        .enumerate()
        .map(|(i, block)| {
            check_interrupt();
            let weights = weights.map(|weights| &weights[futures.span_of(i)]);
            let mut mixing = Mixing::default();
            let sums = counted.iter().map(|(threat, slots)| {
                let threat = &block.threats[*threat];
                mixing.respond(block, threat, blend);
                weigh(&mut mixing.ratio, threat, slots, weights);
                mixing.sums()
            });
            sums.collect()
        })
        .collect();
    let scale = if weights.is_some() { 1.0 } else { futures.draws().as_f64() };
    let means = counted.iter().enumerate().map(|(position, (threat, _))| {
        let effects = &futures.blocks()[0].threats[*threat].effects;
        let totals = added_up(&blocks, position, 2 * effects.len() + 1);
        let derivatives = |from: usize| {
            effects.iter().zip(&totals[from..]).map(|(effect, sum)| (effect.programme, sum / scale))
        };
        let is_switched = |(programme, _): &(usize, f64)| blend.shares[*programme].is_some();
        BlendedMean {
            mean: totals[0] / scale,
            by_effort: derivatives(1).collect(),
            by_share: derivatives(1 + effects.len()).filter(is_switched).collect(),
        }
    });
    means.collect()
}

/// A measure in each draw, added over threats.
#[must_use]
pub fn blended_totals(futures: &Futures, blend: &Blend, measure: &Measure) -> Vec<f64> {
    let counted = futures.counted(measure);
    let blocks: Vec<Vec<f64>> =
        futures.blocks().par_iter().map(|block| block_totals(block, blend, &counted)).collect();
    blocks.concat()
}

fn block_totals(block: &Block, blend: &Blend, counted: &[(usize, Vec<Slot>)]) -> Vec<f64> {
    check_interrupt();
    let mut totals = vec![0.0; block.length];
    let mut mixing = Mixing::default();
    for (threat, slots) in counted {
        let threat = &block.threats[*threat];
        mixing.respond(block, threat, blend);
        weigh(&mut mixing.ratio, threat, slots, None);
        for (total, measure) in totals.iter_mut().zip(&mixing.ratio) {
            *total += measure;
        }
    }
    totals
}

/// Working memory for one threat over one block.
#[derive(Default)]
struct Mixing {
    /// Per draw: the product of residuals, each to the power of its share, begun at the anchor.
    ratio: Vec<f64>,
    /// Per draw: the sum of logs of the same.
    log: Vec<f64>,
    /// Per effect and draw: the derivative of its part of the log by the planned effort, per £m.
    by_effort: Vec<Vec<f64>>,
    /// Per effect and draw: that by the share, log q(p) − p·(log q)′(p) at the effort p while on.
    by_share: Vec<Vec<f64>>,
}

impl Mixing {
    fn respond(&mut self, block: &Block, threat: &ThreatBlock, blend: &Blend) {
        self.log.clear();
        self.log.resize(block.length, 0.0);
        self.by_effort.resize_with(threat.effects.len(), Vec::new);
        self.by_share.resize_with(threat.effects.len(), Vec::new);
        let outputs = self.by_effort.iter_mut().zip(&mut self.by_share);
        for (effect, (by_effort, by_share)) in threat.effects.iter().zip(outputs) {
            let planned = blend.efforts[effect.programme];
            effect.logs(effect.effort(block, planned), block.length, by_share, by_effort);
            let share = blend.shares[effect.programme].unwrap_or(1.0);
            for ((log, own), slope) in self.log.iter_mut().zip(by_share).zip(by_effort) {
                *log += share * *own;
                *own -= planned * *slope;
            }
        }
        self.ratio.clear();
        self.ratio.extend(threat.anchor.iter().zip(&self.log).map(|(anchor, log)| anchor * libm::exp(*log)));
    }

    /// The sum over draws of the measure, then of each effect's derivatives by effort, then by share.
    fn sums(&self) -> Vec<f64> {
        let mut product = vec![0.0; self.ratio.len()];
        let derivatives = self.by_effort.iter().chain(&self.by_share).map(|slopes| {
            for ((product, measure), slope) in product.iter_mut().zip(&self.ratio).zip(slopes) {
                *product = measure * slope;
            }
            risk::sum(&product)
        });
        let derivatives: Vec<f64> = derivatives.collect();
        [risk::sum(&self.ratio)].into_iter().chain(derivatives).collect()
    }
}
