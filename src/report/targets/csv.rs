//! The answer to a target as CSV in long form: one figure a line.

use crate::report::WriteError;
use crate::report::layout;
use crate::report::layout::Layout;
use crate::report::layout::Quantity;
use crate::report::long;
use crate::report::long::Cell;
use crate::report::long::Row;
use crate::report::targets::document::Document;
use crate::report::targets::document::LeastView;

const REACHABLE: Quantity =
    Quantity::figure("reachable", "", "1 or 0", "1 where an allowed allocation reaches the goal");

const GOAL: Quantity = Quantity::figure("goal", "", "£m a year", "harm to avoid against today's spend");

const GOAL_PROBABILITY: Quantity = Quantity::figure(
    "goal_probability",
    "",
    "probability",
    "the least probability with which to reach it; empty in expectation",
);

const LEAST: Quantity = Quantity::figure(
    "least",
    "`money` or `movement`",
    "£m",
    "the least found: the whole budget, or the money moved from where it is today",
);

const PROVEN_AT_LEAST: Quantity = Quantity::figure(
    "proven_at_least",
    "`money` or `movement`",
    "£m",
    "what is proved: nothing less reaches the goal; empty where nothing is",
);

const SAFE_LEAST: Quantity = Quantity::figure(
    "safe_least",
    "`money` or `movement`",
    "£m",
    "for a probability: the least with which the mean of the worst draws reaches the goal, which is enough for it",
);

const SAFE_PROVEN_AT_LEAST: Quantity = Quantity::figure(
    "safe_proven_at_least",
    "`money` or `movement`",
    "£m",
    "what is proved of that: nothing less meets the condition",
);

const MORE_IS_NO_WORSE: Quantity = Quantity::figure(
    "more_is_no_worse",
    "",
    "1 or 0",
    "1 where whatever reaches the goal is allowed with more, too; 0 where shares must be spent",
);

const REACHED_IN: Quantity =
    Quantity::figure("reached_in", "", "share of draws", "the share of draws in which the goal is reached");

const REACHED_SE: Quantity = Quantity::figure("reached_se", "", "share of draws", "its standard error");

const MOST_REACHED_IN: Quantity = Quantity::figure(
    "most_reached_in",
    "",
    "share of draws",
    "out of reach with a probability: the largest share found in which the goal is reached",
);

const MOST_REACHED_SE: Quantity =
    Quantity::figure("most_reached_se", "", "share of draws", "its standard error");

const MOST_AVOIDABLE: Quantity = Quantity::figure("most_avoidable", "", "£m a year", MOST);

const MOST: &str = "out of reach: the most that can be avoided, in expectation proved, with a probability the most found in as many draws";

const MOST_WITH: Quantity =
    Quantity::figure("most_with", "", "£m", "out of reach: the money with which it can be avoided");

const STRAND_TODAY: Quantity = Quantity::figure("strand_today", "strand", "£m", "money of the strand today");

/// What is said in the amounts that are searched: a budget, of a plan that of its first year, or money moved in all years.
const BUDGETS: &[Quantity] = &[LEAST, PROVEN_AT_LEAST, SAFE_LEAST, SAFE_PROVEN_AT_LEAST];

/// The columns and quantities.
pub const LAYOUT: Layout = Layout {
    command: "target",
    columns: layout::OF_SCENARIO,
    quantities: &[
        REACHABLE,
        GOAL,
        GOAL_PROBABILITY,
        LEAST,
        PROVEN_AT_LEAST,
        SAFE_LEAST,
        SAFE_PROVEN_AT_LEAST,
        MORE_IS_NO_WORSE,
        REACHED_IN,
        REACHED_SE,
        layout::HARM_AVOIDED,
        STRAND_TODAY,
        layout::STRAND,
        layout::PROGRAMME,
        MOST_AVOIDABLE,
        MOST_WITH,
        MOST_REACHED_IN,
        MOST_REACHED_SE,
    ],
};

/// The answer as CSV.
///
/// # Errors
/// As the CSV writer's.
pub fn csv(document: &Document) -> Result<Vec<u8>, WriteError> {
    let keys = [Cell::text(&document.id), Cell::text(&document.name)];
    let (period, restated_to) = (document.rests_on.period(), document.restated_to());
    let lines = rows(document).into_iter().map(|row| match document.least_of {
        _ if row.is_of(&[MOST_WITH]) => row.of_budget(period, restated_to, &keys),
        LeastView::Money if row.is_of(BUDGETS) => row.of_budget(period, restated_to, &keys),
        LeastView::Movement if row.is_of(BUDGETS) => row.moved(period, restated_to, &keys),
        _ => row.over(period, restated_to, &keys),
    });
    long::laid_out(&LAYOUT, lines)
}

fn rows(document: &Document) -> Vec<Row> {
    let mut rows = vec![
        Row::truth(REACHABLE, document.reachable),
        Row::value(GOAL, "", document.avoid),
        Row::value(GOAL_PROBABILITY, "", document.probability),
    ];
    let Some(avoided) = &document.harm_avoided else {
        rows.push(Row::value(MOST_AVOIDABLE, "", document.most_avoidable));
        rows.push(Row::value(MOST_WITH, "", document.most_with));
        rows.push(Row::value(MOST_REACHED_IN, "", document.most_reached_in));
        rows.push(Row::value(MOST_REACHED_SE, "", document.most_reached_se));
        return rows;
    };
    let of = document.least_of.as_str();
    rows.extend([
        Row::value(LEAST, of, document.least),
        Row::value(PROVEN_AT_LEAST, of, document.proven_at_least),
        Row::value(SAFE_LEAST, of, document.safe_least),
        Row::value(SAFE_PROVEN_AT_LEAST, of, document.safe_proven_at_least),
        Row::truth(MORE_IS_NO_WORSE, document.more_is_no_worse),
        Row::value(REACHED_IN, "", document.reached_in),
        Row::value(REACHED_SE, "", document.reached_se),
        Row::avoided(layout::HARM_AVOIDED, "", avoided),
    ]);
    for strand in &document.order {
        let money = document.strands.get(&strand.id);
        rows.push(Row::value(STRAND_TODAY, &strand.id, money.map(|money| money.today)));
        rows.push(Row::value(layout::STRAND, &strand.id, money.map(|money| money.then)));
    }
    for programme in document.order.iter().flat_map(|strand| &strand.programmes) {
        let amount = document.programmes.get(&programme.id).copied();
        rows.push(Row::value(layout::PROGRAMME, &programme.id, amount));
    }
    rows
}
