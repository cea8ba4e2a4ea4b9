//! The best allocation of a region, with or without switches.

use crate::model::Allocation;
use crate::optimise::Certificate;
use crate::optimise::Oracle;
use crate::optimise::Region;
use crate::optimise::SolveError;
use crate::optimise::Solver;
use crate::optimise::branch::minimise_switched;
use crate::optimise::outer::minimise_unswitched;

/// When to stop.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// The relative gap that is good enough.
    pub gap: f64,
    /// The most masters that may be solved.
    pub most_iterations: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { gap: 1e-6, most_iterations: 1000 }
    }
}

/// The best allocation and what proves it.
#[derive(Clone, Debug, PartialEq)]
pub struct Solved {
    /// The allocation.
    pub allocation: Allocation,
    /// The proof.
    pub certificate: Certificate,
}

/// Minimises a convex function over a region, beginning at an allocation inside it.
///
/// # Errors
/// The solver broke, or the region is empty after all.
pub fn minimise(
    oracle: &dyn Oracle,
    region: &Region,
    start: &Allocation,
    solver: &dyn Solver,
    options: Options,
) -> Result<Solved, SolveError> {
    if region.switches().is_empty() {
        minimise_unswitched(oracle, region, start, solver, options)
    } else {
        minimise_switched(oracle, region, start, solver, options)
    }
}
