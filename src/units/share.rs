//! Shares of a whole, which double as probabilities.

use crate::units::written;
use std::fmt;
use std::str::FromStr;

/// A number from 0 to 1: a part of some money, or a probability.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Share(f64);

/// A number that is no share, or text that is no number.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum ShareError {
    /// Outside 0 to 1.
    #[error("{found} is not a share from 0 to 1")]
    Outside {
        /// The number given.
        found: f64,
    },
    /// No number, or none in percent.
    #[error("`{found}` is not a share")]
    NotANumber {
        /// The text given.
        found: String,
    },
    /// Points and commas where none belong.
    #[error("`{found}` is probably meant to be `{meant}`")]
    Marks {
        /// The text given.
        found: String,
        /// What it was probably meant to be.
        meant: String,
    },
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
        if (0.0..=1.0).contains(&value) { Ok(Self(value)) } else { Err(ShareError::Outside { found: value }) }
    }

    /// The number from 0 to 1.
    #[must_use]
    pub fn get(self) -> f64 {
        self.0
    }
}

impl FromStr for Share {
    type Err = ShareError;

    /// Reads `0.81` or `81%`, which are the same to the last bit.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let trimmed = text.trim();
        let (digits, ending, places) = match trimmed.strip_suffix('%') {
            Some(digits) => (digits.trim(), "%", -2),
            None => (trimmed, "", 0),
        };
        let (minus, unsigned) = match digits.strip_prefix(['-', '−']) {
            Some(rest) => ("-", rest),
            None => ("", digits),
        };
        let found = || text.to_owned();
        match written::number(unsigned, places) {
            Ok(number) => Self::new(if minus.is_empty() { number } else { -number }),
            Err(Some(meant)) => {
                Err(ShareError::Marks { found: found(), meant: format!("{minus}{meant}{ending}") })
            }
            Err(None) => Err(ShareError::NotANumber { found: found() }),
        }
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

    #[test]
    fn percent_and_parts_are_the_same_share() {
        for (percent, part) in [("81%", 0.81), ("7.1 %", 0.071), ("0.81", 0.81), ("100%", 1.0), (".5", 0.5)] {
            assert_eq!(percent.parse::<Share>().map(Share::get), Ok(part), "{percent}");
        }
        let said = |text: &str| text.parse::<Share>().map_err(|error| error.to_string()).unwrap_err();
        assert_eq!(said("0,81"), "`0,81` is probably meant to be `0.81`");
        assert_eq!(said("104%"), "1.04 is not a share from 0 to 1");
        assert_eq!(said("nan"), "`nan` is not a share");
    }
}
