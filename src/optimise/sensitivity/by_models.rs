//! Ends of ranges by quadratic models, one after the other.
//!
//! At a point near the end sought the objective is replaced by its quadratic model, the end of that is found without a pass
//! over draws (`QuadraticModel::furthest`), and the next model is made there: Newton's method for the conditions of Karush,
//! Kuhn & Tucker, so a pass or two after it is near, it is there. The first model, at the best allocation, serves every end.

use crate::optimise::newton::Allowance;
use crate::optimise::newton::QuadraticModel;
use crate::optimise::numeric::dot;
use crate::optimise::numeric::max_norm;
use crate::optimise::objective::Hessian;
use crate::optimise::objective::Iterate;
use crate::optimise::objective::smooth_of;
use crate::optimise::region::ACTIVE;
use crate::optimise::sensitivity::range_end::End;
use crate::optimise::sensitivity::range_end::RangeSearch;
use crate::optimise::sensitivity::range_end::Which;

/// Models made for one end before it is left to another way.
const MOST_MODELS: usize = 16;

/// An end is found when all but this part of the allowance is used up, and proved when no more than this part of it is
/// between what is found and what is proved.
const UNUSED: f64 = 0.02;

/// A step that achieves less than this part of what the model promised is not taken, and the next goes less far; one that
/// achieves more than the other may be followed by a longer one.
const POOR: f64 = 0.1;
const GOOD: f64 = 0.75;

/// The part of a step that failed that the next one may go.
const SHRINKING: f64 = 0.3;

/// What a model is asked to leave of the allowance, so that what it does not know stays inside.
const ROOM: f64 = 0.005;

/// The model at the best allocation.
pub(super) struct Models {
    at: Iterate,
    hessian: Hessian,
}

impl Models {
    /// The model at the best allocation; `None` where the objective has no second derivatives.
    pub(super) fn at_best(search: &RangeSearch<'_>) -> Option<Self> {
        let smooth = smooth_of(search.oracle, search.region, search.watch);
        let (at, hessian) = smooth.evaluate_curved(&smooth.lift(&search.region.point(search.best)))?;
        Some(Self { at, hessian })
    }

    /// One end; `None` where models do not settle on it.
    pub(super) fn end(&self, search: &RangeSearch<'_>, which: Which<'_>) -> Option<End> {
        let (region, allowance, overruling) = (search.region, search.allowance(), search.overruling());
        let smooth = smooth_of(search.oracle, search.region, search.watch);
        let polytope = smooth.polytope();
        let money =
            |owner: &usize| if which.group.contains(owner) { which.sign * region.unit() } else { 0.0 };
        let linear: Vec<f64> = smooth.owners().iter().map(money).collect();
        let mut end = End::at(which, search);
        let (mut at, mut hessian) = (self.at.clone(), self.hessian.clone());
        let (mut multiplier, mut radius) = (allowance / (0.1 * region.unit()), f64::INFINITY);
        for _ in 0..MOST_MODELS {
            if search.watch.stop().is_some() {
                end.is_searched = false;
                return Some(end.uncrossed());
            }
            let model = QuadraticModel { origin: &at.point, gradient: &at.gradient, hessian: &hessian };
            let most = search.most - ROOM * allowance;
            let asked =
                Allowance { linear: &linear, value: at.value, least: search.at_best, most, overruling };
            let near = polytope.around(&at.point, radius);
            let furthest = model.furthest(&near, asked, (&at.point, multiplier));
            multiplier = furthest.multiplier;
            let (next, bent) = smooth.evaluate_curved(&furthest.point)?;
            if polytope.worst_violation(&next.point) > ACTIVE {
                // Where nothing bends, a step to far outside can take a point past a face that its own size hides.
                return None;
            }
            // What has been paid to begin is money too, and is in the point.
            let money = dot(&linear, &next.point);
            let tilted = next.gradient.iter().zip(&linear).map(|(slope, linear)| slope + multiplier * linear);
            let tilted: Vec<f64> = tilted.collect();
            let holding = furthest.working_set.within(polytope, &next.point);
            let open = -holding.dual_bound(&next.point, &tilted);
            let left = search.most - next.value;
            end.prove(which.sign * (money - (open + left) / multiplier));
            if left >= 0.0 {
                end.keep(which.sign * money);
                let is_used_up = left <= UNUSED * allowance || multiplier >= overruling;
                if is_used_up && open <= UNUSED * allowance {
                    return Some(end.uncrossed());
                }
            }
            let fallen = money - dot(&linear, &at.point);
            let promised = -(model.rise(&next.point) + multiplier * fallen);
            let achieved = at.value - next.value - multiplier * fallen;
            let step = next.point.iter().zip(&at.point).map(|(to, from)| to - from).collect::<Vec<f64>>();
            if achieved < POOR * promised {
                radius = SHRINKING * max_norm(&step);
            } else {
                radius = if achieved > GOOD * promised { 2.0 * radius } else { radius };
                (at, hessian) = (next, bent);
            }
        }
        None
    }
}
