//! From a good allocation to an exact one, by second derivatives.
//!
//! Planes find the best *value* fast, but near a flat optimum they say little about the *amounts*: a relative
//! gap of 1e-6 can leave millions of pounds in the wrong place. Newton's method over the region (at each step the
//! exact minimum of the quadratic model, then a look back along the way) doubles the right digits at each step.
//! The multipliers of the limits at its answer are a proof by duality (`Stand::least_change`).

use crate::optimise::numeric::max_norm;
use crate::optimise::objective::Evaluator;
use crate::optimise::objective::Iterate;
use crate::optimise::objective::SAME_VALUE;
use crate::optimise::quadratic::Quadratic;
use crate::optimise::region::ACTIVE;
use crate::optimise::stand::Stand;

/// The part of the gradient that may be left unexplained by the limits: a thousandth of what shadow prices are
/// asked to be right to.
const STATIONARY: f64 = 1e-9;

/// The relative gap that a smooth optimum is polished to: far below the 1e-6 that anybody asks for, and reached in
/// the same step or the next.
const PROVEN: f64 = 1e-10;

/// A step that moves less than this share of all money is at the end of what shares can say: their sums are off
/// by 1e-15, and £3bn times this is less than a penny.
const LEAST_WAY: f64 = 1e-12;

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
pub(super) struct Polished {
    /// The last iterate that was better than the one before it.
    pub(super) iterate: Iterate,
    /// The iterates before it; their planes are true as well.
    pub(super) trail: Vec<Iterate>,
    /// A proven bound: no point of the region has a lower value.
    pub(super) lower: f64,
}

/// Improves on an iterate until the limits explain its gradient or nothing more is to be had; `None` where the
/// objective has no second derivatives.
///
/// With `enough`, it stops as soon as it has proved a relative gap of that.
pub(super) fn polish(evaluator: &Evaluator<'_>, from: &Iterate, enough: Option<f64>) -> Option<Polished> {
    let first_pass = evaluator.passes();
    let mut here = from.clone();
    let mut trail = Vec::new();
    let (mut lower, mut residual, mut short_steps) = (f64::NEG_INFINITY, f64::INFINITY, 0);
    while evaluator.passes() - first_pass < MOST_PASSES
        && short_steps < MOST_SHORT_STEPS
        && evaluator.stop().is_none()
    {
        let hessian = evaluator.hessian(&here)?;
        let model = Quadratic { origin: &here.point, gradient: &here.gradient, hessian: &hessian };
        let (target, stand) = model.minimum(&evaluator.polytope);
        let Some((fraction, there)) = advance(evaluator, &here, &target, &stand) else { break };
        short_steps = if fraction < 0.5 { short_steps + 1 } else { 0 };
        let gained = here.value - there.value;
        let before = std::mem::replace(&mut residual, stand.residual(&there.gradient));
        let bound = there.value + stand.least_change(&there.point, &there.gradient);
        let is_proven = there.value - bound <= PROVEN * there.value.abs();
        lower = lower.max(bound);
        trail.push(std::mem::replace(&mut here, there));
        let only_rounding = gained <= SAME_VALUE * here.value.abs() && residual >= 0.5 * before;
        let is_enough = enough.is_some_and(|gap| here.value - lower <= gap * here.value.abs());
        if (residual <= STATIONARY && is_proven) || only_rounding || is_enough {
            break;
        }
    }
    (evaluator.polytope.worst_violation(&here.point) <= ACTIVE).then_some(Polished {
        iterate: here,
        trail,
        lower,
    })
}

/// A better place on the way to a target, as near to it as the objective bears out, and the part of the way.
fn advance(
    evaluator: &Evaluator<'_>,
    here: &Iterate,
    target: &[f64],
    stand: &Stand<'_>,
) -> Option<(f64, Iterate)> {
    let way: Vec<f64> = target.iter().zip(&here.point).map(|(to, from)| to - from).collect();
    let promised = -stand.slope(&here.gradient, &way);
    if promised <= 0.0 || max_norm(&way) <= LEAST_WAY {
        return None;
    }
    let mut fraction = 1.0;
    for _ in 0..MOST_TRIALS {
        let point: Vec<f64> = here.point.iter().zip(&way).map(|(from, way)| from + fraction * way).collect();
        let there = evaluator.evaluate(&point);
        let rise = stand.slope(&there.gradient, &way);
        let achieves = here.value - there.value >= ACHIEVED * fraction * promised;
        // Where values differ by rounding only, slopes still tell: half the slope gone means half way or more.
        if achieves || (there.is_no_worse_than(here) && rise.abs() <= 0.5 * promised) {
            return Some((fraction, there));
        }
        // Where the slope would be nought if it were a straight line, but neither too near nor too far.
        fraction *= (promised / (promised + rise.max(0.0))).clamp(0.1, 0.7);
    }
    None
}
