//! The best allocation inside a scenario's freedom, with a proof. The only floor that names a solver.
//!
//! Harm is convex in the allocation, so a plane that touches it anywhere (a *cut*) lies below it everywhere.
//! A linear program over the cuts made so far (the *master*) is therefore a proven lower bound; the best
//! allocation evaluated so far is an upper bound; cuts are added until the two meet.
//!
//! Reading order: [`Region`] (what is allowed), [`LinearProgram`] (data with names), `solver` (the port),
//! `master` (region and cuts as a linear program), `outer` (the loop), [`Certificate`] (what it proved).

mod certificate;
mod clash;
mod cut;
mod linear_program;
mod master;
mod microlp;
mod oracle;
mod outer;
mod prices;
mod region;
mod region_rows;
mod rule;
mod solver;
mod tail;
mod trust;

pub use certificate::Certificate;
pub use clash::Clash;
pub use clash::clash;
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
pub use prices::Price;
pub use prices::Prices;
pub use prices::prices;
pub use region::Region;
pub use region::Switch;
pub use region::Violation;
pub use rule::Rule;
pub use solver::Answer;
pub use solver::SolveError;
pub use solver::Solver;
pub use tail::MeanAndTail;
