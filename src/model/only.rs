//! The allocation of a scenario that leaves nothing to choose.

use crate::id::Id;
use crate::model::Allocation;
use crate::model::Scenario;
use crate::model::Within;
use crate::units::Money;

/// The allocation, where nothing is left to choose: every amount given, or every strand's money given and spread over
/// its programmes in today's proportions. An amount that comes to today's but for rounding is today's.
#[must_use]
pub fn only_allocation(scenario: &Scenario) -> Option<Allocation> {
    let evidence = scenario.evidence();
    let pinned: Vec<Option<f64>> =
        evidence.programmes().iter().map(|p| scenario.pinned(&p.id).map(Money::millions)).collect();
    if let Some(all) = pinned.iter().copied().collect::<Option<Vec<f64>>>() {
        return Some(Allocation::worked_out(all, evidence));
    }
    if scenario.within() != Within::ProRata {
        return None;
    }
    let mut amounts = vec![0.0; pinned.len()];
    for strand in evidence.strands() {
        spread(scenario, strand, scenario.fixed_money(strand)?.millions(), &pinned, &mut amounts);
    }
    Some(Allocation::worked_out(amounts, evidence))
}

/// Spreads a strand's money over its programmes: pinned ones get what they are pinned to, the others the rest in
/// today's proportions.
fn spread(scenario: &Scenario, strand: &Id, money: f64, pinned: &[Option<f64>], amounts: &mut [f64]) {
    let evidence = scenario.evidence();
    let members = evidence.programmes_of(strand);
    let taken: f64 = members.iter().filter_map(|&member| pinned[member]).sum();
    let reference = |member: usize| evidence.programmes()[member].reference.millions();
    let free = members.iter().copied().filter(|&member| pinned[member].is_none());
    let reference_total: f64 = free.map(reference).sum();
    for member in members {
        let part = if reference_total > 0.0 { reference(member) / reference_total } else { 0.0 };
        amounts[member] = pinned[member].unwrap_or((money - taken) * part);
    }
}
