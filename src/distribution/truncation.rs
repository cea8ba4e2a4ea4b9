//! Cutting a distribution off at a least or a greatest value.

use crate::distribution::continuous::Continuous;
use crate::distribution::error::Check;
use crate::distribution::error::DistError;
use crate::distribution::figure::Figure;
use crate::distribution::quantiles::Widen;
use crate::distribution::special::Tails;
use core::fmt;

/// The limits as they were written.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Limits {
    min: Option<f64>,
    max: Option<f64>,
}

/// The part of a continuous distribution that is left, and what the whole says at its ends.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Window {
    low: f64,
    high: f64,
    at_low: Tails,
    at_high: Tails,
}

impl Limits {
    /// The same limits on `factor` times the number.
    pub fn scaled(self, factor: f64) -> Self {
        Self { min: self.min.map(|min| min * factor), max: self.max.map(|max| max * factor) }
    }

    pub fn allow(self, value: f64) -> bool {
        self.min.is_none_or(|min| min <= value) && self.max.is_none_or(|max| value <= max)
    }

    /// The tighter of these and the given ones.
    pub fn and(self, min: Option<f64>, max: Option<f64>) -> Result<Self, DistError> {
        for (name, limit) in [("min", min), ("max", max)] {
            if let Some(limit) = limit {
                Check("limits").finite(name, limit)?;
            }
        }
        let tighter = |a: Option<f64>, b: Option<f64>, pick: fn(f64, f64) -> f64| match (a, b) {
            (Some(a), Some(b)) => Some(pick(a, b)),
            (a, b) => a.or(b),
        };
        let limits = Self { min: tighter(self.min, min, f64::max), max: tighter(self.max, max, f64::min) };
        match (limits.min, limits.max) {
            (Some(min), Some(max)) if min >= max => Err(DistError::Limits { min, max }),
            _ => Ok(limits),
        }
    }
}

/// `at least 0`, `at most 5`, `between 0 and 5`; nothing where there is no limit.
impl fmt::Display for Limits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.min.map(Figure), self.max.map(Figure)) {
            (Some(min), Some(max)) => write!(f, "between {min} and {max}"),
            (Some(min), None) => write!(f, "at least {min}"),
            (None, Some(max)) => write!(f, "at most {max}"),
            (None, None) => Ok(()),
        }
    }
}

impl Window {
    /// What `limits` leave of `family`; its mass may be 0 or less, if they leave nothing.
    pub fn of(family: &dyn Continuous, limits: Limits) -> Self {
        let (low, high) = family.support();
        let low = limits.min.map_or(low, |min| min.max(low));
        let high = limits.max.map_or(high, |max| max.min(high));
        Self { low, high, at_low: family.tails(low), at_high: family.tails(high) }
    }

    /// The same part of `factor` times the number: what the whole says at its ends stays what it was.
    pub fn scaled(&self, factor: f64) -> Self {
        Self { low: self.low * factor, high: self.high * factor, ..self.clone() }
    }

    pub fn ends(&self) -> (f64, f64) {
        (self.low, self.high)
    }

    /// P(low < X < high) before truncation.
    pub fn mass(&self) -> f64 {
        self.at_low.mass_to(self.at_high).max(0.0)
    }

    /// How this part is found in the whole.
    pub fn widening(&self) -> Widen {
        let is_from_above = self.at_low.is_high();
        let outside = if is_from_above { self.at_high.upper } else { self.at_low.lower };
        Widen { outside, mass: self.mass(), is_from_above }
    }

    /// Where the whole distribution has the point that this part has at `u`, which lies in (0, 1).
    pub fn widen(&self, u: f64) -> Tails {
        self.widening().at(u)
    }

    /// Both tails of the whole at a point of which this part has both.
    pub fn widen_tails(&self, at: Tails) -> Tails {
        let mass = self.mass();
        Tails { lower: self.at_low.lower + at.lower * mass, upper: self.at_high.upper + at.upper * mass }
    }

