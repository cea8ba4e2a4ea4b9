//! Values as they are typed, or what is allowed instead.

use crate::cli::book::Book;
use crate::id::Pattern;
use crate::input;
use crate::model::Gap;
use crate::model::Grade;
use crate::model::Patience;
use crate::model::PriceBase;
use crate::model::PriceError;
use crate::model::WhatIf;
use crate::study::Move;
use crate::study::MoveError;
use crate::study::voi::StudyDesign;
use crate::text;
use crate::units::Draws;
use crate::units::Money;
use clap::builder::OsStringValueParser;
use clap::builder::TypedValueParser;
use jiff::civil::Date;
use std::time::Duration;

pub(super) fn draws(text: &str) -> Result<Draws, String> {
    let allowed = || format!("a whole number from {} to {}", Draws::FEWEST, Draws::MOST);
    let count: usize = text.parse().map_err(|_| allowed())?;
    Draws::new(count).map_err(|error| format!("{error}; allowed: {}", allowed()))
}

pub(super) fn glob(text: &str) -> Result<Pattern, String> {
    Pattern::new(text).map_err(|error| error.to_string())
}

/// A name and the columns behind it.
pub(super) fn group(text: &str) -> Result<(String, String), String> {
    let parts = text.split_once('=').map(|(name, columns)| (name.trim(), columns.trim()));
    let named = parts.filter(|(name, columns)| !name.is_empty() && !columns.is_empty());
    let allowed = "a name and columns, such as `trial=effect,uptake`";
    named.map(|(name, columns)| (name.to_owned(), columns.to_owned())).ok_or_else(|| allowed.to_owned())
}

pub(super) fn study(text: &str) -> Result<(StudyDesign, String), String> {
    StudyDesign::read(text).map_err(|error| error.to_string())
}

pub(super) fn grade(text: &str) -> Result<Grade, String> {
    let known = Grade::ALL.map(Grade::as_str);
    let nearest = text::nearest(text, known).map(|nearest| format!("; did you mean `{nearest}`?"));
    let wrong = || format!("a grade: {}{}", known.join(", "), nearest.unwrap_or_default());
    Grade::ALL.into_iter().find(|grade| grade.as_str() == text).ok_or_else(wrong)
}

pub(super) fn memory(text: &str) -> Result<u64, String> {
    let allowed = || "a size such as 8GB or 500MB".to_owned();
    let units = [("GB", 1_000_000_000), ("MB", 1_000_000)];
    let read = units.iter().find_map(|(unit, bytes)| {
        let number: u64 = text.trim().strip_suffix(unit)?.trim().parse().ok()?;
        number.checked_mul(*bytes)
    });
    read.filter(|bytes| *bytes > 0).ok_or_else(allowed)
}

pub(super) fn money(text: &str) -> Result<Money, String> {
    Money::typed(text).map_err(|error| format!("{error}; allowed: money such as £150m, 150m or 150 (£m)"))
}

/// Money of the size of a study's: pounds, unless it says thousands or millions.
pub(super) fn pounds(text: &str) -> Result<Money, String> {
    let allowed = || "money such as £2000, £250k or £1.5m".to_owned();
    let plain = text.trim().trim_start_matches('£').replace(',', "");
    let units = [("bn", 1e3), ("k", 1e-3), ("m", 1.0)];
    let with_unit = units.iter().find_map(|(unit, millions)| Some((plain.strip_suffix(unit)?, *millions)));
    let (number, millions) = with_unit.unwrap_or((&plain, 1e-6));
    let amount = number.trim().parse::<f64>().map_err(|_| allowed())? * millions;
    Money::from_millions(amount).ok().filter(|_| amount >= 0.0 && amount.is_finite()).ok_or_else(allowed)
}

pub(super) fn years(text: &str) -> Result<f64, String> {
    let inside = text.parse().ok().filter(|years: &f64| *years > 0.0 && *years <= 1000.0);
    inside.ok_or_else(|| "a number of years above 0, up to 1000".to_owned())
}

pub(super) fn some_draws(text: &str) -> Result<usize, String> {
    let inside = text.parse().ok().filter(|many| (2..=100_000).contains(many));
    inside.ok_or_else(|| "a whole number from 2 to 100000".to_owned())
}

pub(super) fn wanted_move(text: &str) -> Result<Move, String> {
    text.parse().map_err(|error: MoveError| error.to_string())
}

pub(super) fn part(text: &str) -> Result<f64, String> {
    let inside = text.parse().ok().filter(|part| *part > 0.0 && *part < 1.0);
    inside.ok_or_else(|| "a part above 0 and below 1, such as 0.01".to_owned())
}

pub(super) fn level(text: &str) -> Result<f64, String> {
    let inside = text.parse().ok().filter(|level| *level >= 0.0 && *level < 1.0);
    inside.ok_or_else(|| "from 0 up to (but not) 1, such as 0.9".to_owned())
}

pub(super) fn gap(text: &str) -> Result<Gap, String> {
    text.parse().ok().and_then(Gap::new).ok_or_else(|| Gap::ALLOWED.to_owned())
}

pub(super) fn prices(text: &str) -> Result<PriceBase, String> {
    text.parse().map_err(|error: PriceError| format!("{error}; allowed: {}", PriceBase::ALLOWED))
}

pub(super) fn time_limit(text: &str) -> Result<Duration, String> {
    let allowed = || format!("{}; or with a unit, such as 90s, 5m or 2h", Patience::SECONDS);
    let units = [("s", 1.0), ("m", 60.0), ("h", 3600.0)];
    let with_unit = units.iter().find_map(|(unit, seconds)| Some((text.strip_suffix(unit)?, *seconds)));
    let (number, unit) = with_unit.unwrap_or((text, 1.0));
    let seconds = number.trim().parse::<f64>().map_err(|_| allowed())? * unit;
    Patience::seconds(seconds).ok_or_else(allowed)
}

/// Where a workbook goes; without a name, beside the other results.
pub(super) fn book() -> impl TypedValueParser<Value = Book> {
    OsStringValueParser::new().map(|name| if name.is_empty() { Book::Beside } else { Book::At(name.into()) })
}

pub(super) fn checkpoint(text: &str) -> Result<usize, String> {
    let inside = text.parse().ok().filter(|many| (1..=1_000_000).contains(many));
    inside.ok_or_else(|| "a whole number from 1 to 1000000".to_owned())
}

pub(super) fn what_if(text: &str) -> Result<WhatIf, String> {
    input::what_if(text)
}

pub(super) fn points(text: &str) -> Result<usize, String> {
    let inside = text.parse().ok().filter(|points| (2..=1000).contains(points));
    inside.ok_or_else(|| "a whole number from 2 to 1000".to_owned())
}

pub(super) fn date(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "a date such as 2026-11-22".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_have_a_unit() {
        assert_eq!(memory("8GB"), Ok(8_000_000_000));
        assert_eq!(memory("500 MB"), Ok(500_000_000));
        for wrong in ["8", "0GB", "-1GB", "1.5GB", "8GiB", "99999999999999GB"] {
            assert!(memory(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn time_has_a_unit_or_is_in_seconds() {
        assert_eq!(time_limit("90"), Ok(Duration::from_secs(90)));
        assert_eq!(time_limit("0.5s"), Ok(Duration::from_millis(500)));
        assert_eq!(time_limit("5m"), Ok(Duration::from_secs(300)));
        assert_eq!(time_limit("2 h"), Ok(Duration::from_secs(7200)));
        for none in ["", "0", "-1s", "m", "1d", "nan", "inf", "800h"] {
            assert!(time_limit(none).is_err(), "{none}");
        }
    }
}
