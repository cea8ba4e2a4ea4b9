//! Money: £m in the price year, and how people write it.

use crate::units::Share;
use std::fmt;
use std::iter::Sum;
use std::ops::Add;
use std::ops::Mul;
use std::ops::Sub;
use std::str::FromStr;

/// An amount of money in £m a year; finite, and negative where it is a difference.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Money(f64);

/// Text or a number that is no amount of money.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum MoneyError {
    /// NaN or infinity.
    #[error("{found} is not an amount of money")]
    NotFinite {
        /// The number given.
        found: f64,
    },
    /// No pound sign.
    #[error("money in quotes begins with `£`, found `{found}`")]
    NoPound {
        /// The text given.
        found: String,
    },
    /// No unit, or one that is not known.
    #[error("`{found}` does not end in `bn`, `m` or `k`")]
    NoUnit {
        /// The text given.
        found: String,
    },
    /// The part between sign and unit is no number.
    #[error("`{number}` in `{found}` is not a number")]
    NotANumber {
        /// The part that should be a number.
        number: String,
        /// The text given.
        found: String,
    },
}

impl Money {
    /// No money.
    pub const ZERO: Self = Self(0.0);

    /// An amount from £m.
    ///
    /// # Errors
    /// NaN and infinity are no amounts.
    pub fn from_millions(millions: f64) -> Result<Self, MoneyError> {
        if millions.is_finite() { Ok(Self(millions)) } else { Err(MoneyError::NotFinite { found: millions }) }
    }

    /// The amount in £m.
    #[must_use]
    pub fn millions(self) -> f64 {
        self.0
    }

    /// This amount as a part of a whole; `None` where the whole is nought.
    #[must_use]
    pub fn per(self, whole: Self) -> Option<f64> {
        (whole.0 != 0.0).then(|| self.0 / whole.0)
    }
}

impl FromStr for Money {
    type Err = MoneyError;

    /// Reads `£2.9bn`, `£84m`, `£250k`, with thousands separators (`£1,200m`) and a leading minus allowed.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let trimmed = text.trim();
        let (sign, unsigned) = match trimmed.strip_prefix(['-', '−']) {
            Some(rest) => (-1.0, rest),
            None => (1.0, trimmed),
        };
        let amount =
            unsigned.strip_prefix('£').ok_or_else(|| MoneyError::NoPound { found: text.to_owned() })?;
        let units = [("bn", 1000.0, 1.0), ("m", 1.0, 1.0), ("k", 1.0, 1000.0)];
        let (digits, times, per) = units
            .iter()
            .find_map(|(unit, times, per)| {
                amount.strip_suffix(unit).map(|digits| (digits.trim(), times, per))
            })
            .ok_or_else(|| MoneyError::NoUnit { found: text.to_owned() })?;
        let plain = digits.replace([',', '_'], "");
        let number: f64 = if plain.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
            plain.parse().ok()
        } else {
            None
        }
        .ok_or_else(|| MoneyError::NotANumber { number: digits.to_owned(), found: text.to_owned() })?;
        Self::from_millions(sign * number * times / per)
    }
}

impl fmt::Display for Money {
    /// As a file would say it: `£2900m`, in the shortest form that reads back to the same amount.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0.0 { "−" } else { "" };
        write!(f, "{sign}£{}m", self.0.abs())
    }
}

impl Add for Money {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Money {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Mul<Share> for Money {
    type Output = Self;
    fn mul(self, share: Share) -> Self {
        Self(self.0 * share.get())
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<f64, String> {
        text.parse::<Money>().map(Money::millions).map_err(|error| error.to_string())
    }

    #[test]
    fn money_strings_are_read_in_millions() {
        assert_eq!(read("£2.9bn"), Ok(2900.0));
        assert_eq!(read("£84m"), Ok(84.0));
        assert_eq!(read("£250k"), Ok(0.25));
        assert_eq!(read(" £1,200 m "), Ok(1200.0));
        assert_eq!(read("−£3m"), Ok(-3.0));
    }

    #[test]
    fn money_that_is_none_says_what_is_wrong() {
        assert_eq!(read("2.9bn"), Err("money in quotes begins with `£`, found `2.9bn`".into()));
        assert_eq!(read("£2.9"), Err("`£2.9` does not end in `bn`, `m` or `k`".into()));
        assert_eq!(read("£abcm"), Err("`abc` in `£abcm` is not a number".into()));
        assert_eq!(read("£infm"), Err("`inf` in `£infm` is not a number".into()));
        assert_eq!(read("£1e999m"), Err("inf is not an amount of money".into()));
        assert!(Money::from_millions(f64::NAN).is_err());
    }

    #[test]
    fn what_is_shown_reads_back() {
        let money = Money::from_millions(83.5).unwrap_or_default();
        assert_eq!(money.to_string(), "£83.5m");
        assert_eq!(money.to_string().parse(), Ok(money));
    }

    #[test]
    fn products_sums_and_quotients_are_of_the_right_kind() {
        let whole = Money(2900.0);
        let part = whole * Share::new(0.25).unwrap_or_default();
        assert_eq!(part, Money(725.0));
        assert_eq!(part.per(whole), Some(0.25));
        assert_eq!(part.per(Money::ZERO), None);
        assert_eq!([part, whole].into_iter().sum::<Money>(), Money(3625.0));
    }
}
