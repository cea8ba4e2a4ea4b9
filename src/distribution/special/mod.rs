//! Special functions: the normal, incomplete beta and incomplete gamma functions and their inverses.
//!
//! All are total (no panic for any argument; NaN where the mathematics has no answer) and deterministic to the bit.

mod beta;
mod gamma;
mod normal;
mod prefactor;
mod quadrature;
mod solve;
mod tails;

pub(in crate::distribution) use beta::IncBeta;
pub use beta::inc_beta;
pub use beta::inv_inc_beta;
pub(in crate::distribution) use gamma::IncGamma;
pub use gamma::inc_gamma_p;
pub use gamma::inv_inc_gamma_p;
pub(in crate::distribution) use normal::CENTRAL;
pub(in crate::distribution) use normal::MIDDLE;
pub use normal::norm_cdf;
pub(in crate::distribution) use normal::norm_density;
pub use normal::norm_quantile;
pub(in crate::distribution) use normal::norm_tails;
pub(in crate::distribution) use normal::norm_z;
pub use quadrature::gauss_hermite;
pub use quadrature::gauss_legendre;
pub(in crate::distribution) use tails::Tails;
