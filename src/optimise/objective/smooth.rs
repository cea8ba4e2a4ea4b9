//! A smooth convex function over a polytope: what Newton's method asks for.

use crate::optimise::StoppedBy;
use crate::optimise::objective::evaluator::Evaluator;
use crate::optimise::objective::evaluator::Iterate;
use crate::optimise::region::Polytope;

/// A convex function over a polytope, with second derivatives where it has any.
pub(in crate::optimise) trait Smooth {
    /// The polytope.
    fn polytope(&self) -> &Polytope;

    /// Evaluates at a point, once rounding is taken out of it.
    fn evaluate(&self, point: &[f64]) -> Iterate;

    /// The second derivatives at an iterate; `None` of a function that has none.
    fn hessian(&self, iterate: &Iterate) -> Option<Vec<Vec<f64>>>;

    /// Passes over all draws so far.
    fn passes(&self) -> usize;

    /// Why the search should end now, if it should.
    fn stop(&self) -> Option<StoppedBy>;
}

impl Smooth for Evaluator<'_> {
    fn polytope(&self) -> &Polytope {
        &self.polytope
    }

    fn evaluate(&self, point: &[f64]) -> Iterate {
        Evaluator::evaluate(self, point)
    }

    fn hessian(&self, iterate: &Iterate) -> Option<Vec<Vec<f64>>> {
        Evaluator::hessian(self, iterate)
    }

    fn passes(&self) -> usize {
        Evaluator::passes(self)
    }

    fn stop(&self) -> Option<StoppedBy> {
        Evaluator::stop(self)
    }
}
