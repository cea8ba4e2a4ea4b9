//! What is asked of an optimum afterwards: shadow prices, near-optimal ranges, and the least movement that meets a target.

mod by_models;
mod by_multipliers;
mod least_movement;
mod multipliers;
mod near_optimal;
mod range_end;
mod shadow_prices;

pub use least_movement::LeastMovement;
pub use least_movement::least_movement;
pub use near_optimal::NearBest;
pub use near_optimal::near_best;
pub use shadow_prices::Price;
pub use shadow_prices::Prices;
pub use shadow_prices::Together;
pub use shadow_prices::prices;
