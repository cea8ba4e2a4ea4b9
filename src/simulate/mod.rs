//! Draws, and what harm is over them. The only floor that names rayon.
//!
//! Draws come in blocks of a fixed size. Blocks are worked on side by side and their results are put together
//! in block order, so the number of threads changes no bit.

mod block;
mod chosen;
mod curvature;
mod evaluate;
mod futures;
mod outcomes;
mod respond;
mod sample;
mod single;
mod stream;
mod threads;

pub use curvature::Curvature;
pub use curvature::ThreatCurvature;
pub use curvature::curvature;
pub use evaluate::Evaluation;
pub use evaluate::ThreatMean;
pub use evaluate::evaluate;
pub use futures::Futures;
pub use futures::Held;
pub use futures::SimulateError;
pub use outcomes::Outcomes;
pub use outcomes::outcomes;
pub use outcomes::totals;
pub use sample::Sample;
pub use sample::sample;
pub use threads::side_by_side;
pub use threads::threads;
pub use threads::with_threads;
