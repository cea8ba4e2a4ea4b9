//! If one scenario must be chosen, as lines of CSV: what is of the block stands with today's money, and what more money buys
//! with the dearer of two neighbours.

use crate::report::compare::BlockView;
use crate::report::compare::NeighbourView;
use crate::report::compare::ScenarioView;
use crate::report::layout::Quantity;
use crate::report::long::Row;

pub(super) const WORST_TENTH: Quantity = Quantity::figure(
    "worst_tenth",
    "",
    "£m a year",
    "mean modelled harm avoided against today's spend in the worst tenth of draws (CVaR at 90%)",
);

pub(super) const DOMINATED_BY: Quantity = Quantity::figure(
    "dominated_by",
    "id of the scenario that beats it",
    "1",
    "that scenario costs no more, is no worse in mean, in how often it is worse than the reference, in p5 and in worst_tenth, \
     and is better in one of these; no line where none does",
);

pub(super) const PROBABILITY_BEST: Quantity = Quantity::figure(
    "probability_best",
    "",
    "share",
    "the share of draws in which it is the best of its block (harm avoided less cost beyond today), ties by equal parts; no line \
     where the draws of all its scenarios are not known",
);

pub(super) const EXPECTED_REGRET: Quantity = Quantity::figure(
    "expected_regret",
    "",
    "£m a year",
    "the mean of what the best of each draw avoids more, each less its cost beyond today; no line likewise",
);

pub(super) const REGRET_P95: Quantity =
    Quantity::figure("regret_p95", "", "£m a year", "the 95% quantile of the same; no line likewise");

pub(super) const EVPI: Quantity = Quantity::figure(
    "choice_evpi",
    "",
    "£m a year",
    "with today's money: what knowing the truth before choosing among the scenarios of the block would be worth; no line likewise",
);

pub(super) const EVPI_SE: Quantity =
    Quantity::figure("choice_evpi_se", "", "£m a year", "its standard error; no line likewise");

pub(super) const STEP_EXTRA_COST: Quantity = Quantity::figure(
    "step_extra_cost",
    "id of the next cheaper scenario on the cost–effect frontier",
    "£m a year",
    "how much more it costs than that; none of these lines of a scenario that is not on the frontier, or is the cheapest on it",
);

pub(super) const STEP_HARM_AVOIDED: Quantity = Quantity::figure(
    "step_harm_avoided",
    "id of the next cheaper scenario",
    "£m a year",
    "how much more harm it avoids than that on average",
);

pub(super) const STEP_PER_EXTRA_POUND: Quantity = Quantity::figure(
    "step_per_extra_pound",
    "id of the next cheaper scenario",
    "£ per £1",
    "the second by the first: harm avoided for each extra £1",
);

pub(super) const STEP_COST_PER_POUND: Quantity = Quantity::figure(
    "step_cost_per_pound",
    "id of the next cheaper scenario",
    "£ per £1",
    "the first by the second: extra cost for each £1 of harm avoided",
);

pub(super) const STEP_COST_PER_CASE: Quantity = Quantity::figure(
    "step_cost_per_case",
    "count",
    "£m a case",
    "extra cost for each case avoided more than by the next cheaper scenario; no line where it avoids no more",
);

/// The lines of a scenario, in the order of the quantities.
pub(super) fn rows(scenario: &ScenarioView, block: &BlockView) -> Vec<Row> {
    let Some(choice) = &scenario.choice else { return Vec::new() };
    let mut rows = vec![Row::value(WORST_TENTH, "", choice.worst_tenth)];
    rows.extend(choice.dominated_by.as_ref().map(|by| Row::value(DOMINATED_BY, by, 1.0)));
    let known = |quantity: Quantity, figure: Option<f64>| figure.map(|it| Row::value(quantity, "", it));
    rows.extend(known(PROBABILITY_BEST, choice.probability_best));
    rows.extend(known(EXPECTED_REGRET, choice.expected_regret));
    rows.extend(known(REGRET_P95, choice.regret_p95));
    let Some(all) = &block.choice else { return rows };
    if scenario.is_today() {
        rows.extend(known(EVPI, all.evpi.map(|evpi| evpi.value)));
        rows.extend(known(EVPI_SE, all.evpi.map(|evpi| evpi.se)));
    }
    rows.extend(all.neighbours.iter().filter(|step| step.to == scenario.id).flat_map(step));
    rows
}

fn step(step: &NeighbourView) -> Vec<Row> {
    let figures = [
        (STEP_EXTRA_COST, step.extra_cost),
        (STEP_HARM_AVOIDED, step.harm_avoided),
        (STEP_PER_EXTRA_POUND, step.per_extra_pound),
        (STEP_COST_PER_POUND, step.cost_per_pound),
    ];
    let figures = figures.into_iter().map(|(quantity, figure)| Row::value(quantity, &step.from, figure));
    let cases = step.cost_per_case.iter();
    let cases = cases.filter_map(|(id, cost)| Some(Row::value(STEP_COST_PER_CASE, id, (*cost)?)));
    figures.chain(cases).collect()
}
