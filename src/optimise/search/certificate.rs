//! What was proved.

use crate::optimise::StoppedBy;

/// Bounds on the best value, in the objective's own unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Certificate {
    /// The value of the allocation found: nothing worse is needed.
    pub upper: f64,
    /// A proven bound: nothing allowed is better.
    pub lower: f64,
    /// (upper − lower)/|upper|.
    pub gap: f64,
    /// Steps of the search: masters solved, and Newton steps.
    pub iterations: usize,
    /// Passes over all draws: each for the objective with its gradient, and where wanted its second derivatives.
    pub evaluations: usize,
    /// Whether the gap asked for was reached.
    pub reached: bool,
    /// Why the search ended before that; `None` where it did not.
    pub stopped_by: Option<StoppedBy>,
}

impl Certificate {
    /// The relative gap between two bounds; bounds that rounding has crossed have met.
    #[must_use]
    pub fn gap_between(upper: f64, lower: f64) -> f64 {
        (upper - lower).max(0.0) / upper.abs().max(f64::MIN_POSITIVE)
    }
}
