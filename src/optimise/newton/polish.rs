//! From a good allocation to an exact one, by second derivatives.
//!
//! Planes find the best *value* fast, but near a flat optimum they say little about the *amounts*: a relative
//! gap of 1e-6 can leave millions of pounds in the wrong place. Newton's method over the region (at each step the
//! exact minimum of the quadratic model, then a line search back from it) doubles the right digits at each step.
//! The multipliers of the limits at its answer are a proof by duality (`WorkingSet::dual_bound`).

use crate::optimise::newton::quadratic::QuadraticModel;
use crate::optimise::newton::working_set::WorkingSet;
use crate::optimise::numeric::max_norm;
use crate::optimise::objective::Hessian;
use crate::optimise::objective::Iterate;
use crate::optimise::objective::SAME_VALUE;
use crate::optimise::objective::Smooth;
use crate::optimise::region::ACTIVE;

/// The part of the gradient that may be left unexplained by the limits: a thousandth of what shadow prices are
/// asked to be right to.
const STATIONARY: f64 = 1e-9;

/// The relative gap that a smooth optimum is polished to: far below the 1e-6 that anybody asks for, and reached in
/// the same step or the next.
const PROVEN: f64 = 1e-10;

/// A step that moves less than this share of all money is at the end of what shares can say: their sums are off
/// by 1e-15, and £3bn times this is less than a penny.
const SHORTEST_STEP: f64 = 1e-12;

/// The most passes over all draws; smooth problems take six to twenty.
const MOST_PASSES: usize = 50;

/// The most points tried along one step.
const MOST_TRIALS: usize = 5;

/// The most steps in a row that may have to be cut short by more than half: Newton's method far from a smooth
/// optimum takes one or two, while at a knot of a curve through points every step is.
const MOST_SHORT_STEPS: usize = 3;

/// The part of what the slope promises that a step must achieve (Armijo 1966; the customary figure).
const ACHIEVED: f64 = 1e-4;

/// Where polishing came to.
pub(in crate::optimise) struct Polished {
    /// The last iterate that was better than the one before it.
    pub(in crate::optimise) iterate: Iterate,
    /// The iterates before it; their planes are true as well.
    pub(in crate::optimise) iterates: Vec<Iterate>,
    /// A proven bound: no point of the region has a lower value.
    pub(in crate::optimise) lower: f64,
}

/// Improves on a point until the limits explain its gradient or nothing more is to be had; `None` where the
/// objective has no second derivatives.
///
/// With `enough`, it stops as soon as it has proved a relative gap of that.
pub(in crate::optimise) fn polish(
    problem: &dyn Smooth,
    from: &[f64],
    enough: Option<f64>,
) -> Option<Polished> {
    let first_pass = problem.passes();
    let (mut current, mut hessian) = problem.evaluate_curved(from)?;
    let mut iterates = Vec::new();
    let (mut lower, mut residual, mut short_steps) = (f64::NEG_INFINITY, f64::INFINITY, 0);
    while problem.passes() - first_pass < MOST_PASSES
        && short_steps < MOST_SHORT_STEPS
        && problem.stop().is_none()
    {
        let model = QuadraticModel { origin: &current.point, gradient: &current.gradient, hessian: &hessian };
        let (target, working_set) = model.minimum(problem.polytope());
        let Some((fraction, next, bent)) = line_search(problem, &current, &target, &working_set) else {
            // There is nowhere to go: the limits may say why.
            lower = lower.max(current.value + working_set.dual_bound(&current.point, &current.gradient));
            break;
        };
        short_steps = if fraction < 0.5 { short_steps + 1 } else { 0 };
        let gained = current.value - next.value;
        let before = std::mem::replace(&mut residual, working_set.residual(&next.gradient));
        let bound = next.value + working_set.dual_bound(&next.point, &next.gradient);
        let is_proven = next.value - bound <= PROVEN * next.value.abs();
        lower = lower.max(bound);
        iterates.push(std::mem::replace(&mut current, next));
        hessian = bent;
        let only_rounding = gained <= SAME_VALUE * current.value.abs() && residual >= 0.5 * before;
        let is_enough = enough.is_some_and(|gap| current.value - lower <= gap * current.value.abs());
        if (residual <= STATIONARY && is_proven) || only_rounding || is_enough {
            break;
        }
    }
    (problem.polytope().worst_violation(&current.point) <= ACTIVE).then_some(Polished {
        iterate: current,
        iterates,
        lower,
    })
}

/// A better iterate on the segment to a target, as near to it as the objective bears out, and the part of the segment.
fn line_search(
    problem: &dyn Smooth,
    current: &Iterate,
    target: &[f64],
    working_set: &WorkingSet<'_>,
) -> Option<(f64, Iterate, Hessian)> {
    let direction: Vec<f64> = target.iter().zip(&current.point).map(|(to, from)| to - from).collect();
    let promised = -working_set.slope(&current.gradient, &direction);
    if promised <= 0.0 || max_norm(&direction) <= SHORTEST_STEP {
        return None;
    }
    let mut fraction = 1.0;
    for _ in 0..MOST_TRIALS {
        let point: Vec<f64> = current
            .point
            .iter()
            .zip(&direction)
            .map(|(from, direction)| from + fraction * direction)
            .collect();
        let (next, hessian) = problem.evaluate_curved(&point)?;
        let rise = working_set.slope(&next.gradient, &direction);
        let achieves = current.value - next.value >= ACHIEVED * fraction * promised;
        // Where values differ by rounding only, slopes still tell: half the slope gone means half way or more.
        if achieves || (next.is_no_worse_than(current) && rise.abs() <= 0.5 * promised) {
            return Some((fraction, next, hessian));
        }
        // Where the slope would be nought if it were a straight line, but neither too near nor too far.
        fraction *= (promised / (promised + rise.max(0.0))).clamp(0.1, 0.7);
    }
    None
}
