//! The uniform distribution: anything between two ends, all equally likely.

use crate::distribution::continuous::Continuous;
use crate::distribution::error::Check;
use crate::distribution::error::DistError;
use crate::distribution::figure::Figure;
use crate::distribution::quantiles::Shape;
use crate::distribution::special::Tails;
use core::fmt;

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Uniform {
    low: f64,
    high: f64,
}

/// Checked; the formulas stand with the constructors of `Distribution`.
impl Uniform {
    pub(super) fn new(low: f64, high: f64) -> Result<Self, DistError> {
        Check("uniform").below(("low", low), ("high", high))?;
        Ok(Self { low, high })
    }
}

impl Uniform {
    /// Of `factor` times the number.
    pub(super) fn scaled(&self, factor: f64) -> Self {
        Self { low: self.low * factor, high: self.high * factor }
    }
}

impl Continuous for Uniform {
    fn tails(&self, x: f64) -> Tails {
        let width = self.high - self.low;
        Tails {
            lower: ((x - self.low) / width).clamp(0.0, 1.0),
            upper: ((self.high - x) / width).clamp(0.0, 1.0),
        }
    }

    fn quantile(&self, at: Tails) -> f64 {
        let width = self.high - self.low;
        let x = if at.is_high() { self.high - width * at.upper } else { self.low + width * at.lower };
        x.clamp(self.low, self.high)
    }

    fn mean_between(&self, low: f64, high: f64, _mass: f64) -> f64 {
        0.5 * (low + high)
    }

    fn support(&self) -> (f64, f64) {
        (self.low, self.high)
    }

    fn shape(&self) -> Shape {
        Shape::Line
    }
}

impl fmt::Display for Uniform {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (low, high) = (Figure(self.low), Figure(self.high));
        write!(f, "uniform {{low {low}, high {high}}}")
    }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "each expected value is exact in binary")]
mod tests {
    use crate::distribution::Distribution;

    #[test]
    fn quantiles_are_the_straight_line() {
        let d = Distribution::uniform(-2.0, 6.0).expect("low is below high");
        assert_eq!(d.quantile(0.25), 0.0);
        assert_eq!(d.quantile(0.875), 5.0);
        assert_eq!(d.cdf(4.0), 0.75);
        assert_eq!((d.cdf(-3.0), d.cdf(7.0)), (0.0, 1.0));
        assert_eq!(d.mean(), 2.0);
        assert_eq!(d.support(), (-2.0, 6.0));
    }

    #[test]
    fn ends_that_do_not_leave_room_are_refused() {
        let refused = |low, high| Distribution::uniform(low, high).expect_err("no room").to_string();
        assert_eq!(
            refused(3.0, 3.0),
            "uniform: low is 3 and high is 3: low must be below high (write the bare number if it is certain)"
        );
        assert_eq!(
            refused(0.0, f64::INFINITY),
            "uniform: high is inf: must be finite, and 0 or between 1e-100 and 1e100 in size"
        );
    }
}
