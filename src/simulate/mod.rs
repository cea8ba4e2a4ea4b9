//! Draws, and what harm is over them. The only floor that names rayon.
//!
//! Draws come in blocks of a fixed size. Blocks are worked on side by side and their results are put together
//! in block order, so the number of threads changes no bit.

mod blend;
mod block;
mod chosen;
mod compile;
mod copula;
mod curvature;
mod error;
mod evaluate;
mod fresh;
mod futures;
mod interrupt;
mod kernel;
mod known;
mod memory;
mod outcomes;
mod pass;
mod plan;
mod proof;
mod quadrature;
mod respond;
mod sample;
mod scatter;
mod segmented;
mod shapley;
mod single;
mod stream;
mod threads;

pub use blend::Blend;
pub use blend::BlendedMean;
pub use blend::blended;
pub use blend::blended_totals;
pub use curvature::Curvature;
pub use curvature::ThreatCurvature;
pub use curvature::curved;
pub use error::SimulateError;
pub use evaluate::Evaluation;
pub use evaluate::ThreatMean;
pub use evaluate::evaluate;
pub use fresh::harms_drawn;
pub use futures::Futures;
pub use futures::Held;
pub use futures::can_be_drawn;
pub use interrupt::listen_to;
pub use interrupt::unless_interrupted;
pub use known::KnownDraw;
pub use memory::Holding;
pub use memory::bytes_per_draw;
pub use memory::fits;
pub use memory::limit_memory;
pub use outcomes::Outcomes;
pub use outcomes::outcomes;
pub use outcomes::totals;
pub use proof::surely_sound;
pub use sample::Sample;
pub use sample::sample;
pub use scatter::scatter;
pub use segmented::Derivatives;
pub use segmented::Segment;
pub use segmented::Segmented;
pub use shapley::shapley;
pub use threads::side_by_side;
pub use threads::threads;
pub use threads::with_threads;
