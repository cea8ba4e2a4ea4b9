//! The feasible region: what a scenario allows, as linear rows over programmes and switches, each with the rule that it says;
//! and the same as a polytope.

mod change;
mod decided;
mod effort;
mod feasible;
mod movement;
mod polytope;
mod projection;
mod propagation;
mod rows;
mod rule;
mod stated_bounds;
mod switch;
mod violation;

pub use feasible::Region;
pub use rule::Changing;
pub use rule::Rule;
pub use stated_bounds::StatedBound;
pub use stated_bounds::StatedBounds;
pub use switch::Switch;
pub use violation::Violation;

pub(in crate::optimise) use polytope::ACTIVE;
pub(in crate::optimise) use polytope::Face;
pub(in crate::optimise) use polytope::Polytope;
pub(in crate::optimise) use polytope::Side;
pub(in crate::optimise) use polytope::restricted;
pub(in crate::optimise) use propagation::implied_upper;
pub(in crate::optimise) use propagation::infeasible_row;
pub(in crate::optimise) use propagation::stated_upper;
