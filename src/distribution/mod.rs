//! Probability distributions for the numbers nobody knows exactly.
//!
//! A [`Distribution`] turns a uniform number u in (0, 1) into a value, through its quantile function
//! Q(u) = inf { x : F(x) > u }. That is all sampling needs, and it is what makes addressed randomness, Latin
//! hypercubes and copulas work alike for every shape.
//!
//! [`Quantiles`] is the same for columns of numbers, in the last digits and not to the bit.
//!
//! The same input gives the same bits on every platform: each transcendental function comes from `libm` or from
//! `elementary`, and the rest is +, −, ×, ÷ and square roots, which IEEE 754 fixes. A probability travels as both of its tails
//! (`special::tails`), so that a truncation far out in the upper tail is as exact as one in the lower.

mod any;
mod atoms;
mod beta;
mod constructors;
mod continuous;
pub mod correlation;
mod error;
mod figure;
mod gamma;
mod lognormal;
mod normal;
pub mod quantiles;
pub mod special;
mod triangular;
mod truncation;
mod uniform;
mod update;

#[cfg(test)]
mod laws;

pub use any::Deviation;
pub use any::Distribution;
pub use error::DistError;
pub use quantiles::Quantiles;
pub use update::Joint;
pub use update::Measured;
pub use update::Update;
