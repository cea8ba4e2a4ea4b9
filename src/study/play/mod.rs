//! What somebody asks who moves money and looks: the rest of the money after a move, the best from here, where more or less of
//! it would go, how one programme responds.

mod bounds;
mod freedom;
mod more_or_less;
mod optimum;
mod rebalance;
mod response;

pub use freedom::Freedom;
pub use more_or_less::MoreOrLess;
pub use more_or_less::Step;
pub use more_or_less::more_or_less;
pub use optimum::Optimum;
pub use optimum::near_optimum;
pub use optimum::optimum;
pub use rebalance::Moved;
pub use rebalance::Stuck;
pub use rebalance::rebalanced;
pub use response::Response;
pub use response::response;
