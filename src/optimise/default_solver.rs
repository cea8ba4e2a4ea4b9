//! Which solver is used where nobody names one.

use crate::optimise::Solver;

/// `HiGHS` where the Cargo feature `highs` is on, else `microlp`.
#[must_use]
pub fn default_solver() -> &'static dyn Solver {
    #[cfg(feature = "highs")]
    let solver = &crate::optimise::Highs;
    #[cfg(not(feature = "highs"))]
    let solver = &crate::optimise::Microlp;
    solver
}
