//! Figures that rest on fewer draws than they need.
//!
//! The error of a quantile is set by the number of draws beyond it: with k of them it is of the order of 1/√k of the
//! tail itself, a third at ten. Below one there is no tail at all, only the last draw.

use crate::text;

/// With fewer draws beyond a quantile than this, it is said to be unreliable.
const ENOUGH: f64 = 10.0;

/// Draws beyond a quantile are the share times the number of draws, which binary fractions leave a little off.
const ROUNDING: f64 = 1e-9;

/// What is to be said of the interval that holds 90% of draws; `None` where there are enough of them.
pub(super) fn interval(draws: usize) -> Option<String> {
    let (beyond, said) = beyond(draws, 0.05)?;
    Some(if beyond < 1.0 {
        format!(
            "{said} beyond either end of a 90% interval: such intervals go no further than the last draws and are too \
             narrow. More draws (`--draws`) widen them."
        )
    } else {
        format!(
            "{said} beyond either end of a 90% interval, fewer than {ENOUGH}: the ends are unreliable. More draws \
             (`--draws`) settle them."
        )
    })
}

/// What is to be said of the mean of the worst 1 − `level` of draws.
pub(super) fn tail(draws: usize, level: f64) -> Option<String> {
    let (beyond, said) = beyond(draws, 1.0 - level)?;
    Some(if beyond < 1.0 {
        format!(
            "{said}: the tail of level {level} is the worst draw and nothing else. Ask for more draws (`--draws`)."
        )
    } else {
        format!(
            "{said}, fewer than {ENOUGH}: the tail of level {level} is unreliable. Ask for more draws (`--draws`)."
        )
    })
}

/// What is to be said of a goal that is to be reached with a probability: how many draws may miss it.
pub(super) fn probability(draws: usize, probability: f64) -> Option<String> {
    let (beyond, said) = beyond(draws, 1.0 - probability)?;
    Some(if beyond < 1.0 {
        format!(
            "{said}: none of them may miss the goal, which says little of rarer things. Ask for more draws (`--draws`)."
        )
    } else {
        format!(
            "{said}, fewer than {ENOUGH}, that may miss the goal: the probability is unreliable. Ask for more draws (`--draws`)."
        )
    })
}

/// How many draws a share of them is, where that is fewer than enough, and in words.
fn beyond(draws: usize, share: f64) -> Option<(f64, String)> {
    #[expect(clippy::cast_precision_loss, reason = "draws are far below 2^53")]
    let beyond = share * draws as f64;
    if beyond + ROUNDING >= ENOUGH {
        return None;
    }
    let whole = if (beyond - beyond.round()).abs() < ROUNDING { beyond.round() } else { beyond };
    let number = text::typed((whole * 100.0).round() / 100.0);
    let count = match number.as_str() {
        "0.5" => "half a draw".to_owned(),
        "1" => "one draw".to_owned(),
        "0" => "no draw".to_owned(),
        number if whole < 1.0 => format!("{number} of a draw"),
        number => format!("{number} draws"),
    };
    let percent = text::typed((share * 1e6).round() / 1e4);
    Some((whole, format!("{percent}% of {} draws is {count}", text::thousands(f64_of(draws), 0))))
}

#[expect(clippy::cast_precision_loss, reason = "draws are far below 2^53")]
fn f64_of(draws: usize) -> f64 {
    draws as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tail_of_less_than_one_draw_is_said_as_it_is() {
        let said = tail(50, 0.99).unwrap();
        assert!(said.starts_with("1% of 50 draws is half a draw: "), "{said}");
        assert!(probability(50, 1.0).unwrap().starts_with("0% of 50 draws is no draw: "));
    }

    #[test]
    fn ten_draws_beyond_a_quantile_are_enough_and_nine_are_not() {
        assert_eq!((tail(1000, 0.99), interval(200), probability(100, 0.9)), (None, None, None));
        assert!(tail(900, 0.99).unwrap().starts_with("1% of 900 draws is 9 draws, fewer than 10"));
        assert!(interval(199).unwrap().starts_with("5% of 199 draws is 9.95 draws beyond either end"));
        assert!(interval(19).unwrap().contains("0.95 of a draw"));
    }
}
