//! Expected harm and its gradient: what the optimiser asks.

use crate::model::Measure;
use crate::risk;
use crate::simulate::Futures;
use crate::simulate::block::Block;
use crate::simulate::pass;
use crate::simulate::pass::Counted;
use crate::simulate::pass::weigh;
use crate::simulate::respond::Scratch;
use std::iter::once;

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
    let lengths = counted.iter().map(|(threat, _)| 1 + futures.effects_on(*threat).len());
    let totals = pass::sums(futures, lengths.sum(), |scratch: &mut Scratch, block, span, row| {
        let weights = weights.map(|weights| &weights[span]);
        let mut row = row.iter_mut();
        for (threat, slots) in &counted {
            let threat = &block.threats[*threat];
            scratch.respond(block, threat, efforts);
            weigh(&mut scratch.ratio, threat, slots, weights);
            let sums = scratch.slopes[..threat.effects.len()].iter();
            let sums = sums.map(|slopes| risk::dot(&scratch.ratio, slopes));
            for (sum, place) in once(risk::sum(&scratch.ratio)).chain(sums).zip(&mut row) {
                *place = sum;
            }
        }
    });
    let scale = if weights.is_some() { 1.0 } else { futures.draws().as_f64() };
    let mut means = totals.into_iter().map(|total| total / scale);
    let threats = counted.iter().map(|(threat, _)| ThreatMean {
        threat: *threat,
        mean: means.next().unwrap_or_default(),
        gradient: futures.effects_on(*threat).iter().map(|effect| effect.programme).zip(&mut means).collect(),
    });
    Evaluation { threats: threats.collect() }
}

/// Adds to each draw of a block its measure, threat by threat.
pub(super) fn add_totals(
    block: &Block,
    efforts: &[f64],
    counted: &[Counted],
    scratch: &mut Scratch,
    totals: &mut [f64],
) {
    for (threat, slots) in counted {
        let threat = &block.threats[*threat];
        scratch.leave(block, threat, efforts);
        weigh(&mut scratch.ratio, threat, slots, None);
        for (total, measure) in totals.iter_mut().zip(&scratch.ratio) {
            *total += measure;
        }
    }
}
