//! Money rounded so that it still adds up.

use crate::model::Allocation;
use crate::model::Budget;
use crate::model::Evidence;
use crate::report::compare::ScenarioView;
use crate::report::views::StrandOrder;
use crate::text;
use crate::units::Money;

/// Money in whole £m as shown: strands, back office and unspent add up to the total, and programmes to their
/// strand.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Shown {
    pub(super) total: i64,
    pub(super) back_office: i64,
    pub(super) unspent: i64,
    /// In the evidence's order of strands.
    pub(super) strands: Vec<i64>,
    /// In the evidence's order of programmes.
    pub(super) programmes: Vec<i64>,
}

/// Money that limits leave unspent, £m; nought where rounding alone makes a difference.
pub(super) fn unspent(budget: Budget, allocation: &Allocation) -> f64 {
    let left = (budget.to_allocate() - allocation.total()).millions();
    if left.abs() <= Allocation::SAME_MILLIONS { 0.0 } else { left }
}

impl Shown {
    /// Rounds an allocation of a budget by largest remainder, from the total down.
    pub(super) fn of(evidence: &Evidence, budget: Budget, allocation: &Allocation) -> Self {
        let members: Vec<Vec<usize>> =
            evidence.strands().iter().map(|strand| evidence.programmes_of(strand)).collect();
        let strands = members.iter().map(|members| {
            let amounts = members.iter().map(|&member| allocation.millions()[member]);
            (allocation.total_of(members).millions(), amounts.collect())
        });
        let strands: Vec<(f64, Vec<f64>)> = strands.collect();
        let unspent = unspent(budget, allocation);
        let shown = InStrands::of(budget.total.millions(), budget.back_office.millions(), unspent, &strands);
        let mut programmes = vec![0; evidence.programmes().len()];
        for (members, (_, amounts)) in members.iter().zip(&shown.strands) {
            for (member, rounded) in members.iter().zip(amounts) {
                programmes[*member] = *rounded;
            }
        }
        Self {
            total: shown.total,
            back_office: shown.back_office,
            unspent: shown.unspent,
            strands: shown.strands.iter().map(|(strand, _)| *strand).collect(),
            programmes,
        }
    }

    /// Today's money.
    pub(super) fn today(evidence: &Evidence) -> Self {
        let today = Allocation::reference(evidence);
        let budget = Budget { total: today.total(), back_office: Money::ZERO };
        Self::of(evidence, budget, &today)
    }
}

/// The same, each programme under its strand; of a strand without programmes only its money.
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
