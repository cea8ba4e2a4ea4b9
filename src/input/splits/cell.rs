//! What stands in one cell: shares and money as a spreadsheet writes them.

use crate::input::raw::forms::Forms;
use crate::input::raw::number::Amount;
use crate::units::Money;

/// What a strand's cell may say, in words.
pub(super) const SHARE: &str = "a share such as `0.75` (for 75%), a range such as `0.1..0.14`, `free`, or nothing for what the base says";
/// What the budget's cells may say, in words.
pub(super) const MONEY: &str =
    "a number in £m without separators, an amount such as `£2.9bn`, or nothing for what the base says";
/// What a programme's cell may say, in words.
pub(super) const AMOUNT: &str =
    "a number in £m without separators, an amount such as `£84m`, `free`, or nothing for what the base says";

/// A strand's cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum ShareCell {
    /// Whatever is best.
    Free,
    /// Exactly this.
    Fixed(f64),
    /// From one to the other, where stated.
    Range(Option<f64>, Option<f64>),
}

/// Reads a strand's cell.
pub(super) fn share(text: &str) -> Result<ShareCell, String> {
    let wrong = || format!("`{text}` is not a share");
    if text == "free" {
        return Ok(ShareCell::Free);
    }
    let Some((min, max)) = text.split_once("..") else {
        return number(text).map(ShareCell::Fixed).ok_or_else(wrong);
    };
    let bound = |text: &str| match text.trim() {
        "" => Ok(None),
        text => number(text).map(Some).ok_or_else(wrong),
    };
    match (bound(min)?, bound(max)?) {
        (None, None) => Err(format!("`{text}` is a range of nothing")),
        (min, max) => Ok(ShareCell::Range(min, max)),
    }
}

/// Reads an amount of money.
pub(super) fn money(text: &str) -> Result<Money, String> {
    let read = match number(text) {
        Some(number) => Amount::number(number),
        None if text.contains('£') => Amount::text(text),
        None => None,
    };
    read.unwrap_or_else(|| Err(format!("`{text}` is not an amount of money"))).map(|amount| amount.0)
}

/// A number in figures: not the words that a computer would take for one.
fn number(text: &str) -> Option<f64> {
    let is_figure = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '+' | 'e' | 'E');
    let number: f64 = if text.chars().all(is_figure) { text.parse().ok()? } else { return None };
    number.is_finite().then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_numbers_ranges_or_free() {
        assert_eq!(share("0.75"), Ok(ShareCell::Fixed(0.75)));
        assert_eq!(share("0.1..0.14"), Ok(ShareCell::Range(Some(0.1), Some(0.14))));
        assert_eq!(share("0.1 .. "), Ok(ShareCell::Range(Some(0.1), None)));
        assert_eq!(share("free"), Ok(ShareCell::Free));
        for bad in ["75%", "0,75", "nan", "inf", "1e999", "Free", "..", "0.1..x", "0.1...0.2", "1..2..3"] {
            assert!(share(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn money_is_a_number_in_millions_or_an_amount() {
        assert_eq!(money("2900").map(Money::millions), Ok(2900.0));
        assert_eq!(money("£2.9bn").map(Money::millions), Ok(2900.0));
        assert_eq!(money("£1,200m").map(Money::millions), Ok(1200.0));
        assert_eq!(money("2,900"), Err("`2,900` is not an amount of money".into()));
        assert_eq!(money("2.9bn"), Err("`2.9bn` is not an amount of money".into()));
        assert_eq!(money("£2.9"), Err("`£2.9` does not end in `bn`, `m` or `k`".into()));
        assert!(money("1e90").is_err_and(|wrong| wrong.contains("more money than there is")));
    }
}