    /// Both tails of this part, at a point between its ends where the whole has `at`.
    pub fn narrow_tails(&self, at: Tails) -> Tails {
        let mass = self.mass();
        let share = |part: f64| (part / mass).clamp(0.0, 1.0);
        Tails { lower: share(self.at_low.mass_to(at)), upper: share(at.mass_to(self.at_high)) }
    }

    /// The distribution function of this part, at a point between its ends where the whole has `at`.
    pub fn narrow(&self, at: Tails) -> f64 {
        (self.at_low.mass_to(at) / self.mass()).clamp(0.0, 1.0)
    }
}

#[cfg(test)]
mod tests {
    use crate::distribution::DistError;
    use crate::distribution::Distribution;
    use crate::distribution::special::norm_cdf;

    fn normal() -> Distribution {
        Distribution::normal(0.0, 1.0).expect("sd is above 0")
    }

    fn cut(min: Option<f64>, max: Option<f64>) -> Distribution {
        normal().truncated(min, max).expect("there is mass left")
    }

    #[test]
    fn half_a_normal_is_the_folded_one() {
        // Q(u) = Φ⁻¹((1 + u)/2), and the mean is √(2/π).
        let d = cut(Some(0.0), None);
        // Φ⁻¹(0.75) to 16 figures.
        assert!((d.quantile(0.5) - 0.674_489_750_196_081_7).abs() < 2e-16);
        assert!((d.mean() - libm::sqrt(core::f64::consts::FRAC_2_PI)).abs() < 2e-16);
        assert!((d.cdf(1.0) - (2.0 * norm_cdf(1.0) - 1.0)).abs() < 2e-16);
    }

    #[test]
    fn both_far_tails_are_mirror_images() {
        let (up, down) = (cut(Some(6.0), Some(7.0)), cut(Some(-7.0), Some(-6.0)));
        for u in [0.125, 0.25, 0.5, 0.75, 0.875] {
            // These u and 1 − u are exact, so only the rounding of one addition differs.
            assert!((up.quantile(u) + down.quantile(1.0 - u)).abs() < 4e-15, "{u}");
        }
        assert!((up.mean() + down.mean()).abs() < 1e-14);
    }

    #[test]
    fn a_far_tail_is_spread_over_its_interval() {
        let d = cut(Some(20.0), None);
        // Q(u) solves P(X > x) = (1 − u)·P(X > 20); from 50-digit arithmetic, good to the last digit of 20.
        assert!((d.quantile(0.5) - 20.034_541_676_514_02).abs() < 4e-15);
        assert!(d.quantile(1.0 - 1e-16).is_finite());
    }

    #[test]
    fn limits_on_limits_count_together() {
        let twice = cut(Some(-1.0), Some(3.0)).truncated(Some(-2.0), Some(1.0));
        assert_eq!(twice, Ok(cut(Some(-1.0), Some(1.0))));
    }

    #[test]
    fn limits_outside_the_support_change_nothing() {
        let d = Distribution::uniform(0.0, 1.0).expect("low is below high");
        let wide = d.clone().truncated(Some(-5.0), Some(5.0)).expect("all is left");
        assert_eq!(wide.support(), (0.0, 1.0));
        assert_eq!(wide.quantile(0.3).to_bits(), d.quantile(0.3).to_bits());
    }

    #[test]
    fn limits_that_leave_nothing_are_refused() {
        let refused = |d: Distribution, min, max| {
            let error: DistError = d.truncated(min, max).expect_err("nothing is left");
            error.to_string()
        };
        assert_eq!(refused(normal(), Some(2.0), Some(2.0)), "min is 2 and max is 2: min must be below max");
        assert_eq!(
            refused(normal(), Some(50.0), None),
            "normal {mean 0, sd 1} is at least 50 with probability 0: limits must leave 1e-100 or more"
        );
        let constant = Distribution::constant(3.0).expect("finite");
        assert_eq!(
            refused(constant, Some(4.0), Some(5.0)),
            "3 is between 4 and 5 with probability 0: limits must leave 1e-100 or more"
        );
        assert_eq!(
            refused(normal(), None, Some(f64::NAN)),
            "limits: max is nan: must be finite, and 0 or between 1e-100 and 1e100 in size"
        );
    }
}
