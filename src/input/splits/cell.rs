//! What stands in one cell: shares and amounts as a spreadsheet writes them.

use crate::input::raw::entry::Part;
use crate::input::raw::entry::TODAY;
use crate::input::raw::forms::Forms;
use crate::input::raw::number::Amount;
use crate::units::Money;
use crate::units::MoneyError;
use crate::units::Share;
use crate::units::ShareError;

/// What a strand's cell may say, in words.
pub(super) const PART: &str = "a share such as `0.75` or `75%`, an amount such as `£600m`, a range such as `0.1..0.14` or `£500m..£700m`, `free`, `today`, or nothing for what the base says";
/// What the total's cell may say, in words.
pub(super) const TOTAL: &str = "a number in £m without separators, an amount such as `£2.9bn`, `today`, or nothing for what the base says";
/// What the back office's cell may say, in words.
pub(super) const MONEY: &str =
    "a number in £m without separators, an amount such as `£2.9bn`, or nothing for what the base says";
/// What a programme's cell may say, in words.
pub(super) const AMOUNT: &str =
    "a number in £m without separators, an amount such as `£84m`, `free`, or nothing for what the base says";

/// A strand's cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum StrandCell {
    /// Whatever is best.
    Free,
    /// What it gets today.
    Today,
    /// Exactly this.
    Fixed(Part),
    /// From one to the other, where stated.
    Range(Option<Part>, Option<Part>),
}

/// Reads a strand's cell.
pub(super) fn strand(text: &str) -> Result<StrandCell, String> {
    match text {
        "free" => return Ok(StrandCell::Free),
        TODAY => return Ok(StrandCell::Today),
        _ => {}
    }
    let Some((min, max)) = text.split_once("..") else { return part(text, text).map(StrandCell::Fixed) };
    let bound = |end: &str| match end.trim() {
        "" => Ok(None),
        end => part(end, text).map(Some),
    };
    match (bound(min)?, bound(max)?) {
        (None, None) => Err(format!("`{text}` is a range of nothing")),
        (min, max) => Ok(StrandCell::Range(min, max)),
    }
}

/// A share or an amount, in the cell that says it.
fn part(text: &str, cell: &str) -> Result<Part, String> {
    if text.contains(['£', '%']) {
        let read = Part::text(text).unwrap_or_else(|| Err(String::new()));
        return read;
    }
    number(text).map(Part::Share).ok_or_else(|| match text.parse::<Share>() {
        Err(error @ ShareError::Marks { .. }) => error.to_string(),
        _ => format!("`{cell}` is not a share or an amount"),
    })
}

/// Reads an amount of money.
pub(super) fn money(text: &str) -> Result<Money, String> {
    let read = match number(text) {
        Some(number) => Amount::number(number),
        None if text.contains('£') => Amount::text(text),
        None => None,
    };
    let wrong = || match Money::typed(text) {
        Err(error @ MoneyError::Marks { .. }) => error.to_string(),
        _ => format!("`{text}` is not an amount of money"),
    };
    read.unwrap_or_else(|| Err(wrong())).map(|amount| amount.0)
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
    fn strands_get_shares_amounts_ranges_or_a_word() {
        let share = |number| Part::Share(number);
        let amount = |millions| Part::Money(Amount(Money::from_millions(millions).unwrap()));
        assert_eq!(strand("0.75"), Ok(StrandCell::Fixed(share(0.75))));
        assert_eq!(strand("81%"), Ok(StrandCell::Fixed(share(0.81))));
        assert_eq!(strand("£600m"), Ok(StrandCell::Fixed(amount(600.0))));
        assert_eq!(strand("0.1..0.14"), Ok(StrandCell::Range(Some(share(0.1)), Some(share(0.14)))));
        assert_eq!(strand("£500m..£0.7bn"), Ok(StrandCell::Range(Some(amount(500.0)), Some(amount(700.0)))));
        assert_eq!(strand("0.1 .. "), Ok(StrandCell::Range(Some(share(0.1)), None)));
        assert_eq!(strand("free"), Ok(StrandCell::Free));
        assert_eq!(strand("today"), Ok(StrandCell::Today));
        for bad in
            ["nan", "inf", "1e999", "Free", "..", "0.1..x", "0.1...0.2", "1..2..3", "600m", "£2,9bn", "104%"]
        {
            assert!(strand(bad).is_err(), "{bad}");
        }
        assert_eq!(strand("0,75"), Err("`0,75` is probably meant to be `0.75`".into()));
        assert_eq!(strand("0.1..x"), Err("`0.1..x` is not a share or an amount".into()));
    }

    #[test]
    fn money_is_a_number_in_millions_or_an_amount() {
        assert_eq!(money("2900").map(Money::millions), Ok(2900.0));
        assert_eq!(money("£2.9bn").map(Money::millions), Ok(2900.0));
        assert_eq!(money("£1,200m").map(Money::millions), Ok(1200.0));
        assert_eq!(money("2,900"), Err("`2,900` is not an amount of money".into()));
        assert!(money("2,9").is_err_and(|wrong| wrong.ends_with("meant to be `2.9`")));
        assert!(money("£1.234,56m").is_err_and(|wrong| wrong.ends_with("meant to be `£1,234.56m`")));
        assert_eq!(money("2.9bn"), Err("`2.9bn` is not an amount of money".into()));
        assert_eq!(money("£2.9"), Err("`£2.9` does not end in `bn`, `m` or `k`".into()));
        assert!(money("1e90").is_err_and(|wrong| wrong.contains("more money than there is")));
    }
}
