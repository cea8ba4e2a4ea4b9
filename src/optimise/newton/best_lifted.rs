//! The best of an objective with knots, cut at them: exact on its faces, and where evaluating costs next to nothing, near
//! them through the inside.

use crate::optimise::Options;
use crate::optimise::newton::interior_point::approach;
use crate::optimise::newton::polish::Polished;
use crate::optimise::newton::polish::polish;
use crate::optimise::objective::Evaluator;
use crate::optimise::objective::Iterate;
use crate::optimise::objective::Lifted;
use crate::optimise::objective::Smooth;
use crate::optimise::region::ACTIVE;

/// What an objective that is cut comes to.
pub(in crate::optimise) struct BestLifted {
    /// Where it is best.
    pub(in crate::optimise) iterate: Iterate,
    /// A proven bound: no point of the region has a lower value.
    pub(in crate::optimise) lower: f64,
    /// Newton steps.
    pub(in crate::optimise) steps: usize,
}

/// The best of an objective over a region without switches, as far as second derivatives find it, beginning at a point of
/// the region; `None` where the objective has no knots, or the region has switches.
pub(in crate::optimise) fn best_lifted(
    evaluator: &Evaluator<'_>,
    start: &[f64],
    options: Options<'_>,
) -> Option<BestLifted> {
    let Evaluator { oracle, region, polytope, .. } = evaluator;
    if !region.switches().is_empty() {
        return None;
    }
    let lifted = Lifted::of(*oracle, region, polytope, options.watch)?;
    let start = lifted.lift(start);
    let inner = oracle.is_single().then(|| approach(&lifted, &start)).flatten();
    let near = inner.unwrap_or(start);
    let Polished { iterate, iterates, lower } = polish(&lifted, &near, options.enough())?;
    evaluator.count(lifted.passes());
    let iterate = evaluator.evaluate(&lifted.lower(&iterate.point, polytope.bounds.len()));
    let is_allowed = polytope.worst_violation(&iterate.point) <= ACTIVE;
    is_allowed.then_some(BestLifted { iterate, lower, steps: iterates.len() })
}
