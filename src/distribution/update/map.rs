//! A rising map of scores: from those behind the prior's draws to those behind the posterior's.

use crate::distribution::special::norm_cdf;
use crate::distribution::special::norm_density;
use crate::distribution::special::norm_quantile;
use crate::distribution::update::curve::Curve;
use crate::distribution::update::steps::Stretches;
use std::sync::Arc;

/// A draw with the score z has under the posterior the value that it would have had with the score T(z).
#[derive(Clone, Debug, PartialEq)]
pub struct Update(pub(super) Way);

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Way {
    /// T(z) = shift + scale·z, exactly: normal numbers.
    Straight { shift: f64, scale: f64 },
    /// Worked out numerically.
    Curved(Arc<Curve>),
    /// Of a number that takes a few values.
    Steps(Arc<Stretches>),
}

/// Integrals over scores have this many steps for each unit, up to [`END`].
const PER_UNIT: i32 = 100;

/// Less than 1e-15 of a normal distribution is beyond.
const END: i32 = 8;

impl Update {
    /// T(z) = shift + scale·z.
    #[must_use]
    pub fn straight(shift: f64, scale: f64) -> Self {
        Self(Way::Straight { shift, scale })
    }

    pub(in crate::distribution) fn steps(steps: Stretches) -> Self {
        Self(Way::Steps(Arc::new(steps)))
    }

    pub(super) fn curved(curve: Curve) -> Self {
        Self(Way::Curved(Arc::new(curve)))
    }

    /// T(z).
    #[must_use]
    pub fn score(&self, z: f64) -> f64 {
        match &self.0 {
            Way::Straight { shift, scale } => shift + scale * z,
            Way::Curved(curve) => curve.at(z),
            Way::Steps(steps) => steps.score(z),
        }
    }

    /// The z at which T(z) is `t`.
    #[must_use]
    pub fn score_back(&self, t: f64) -> f64 {
        match &self.0 {
            Way::Straight { shift, scale } => (t - shift) / scale,
            Way::Curved(curve) => curve.back(t),
            Way::Steps(steps) => steps.score_back(t),
        }
    }

    /// The uniform of the prior whose value the posterior has at the uniform `u`: Φ(T(Φ⁻¹(u))).
    #[must_use]
    pub fn uniform(&self, u: f64) -> f64 {
        match &self.0 {
            Way::Steps(steps) => steps.at(u),
            _ => norm_cdf(self.score(norm_quantile(u))),
        }
    }

    /// The uniform that the posterior has where the prior has `u`.
    #[must_use]
    pub fn uniform_back(&self, u: f64) -> f64 {
        match &self.0 {
            Way::Steps(steps) => steps.back(u),
            _ => norm_cdf(self.score_back(norm_quantile(u))),
        }
    }

    /// Turns scores behind the prior's draws into those behind the posterior's.
    pub fn scores(&self, scores: &mut [f64]) {
        for z in scores {
            *z = self.score(*z);
        }
    }

    /// The mean and the variance of the posterior's score.
    #[must_use]
    pub fn moments(&self) -> (f64, f64) {
        if let Way::Straight { shift, scale } = &self.0 {
            return (*shift, scale * scale);
        }
        let mean = expected(|z| self.score(z));
        let squares = expected(|z| {
            let off = self.score(z) - mean;
            off * off
        });
        (mean, squares)
    }
}

/// E f(z) of a standard normal z: the trapezium rule, which on the whole line is exact to rounding for smooth f.
pub(in crate::distribution) fn expected(f: impl Fn(f64) -> f64) -> f64 {
    let step = 1.0 / f64::from(PER_UNIT);
    let (mut sum, mut weights) = (0.0, 0.0);
    for i in -END * PER_UNIT..=END * PER_UNIT {
        let z = f64::from(i) * step;
        let weight = norm_density(z);
        sum += weight * f(z);
        weights += weight;
    }
    sum / weights
}
