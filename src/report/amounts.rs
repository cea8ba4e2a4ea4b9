//! Money rounded so that it still adds up.

use crate::model::Allocation;
use crate::model::Budget;
use crate::model::Evidence;
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
        let strands: Vec<f64> =
            members.iter().map(|members| allocation.total_of(members).millions()).collect();
        let back_office = budget.back_office.millions();
        let mut shown =
            Self::of_strands(budget.total.millions(), &strands, back_office, unspent(budget, allocation));
        shown.programmes = vec![0; evidence.programmes().len()];
        for (members, strand) in members.iter().zip(&shown.strands) {
            let amounts: Vec<f64> = members.iter().map(|&member| allocation.millions()[member]).collect();
            for (member, rounded) in members.iter().zip(text::largest_remainder(&amounts, *strand)) {
                shown.programmes[*member] = rounded;
            }
        }
        shown
    }

    /// Rounds strands, back office and unspent money, all in £m, so that they add up to a total; no programmes.
    #[expect(clippy::cast_possible_truncation, reason = "budgets in £m are far below 2^53")]
    pub(super) fn of_strands(total: f64, strands: &[f64], back_office: f64, unspent: f64) -> Self {
        let total = total.round() as i64;
        let mut strands = text::largest_remainder(&[strands, &[back_office, unspent]].concat(), total);
        let (unspent, back_office) = (strands.pop().unwrap_or(0), strands.pop().unwrap_or(0));
        Self { total, back_office, unspent, strands, programmes: Vec::new() }
    }

    /// Today's money.
    pub(super) fn today(evidence: &Evidence) -> Self {
        let today = Allocation::reference(evidence);
        let budget = Budget { total: today.total(), back_office: Money::ZERO };
        Self::of(evidence, budget, &today)
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
