//! What extra money is worth, as lines of CSV.

use crate::report::layout::Quantity;
use crate::report::long::Row;
use crate::report::views::AvoidedView;
use crate::report::views::CostPerCaseView;
use crate::report::views::EconomicsView;

/// Net present value.
pub(super) const NET_PRESENT_VALUE: Quantity = Quantity::drawn(
    "net_present_value",
    "",
    "£m a year",
    "modelled harm avoided against the reference less extra cost: the net benefit of a settled year; people are not in it",
);

/// Benefit–cost ratio.
pub(super) const BENEFIT_COST_RATIO: Quantity = Quantity::drawn(
    "benefit_cost_ratio",
    "",
    "£ per £1",
    "modelled harm avoided against the reference by extra cost; no line where there is no extra cost",
);

/// Cost per case.
pub(super) const COST_PER_CASE: Quantity = Quantity::figure(
    "cost_per_case",
    OF_CASE,
    "£m a case",
    "extra cost by the mean number avoided against the reference; no line where there is no extra cost, or the mean \
     number is not distinguishable from nought",
);

/// Its cheap end.
pub(super) const COST_PER_CASE_P5: Quantity = Quantity::figure(
    "cost_per_case_p5",
    OF_CASE,
    "£m a case",
    "the same by the 95% quantile of the number: 5% of draws are cheaper; no line where its 90% interval is not above nought",
);

/// Its dear end.
pub(super) const COST_PER_CASE_P95: Quantity = Quantity::figure(
    "cost_per_case_p95",
    OF_CASE,
    "£m a case",
    "the same by the 5% quantile of the number: 95% of draws are cheaper; no line likewise",
);

/// What a cost per case is of.
const OF_CASE: &str = "count, or threat.count where several threats have it";

/// The lines of a scenario that is no reference, in the order of the quantities.
pub(super) fn rows(view: &EconomicsView) -> Vec<Row> {
    let net = &view.net_present_value;
    let net = AvoidedView { summary: net.summary, probability_positive: net.probability_positive };
    let mut rows = vec![Row::avoided(NET_PRESENT_VALUE, "", &net)];
    rows.extend(view.benefit_cost_ratio.as_ref().map(|ratio| Row::summary(BENEFIT_COST_RATIO, "", ratio)));
    rows.extend(view.cost_per_case.iter().flat_map(|(id, cost)| of_case(id, cost)));
    for (threat, costs) in &view.cost_per_case_by_threat {
        rows.extend(costs.iter().flat_map(|(id, cost)| of_case(&format!("{threat}.{id}"), cost)));
    }
    rows
}

fn of_case(of: &str, view: &CostPerCaseView) -> Vec<Row> {
    let parts = [(COST_PER_CASE, view.cost), (COST_PER_CASE_P5, view.p5), (COST_PER_CASE_P95, view.p95)];
    parts.into_iter().filter_map(|(quantity, cost)| Some(Row::value(quantity, of, cost?))).collect()
}
