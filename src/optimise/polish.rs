//! From a good allocation to an exact one, by second derivatives.
//!
//! Planes find the best *value* fast, but near a flat optimum they say little about the *amounts*: a relative
//! gap of 1e-6 can leave millions of pounds in the wrong place. Newton's method over the region (at each step the
//! exact minimum of the quadratic model, then a look back along the way) doubles the right digits at each step.
//! It proves nothing by itself; the master's planes at its answer do that.

use crate::optimise::dense::dot;
use crate::optimise::ground::Ground;
use crate::optimise::ground::Place;
use crate::optimise::ground::SAME_VALUE;
use crate::optimise::polytope::TOUCH;
use crate::optimise::quadratic::Quadratic;

/// The part of the gradient that may be left unexplained by the limits: a thousandth of what shadow prices are
/// asked to be right to.
const STATIONARY: f64 = 1e-9;

/// The most passes over all draws; smooth problems take six to twenty.
const MOST_PASSES: usize = 50;

/// The most points tried along one step.
const MOST_TRIALS: usize = 8;

/// The part of what the slope promises that a step must achieve (Armijo 1966; the customary figure).
const ACHIEVED: f64 = 1e-4;

/// Where polishing came to.
pub(super) struct Polished {
    /// The last place that was better than the one before it.
    pub(super) place: Place,
    /// Every other place evaluated on the way; their planes are true as well.
    pub(super) trail: Vec<Place>,
}

/// Improves on a place until the limits explain its gradient or nothing more is to be had; `None` where the
/// objective has no second derivatives.
pub(super) fn polish(ground: &Ground<'_>, from: &Place) -> Option<Polished> {
    let first_pass = ground.passes();
    let mut here = from.clone();
    let mut trail = Vec::new();
    let mut residual = f64::INFINITY;
    while ground.passes() - first_pass < MOST_PASSES {
        let hessian = ground.hessian(&here)?;
        let model = Quadratic { origin: &here.point, gradient: &here.gradient, hessian: &hessian };
        let (target, stand) = model.minimum(&ground.polytope);
        let Some(there) = advance(ground, &here, &target, &mut trail) else { break };
        let gained = here.value - there.value;
        let before = std::mem::replace(&mut residual, stand.residual(&there.gradient));
        trail.push(std::mem::replace(&mut here, there));
        let only_rounding = gained <= SAME_VALUE * here.value.abs() && residual >= 0.5 * before;
        if residual <= STATIONARY || only_rounding {
            break;
        }
    }
    (ground.polytope.worst_miss(&here.point) <= TOUCH).then_some(Polished { place: here, trail })
}

/// A better place on the way to a target, as near to it as the objective bears out.
fn advance(ground: &Ground<'_>, here: &Place, target: &[f64], trail: &mut Vec<Place>) -> Option<Place> {
    let way: Vec<f64> = target.iter().zip(&here.point).map(|(to, from)| to - from).collect();
    let promised = -dot(&here.gradient, &way);
    let mut fraction = 1.0;
    for _ in 0..MOST_TRIALS {
        if promised <= 0.0 {
            return None;
        }
        let point: Vec<f64> = here.point.iter().zip(&way).map(|(from, way)| from + fraction * way).collect();
        let there = ground.visit(&point);
        let rise = dot(&there.gradient, &way);
        let achieves = here.value - there.value >= ACHIEVED * fraction * promised;
        // Where values differ by rounding only, slopes still tell: half the slope gone means half way or more.
        if achieves || (there.is_no_worse_than(here) && rise.abs() <= 0.5 * promised) {
            return Some(there);
        }
        trail.push(there);
        // Where the slope would be nought if it were a straight line, but neither too near nor too far.
        fraction *= (promised / (promised + rise.max(0.0))).clamp(0.1, 0.7);
    }
    None
}
