//! What each family does to uniforms or to normal scores.

#![expect(clippy::inline_always, reason = "a function that is called is not compiled for wider instructions")]

use crate::distribution::quantiles::made;
use crate::distribution::quantiles::table::Table;
use crate::distribution::quantiles::widen::Widen;
use crate::distribution::special::IncBeta;
use crate::distribution::special::IncGamma;
use crate::elementary::exp;
use crate::elementary::wide;
use std::sync::Arc;

/// How a family turns numbers into values.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::distribution) enum Shape {
    /// A straight line of u between the ends.
    Line,
    /// Straight lines for a density: the ends, and the shares of the width below and above the peak.
    Triangle { low: f64, high: f64, below: f64, above: f64 },
    /// Of the score.
    Scored(Scored),
    /// None but one number at a time.
    Alone,
}

/// How a family turns normal scores into values.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::distribution) enum Scored {
    /// mean + sd·z.
    Straight { mean: f64, sd: f64 },
    /// exp(mu + sigma·z).
    Exponential { mu: f64, sigma: f64 },
    /// A beta variable stretched between two ends, by a table of ln(x/(1 − x)).
    Between { low: f64, high: f64, table: Arc<Table> },
    /// A gamma variable, by a table of ln x.
    Above { scale: f64, table: Arc<Table> },
}

impl Shape {
    /// Of a beta distribution between two ends.
    pub fn beta(low: f64, high: f64, integral: &IncBeta) -> Self {
        let table = made::beta(integral);
        table.map_or(Self::Alone, |table| Self::Scored(Scored::Between { low, high, table }))
    }

    /// Of a gamma distribution of a scale.
    pub fn gamma(scale: f64, integral: &IncGamma) -> Self {
        let table = made::gamma(integral);
        table.map_or(Self::Alone, |table| Self::Scored(Scored::Above { scale, table }))
    }

    /// Of a normal distribution.
    pub fn normal(mean: f64, sd: f64) -> Self {
        Self::Scored(Scored::Straight { mean, sd })
    }

    /// Of a lognormal distribution.
    pub fn lognormal(mu: f64, sigma: f64) -> Self {
        Self::Scored(Scored::Exponential { mu, sigma })
    }
}

impl Scored {
    /// Turns normal scores, none beyond the farthest, into values.
    pub fn of(&self, scores: &mut [f64], ends: (f64, f64)) {
        match self {
            Self::Straight { mean, sd } => {
                let (mean, sd) = (*mean, *sd);
                wide(
                    #[inline(always)]
                    || {
                        for z in scores {
                            *z = between(mean + sd * *z, ends);
                        }
                    },
                );
            }
            Self::Exponential { mu, sigma } => {
                let (mu, sigma) = (*mu, *sigma);
                wide(
                    #[inline(always)]
                    || {
                        for z in scores {
                            *z = between(exp(mu + sigma * *z), ends);
                        }
                    },
                );
            }
            Self::Between { low, high, table } => {
                let (low, high, width) = (*low, *high, high - low);
                table.each(scores);
                wide(
                    #[inline(always)]
                    || {
                        for s in scores {
                            let odds = exp(-s.abs());
                            let inwards = width * (odds / (1.0 + odds));
                            *s = between(if *s < 0.0 { low + inwards } else { high - inwards }, ends);
                        }
                    },
                );
            }
            Self::Above { scale, table } => {
                let scale = *scale;
                table.each(scores);
                wide(
                    #[inline(always)]
                    || {
                        for s in scores {
                            *s = between(scale * exp(*s), ends);
                        }
                    },
                );
            }
        }
    }
}

/// Uniforms on a straight line between two ends, counted from the nearer one.
pub(super) fn line(uniforms: &mut [f64], ends: (f64, f64)) {
    let (low, high) = ends;
    let width = high - low;
    wide(
        #[inline(always)]
        || {
            for u in uniforms {
                let x = if *u > 0.5 { high - width * (1.0 - *u) } else { low + width * *u };
                *u = between(x, ends);
            }
        },
    );
}

/// Uniforms under two straight lines.
pub(super) fn triangle(
    uniforms: &mut [f64],
    (low, high): (f64, f64),
    (below, above): (f64, f64),
    widen: Widen,
    ends: (f64, f64),
) {
    let width = high - low;
    wide(
        #[inline(always)]
        || {
            for u in uniforms {
                let at = widen.at(*u);
                let is_low = at.lower <= below;
                let share = if is_low { at.lower * below } else { at.upper * above };
                let inwards = width * share.sqrt();
                *u = between(if is_low { low + inwards } else { high - inwards }, ends);
            }
        },
    );
}

/// The value, or the end that it is beyond.
#[inline(always)]
fn between(x: f64, (low, high): (f64, f64)) -> f64 {
    let x = if x < low { low } else { x };
    if x > high { high } else { x }
}
