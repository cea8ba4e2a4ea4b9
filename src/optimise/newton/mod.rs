//! Newton's method with an active set: exact amounts by second derivatives, and a proof of them by duality; and a way
//! through the inside to the faces where it ends, for objectives that cost little.

mod barrier;
mod best_lifted;
mod furthest;
mod interior_point;
mod polish;
mod quadratic;
mod working_set;

pub(in crate::optimise) use best_lifted::BestLifted;
pub(in crate::optimise) use best_lifted::best_lifted;
pub(in crate::optimise) use furthest::Allowance;
pub(in crate::optimise) use polish::Polished;
pub(in crate::optimise) use polish::polish;
pub(in crate::optimise) use quadratic::QuadraticModel;
pub(in crate::optimise) use working_set::WorkingSet;
