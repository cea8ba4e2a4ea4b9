//! Small dense numerics that the other rooms stand on: a factorisation of rows, which vectors depend on each other, and a
//! bisection.

mod bisection;
mod dependence;
mod factorisation;

pub(in crate::optimise) use bisection::bisect;
pub(in crate::optimise) use dependence::classes;
pub(in crate::optimise) use factorisation::Factorisation;
pub(in crate::optimise) use factorisation::dot;
pub(in crate::optimise) use factorisation::max_norm;
