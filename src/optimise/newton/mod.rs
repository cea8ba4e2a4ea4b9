//! Newton's method with an active set: exact amounts by second derivatives, and a proof of them by duality.

mod polish;
mod quadratic;
mod working_set;

pub(in crate::optimise) use polish::Polished;
pub(in crate::optimise) use polish::polish;
