//! Sentences and intervals on a terminal.

use crate::report::views::BrokenView;
use crate::report::views::RefusedView;
use crate::risk::Summary;
use crate::text;
use crate::text::Breaks;

/// A mean with its 90% interval.
pub(super) fn interval(summary: &Summary) -> String {
    let figure = |value: f64| {
        let decimals = usize::from(value.abs() < 9.95 && value.abs() >= 0.05);
        text::thousands(value, decimals)
    };
    let mean = figure(summary.mean);
    let sign = if mean.starts_with('−') || mean == "0" { "" } else { "+" };
    text::figure_in(&format!("{sign}{mean}"), &figure(summary.p5), &figure(summary.p95))
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

/// How a scenario stands to the reference, in words.
pub(super) fn verdict(is_reference: bool, versus: &Summary) -> &'static str {
    if is_reference {
        "the reference"
    } else if !versus.is_distinguishable_from_nought() {
        "not distinguishable from the reference"
    } else if versus.mean > 0.0 {
        "better than the reference"
    } else {
        "worse than the reference"
    }
}

/// Harm avoided in a clause: `£213m a year (90% of draws: −£321m to £798m)`.
pub(super) fn avoided(summary: &Summary) -> String {
    let [mean, low, high] = [summary.mean, summary.p5, summary.p95].map(text::money);
    if mean == low && low == high {
        return format!("{mean} a year (in 90% of draws)");
    }
    format!("{mean} a year (90% of draws: {})", text::range(&low, &high))
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
    fn only_an_interval_on_one_side_of_nought_is_told_apart() {
        let said = |p5, mean, p95| verdict(false, &Summary { mean, p5, p95, ..Summary::default() });
        assert_eq!(said(-1.0, 5.0, 10.0), "not distinguishable from the reference");
        assert_eq!(said(1.0, 5.0, 10.0), "better than the reference");
        assert_eq!(said(-10.0, -5.0, -1.0), "worse than the reference");
        assert_eq!(verdict(true, &Summary::default()), "the reference");
    }
}
