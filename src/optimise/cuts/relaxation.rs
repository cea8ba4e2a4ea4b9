//! The relaxation of a region with switches, solved by outer approximation: where branch and bound begins.

use crate::model::Allocation;
use crate::optimise::Options;
use crate::optimise::Oracle;
use crate::optimise::Region;
use crate::optimise::SolveError;
use crate::optimise::Solver;
use crate::optimise::cuts::master::Master;
use crate::optimise::cuts::outer_approximation::OuterApproximation;

/// A region with its switches relaxed: they may be anything from off to on, and no allocation's value is lower.
pub(in crate::optimise) struct Relaxation<'a>(OuterApproximation<'a>);

impl<'a> Relaxation<'a> {
    /// Begins at an allocation inside the region.
    pub(in crate::optimise) fn begin(
        oracle: &'a dyn Oracle,
        region: &'a Region,
        start: &Allocation,
        solver: &'a dyn Solver,
        options: Options<'a>,
    ) -> Self {
        Self(OuterApproximation::begin(oracle, region, start, solver, options))
    }

    /// Goes on until a relative gap is reached, or something ends the search.
    ///
    /// # Errors
    /// The solver broke before anything was proved.
    pub(in crate::optimise) fn close(&mut self, gap: f64) -> Result<(), SolveError> {
        self.0.options.gap = gap;
        self.0.run()
    }

    /// What is proved: no allocation's value is lower.
    pub(in crate::optimise) fn lower(&self) -> f64 {
        self.0.lower
    }

    /// The best point, in the region's variables; no allocation, as long as its switches are not whole.
    pub(in crate::optimise) fn point(&self) -> &[f64] {
        &self.0.best.point
    }

    /// The planes made on the way, the masters solved and the passes over all draws that they took.
    pub(in crate::optimise) fn master(self) -> (Master<'a>, usize, usize) {
        (self.0.master, self.0.iterations, self.0.evaluator.passes())
    }
}
