//! Minimising the tail besides the mean.

use crate::model::Measure;
use crate::optimise::Oracle;
use crate::optimise::Piece;
use crate::risk::Tail;
use crate::simulate::Futures;
use crate::simulate::evaluate;
use crate::simulate::totals;
use std::collections::BTreeMap;

/// (1 − weight)·mean + weight·CVaR of a measure over draws.
///
/// The mean is one piece a threat; the tail is one piece for all, since which draws are worst depends on every
/// threat together. Its subgradient is the mean gradient of the tail's draws (Rockafellar & Uryasev 2000).
#[derive(Clone, Debug)]
pub struct MeanAndTail<'f> {
    /// The draws.
    pub futures: &'f Futures,
    /// What is added up.
    pub measure: Measure,
    /// The share of draws that are not the tail, in [0, 1).
    pub level: f64,
    /// How much the tail counts, in [0, 1].
    pub weight: f64,
    /// What each draw is measured from, where the tail is that of a difference.
    pub before: Option<Vec<f64>>,
}

impl Oracle for MeanAndTail<'_> {
    fn at(&self, efforts: &[f64]) -> Vec<Piece> {
        let mut pieces = Vec::new();
        if self.weight < 1.0 {
            let mean = evaluate(self.futures, efforts, &self.measure, None).threats;
            pieces.extend(mean.into_iter().map(|threat| Piece {
                value: threat.mean * (1.0 - self.weight),
                gradient: scaled(threat.gradient, 1.0 - self.weight).collect(),
            }));
        }
        pieces.extend(self.tail(efforts));
        pieces
    }
}

impl MeanAndTail<'_> {
    fn tail(&self, efforts: &[f64]) -> Option<Piece> {
        let mut values = totals(self.futures, efforts, &self.measure);
        for (value, before) in values.iter_mut().zip(self.before.iter().flatten()) {
            *value -= before;
        }
        let tail = Tail::of(&values, self.level)?;
        let evaluation = evaluate(self.futures, efforts, &self.measure, Some(&tail.weights));
        let value = tail.cvar * self.weight;
        let mut gradient: BTreeMap<usize, f64> = BTreeMap::new();
        for threat in evaluation.threats {
            for (programme, slope) in scaled(threat.gradient, self.weight) {
                *gradient.entry(programme).or_default() += slope;
            }
        }
        Some(Piece { value, gradient: gradient.into_iter().collect() })
    }
}

fn scaled(gradient: Vec<(usize, f64)>, by: f64) -> impl Iterator<Item = (usize, f64)> {
    gradient.into_iter().map(move |(programme, slope)| (programme, slope * by))
}
