//! Elementary functions that a compiler can work out for many numbers at once, and the widest instructions that a
//! machine has to do it with.
//!
//! They are made of nothing but additions, multiplications, divisions, comparisons and shifts, each rounded by itself as
//! IEEE 754 says, so the same number gives the same bits alone or among others, on every machine and at every width.
//! Nothing branches. Where speed is no matter, `libm` is used, which keeps the same promise one number at a time.

mod exponential;
mod logarithm;
mod wide;

pub use exponential::exp;
pub use logarithm::ln;
pub use logarithm::ln_1p;
pub use wide::wide;
