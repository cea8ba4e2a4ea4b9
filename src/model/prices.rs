//! The years in whose prices money can be, and the table that leads from one to the other.
//!
//! # How well the table is known
//!
//! It is the GDP deflator of calendar years, published by HM Treasury with the quarterly national accounts of December
//! 2025, 2024 = 100, *as bundled in an R package* (`greenbook`, commit 6ad7f37): copied from a copy, to four decimals,
//! and not held against HM Treasury's own release. A financial year is worked out from the calendar years it lies in,
//! three quarters of the first and one of the second, which is near to the series of financial years that HM Treasury
//! publishes, and is not it. Before a figure in restated prices is published, that series should be taken from HM Treasury
//! itself and put in the place of [`TABLE`].

use core::fmt;
use core::str::FromStr;

/// The deflators by calendar year, 2024 = 100; consecutive years.
const TABLE: [(u16, f64); 10] = [
    (2015, 75.1536),
    (2016, 76.4554),
    (2017, 77.6367),
    (2018, 79.1606),
    (2019, 81.1085),
    (2020, 85.2137),
    (2021, 85.6358),
    (2022, 90.5005),
    (2023, 96.2507),
    (2024, 100.0),
];

/// Where the table is from and how well it is known, in a phrase.
pub const DEFLATORS: &str = "GDP deflators of calendar years, HM Treasury, quarterly national accounts of December 2025, as bundled \
     in the R package greenbook and not checked against HM Treasury's own; a financial year is three quarters of its first \
     calendar year and one of its second";

/// A year in whose prices money can be: a calendar year (`2024`), or a financial one (`2015-16`, from April to March).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Year {
    Calendar(u16),
    Financial(u16),
}

/// A year in whose prices money can be put, since the table of deflators has it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PriceBase {
    year: Year,
    deflator: f64,
}

/// Text that is no year in whose prices money can be put.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PriceError {
    /// Not the name of a year.
    #[error("`{found}` is not a price year")]
    NotAYear {
        /// What was found.
        found: String,
    },
    /// A year that needs deflators which the table does not have.
    #[error("{year} prices need the deflator of {needed}, which is not in the table")]
    NotReached {
        /// The year.
        year: String,
        /// The calendar year that is missing.
        needed: u16,
    },
}

impl PriceBase {
    /// What is allowed, in words: every year that the table reaches.
    pub const ALLOWED: &'static str =
        "a financial year from 2015-16 to 2023-24, or a calendar year from 2015 to 2024";

    /// What £1 in prices of this year is in prices of another.
    #[must_use]
    pub fn factor_to(self, other: Self) -> f64 {
        if self.year == other.year { 1.0 } else { other.deflator / self.deflator }
    }
}

impl Year {
    /// Reads `2015-16` or `2024`, and nothing that is merely near to it.
    fn read(text: &str) -> Option<Self> {
        let number = |digits: &str| -> Option<u16> {
            if digits.bytes().all(|byte| byte.is_ascii_digit()) { digits.parse().ok() } else { None }
        };
        match text.split_once('-') {
            None => number(text).filter(|_| text.len() == 4).map(Self::Calendar),
            Some((first, second)) if first.len() == 4 && second.len() == 2 => {
                let (first, second) = (number(first)?, number(second)?);
                ((first + 1) % 100 == second).then_some(Self::Financial(first))
            }
            Some(_) => None,
        }
    }

    /// Its deflator, or the first calendar year that the table would have to have.
    fn deflator(self) -> Result<f64, u16> {
        let of = |year: u16| {
            TABLE.iter().find(|(known, _)| *known == year).map(|(_, deflator)| *deflator).ok_or(year)
        };
        match self {
            Self::Calendar(year) => of(year),
            Self::Financial(first) => Ok(0.75 * of(first)? + 0.25 * of(first + 1)?),
        }
    }
}

impl FromStr for PriceBase {
    type Err = PriceError;

    fn from_str(text: &str) -> Result<Self, PriceError> {
        let year = Year::read(text).ok_or_else(|| PriceError::NotAYear { found: text.to_owned() })?;
        let deflator =
            year.deflator().map_err(|needed| PriceError::NotReached { year: year.to_string(), needed })?;
        Ok(Self { year, deflator })
    }
}

impl fmt::Display for Year {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Calendar(year) => write!(f, "{year}"),
            Self::Financial(first) => write!(f, "{first}-{:02}", (first + 1) % 100),
        }
    }
}

impl fmt::Display for PriceBase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.year.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base(text: &str) -> PriceBase {
        text.parse().unwrap()
    }

    #[test]
    fn published_figures_of_2015_16_come_to_what_they_are_known_to_come_to() {
        let factor = base("2015-16").factor_to(base("2024"));
        // 100/75.47905 to 15 figures, worked out by hand; the rest is rounding of the last digit.
        assert!((factor - 1.324_870_941_009_46).abs() < 1e-14, "{factor}");
        assert_eq!(format!("{factor:.3}"), "1.325");
        // Budget £2.9bn, economic cost £37bn, and the £84m, each to the pound of the deflators' digits.
        for (stated, restated, shown) in [
            (2900.0, 3_842.125_728_93, "3.84"),
            (84.0, 111.289_159_04, "0.11"),
            (37_000.0, 49_020.224_817_35, "49.02"),
        ] {
            assert!((stated * factor - restated).abs() < 1e-8, "{} for {stated}", stated * factor);
            assert_eq!(format!("{:.2}", stated * factor / 1000.0), shown);
        }
    }

    #[test]
    fn a_year_in_its_own_prices_changes_no_bit() {
        assert_eq!(base("2017-18").factor_to(base("2017-18")).to_bits(), 1.0_f64.to_bits());
    }

    #[test]
    fn there_and_back_is_where_it_was() {
        let (a, b) = (base("2016"), base("2022-23"));
        // Two divisions and a product.
        assert!((a.factor_to(b) * b.factor_to(a) - 1.0).abs() < 4e-16);
    }

    #[test]
    fn every_year_that_is_said_to_be_reached_is_and_none_besides() {
        let reached = |text: String| text.parse::<PriceBase>().is_ok();
        for year in 2000..2040_u16 {
            assert_eq!(reached(format!("{year}")), (2015..=2024).contains(&year), "{year}");
            let financial = format!("{year}-{:02}", (year + 1) % 100);
            assert_eq!(reached(financial.clone()), (2015..=2023).contains(&year), "{financial}");
        }
    }

    #[test]
    fn what_is_missing_is_named() {
        let error = |text: &str| text.parse::<PriceBase>().unwrap_err().to_string();
        assert_eq!(error("2024-25"), "2024-25 prices need the deflator of 2025, which is not in the table");
        assert_eq!(error("1999-00"), "1999-00 prices need the deflator of 1999, which is not in the table");
        for wrong in ["", "2015/16", "2015-17", "2015-2016", "15-16", "+202", "2024 ", "last year", "2015-1é"]
        {
            assert_eq!(error(wrong), format!("`{wrong}` is not a price year"));
        }
    }

    #[test]
    fn years_are_shown_as_they_are_written() {
        for text in ["2015-16", "2019-20", "2024"] {
            assert_eq!(base(text).to_string(), text);
        }
    }
}
