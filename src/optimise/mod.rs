//! The best allocation inside a scenario's freedom, with a proof. The only floor that names a solver.
//!
//! Harm is convex in the allocation, so a plane that touches it anywhere (a *cut*) lies below it everywhere.
//! A linear program over the cuts made so far (the *master*) is therefore a proven lower bound; the best
//! allocation evaluated so far is an upper bound; cuts are added until the two meet.
//!
//! Reading order: [`Region`] (what is allowed), [`LinearProgram`] (data with names), `solver` (the port),
//! `master` (region and cuts as a linear program), `outer` (the loop), `polish` (exact amounts by second
//! derivatives), [`Certificate`] (what it proved).

mod branch;
mod cuts;
mod infeasibility;
mod linear;
mod multipliers;
mod near;
mod newton;
mod numeric;
mod objective;
mod prices;
mod reach;
mod region;
mod search;

pub use branch::bounds_relaxed;
pub use branch::minimise;
pub use branch::start_near;
pub use cuts::master_at;
pub use infeasibility::Amends;
pub use infeasibility::Clash;
pub use infeasibility::Mend;
pub use infeasibility::clash;
pub use linear::Answer;
#[cfg(feature = "highs")]
pub use linear::Highs;
pub use linear::LinearProgram;
pub use linear::Microlp;
pub use linear::Row;
pub use linear::Sense;
pub use linear::SolveError;
pub use linear::Solver;
pub use linear::Variable;
pub use linear::default_solver;
pub use linear::lp_text;
pub use near::NearBest;
pub use near::near_best;
pub use objective::BlendedPiece;
pub use objective::Mean;
pub use objective::MeanAndTail;
pub use objective::Oracle;
pub use objective::Piece;
pub use prices::Price;
pub use prices::Prices;
pub use prices::Together;
pub use prices::prices;
pub use reach::Reached;
pub use reach::least_movement;
pub use region::Region;
pub use region::Rule;
pub use region::StatedBound;
pub use region::StatedBounds;
pub use region::Switch;
pub use region::Violation;
pub use search::Certificate;
pub use search::Options;
pub use search::Quietly;
pub use search::Solved;
pub use search::StoppedBy;
pub use search::Unwatched;
pub use search::Watch;
