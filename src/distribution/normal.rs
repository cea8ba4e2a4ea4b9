//! The normal distribution, from its mean and standard deviation or from its 5%–95% interval.

use crate::distribution::continuous::Continuous;
use crate::distribution::error::Check;
use crate::distribution::error::DistError;
use crate::distribution::figure::Figure;
use crate::distribution::quantiles::Shape;
use crate::distribution::special::Tails;
use crate::distribution::special::norm_density;
use crate::distribution::special::norm_tails;
use crate::distribution::special::norm_z;
use core::fmt;

/// Φ⁻¹(0.95): an interval from 5% to 95% is this many standard deviations to either side.
pub(super) const Z_95: f64 = 1.644_853_626_951_472_2;

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Normal {
    mean: f64,
    sd: f64,
    /// (low, high), if it was written as an interval.
    interval: Option<(f64, f64)>,
}

/// Checked; the formulas stand with the constructors of `Distribution`.
impl Normal {
    pub(super) fn new(mean: f64, sd: f64) -> Result<Self, DistError> {
        Check("normal").finite("mean", mean)?;
        Check("normal").positive("sd", sd)?;
        Ok(Self { mean, sd, interval: None })
    }

    pub(super) fn interval(low: f64, high: f64) -> Result<Self, DistError> {
        Check("normal").below(("low", low), ("high", high))?;
        Ok(Self { mean: 0.5 * (low + high), sd: 0.5 * (high - low) / Z_95, interval: Some((low, high)) })
    }
}

impl Normal {
    /// Of `factor` times the number.
    pub(super) fn scaled(&self, factor: f64) -> Self {
        let interval = self.interval.map(|(low, high)| (low * factor, high * factor));
        Self { mean: self.mean * factor, sd: self.sd * factor, interval }
    }

    /// A value as a score, and a difference of values as a difference of scores.
    pub(super) fn in_scores(&self, value: f64, difference: f64) -> (f64, f64) {
        (self.deviations(value), difference / self.sd)
    }

    /// Its standard deviation.
    pub(super) fn sd(&self) -> f64 {
        self.sd
    }

    fn deviations(&self, x: f64) -> f64 {
        (x - self.mean) / self.sd
    }
}

impl Continuous for Normal {
    fn tails(&self, x: f64) -> Tails {
        norm_tails(self.deviations(x))
    }

    fn quantile(&self, at: Tails) -> f64 {
        self.mean + self.sd * norm_z(at)
    }

    /// mean + sd·(φ(l) − φ(h))/mass, with the limits in standard deviations.
    fn mean_between(&self, low: f64, high: f64, mass: f64) -> f64 {
        let shift = norm_density(self.deviations(low)) - norm_density(self.deviations(high));
        self.mean + self.sd * (shift / mass)
    }

    fn support(&self) -> (f64, f64) {
        (f64::NEG_INFINITY, f64::INFINITY)
    }

    fn shape(&self) -> Shape {
        Shape::normal(self.mean, self.sd)
    }
}

impl fmt::Display for Normal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.interval {
            Some((low, high)) => {
                write!(f, "normal {{low {}, high {}}}", Figure(low), Figure(high))
            }
            None => write!(f, "normal {{mean {}, sd {}}}", Figure(self.mean), Figure(self.sd)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Z_95;
    use crate::distribution::Distribution;
    use crate::distribution::special::norm_quantile;

    #[test]
    fn z_95_is_the_quantile_it_says() {
        // Φ⁻¹ is good to 1e-16 of its value, and 1 − 0.05 is exact to as much.
        assert!((norm_quantile(0.95) - Z_95).abs() < 1e-15);
    }

    #[test]
    fn quantiles_are_shifted_and_scaled() {
        let d = Distribution::normal(100.0, 15.0).expect("sd is above 0");
        // Φ⁻¹(0.975) = 1.959963984540054, to 16 figures; times 15 that leaves 1e-14.
        assert!((d.quantile(0.975) - (100.0 + 15.0 * 1.959_963_984_540_054)).abs() < 3e-14);
        assert!((d.quantile(0.5) - 100.0).abs() < 1e-14);
        assert!((d.mean() - 100.0).abs() < 1e-14);
    }

    #[test]
    fn the_interval_holds_nine_tenths() {
        let d = Distribution::normal_interval(-3.0, 11.0).expect("low is below high");
        // Both ends are mean ± sd·1.64…, so only rounding is left.
        assert!((d.quantile(0.05) + 3.0).abs() < 1e-14);
        assert!((d.quantile(0.95) - 11.0).abs() < 1e-14);
        assert!((d.cdf(11.0) - d.cdf(-3.0) - 0.9).abs() < 1e-15);
    }

    #[test]
    fn a_standard_deviation_of_nothing_is_refused() {
        let refused = |sd| Distribution::normal(0.0, sd).expect_err("no sd").to_string();
        assert_eq!(refused(0.0), "normal: sd is 0: must be above 0");
        assert_eq!(refused(-2.0), "normal: sd is -2: must be above 0");
        let upside_down = Distribution::normal_interval(2.0, 1.0).expect_err("wrong order");
        assert_eq!(
            upside_down.to_string(),
            "normal: low is 2 and high is 1: low must be below high (write the bare number if it is certain)"
        );
    }
}
