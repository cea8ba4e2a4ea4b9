//! What an observation makes of a number that nobody knows.
//!
//! A number is Q(Φ(z)) of a standard normal score z. An observation y with a standard error s has the likelihood
//! L(x) = exp(−(y − x)²/(2s²)), and the posterior of the score has the density φ(t)·L(Q(Φ(t))) but for a constant. Its
//! distribution function at t is a rising map of t to Φ(z); turned round it is t = T(z), and the posterior's quantile
//! function is Q(Φ(T(z))). Draws of the prior and of the posterior share their uniforms: only T comes between.

mod curve;
mod density;
mod edges;
mod joint;
mod likelihood;
mod map;
mod neighbour;
mod observed;
mod panels;
mod steps;

pub use joint::Joint;
pub use likelihood::Measured;
pub use map::Update;
pub(in crate::distribution) use map::expected;
pub(in crate::distribution) use steps::Stretches;
