//! The doors to checked distributions, one for each way to write one.

use crate::distribution::Distribution;
use crate::distribution::any::Family;
use crate::distribution::atoms::Atoms;
use crate::distribution::beta::ScaledBeta;
use crate::distribution::error::DistError;
use crate::distribution::gamma::Gamma;
use crate::distribution::lognormal::Lognormal;
use crate::distribution::normal::Normal;
use crate::distribution::triangular::Triangular;
use crate::distribution::uniform::Uniform;

impl Distribution {
    /// A number that is certain.
    ///
    /// # Errors
    /// When it is not finite.
    pub fn constant(value: f64) -> Result<Self, DistError> {
        Atoms::constant(value).map(Self::from_atoms)
    }

    /// 1 with probability `p`, else 0; the 1 comes first, Q(u) = 1 if u < p, so this quantile function *falls* in u.
    ///
    /// Whoever draws a low u for every question whether something works therefore sees everything work.
    ///
    /// # Errors
    /// When `p` is not between 0 and 1.
    pub fn bernoulli(p: f64) -> Result<Self, DistError> {
        Atoms::bernoulli(p).map(Self::from_atoms)
    }

    /// Each of `values` with a probability proportional to its weight; in any order, weights of 0 allowed.
    ///
    /// # Errors
    /// When the lists are empty or of unequal length, an entry is not finite, a weight is negative, or all are 0.
    pub fn discrete(values: Vec<f64>, weights: Vec<f64>) -> Result<Self, DistError> {
        Atoms::discrete(values, weights).map(Self::from_atoms)
    }

    /// Anything from `low` to `high`, all equally likely: F(x) = (x − low)/(high − low).
    ///
    /// # Errors
    /// When an argument is not finite or `low` is not below `high`.
    pub fn uniform(low: f64, high: f64) -> Result<Self, DistError> {
        Uniform::new(low, high).map(|family| Self::from_family(Family::Uniform(family)))
    }

    /// From `low` to `high`, the density rising in a straight line to `mode` and falling in a straight line after it.
    ///
    /// F = (x − low)²/((high − low)(mode − low)) up to the mode; the mode may be one of the ends.
    ///
    /// # Errors
    /// When an argument is not finite, `low` is not below `high`, or `mode` is not between them.
    pub fn triangular(low: f64, mode: f64, high: f64) -> Result<Self, DistError> {
        Triangular::new(low, mode, high).map(|family| Self::from_family(Family::Triangular(family)))
    }

    /// A share in [0, 1] with density proportional to x^(alpha−1)·(1−x)^(beta−1); mean alpha/(alpha + beta).
    ///
    /// # Errors
    /// When a parameter is not between 0.001 and a million, outside of which it is a certainty or a coin toss.
    pub fn beta(alpha: f64, beta: f64) -> Result<Self, DistError> {
        ScaledBeta::beta(alpha, beta).map(|family| Self::from_family(Family::Beta(family)))
    }

    /// From `low` to `high` with the peak at `mode`, smoother than a triangle: mean (low + 4·mode + high)/6.
    ///
    /// A beta distribution stretched over the interval, alpha = 1 + 4(mode − low)/(high − low) and alpha + beta = 6.
    /// The mode may be one of the ends. Reference: Malcolm, Roseboom, Clark and Fazar (1959), Operations Research 7(5).
    ///
    /// # Errors
    /// When an argument is not finite, `low` is not below `high`, or `mode` is not between them.
    pub fn pert(low: f64, mode: f64, high: f64) -> Result<Self, DistError> {
        ScaledBeta::pert(low, mode, high).map(|family| Self::from_family(Family::Beta(family)))
    }

    /// The bell curve: Q(u) = mean + sd·Φ⁻¹(u).
    ///
    /// # Errors
    /// When an argument is not finite or `sd` is not above 0.
    pub fn normal(mean: f64, sd: f64) -> Result<Self, DistError> {
        Normal::new(mean, sd).map(|family| Self::from_family(Family::Normal(family)))
    }

    /// The bell curve that is below `low` one time in 20 and above `high` one time in 20.
    ///
    /// mean = (low + high)/2 and sd = (high − low)/(2·Φ⁻¹(0.95)).
    ///
    /// # Errors
    /// When an argument is not finite or `low` is not below `high`.
    pub fn normal_interval(low: f64, high: f64) -> Result<Self, DistError> {
        Normal::interval(low, high).map(|family| Self::from_family(Family::Normal(family)))
    }

    /// The lognormal that is below `low` one time in 20 and above `high` one time in 20.
    ///
    /// The logarithm is normal with mean ln √(low·high) and sd ln(high/low)/(2·Φ⁻¹(0.95)).
    ///
    /// # Errors
    /// When an argument is not finite and above 0, `low` is not below `high`, or `high` is more than 1e35 times `low`
    /// (its mean would be of no meaning).
    pub fn lognormal_interval(low: f64, high: f64) -> Result<Self, DistError> {
        Lognormal::interval(low, high).map(|family| Self::from_family(Family::Lognormal(family)))
    }

    /// Q(u) = median·exp(sigma·Φ⁻¹(u)), with mean median·exp(sigma²/2).
    ///
    /// # Errors
    /// When an argument is not finite and above 0, or `sigma` is above 25 (its mean would be of no meaning).
    pub fn lognormal(median: f64, sigma: f64) -> Result<Self, DistError> {
        Lognormal::median(median, sigma).map(|family| Self::from_family(Family::Lognormal(family)))
    }

    /// Density proportional to x^(k−1)·exp(−x/θ), with k = (mean/sd)² and θ = sd²/mean.
    ///
    /// # Errors
    /// When an argument is not finite and above 0, or `sd` is not between a thousandth of the mean and 30 times the
    /// mean, outside of which it is a normal distribution or practically always 0.
    pub fn gamma(mean: f64, sd: f64) -> Result<Self, DistError> {
        Gamma::checked(mean, sd).map(|family| Self::from_family(Family::Gamma(family)))
    }
}
