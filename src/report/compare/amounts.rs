//! Money rounded so that it still adds up.

use crate::model::Allocation;
use crate::study::ScenarioResult;
use crate::text;

/// A scenario's money in whole £m as shown: strands, back office and unspent add up to the total, and
/// programmes to their strand.
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
pub(super) fn unspent(result: &ScenarioResult) -> f64 {
    let left = (result.scenario.budget().to_allocate() - result.allocation.total()).millions();
    if left.abs() <= Allocation::SAME_MILLIONS { 0.0 } else { left }
}

/// Rounds a scenario's money.
#[expect(clippy::cast_possible_truncation, reason = "budgets in £m are far below 2^53")]
pub(super) fn shown(result: &ScenarioResult) -> Shown {
    let evidence = result.scenario.evidence();
    let budget = result.scenario.budget();
    let total = budget.total.millions().round() as i64;
    let members: Vec<Vec<usize>> =
        evidence.strands().iter().map(|strand| evidence.programmes_of(strand)).collect();
    let mut parts: Vec<f64> =
        members.iter().map(|members| result.allocation.total_of(members).millions()).collect();
    parts.push(budget.back_office.millions());
    parts.push(unspent(result));
    let mut strands = text::largest_remainder(&parts, total);
    let (unspent, back_office) = (strands.pop().unwrap_or(0), strands.pop().unwrap_or(0));
    let mut programmes = vec![0; evidence.programmes().len()];
    for (members, strand) in members.iter().zip(&strands) {
        let amounts: Vec<f64> = members.iter().map(|&member| result.allocation.millions()[member]).collect();
        for (member, rounded) in members.iter().zip(text::largest_remainder(&amounts, *strand)) {
            programmes[*member] = rounded;
        }
    }
    Shown { total, back_office, unspent, strands, programmes }
}
