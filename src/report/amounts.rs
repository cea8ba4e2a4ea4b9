//! Money rounded so that it still adds up.

use crate::model::Allocation;
use crate::model::Budget;
use crate::report::compare::ScenarioView;
use crate::report::views::StrandOrder;
use crate::text;

/// Money that limits leave unspent, £m; nought where rounding alone makes a difference.
pub(super) fn unspent(budget: Budget, allocation: &Allocation) -> f64 {
    let left = (budget.to_allocate() - allocation.total()).millions();
    if left.abs() <= Allocation::SAME_MILLIONS { 0.0 } else { left }
}

/// Money in whole £m as shown: strands, back office and unspent add up to the total, and programmes to their strand; of a
/// strand without programmes only its money.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct InStrands {
    pub(super) total: i64,
    pub(super) back_office: i64,
    pub(super) unspent: i64,
    /// Each strand with its programmes.
    pub(super) strands: Vec<(i64, Vec<i64>)>,
}

impl InStrands {
    /// The money of a scenario of a document, in the order of its block.
    pub(super) fn of_scenario(order: &[StrandOrder], scenario: &ScenarioView) -> Self {
        let strands = order.iter().map(|strand| {
            let amount = scenario.strands.get(&strand.id).map(|money| money.amount).unwrap_or_default();
            let programmes = strand.programmes.iter();
            let amounts = programmes.map(|it| scenario.programmes.get(&it.id).copied().unwrap_or_default());
            (amount, amounts.collect())
        });
        let strands: Vec<(f64, Vec<f64>)> = strands.collect();
        Self::of(scenario.budget, scenario.back_office, scenario.unspent, &strands)
    }

    /// Rounds £m by largest remainder, from the total down; `strands` are each strand with its programmes.
    #[expect(clippy::cast_possible_truncation, reason = "budgets in £m are far below 2^53")]
    pub(super) fn of(total: f64, back_office: f64, unspent: f64, strands: &[(f64, Vec<f64>)]) -> Self {
        let total = total.round() as i64;
        let mut parts: Vec<f64> = strands.iter().map(|(strand, _)| *strand).collect();
        parts.extend([back_office, unspent]);
        let mut rounded = text::largest_remainder(&parts, total);
        let (unspent, back_office) = (rounded.pop().unwrap_or(0), rounded.pop().unwrap_or(0));
        let with_programmes = rounded.into_iter().zip(strands).map(|(strand, (_, programmes))| {
            let programmes = text::largest_remainder(programmes, strand);
            (strand, programmes)
        });
        Self { total, back_office, unspent, strands: with_programmes.collect() }
    }
}

/// Whole £m with separators.
#[expect(clippy::cast_precision_loss, reason = "budgets in £m are far below 2^53")]
pub(super) fn pounds(units: i64) -> String {
    text::thousands(units as f64, 0)
}

/// A change in whole £m with its sign.
pub(super) fn change(units: i64) -> String {
    if units > 0 { format!("+{}", pounds(units)) } else { pounds(units) }
}
