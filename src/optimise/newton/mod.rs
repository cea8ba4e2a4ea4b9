//! Newton's method with an active set: exact amounts by second derivatives, and a proof of them by duality; and a way
//! through the inside to the faces where it ends, for objectives that cost little.

mod barrier;
mod furthest;
mod interior_point;
mod known;
mod polish;
mod quadratic;
mod working_set;

pub(in crate::optimise) use furthest::Allowance;
pub(in crate::optimise) use known::BestKnown;
pub(in crate::optimise) use known::best_known;
pub(in crate::optimise) use polish::Polished;
pub(in crate::optimise) use polish::polish;
pub(in crate::optimise) use quadratic::QuadraticModel;
pub(in crate::optimise) use working_set::WorkingSet;
