//! What was measured, and how likely that is if a number is what it is.

use crate::distribution::error::Check;
use crate::distribution::error::DistError;

/// A value that was measured, with its standard error, in the unit of the number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measured {
    value: f64,
    standard_error: f64,
}

impl Measured {
    /// Checks a measurement.
    ///
    /// # Errors
    /// Either is not finite, or the standard error is not above 0.
    pub fn new(value: f64, standard_error: f64) -> Result<Self, DistError> {
        Check("observation").finite("value", value)?;
        Check("observation").positive("standard_error", standard_error)?;
        Ok(Self { value, standard_error })
    }

    /// The value.
    #[must_use]
    pub fn value(self) -> f64 {
        self.value
    }

    /// Its standard error.
    #[must_use]
    pub fn standard_error(self) -> f64 {
        self.standard_error
    }

    /// Two independent measurements of one number as one: their likelihoods multiplied, which is their mean weighted by
    /// precision (1/s²).
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        // From the ratio of the errors, which neither overflows nor underflows.
        let ratio = self.standard_error / other.standard_error;
        let weight = ratio * ratio / (1.0 + ratio * ratio);
        let value = self.value + weight * (other.value - self.value);
        Self { value, standard_error: self.standard_error / (1.0 + ratio * ratio).sqrt() }
    }

    /// ln L(x), 0 at the value measured.
    pub(super) fn ln(self, x: f64) -> f64 {
        let deviations = (x - self.value) / self.standard_error;
        -0.5 * deviations * deviations
    }
}

#[cfg(test)]
mod tests {
    use super::Measured;

    #[test]
    fn two_measurements_are_their_likelihoods_multiplied() {
        let (one, other) = (Measured::new(1.0, 0.3).unwrap(), Measured::new(2.5, 0.7).unwrap());
        let both = one.and(other);
        // The difference of ln L is the same constant wherever it is asked.
        let rest = |x: f64| one.ln(x) + other.ln(x) - both.ln(x);
        for x in [-3.0, 0.0, 1.2, 8.0] {
            // Squares of some twenty deviations, each rounded to 1e-16 of itself.
            assert!((rest(x) - rest(1.0)).abs() < 1e-12, "{x}");
        }
    }

    #[test]
    fn measurements_that_are_none_are_refused() {
        let refused = |value, error| Measured::new(value, error).expect_err("refused").to_string();
        assert_eq!(refused(1.0, 0.0), "observation: standard_error is 0: must be above 0");
        assert!(refused(f64::NAN, 1.0).starts_with("observation: value is nan"));
    }
}
