//! Branch and bound over the switches of programmes that are on or off, on the perspective relaxation; and the entry to every
//! search.

mod branch_and_bound;
mod first_feasible;
mod minimise;
mod node;
mod patterns;
mod pseudo_costs;

pub use first_feasible::start_near;
pub use minimise::bounds_relaxed;
pub use minimise::minimise;
