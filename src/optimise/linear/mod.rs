//! Linear programs as data with names, the port to solvers, and the solvers behind it; programs with whole numbers are solved
//! as a tree of linear ones.

mod default_solver;
#[cfg(feature = "highs")]
mod highs;
mod integer;
mod lp_format;
mod microlp;
mod program;
mod retry;
mod solver;
mod through_good_lp;

pub use default_solver::default_solver;
#[cfg(feature = "highs")]
pub use highs::Highs;
pub use lp_format::lp_text;
pub use microlp::Microlp;
pub use program::LinearProgram;
pub use program::Row;
pub use program::Sense;
pub use program::Variable;
pub use solver::Answer;
pub use solver::SolveError;
pub use solver::Solver;

pub(in crate::optimise) use integer::INTEGRAL;
pub(in crate::optimise) use integer::IntegerAnswer;
pub(in crate::optimise) use integer::solve_integer;
