//! `target`: the least money, or the least movement of money, that reaches a given harm avoided.
//!
//! Reading order: `goal` (what is asked and answered), `way` (what an amount allows), `close_in` (the search along
//! amounts), `best_at` (the best with an amount), `chance` (the best share of draws), `bound` (what is proved of it), `seek`
//! (the question).

mod best_at;
mod bound;
mod chance;
mod close_in;
mod goal;
mod seek;
mod way;

pub use goal::Answer;
pub use goal::Goal;
pub use goal::Hit;
pub use goal::Least;
pub use goal::OutOfReach;
pub use goal::Safe;
pub use goal::Settled;
pub use seek::target;
