//! The best allocation of a region, with or without switches.

use crate::model::Allocation;
use crate::optimise::Certificate;
use crate::optimise::Options;
use crate::optimise::Oracle;
use crate::optimise::Region;
use crate::optimise::SolveError;
use crate::optimise::Solved;
use crate::optimise::Solver;
use crate::optimise::branch::branch_and_bound::minimise_switched;
use crate::optimise::cuts::least_value;
use crate::optimise::cuts::minimise_unswitched;

/// Bounds on the least value of a convex function over a region whose switches may be anywhere between off and on: the
/// lower one is true of the region itself, the upper one where nothing has to be on or off.
///
/// # Errors
/// The solver broke, or the region is empty after all.
pub fn bounds_relaxed(
    oracle: &dyn Oracle,
    region: &Region,
    start: &Allocation,
    solver: &dyn Solver,
    options: Options,
) -> Result<Certificate, SolveError> {
    least_value(oracle, &region.relaxed(), start, solver, options)
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
    options: Options<'_>,
) -> Result<Solved, SolveError> {
    if region.switches().is_empty() {
        minimise_unswitched(oracle, region, start, solver, options)
    } else {
        minimise_switched(oracle, region, start, solver, options)
    }
}
