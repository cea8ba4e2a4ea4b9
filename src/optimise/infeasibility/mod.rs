//! Why a region is empty: its irreducible infeasible subsets of rules, and the least relaxation of them that leaves something
//! allowed.

mod below_tolerance;
mod change;
mod clash;
mod elastic;
mod irreducible;
mod relaxable;
mod typed;

pub use change::Amends;
pub use change::Mend;
pub use clash::Clash;
pub use clash::clash;
