//! Ties: programmes that the objective does not see.
//!
//! Where nobody has costed a programme's threats, any amount of it is as good as any other, and a vertex of a
//! linear program would be an arbitrary answer. The least surprising one is where the programme began: at the
//! allowed allocation that moves the least money from today's.

use crate::optimise::Solver;
use crate::optimise::objective::Evaluator;
use crate::optimise::objective::Iterate;
use crate::optimise::region::ACTIVE;

/// The iterate with programmes that change nothing, neither where the search began nor here, put back to their
/// first amounts as far as the others' amounts allow; `None` where they are there, or no solver gets them there.
pub(super) fn break_ties(
    evaluator: &Evaluator<'_>,
    start: &Iterate,
    best: &Iterate,
    solver: &dyn Solver,
) -> Option<Iterate> {
    // A programme without any effect has a gradient of exactly nought; everything else has rounding at least.
    let is_flat = |programme: usize| {
        start.gradient[programme].abs() < f64::MIN_POSITIVE
            && best.gradient[programme].abs() < f64::MIN_POSITIVE
    };
    let is_away = |programme: usize| (start.point[programme] - best.point[programme]).abs() > ACTIVE;
    if !(0..best.point.len()).any(|programme| is_flat(programme) && is_away(programme)) {
        return None;
    }
    let mut variables = evaluator.region.variables().to_vec();
    for (programme, variable) in variables.iter_mut().enumerate() {
        if !is_flat(programme) {
            (variable.lower, variable.upper) = (best.point[programme], best.point[programme]);
        }
    }
    let nearest = evaluator.region.nearest_point(variables, &start.point, solver).ok()??;
    let iterate = evaluator.evaluate(&nearest);
    let is_allowed = evaluator.polytope.worst_violation(&iterate.point) <= ACTIVE;
    (is_allowed && iterate.is_no_worse_than(best)).then_some(iterate)
}
