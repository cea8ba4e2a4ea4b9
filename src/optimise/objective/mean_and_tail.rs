//! What a tail objective is made of.

use crate::model::Measure;
use crate::simulate::Futures;

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
