//! The triangular distribution: two ends and a peak, straight lines between.

use crate::distribution::continuous::Continuous;
use crate::distribution::error::Check;
use crate::distribution::error::DistError;
use crate::distribution::figure::Figure;
use crate::distribution::quantiles::Shape;
use crate::distribution::special::Tails;
use core::fmt;

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Triangular {
    low: f64,
    mode: f64,
    high: f64,
}

/// Checked; the formulas stand with the constructors of `Distribution`.
impl Triangular {
    pub(super) fn new(low: f64, mode: f64, high: f64) -> Result<Self, DistError> {
        check_three_points("triangular", low, mode, high)?;
        Ok(Self { low, mode, high })
    }
}

/// What triangular and PERT ask of their three points.
pub(super) fn check_three_points(
    distribution: &'static str,
    low: f64,
    mode: f64,
    high: f64,
) -> Result<(), DistError> {
    let check = Check(distribution);
    check.below(("low", low), ("high", high))?;
    check.finite("mode", mode)?;
    check.at_most(("low", low), ("mode", mode))?;
    check.at_most(("mode", mode), ("high", high))
}

impl Triangular {
    /// Of `factor` times the number.
    pub(super) fn scaled(&self, factor: f64) -> Self {
        Self { low: self.low * factor, mode: self.mode * factor, high: self.high * factor }
    }

    fn width(&self) -> f64 {
        self.high - self.low
    }

    /// The shares of the width, and of the probability, below and above the mode.
    fn shares(&self) -> (f64, f64) {
        let width = self.width();
        ((self.mode - self.low) / width, (self.high - self.mode) / width)
    }

    /// The density over its peak, for x inside the support.
    fn height(&self, x: f64) -> f64 {
        if x < self.mode {
            (x - self.low) / (self.mode - self.low)
        } else if x > self.mode {
            (self.high - x) / (self.high - self.mode)
        } else {
            1.0
        }
    }

    /// Area over the peak's density, and centroid, of the trapezium between two points on one side of the mode.
    fn trapezium(&self, from: f64, to: f64) -> (f64, f64) {
        let (left, right) = (self.height(from), self.height(to));
        let sum = left + right;
        if to <= from || sum <= 0.0 {
            return (0.0, from);
        }
        let centroid = from + (to - from) * (left + 2.0 * right) / (3.0 * sum);
        (0.5 * sum * (to - from), centroid)
    }
}

impl Continuous for Triangular {
    fn tails(&self, x: f64) -> Tails {
        if x <= self.low {
            return Tails::NONE;
        }
        if x >= self.high {
            return Tails::ALL;
        }
        let (below, above) = self.shares();
        if x < self.mode {
            let share = (x - self.low) / self.width();
            Tails::from_lower(share * (share / below))
        } else {
            let share = (self.high - x) / self.width();
            Tails::from_upper(if above > 0.0 { share * (share / above) } else { 0.0 })
        }
    }

    fn quantile(&self, at: Tails) -> f64 {
        let (below, above) = self.shares();
        let x = if at.lower <= below {
            self.low + self.width() * (at.lower * below).sqrt()
        } else {
            self.high - self.width() * (at.upper * above).sqrt()
        };
        x.clamp(self.low, self.high)
    }

    fn mean_between(&self, low: f64, high: f64, _mass: f64) -> f64 {
        let (left, left_mean) = self.trapezium(low, high.min(self.mode));
        let (right, right_mean) = self.trapezium(low.max(self.mode), high);
        (left * left_mean + right * right_mean) / (left + right)
    }

    fn support(&self) -> (f64, f64) {
        (self.low, self.high)
    }

    fn shape(&self) -> Shape {
        let (below, above) = self.shares();
        Shape::Triangle { low: self.low, high: self.high, below, above }
    }
}

impl fmt::Display for Triangular {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (low, mode, high) = (Figure(self.low), Figure(self.mode), Figure(self.high));
        write!(f, "triangular {{low {low}, mode {mode}, high {high}}}")
    }
}

#[cfg(test)]
mod tests {
    use crate::distribution::Distribution;

    fn triangular(low: f64, mode: f64, high: f64) -> Distribution {
        Distribution::triangular(low, mode, high).expect("the points are in order")
    }

    #[test]
    fn quantiles_match_the_square_roots() {
        // On [0, 1] with the peak at c: √(u·c) below u = c, 1 − √((1−u)(1−c)) above; exact but for rounding.
        let d = triangular(0.0, 0.36, 1.0);
        assert!((d.quantile(0.09) - 0.18).abs() < 1e-16);
        assert!((d.quantile(0.84) - 0.68).abs() < 2e-16);
        assert!((d.quantile(0.36) - 0.36).abs() < 1e-16);
    }

    #[test]
    fn a_peak_at_either_end_is_a_right_triangle() {
        let falling = triangular(0.0, 0.0, 2.0);
        let rising = triangular(0.0, 2.0, 2.0);
        // F = 1 − (1 − x/2)² and F = (x/2)², at which 0.75 and 0.25 are exact.
        assert!((falling.cdf(1.0) - 0.75).abs() < 1e-16);
        assert!((rising.cdf(1.0) - 0.25).abs() < 1e-16);
        assert!((falling.quantile(0.75) - 1.0).abs() < 1e-15);
        assert!((rising.quantile(0.25) - 1.0).abs() < 1e-15);
        assert!((falling.mean() - 2.0 / 3.0).abs() < 1e-15);
    }

    #[test]
    fn the_mean_is_the_average_of_the_three_points() {
        // A few roundings of numbers near 20000.
        assert!((triangular(16e3, 20e3, 27e3).mean() - 21e3).abs() < 1e-11);
    }

    #[test]
    fn points_out_of_order_are_refused() {
        let refused = |low, mode, high| {
            Distribution::triangular(low, mode, high).expect_err("out of order").to_string()
        };
        assert_eq!(
            refused(1.0, 1.0, 1.0),
            "triangular: low is 1 and high is 1: low must be below high (write the bare number if it is certain)"
        );
        assert_eq!(refused(1.0, 0.5, 2.0), "triangular: low is 1 and mode is 0.5: low must be at most mode");
        assert_eq!(refused(1.0, 3.0, 2.0), "triangular: mode is 3 and high is 2: mode must be at most high");
    }
}
