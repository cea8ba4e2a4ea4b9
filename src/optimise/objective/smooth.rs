//! A smooth convex function over a polytope: what Newton's method asks for.

use crate::optimise::StoppedBy;
use crate::optimise::objective::evaluator::Evaluator;
use crate::optimise::objective::evaluator::Hessian;
use crate::optimise::objective::evaluator::Iterate;
use crate::optimise::region::Polytope;

/// A convex function over a polytope, with second derivatives where it has any.
pub(in crate::optimise) trait Smooth {
    /// The polytope.
    fn polytope(&self) -> &Polytope;

    /// Evaluates at a point, once rounding is taken out of it; `None` of a function that has no second derivatives.
    fn evaluate_curved(&self, point: &[f64]) -> Option<(Iterate, Hessian)>;

    /// For each of its variables, the variable of the region that it is a part of; as many as the region has, where it is
    /// part of none by itself.
    fn owners(&self) -> Vec<usize>;

    /// The slopes of the region's variables at a point, where some act through variables behind the region's that add up to
    /// what they make; `said` is what each face says by itself. `None` where none do.
    fn slopes_through(&self, _point: &[f64], _gradient: &[f64], _said: &[f64]) -> Option<Vec<f64>> {
        None
    }

    /// A point of the region in its own variables.
    fn lift(&self, point: &[f64]) -> Vec<f64>;

    /// The point of the region that a point comes to, with so many variables.
    fn lower(&self, point: &[f64], variables: usize) -> Vec<f64>;

    /// Passes over all draws so far.
    fn passes(&self) -> usize;

    /// Why the search should end now, if it should.
    fn stop(&self) -> Option<StoppedBy>;
}

impl Smooth for Evaluator<'_> {
    fn polytope(&self) -> &Polytope {
        &self.polytope
    }

    fn evaluate_curved(&self, point: &[f64]) -> Option<(Iterate, Hessian)> {
        Evaluator::evaluate_curved(self, point)
    }

    fn owners(&self) -> Vec<usize> {
        (0..self.polytope.bounds.len()).collect()
    }

    fn lift(&self, point: &[f64]) -> Vec<f64> {
        point.to_vec()
    }

    fn lower(&self, point: &[f64], variables: usize) -> Vec<f64> {
        point[..variables].to_vec()
    }

    fn passes(&self) -> usize {
        Evaluator::passes(self)
    }

    fn stop(&self) -> Option<StoppedBy> {
        Evaluator::stop(self)
    }
}
