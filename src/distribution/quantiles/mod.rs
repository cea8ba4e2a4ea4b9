//! Quantiles of many uniforms at once.
//!
//! What [`Distribution::quantile`](crate::distribution::Distribution::quantile) is for one number, [`Quantiles`] is for
//! columns: loops that a compiler can turn into wide instructions, with the bits of one number alone. Uniform and
//! triangular quantiles are closed forms of u, normal and lognormal ones of the normal score z = Φ⁻¹(u); those of beta
//! and gamma distributions are tables in z, off by less than 1e-9 of the distance from either end of the support.

mod atoms;
mod axis;
mod made;
mod prepared;
mod scores;
mod shape;
mod table;
mod widen;

#[cfg(test)]
mod held_to;

pub(in crate::distribution) use atoms::Steps;
pub use prepared::Quantiles;
pub use scores::FARTHEST;
pub use scores::scores;
pub use scores::shares;
pub(in crate::distribution) use shape::Shape;
pub(in crate::distribution) use widen::Widen;
