//! Small dense numerics that the other rooms stand on: factorisations of rows and of positive definite matrices, which
//! vectors depend on each other, and a bisection.

mod bisection;
mod definite;
mod dependence;
mod factorisation;

pub(in crate::optimise) use bisection::bisect;
pub(in crate::optimise) use definite::Definite;
pub(in crate::optimise) use dependence::classes;
pub(in crate::optimise) use factorisation::Factorisation;
pub(in crate::optimise) use factorisation::dot;
pub(in crate::optimise) use factorisation::max_norm;
