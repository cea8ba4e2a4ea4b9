//! Money: £m in the price year, and how people write it.

use crate::units::Share;
use crate::units::written;
use std::fmt;
use std::iter::Sum;
use std::ops::Add;
use std::ops::Mul;
use std::ops::Sub;
use std::str::FromStr;

/// An amount of money in £m a year; finite, and negative where it is a difference.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Money(f64);

/// Two amounts in £m closer than this are the same money: £1, far above rounding in sums of £bn and far below anything a
/// budget can tell apart.
pub const SAME_MILLIONS: f64 = 1e-6;

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
    /// Points and commas where none belong.
    #[error(
        "commas stand only between groups of three digits, and one point before a fraction: `{found}` is probably meant to be `{meant}`"
    )]
    Marks {
        /// The text given.
        found: String,
        /// What it was probably meant to be.
        meant: String,
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

    /// So many times this amount; the largest or smallest that there is, where that is beyond it. `factor` is a number.
    #[must_use]
    pub fn times(self, factor: f64) -> Self {
        Self((self.0 * factor).clamp(f64::MIN, f64::MAX))
    }

    /// This amount as a part of a whole; `None` where the whole is nought.
    #[must_use]
    pub fn per(self, whole: Self) -> Option<f64> {
        (whole.0 != 0.0).then(|| self.0 / whole.0)
    }
}

impl FromStr for Money {
    type Err = MoneyError;

    /// Reads `£2.9bn`, `£84m`, `£250k`, with commas between groups of three digits (`£1,200m`) and a leading minus
    /// allowed.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (sign, unsigned) = signed(text.trim());
        let amount =
            unsigned.strip_prefix('£').ok_or_else(|| MoneyError::NoPound { found: text.to_owned() })?;
        let (digits, unit) = unit(amount).ok_or_else(|| MoneyError::NoUnit { found: text.to_owned() })?;
        read(text, sign, digits, Some(unit))
    }
}

impl Money {
    /// Reads money as people type it, who may leave out the sign and mean £m by a bare number: `150m`, `2.9bn`, `2000`.
    ///
    /// # Errors
    /// Text that is no amount of money.
    pub fn typed(text: &str) -> Result<Self, MoneyError> {
        let (sign, unsigned) = signed(text.trim());
        match (unsigned.strip_prefix('£'), unit(unsigned)) {
            (Some(_), _) => text.parse(),
            (None, Some((digits, unit))) => read(text, sign, digits, Some(unit)),
            (None, None) => read(text, sign, unsigned, None),
        }
    }
}

/// What an amount ends in, and by how many places that moves the point of £m.
type Unit = (&'static str, i32);

const UNITS: [Unit; 3] = [("bn", 3), ("m", 0), ("k", -3)];

fn signed(text: &str) -> (f64, &str) {
    match text.strip_prefix(['-', '−']) {
        Some(rest) => (-1.0, rest),
        None => (1.0, text),
    }
}

fn unit(amount: &str) -> Option<(&str, Unit)> {
    let mut units = UNITS.into_iter();
    units.find_map(|unit| amount.strip_suffix(unit.0).map(|digits| (digits.trim(), unit)))
}

fn read(text: &str, sign: f64, digits: &str, unit: Option<Unit>) -> Result<Money, MoneyError> {
    let (ending, places) = unit.unwrap_or(("", 0));
    match written::number(digits, places) {
        Ok(number) => Money::from_millions(sign * number),
        Err(Some(meant)) => {
            let (minus, pound) =
                (if sign < 0.0 { "-" } else { "" }, if text.contains('£') { "£" } else { "" });
            Err(MoneyError::Marks { found: text.to_owned(), meant: format!("{minus}{pound}{meant}{ending}") })
        }
        Err(None) => Err(MoneyError::NotANumber { number: digits.to_owned(), found: text.to_owned() }),
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
    fn a_decimal_comma_is_never_a_thousand_times_the_money() {
        let meant = |text: &str| match text.parse::<Money>() {
            Err(MoneyError::Marks { meant, .. }) => meant,
            other => format!("{other:?}"),
        };
        assert_eq!(meant("£2,9bn"), "£2.9bn");
        assert_eq!(meant("£1.234,56m"), "£1,234.56m");
        assert_eq!(meant("−£1,,000m"), "-£1,000m");
        assert_eq!(meant("£0,500bn"), "£0.500bn");
    }

    #[test]
    fn people_may_leave_out_the_sign_and_mean_millions() {
        let typed = |text: &str| Money::typed(text).map(Money::millions).map_err(|error| error.to_string());
        assert_eq!(typed("150m"), Ok(150.0));
        assert_eq!(typed("£150m"), Ok(150.0));
        assert_eq!(typed("2.9bn"), Ok(2900.0));
        assert_eq!(typed("2000"), Ok(2000.0));
        assert_eq!(typed("-1,250.5"), Ok(-1250.5));
        assert_eq!(typed("£150"), Err("`£150` does not end in `bn`, `m` or `k`".into()));
        assert!(typed("2,9bn").is_err_and(|error| error.ends_with("meant to be `2.9bn`")));
        assert_eq!(typed("150x"), Err("`150x` in `150x` is not a number".into()));
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
