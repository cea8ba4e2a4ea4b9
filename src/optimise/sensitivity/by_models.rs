//! Ends of ranges by quadratic models, one after the other.
//!
//! At a point near the end sought the objective is replaced by its quadratic model, the end of that is found without a pass
//! over draws (`QuadraticModel::furthest`), and the next model is made there: Newton's method for the conditions of Karush,
//! Kuhn & Tucker, so a pass or two after it is near, it is there. The first model, at the best allocation, serves every end.

use crate::optimise::newton::Allowance;
use crate::optimise::newton::QuadraticModel;
use crate::optimise::newton::WorkingSet;
use crate::optimise::numeric::dot;
use crate::optimise::objective::Evaluator;
use crate::optimise::objective::Hessian;
use crate::optimise::objective::Iterate;
use crate::optimise::sensitivity::range_end::End;
use crate::optimise::sensitivity::range_end::RangeSearch;
use crate::optimise::sensitivity::range_end::Which;

/// Models made for one end before it is left to another way.
const MOST_MODELS: usize = 8;

/// An end is found when all but this part of the allowance is used up, and proved when no more than this part of it is
/// between what is found and what is proved.
const UNUSED: f64 = 0.02;

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
        let evaluator = Evaluator::new(search.oracle, search.region, search.watch);
        let (at, hessian) = evaluator.evaluate_curved(&search.region.point(search.best))?;
        Some(Self { at, hessian })
    }

    /// One end; `None` where models do not settle on it.
    pub(super) fn end(&self, search: &RangeSearch<'_>, which: Which<'_>) -> Option<End> {
        let (region, allowance, overruling) = (search.region, search.allowance(), search.overruling());
        let evaluator = Evaluator::new(search.oracle, region, search.watch);
        let polytope = &evaluator.polytope;
        let mut linear = vec![0.0; self.at.point.len()];
        for &member in which.group {
            linear[member] = which.sign * region.unit();
        }
        let mut end = End::at(which, search);
        let (mut at, mut hessian) = (self.at.clone(), self.hessian.clone());
        let mut multiplier = allowance / (0.1 * region.unit());
        for _ in 0..MOST_MODELS {
            if search.watch.stop().is_some() {
                end.is_searched = false;
                return Some(end.uncrossed());
            }
            let model = QuadraticModel { origin: &at.point, gradient: &at.gradient, hessian: &hessian };
            let most = search.most - ROOM * allowance;
            let asked =
                Allowance { linear: &linear, value: at.value, least: search.at_best, most, overruling };
            let furthest = model.furthest(polytope, asked, (&at.point, multiplier));
            let (next, bent) = evaluator.evaluate_curved(&furthest.point)?;
            (at, hessian, multiplier) = (next, bent, furthest.multiplier);
            // What has been paid to begin is money too, and is in the point.
            let money = dot(&linear, &at.point);
            let tilted: Vec<f64> =
                at.gradient.iter().zip(&linear).map(|(slope, linear)| slope + multiplier * linear).collect();
            let open = -WorkingSet::at(polytope, &at.point).dual_bound(&at.point, &tilted);
            end.prove(which.sign * (money - (open + search.most - at.value) / multiplier));
            let is_within = at.value <= search.most;
            if is_within {
                end.keep(which.sign * money);
            }
            let is_used_up = search.most - at.value <= UNUSED * allowance || multiplier >= overruling;
            if is_within && is_used_up && open <= UNUSED * allowance {
                return Some(end.uncrossed());
            }
        }
        None
    }
}
