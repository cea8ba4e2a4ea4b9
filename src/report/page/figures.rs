//! Figures in tables and sentences, rounded for reading.

use crate::report::compare::BlockView;
use crate::report::prose;
use crate::report::views::SummaryView;
use crate::text;
use maud::Markup;
use maud::html;

/// A figure with one decimal where it is small, as the tables on a terminal have it.
pub(super) fn plain(value: f64) -> String {
    text::thousands(value, usize::from((0.05..9.95).contains(&value.abs())))
}

/// A share as a percentage.
pub(super) fn percent(share: f64, decimals: usize) -> String {
    text::percent(share, decimals)
}

/// £m with its sign: `+£213m`, `−£321m`.
pub(super) fn money(millions: f64) -> String {
    text::money_signed(millions)
}

/// A whole number with separators.
#[expect(clippy::cast_precision_loss, reason = "bytes, draws and the like are far below 2^53")]
pub(super) fn count(number: u64) -> String {
    text::thousands(number as f64, 0)
}

/// The draws of a block, in words.
pub(super) fn draws(block: &BlockView) -> String {
    format!("{} {} draws, seed {}", count(block.draws as u64), block.sampler, block.seed)
}

/// A mean with its sign, and its standard error where that could change what is read of it.
pub(super) fn mean(summary: &SummaryView) -> Markup {
    html! {
        (signed(summary.mean))
        @if prose::matters(summary) { span.error { "\u{a0}±" (plain(summary.se)) } }
    }
}

/// What each £1 brings, with its interval.
pub(super) fn per_pound(view: &SummaryView) -> Markup {
    let [mean, low, high] = [view.mean, view.p5, view.p95].map(text::per_pound);
    html! { (mean) " " span.of { (low) "\u{a0}to\u{a0}" (high) } }
}

/// A sentence in which no figure is parted from its sign where a line ends.
pub(super) fn sentence(said: &str) -> Markup {
    let words = said.split(' ').enumerate();
    let is_signed = |word: &str| ["+£", "−£", "±"].iter().any(|sign| word.contains(sign));
    html! {
        @for (i, word) in words {
            @if i > 0 { " " }
            @if is_signed(word) { span.nowrap { (word) } } @else { (word.replace('\'', "’")) }
        }
    }
}

/// The same with its sign.
pub(super) fn signed(value: f64) -> String {
    let figure = plain(value);
    if figure.starts_with('−') || figure == "0" { figure } else { format!("+{figure}") }
}

/// The interval that holds 90% of draws.
pub(super) fn interval(summary: &SummaryView) -> String {
    text::unbroken_range(&plain(summary.p5), &plain(summary.p95))
}

/// A share in whole percent; what is nearly none or nearly all is not said to be none or all.
pub(super) fn probability(share: f64) -> String {
    let rounded = percent(share, 0);
    match rounded.as_str() {
        "0%" if share > 0.0 => "under 1%".to_owned(),
        "100%" if share < 1.0 => "over 99%".to_owned(),
        _ => rounded,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn summary(mean: f64, se: f64) -> SummaryView {
        SummaryView { mean, se, sd: 100.0, p5: -126.2, p50: -40.0, p95: 3.12 }
    }

    #[test]
    fn small_figures_keep_a_decimal_and_signs_are_shown() {
        assert_eq!(signed(213.4), "+213");
        assert_eq!(signed(-5.93), "−5.9");
        assert_eq!(signed(0.01), "0");
        assert_eq!(interval(&summary(-50.0, 2.0)), "−126\u{a0}to\u{a0}3.1");
    }

    #[test]
    fn a_mean_carries_its_standard_error_where_that_could_change_it() {
        let of = |mean_of, se| mean(&summary(mean_of, se)).into_string();
        assert_eq!(of(246.0, 24.4), "+246<span class=\"error\">\u{a0}±24</span>");
        assert_eq!(of(4064.0, 31.0), "+4,064");
    }

    #[test]
    fn a_sign_stays_with_its_figure() {
        let said = sentence("It avoids −£321m (+£5m), 'tis said").into_string();
        let set =
            "It avoids <span class=\"nowrap\">−£321m</span> <span class=\"nowrap\">(+£5m),</span> ’tis said";
        assert_eq!(said, set);
    }

    #[test]
    fn nearly_sure_is_not_sure() {
        assert_eq!(probability(0.9999), "over 99%");
        assert_eq!(probability(0.001), "under 1%");
        assert_eq!(probability(1.0), "100%");
        assert_eq!(probability(0.813), "81%");
    }
}
