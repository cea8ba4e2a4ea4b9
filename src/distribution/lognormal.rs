//! The lognormal distribution: a product of many small uncertain factors, above 0 and with a long upper tail.

use crate::distribution::continuous::Continuous;
use crate::distribution::error::Check;
use crate::distribution::error::DistError;
use crate::distribution::figure::Figure;
use crate::distribution::normal::Z_95;
use crate::distribution::quantiles::Shape;
use crate::distribution::special::Tails;
use crate::distribution::special::norm_tails;
use crate::distribution::special::norm_z;
use core::fmt;

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Lognormal {
    /// Mean and standard deviation of the logarithm.
    mu: f64,
    sigma: f64,
    wording: Wording,
}

/// How it was written.
#[derive(Clone, Debug, PartialEq)]
enum Wording {
    Interval { low: f64, high: f64 },
    Median { median: f64 },
}

/// Checked; the formulas stand with the constructors of `Distribution`.
impl Lognormal {
    pub(super) fn interval(low: f64, high: f64) -> Result<Self, DistError> {
        let check = Check("lognormal");
        check.positive("low", low)?;
        check.below(("low", low), ("high", high))?;
        let fits = high / low <= 1e35;
        check.inside(fits, "high", high, "at most 1e35 times low")?;
        // log1p keeps the digits of a narrow interval.
        let log_ratio = libm::log1p((high - low) / low);
        Ok(Self {
            mu: libm::log(low) + 0.5 * log_ratio,
            sigma: 0.5 * log_ratio / Z_95,
            wording: Wording::Interval { low, high },
        })
    }

    pub(super) fn median(median: f64, sigma: f64) -> Result<Self, DistError> {
        let check = Check("lognormal");
        check.positive("median", median)?;
        let fits = sigma > 0.0 && sigma <= 25.0;
        check.inside(fits, "sigma", sigma, "above 0 and at most 25")?;
        Ok(Self { mu: libm::log(median), sigma, wording: Wording::Median { median } })
    }
}

impl Lognormal {
    /// The standard deviation of the logarithm.
    pub(super) fn sigma(&self) -> f64 {
        self.sigma
    }

    /// Of `factor` times the number.
    pub(super) fn scaled(&self, factor: f64) -> Self {
        let wording = match self.wording {
            Wording::Interval { low, high } => Wording::Interval { low: low * factor, high: high * factor },
            Wording::Median { median } => Wording::Median { median: median * factor },
        };
        Self { mu: self.mu + libm::log(factor), sigma: self.sigma, wording }
    }

    /// (ln x − mu)/sigma; −∞ at 0 and below.
    fn deviations(&self, x: f64) -> f64 {
        if x <= 0.0 {
            return f64::NEG_INFINITY;
        }
        (libm::log(x) - self.mu) / self.sigma
    }
}

impl Continuous for Lognormal {
    fn tails(&self, x: f64) -> Tails {
        norm_tails(self.deviations(x))
    }

    fn quantile(&self, at: Tails) -> f64 {
        libm::exp(self.mu + self.sigma * norm_z(at))
    }

    /// exp(mu + sigma²/2)·(Φ(h − sigma) − Φ(l − sigma))/mass, with the limits in deviations of the logarithm.
    fn mean_between(&self, low: f64, high: f64, mass: f64) -> f64 {
        let from = norm_tails(self.deviations(low) - self.sigma);
        let to = norm_tails(self.deviations(high) - self.sigma);
        libm::exp(self.mu + 0.5 * self.sigma * self.sigma) * (from.mass_to(to) / mass)
    }

    fn support(&self) -> (f64, f64) {
        (0.0, f64::INFINITY)
    }

    fn shape(&self) -> Shape {
        Shape::lognormal(self.mu, self.sigma)
    }
}

impl fmt::Display for Lognormal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.wording {
            Wording::Interval { low, high } => {
                let (low, high) = (Figure(low), Figure(high));
                write!(f, "lognormal {{low {low}, high {high}}}")
            }
            Wording::Median { median } => {
                let (median, sigma) = (Figure(median), Figure(self.sigma));
                write!(f, "lognormal {{median {median}, sigma {sigma}}}")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::distribution::Distribution;

    #[test]
    fn the_interval_holds_nine_tenths() {
        let d = Distribution::lognormal_interval(0.3, 2.0).expect("low is below high");
        // exp of a rounded logarithm: a few units in the last place.
        assert!((d.quantile(0.05) - 0.3).abs() < 1e-15);
        assert!((d.quantile(0.95) - 2.0).abs() < 3e-15);
        assert!((d.quantile(0.5) - libm::sqrt(0.6)).abs() < 1e-15);
    }

    #[test]
    fn quantiles_and_mean_match_the_closed_forms() {
        let d = Distribution::lognormal(3.0, 0.5).expect("in range");
        // Φ⁻¹(0.9) = 1.2815515655446004 to 17 figures.
        let exact = 3.0 * libm::exp(0.5 * 1.281_551_565_544_600_4);
        assert!((d.quantile(0.9) - exact).abs() < 4e-15);
        assert!((d.mean() - 3.0 * libm::exp(0.125)).abs() < 4e-15);
    }

    #[test]
    fn nothing_lies_at_or_below_zero() {
        let d = Distribution::lognormal(3.0, 0.5).expect("in range");
        assert!(d.cdf(0.0) <= 0.0 && d.cdf(-1.0) <= 0.0 && d.cdf(1e-3) > 0.0);
    }

    #[test]
    fn a_narrow_interval_keeps_its_width() {
        let high = 1.0 + 1e-12;
        let d = Distribution::lognormal_interval(1.0, high).expect("low is below high");
        // One unit in the last place of 1 is 2e-16.
        assert!((d.quantile(0.95) - high).abs() < 3e-16);
    }

    #[test]
    fn what_cannot_be_a_lognormal_is_refused() {
        let text = |result: Result<Distribution, _>| {
            result
                .map_err(|error: crate::distribution::DistError| error.to_string())
                .expect_err("out of range")
        };
        assert_eq!(text(Distribution::lognormal_interval(0.0, 2.0)), "lognormal: low is 0: must be above 0");
        assert_eq!(
            text(Distribution::lognormal_interval(1e-20, 1e20)),
            "lognormal: high is 1e20: must be at most 1e35 times low"
        );
        assert_eq!(
            text(Distribution::lognormal(1.0, 26.0)),
            "lognormal: sigma is 26: must be above 0 and at most 25"
        );
    }
}
