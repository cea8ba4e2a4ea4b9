//! The best allocation inside a scenario's freedom, with a proof. The only floor that names a solver.
//!
//! Harm is convex in the allocation, so a plane that touches it anywhere (a *cut*) lies below it everywhere.
//! A linear program over the cuts made so far (the *master*) is therefore a proven lower bound; the best
//! allocation evaluated so far is an upper bound; cuts are added until the two meet.
//!
//! Reading order: [`Region`] (what is allowed), [`LinearProgram`] (data with names), `solver` (the port),
//! `master` (region and cuts as a linear program), `outer` (the loop), `polish` (exact amounts by second
//! derivatives), [`Certificate`] (what it proved).

mod certificate;
mod cut;
mod dense;
mod ground;
mod idle;
mod linear_program;
mod master;
mod microlp;
mod oracle;
mod outer;
mod polish;
mod polytope;
mod quadratic;
mod region;
mod region_rows;
mod solver;
mod stand;
mod trust;

pub use certificate::Certificate;
pub use linear_program::LinearProgram;
pub use linear_program::Row;
pub use linear_program::Sense;
pub use linear_program::Variable;
pub use microlp::Microlp;
pub use oracle::Mean;
pub use oracle::Oracle;
pub use oracle::Piece;
pub use outer::Options;
pub use outer::Solved;
pub use outer::minimise;
pub use region::Region;
pub use region::Violation;
pub use solver::Answer;
pub use solver::SolveError;
pub use solver::Solver;
