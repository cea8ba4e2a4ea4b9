//! Newton's method with an active set: exact amounts by second derivatives, and a proof of them by duality.

mod furthest;
mod polish;
mod quadratic;
mod working_set;

pub(in crate::optimise) use furthest::Allowance;
pub(in crate::optimise) use polish::Polished;
pub(in crate::optimise) use polish::polish;
pub(in crate::optimise) use quadratic::QuadraticModel;
pub(in crate::optimise) use working_set::WorkingSet;
