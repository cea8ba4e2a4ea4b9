//! Harm where programmes are partly on: what a search over switches asks.
//!
//! A programme that is on to a share z and gets an effort of e altogether has the log residual z·log q(e/z): nothing
//! where it is off, its own where it is on, and in between the largest convex function below both (the *perspective*;
//! Günlük & Linderoth 2010, *Perspective reformulations of mixed integer nonlinear programs with indicator
//! variables*). A sum of convex functions under an exponential is convex, so harm in each draw is convex in all
//! efforts and shares together, and its tangent planes hold wherever every programme is on or off.

use crate::elementary::exp;
use crate::elementary::wide;
use crate::model::Measure;
use crate::risk;
use crate::simulate::Futures;
use crate::simulate::block::Block;
use crate::simulate::block::ThreatBlock;
use crate::simulate::kernel::Spare;
use crate::simulate::pass;
use crate::simulate::pass::weigh;
use std::iter::once;

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
    let lengths = counted.iter().map(|(threat, _)| 1 + 2 * futures.effects_on(*threat).len());
    let totals = pass::sums(futures, lengths.sum(), |mixing: &mut Mixing, block, span, row| {
        let weights = weights.map(|weights| &weights[span]);
        let mut row = row.iter_mut();
        for (threat, slots) in &counted {
            let threat = &block.threats[*threat];
            mixing.respond(block, threat, blend);
            weigh(&mut mixing.ratio, threat, slots, weights);
            for (sum, place) in mixing.sums(threat.effects.len()).zip(&mut row) {
                *place = sum;
            }
        }
    });
    let scale = if weights.is_some() { 1.0 } else { futures.draws().as_f64() };
    let mut means = totals.into_iter().map(|total| total / scale);
    let threats = counted.iter().map(|(threat, _)| {
        let programmes = || futures.effects_on(*threat).iter().map(|effect| effect.programme);
        let is_switched = |(programme, _): &(usize, f64)| blend.shares[*programme].is_some();
        let mean = means.next().unwrap_or_default();
        let by_effort = programmes().zip(&mut means).collect();
        let by_share: Vec<(usize, f64)> = programmes().zip(&mut means).collect();
        BlendedMean { mean, by_effort, by_share: by_share.into_iter().filter(is_switched).collect() }
    });
    threats.collect()
}

/// A measure in each draw, added over threats.
#[must_use]
pub fn blended_totals(futures: &Futures, blend: &Blend, measure: &Measure) -> Vec<f64> {
    let counted = futures.counted(measure);
    pass::column(futures, |mixing: &mut Mixing, block, totals| {
        for (threat, slots) in &counted {
            let threat = &block.threats[*threat];
            mixing.respond(block, threat, blend);
            weigh(&mut mixing.ratio, threat, slots, None);
            for (total, measure) in totals.iter_mut().zip(&mixing.ratio) {
                *total += measure;
            }
        }
    })
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
    spare: Spare,
}

impl Mixing {
    fn respond(&mut self, block: &Block, threat: &ThreatBlock, blend: &Blend) {
        let Self { ratio, log, by_effort, by_share, spare } = self;
        log.clear();
        log.resize(block.length, 0.0);
        if by_effort.len() < threat.effects.len() {
            by_effort.resize_with(threat.effects.len(), Vec::new);
            by_share.resize_with(threat.effects.len(), Vec::new);
        }
        for (effect, (by_effort, by_share)) in threat.effects.iter().zip(by_effort.iter_mut().zip(by_share)) {
            let planned = blend.efforts[effect.programme];
            effect.logs(block, planned, by_share, by_effort, spare);
            let share = blend.shares[effect.programme].unwrap_or(1.0);
            wide(
                #[inline(always)]
                || {
                    for ((log, own), slope) in log.iter_mut().zip(by_share).zip(by_effort) {
                        *log += share * *own;
                        *own -= planned * *slope;
                    }
                },
            );
        }
        threat.anchor.write(block.length, ratio);
        wide(
            #[inline(always)]
            || ratio.iter_mut().zip(log).for_each(|(ratio, log)| *ratio *= exp(*log)),
        );
    }

    /// The sum over draws of the measure, then of each effect's derivatives by effort, then by share.
    fn sums(&self, effects: usize) -> impl Iterator<Item = f64> {
        let slopes = self.by_effort[..effects].iter().chain(&self.by_share[..effects]);
        once(risk::sum(&self.ratio)).chain(slopes.map(|slopes| risk::dot(&self.ratio, slopes)))
    }
}
