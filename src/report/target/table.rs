//! The answer to a target as people read it.

use crate::report::amounts::change;
use crate::report::amounts::pounds;
use crate::report::grid::Set;
use crate::report::grid::grid;
use crate::report::prose;
use crate::report::target::document::Document;
use crate::report::target::document::LeastView;
use crate::report::target::document::StrandView;
use crate::report::views;
use crate::report::views::AvoidedView;
use crate::text;

/// The goal in words.
fn wanted(document: &Document) -> String {
    let avoid = text::money(document.avoid);
    match document.probability {
        None => format!("{avoid} of harm avoided a year in expectation"),
        Some(p) => {
            format!("{avoid} of harm avoided a year with a probability of at least {}", text::percent(p, 0))
        }
    }
}

/// The answer as text.
#[must_use]
pub fn table(document: &Document, width: u16) -> String {
    let heading = format!("{} [{}]: {}", document.name, document.id, wanted(document));
    let mut out = prose::wrapped_with(&heading, width, "", "");
    if let Some(avoided) = &document.harm_avoided {
        for line in said(document, avoided) {
            out += &prose::wrapped(&line, width);
        }
        out += "\nMoney by strand, £m a year\n";
        out += &strands(document, width);
    } else {
        let counted =
            if document.probability.is_some() { "in the mean of the tail" } else { "in expectation" };
        let said = match document.most_avoidable {
            Some(most) => format!(
                "Out of reach: with {} no allowed allocation avoids more than {} {counted}.",
                text::money(views::read(document.most_with)),
                text::money(most)
            ),
            None => "Not possible: whatever the budget, the rules of this scenario allow no allocation; `optimise` says \
                     which of them clash."
                .to_owned(),
        };
        out += &prose::wrapped(&said, width);
    }
    out += "\nWhat this rests on\n";
    document.rests_on.said().iter().for_each(|line| out += &prose::wrapped(line, width));
    out
}

fn said(document: &Document, avoided: &AvoidedView) -> Vec<String> {
    let least = text::money(views::read(document.least));
    let proven = text::money(views::read(document.proven_at_least));
    let of = match document.least_of {
        LeastView::Money => "The least money",
        LeastView::Movement => "The least movement of money from today",
    };
    let mut lines = vec![
        format!("{of} that reaches it is {}; nothing below {} does.", least, proven),
        format!(
            "It avoids a modelled {}; the goal is reached in {} of draws.",
            prose::avoided(&avoided.summary()),
            text::percent(views::read(document.reached_in), 1)
        ),
    ];
    if document.probability.is_some() {
        lines.push(
            "A probability is not convex, so its safe convex form was asked for: the mean of the worst draws (CVaR) \
             reaches the goal. The probability reached is therefore at least the one asked for, and less money may do."
                .to_owned(),
        );
    }
    lines
}

fn strands(document: &Document, width: u16) -> String {
    let columns =
        [("Strand", Set::Words), ("today", Set::Figures), ("then", Set::Figures), ("change", Set::Figures)];
    let known: Vec<(&String, &StrandView)> =
        document.order.iter().filter_map(|strand| document.strands.get_key_value(&strand.id)).collect();
    let (today, today_in_all) = adding_up(known.iter().map(|(_, money)| money.today));
    let (then, then_in_all) = adding_up(known.iter().map(|(_, money)| money.then));
    let line = |name: &str, before: i64, after: i64| {
        vec![name.to_owned(), pounds(before), pounds(after), change(after - before)]
    };
    let rows = known.iter().zip(today.iter().zip(&then));
    let mut rows: Vec<Vec<String>> =
        rows.map(|((strand, _), (before, after))| line(strand, *before, *after)).collect();
    rows.push(line("TOTAL", today_in_all, then_in_all));
    grid(width, &columns, rows)
}

/// Whole £m that add up to their rounded total.
#[expect(clippy::cast_possible_truncation, reason = "budgets in £m are far below 2^53")]
fn adding_up(amounts: impl Iterator<Item = f64>) -> (Vec<i64>, i64) {
    let amounts: Vec<f64> = amounts.collect();
    let total = amounts.iter().sum::<f64>().round() as i64;
    (text::largest_remainder(&amounts, total), total)
}
