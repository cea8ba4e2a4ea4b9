//! Shares of a whole, which double as probabilities.

use std::fmt;

/// A number from 0 to 1: a part of some money, or a probability.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Share(f64);

/// A number that is no share.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[error("{found} is not a share from 0 to 1")]
pub struct ShareError {
    found: f64,
}

impl Share {
    /// Nothing of it.
    pub const NONE: Self = Self(0.0);
    /// All of it.
    pub const ALL: Self = Self(1.0);

    /// Checks a share.
    ///
    /// # Errors
    /// Outside 0 to 1, or not a number.
    pub fn new(value: f64) -> Result<Self, ShareError> {
        if (0.0..=1.0).contains(&value) { Ok(Self(value)) } else { Err(ShareError { found: value }) }
    }

    /// The number from 0 to 1.
    #[must_use]
    pub fn get(self) -> f64 {
        self.0
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_over_one_below_nought_and_nan_are_refused() {
        for bad in [1.000_001, -1e-9, f64::NAN, f64::INFINITY] {
            assert!(Share::new(bad).is_err(), "{bad}");
        }
        assert_eq!(Share::new(1.0), Ok(Share::ALL));
    }
}
