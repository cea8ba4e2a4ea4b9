//! Sentences and intervals on a terminal.

use crate::report::views::BrokenView;
use crate::report::views::RefusedView;
use crate::report::views::SummaryView;
use crate::text;
use crate::text::Breaks;

/// Said in place of a figure that nobody has.
pub(super) const MISSING: &str = "n/a";

/// Two standard errors beyond this part of the mean change the second figure that is read of it.
const MATTERS: f64 = 0.02;

/// A mean with its standard error, where that matters, and its 90% interval.
pub(super) fn interval(summary: &SummaryView) -> String {
    let error = if matters(summary) { format!(" ±{}", figure(summary.se)) } else { String::new() };
    text::figure_in(&(signed(summary.mean) + &error), &figure(summary.p5), &figure(summary.p95))
}

/// A figure as it is said, or that nobody has it.
pub(super) fn known<T>(figure: Option<T>, say: impl FnOnce(T) -> String) -> String {
    figure.map_or_else(|| MISSING.to_owned(), say)
}

/// A number for reading, with one decimal where that still says something.
pub(super) fn figure(value: f64) -> String {
    let decimals = usize::from(value.abs() < 9.95 && value.abs() >= 0.05);
    text::thousands(value, decimals)
}

/// The same with its sign always shown: a difference.
pub(super) fn signed(value: f64) -> String {
    let figure = figure(value);
    let sign = if figure.starts_with('−') || figure == "0" { "" } else { "+" };
    format!("{sign}{figure}")
}

/// A statement in lines of at most `width` columns, with a dash before it.
pub(super) fn wrapped(statement: &str, width: u16) -> String {
    wrapped_with(statement, width, "- ", "  ")
}

/// Text in lines of at most `width` columns, with something before the first line and the rest. What is broken into lines
/// in a file is one paragraph here, so that no text begins a line that it was not given.
pub(super) fn wrapped_with(statement: &str, width: u16, first: &str, rest: &str) -> String {
    // The last column stays free, as it does beside tables. A line break first is a blank line and takes no column.
    let columns =
        |before: &str| usize::from(width).saturating_sub(1 + text::width(before.trim_start_matches('\n')));
    let paragraph = statement.replace('\n', " ");
    let mut lines = text::lines(&paragraph, columns(first).min(columns(rest)), Breaks::Spaces).into_iter();
    let mut out = format!("{first}{}\n", lines.next().unwrap_or_default());
    for line in lines {
        out += &format!("{rest}{line}\n");
    }
    out
}

/// Harm avoided in a clause: `£213m ± £3.3m a year (90% of draws: −£321m to £798m)`, with the standard error of the mean
/// where that matters, and `over` for the time.
pub(super) fn avoided(summary: &SummaryView, over: &str) -> String {
    let [mean, low, high] = [summary.mean, summary.p5, summary.p95].map(text::money);
    if mean == low && low == high {
        return format!("{mean} {over} (in 90% of draws)");
    }
    let error = if matters(summary) { format!(" ± {}", text::money(summary.se)) } else { String::new() };
    format!("{mean}{error} {over} (90% of draws: {})", text::range(&low, &high))
}

/// Whether the standard error could change what is read of the mean.
pub(super) fn matters(summary: &SummaryView) -> bool {
    summary.se > 0.0 && 2.0 * summary.se > MATTERS * summary.mean.abs()
}

/// A gap for reading; below what sums of 10,000 draws can tell apart it says so instead of claiming nought.
pub(super) fn gap(gap: impl Into<Option<f64>>) -> String {
    const TOLD_APART: f64 = 1e-12;
    match gap.into() {
        None => "no proven bound".to_owned(),
        Some(gap) if gap < TOLD_APART => "1e-12".to_owned(),
        Some(gap) => format!("{gap:.0e}"),
    }
}

/// What has no answer although it was asked for, and why; nothing where that is nothing.
pub(super) fn left_out(broken: &[BrokenView], refused: &[RefusedView], width: u16) -> Option<String> {
    let mut out = String::new();
    if !broken.is_empty() {
        out += "Could not be worked out\n";
    }
    for BrokenView { id, name, problem, .. } in broken {
        out += &wrapped(&format!("{name} [{id}]: {problem}"), width);
    }
    if !refused.is_empty() {
        out += "Left out, because something is wrong with them\n";
    }
    for RefusedView { file, problems } in refused {
        out += &wrapped(&format!("{file}: {}", text::plural(problems.len(), "problem", "problems")), width);
    }
    (!out.is_empty()).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mean_carries_its_standard_error_where_that_could_change_it() {
        let summary = |mean, se| SummaryView { mean, se, sd: 100.0, p5: -126.2, p50: 0.0, p95: 128.4 };
        assert_eq!(interval(&summary(3.11, 0.78)), "+3.1 ±0.8  [−126,\u{a0}128]");
        assert_eq!(
            interval(&summary(4064.0, 31.0)),
            "+4,064  [−126,\u{a0}128]",
            "1.5% in two standard errors"
        );
        let nought = SummaryView { mean: 0.0, se: 0.0, sd: 0.0, p5: 0.0, p50: 0.0, p95: 0.0 };
        assert_eq!(interval(&nought), "0", "both ends are the mean");
    }
}
