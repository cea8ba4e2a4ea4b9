//! Measures on samples: what a set of draws says, and how sure it is of it.

mod bootstrap;
mod estimate;
mod given_data;
mod picks;
mod quantile;
mod shapley;
mod smooth_tail;
mod sobol;
mod sum;
mod summary;
mod tail;

pub use bootstrap::Resampled;
pub use estimate::Estimate;
pub use given_data::given_data;
pub use picks::Picks;
pub use quantile::Sorted;
pub use shapley::Shapley;
pub use shapley::added_in_walk;
pub use smooth_tail::SmoothTail;
pub use sobol::Estimator;
pub use sobol::Index;
pub use sobol::PickFreeze;
pub use sum::dot;
pub use sum::mean;
pub use sum::sum;
pub use summary::Summary;
pub use tail::Tail;
