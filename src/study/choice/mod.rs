//! If one of the scenarios of a block must be chosen: which are beaten, what more money buys between neighbours, and what
//! each loses by not being the best in every draw.

mod cost_frontier;
mod dominance;
mod highest;
mod weighing;

pub use cost_frontier::Aside;
pub use cost_frontier::CostFrontier;
pub use dominance::Contender;
pub use dominance::dominators;
pub use highest::Regret;
pub use weighing::Choice;
pub use weighing::weigh;
