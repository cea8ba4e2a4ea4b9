//! Scenarios that leave nothing to choose.

use crate::model::Allocation;
use crate::model::Portion;
use crate::model::Scenario;
use crate::model::Within;
use crate::units::Money;

/// The allocation, where nothing is left to choose: every amount given, or every share given and the money
/// inside the strands in today's proportions.
pub(super) fn only_allocation(scenario: &Scenario) -> Option<Allocation> {
    let evidence = scenario.evidence();
    let pinned: Vec<Option<f64>> =
        evidence.programmes().iter().map(|p| scenario.pinned(&p.id).map(Money::millions)).collect();
    if let Some(all) = pinned.iter().copied().collect::<Option<Vec<f64>>>() {
        return Some(Allocation::from_millions(all));
    }
    if scenario.within() != Within::ProRata {
        return None;
    }
    let mut amounts = vec![0.0; pinned.len()];
    for strand in evidence.strands() {
        let Portion::Exactly(share) = scenario.portion(strand) else { return None };
        let strand_money = (scenario.budget().to_allocate() * share).millions();
        let members = evidence.programmes_of(strand);
        let taken: f64 = members.iter().filter_map(|&member| pinned[member]).sum();
        let free = || members.iter().copied().filter(|&member| pinned[member].is_none());
        let reference = |member: usize| evidence.programmes()[member].reference.millions();
        let reference_total: f64 = free().map(reference).sum();
        for member in free() {
            let part = if reference_total > 0.0 { reference(member) / reference_total } else { 0.0 };
            amounts[member] = (strand_money - taken) * part;
        }
        for &member in &members {
            amounts[member] = pinned[member].unwrap_or(amounts[member]);
        }
    }
    Some(Allocation::from_millions(amounts))
}
