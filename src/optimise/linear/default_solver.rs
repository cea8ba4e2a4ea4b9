//! Which solver is used where nobody names one.

use crate::optimise::Solver;
use crate::optimise::linear::retry::Retrying;

/// `HiGHS` where the Cargo feature `highs` is on, else `microlp`; what it breaks on is put to it in other words.
#[must_use]
pub fn default_solver() -> &'static dyn Solver {
    #[cfg(feature = "highs")]
    let solver = &Retrying(crate::optimise::Highs);
    #[cfg(not(feature = "highs"))]
    let solver = &Retrying(crate::optimise::Microlp);
    solver
}
