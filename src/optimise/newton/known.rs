//! The best of one draw that is known to be the truth: near it through the inside, and exact on its faces.

use crate::optimise::Options;
use crate::optimise::newton::interior_point::approach;
use crate::optimise::newton::polish::Polished;
use crate::optimise::newton::polish::polish;
use crate::optimise::objective::Evaluator;
use crate::optimise::objective::Iterate;
use crate::optimise::objective::Lifted;
use crate::optimise::objective::Smooth;
use crate::optimise::region::ACTIVE;

/// What a known draw comes to.
pub(in crate::optimise) struct BestKnown {
    /// Where it is best.
    pub(in crate::optimise) iterate: Iterate,
    /// A proven bound: no point of the region has a lower value.
    pub(in crate::optimise) lower: f64,
    /// Newton steps.
    pub(in crate::optimise) steps: usize,
}

/// The best of a known draw over a region without switches, as far as second derivatives find it, beginning at a point of
/// the region; `None` where the objective is no known draw, or the region has switches.
pub(in crate::optimise) fn best_known(
    evaluator: &Evaluator<'_>,
    start: &[f64],
    options: Options<'_>,
) -> Option<BestKnown> {
    let Evaluator { oracle, region, polytope, .. } = evaluator;
    let draw = oracle.known().filter(|_| region.switches().is_empty())?;
    let lifted = Lifted::of(draw, region, polytope, options.watch)?;
    let start = lifted.lift(start);
    let near = approach(&lifted, &start).unwrap_or(start);
    let Polished { iterate, iterates, lower } = polish(&lifted, &near, options.enough())?;
    evaluator.count(lifted.passes());
    let iterate = evaluator.evaluate(&lifted.lowered(&iterate.point, polytope.bounds.len()));
    let is_allowed = polytope.worst_violation(&iterate.point) <= ACTIVE;
    is_allowed.then_some(BestKnown { iterate, lower, steps: iterates.len() })
}
