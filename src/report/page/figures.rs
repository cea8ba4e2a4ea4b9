//! Figures in tables, rounded for reading.

use crate::risk::Summary;
use crate::text;

/// A figure with one decimal where it is small, as the tables on a terminal have it.
pub(super) fn plain(value: f64) -> String {
    text::thousands(value, usize::from((0.05..9.95).contains(&value.abs())))
}

/// The same with its sign.
pub(super) fn signed(value: f64) -> String {
    let figure = plain(value);
    if figure.starts_with('−') || figure == "0" { figure } else { format!("+{figure}") }
}

/// The interval that holds 90% of draws.
pub(super) fn interval(summary: &Summary) -> String {
    text::unbroken_range(&plain(summary.p5), &plain(summary.p95))
}

/// A share in whole percent; what is nearly none or nearly all is not said to be none or all.
pub(super) fn probability(share: f64) -> String {
    let rounded = text::percent(share, 0);
    match rounded.as_str() {
        "0%" if share > 0.0 => "under 1%".to_owned(),
        "100%" if share < 1.0 => "over 99%".to_owned(),
        _ => rounded,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_figures_keep_a_decimal_and_signs_are_shown() {
        assert_eq!(signed(213.4), "+213");
        assert_eq!(signed(-5.93), "−5.9");
        assert_eq!(signed(0.01), "0");
        assert_eq!(
            interval(&Summary { p5: -126.2, p95: 3.12, ..Summary::default() }),
            "−126\u{a0}to\u{a0}3.1"
        );
    }

    #[test]
    fn nearly_sure_is_not_sure() {
        assert_eq!(probability(0.9999), "over 99%");
        assert_eq!(probability(0.001), "under 1%");
        assert_eq!(probability(1.0), "100%");
        assert_eq!(probability(0.813), "81%");
    }
}
