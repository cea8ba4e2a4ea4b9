//! Cutting planes: the master problem over the cuts made so far, the trust region around the best point, and the outer
//! approximation that closes the gap between them.

mod master;
mod outer_approximation;
mod pool;
mod relaxation;
mod tie_break;
mod trust_region;

pub use master::master_at;

pub(in crate::optimise) use master::Master;
pub(in crate::optimise) use master::Proposal;
pub(in crate::optimise) use outer_approximation::least_value;
pub(in crate::optimise) use outer_approximation::minimise_unswitched;
pub(in crate::optimise) use relaxation::Relaxation;
