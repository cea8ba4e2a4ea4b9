//! Measures on samples: what a set of draws says, and how sure it is of it.

mod quantile;
mod sum;
mod summary;
mod tail;

pub use quantile::Sorted;
pub use sum::dot;
pub use sum::mean;
pub use sum::sum;
pub use summary::Summary;
pub use tail::Tail;
