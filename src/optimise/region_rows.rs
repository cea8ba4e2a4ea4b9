//! A scenario's rules as variables and rows, in units of the money to allocate.

use crate::model::BoundKind;
use crate::model::Limit;
use crate::model::Portion;
use crate::model::Scenario;
use crate::model::Within;
use crate::optimise::Row;
use crate::optimise::Sense;
use crate::optimise::Variable;

/// One variable a programme, between its bounds or at its pinned amount.
pub(super) fn variables(scenario: &Scenario, unit: f64) -> Vec<Variable> {
    let programmes = scenario.evidence().programmes().iter();
    let variables = programmes.map(|programme| {
        let pinned = scenario.pinned(&programme.id);
        let lower = pinned.unwrap_or(programme.min).millions() / unit;
        // No programme can get more than all of it; a finite bound keeps the master bounded.
        let most = programme.max.map_or(unit, |max| max.millions().min(unit).max(programme.min.millions()));
        let upper = pinned.map_or(most, |amount| amount.millions()) / unit;
        Variable { name: programme.id.to_string(), lower, upper, cost: 0.0, whole: false }
    });
    variables.collect()
}

/// Budget, split, limits and proportions.
pub(super) fn rows(scenario: &Scenario, unit: f64) -> Vec<Row> {
    let evidence = scenario.evidence();
    let everybody: Vec<usize> = (0..evidence.programmes().len()).collect();
    let mut rows = vec![group("budget".to_owned(), &everybody, Sense::AtMost, 1.0)];
    for strand in evidence.strands() {
        let members = evidence.programmes_of(strand);
        let name = |key: &str| format!("split.{strand}{key}");
        match scenario.portion(strand) {
            Portion::Free => {}
            Portion::Exactly(share) => rows.push(group(name(""), &members, Sense::Equal, share.get())),
            Portion::Between { min, max } => {
                rows.push(group(name(".min"), &members, Sense::AtLeast, min.get()));
                rows.push(group(name(".max"), &members, Sense::AtMost, max.get()));
            }
        }
    }
    rows.extend(scenario.limits().iter().flat_map(|limit| limit_rows(limit, unit)));
    if scenario.within() == Within::ProRata {
        for strand in evidence.strands() {
            rows.extend(pro_rata(scenario, &evidence.programmes_of(strand)));
        }
    }
    rows
}

fn group(name: String, members: &[usize], sense: Sense, bound: f64) -> Row {
    Row { name, terms: members.iter().map(|&member| (member, 1.0)).collect(), sense, bound }
}

fn limit_rows(limit: &Limit, unit: f64) -> Vec<Row> {
    let bounds = limit.bounds.iter().map(|bound| {
        let (sense, side) = match bound.kind {
            BoundKind::AtLeast => (Sense::AtLeast, "at least"),
            BoundKind::AtMost => (Sense::AtMost, "at most"),
        };
        let name = format!("limit.{}.{} ({side})", limit.name, bound.key);
        group(name, &limit.members, sense, bound.amount.millions() / unit)
    });
    bounds.collect()
}

/// Today's proportions among a strand's programmes that are not pinned: x_j = (x̄_j/x̄) Σ x for all but the
/// last, which the others imply.
fn pro_rata(scenario: &Scenario, members: &[usize]) -> Vec<Row> {
    let programmes = scenario.evidence().programmes();
    let free: Vec<usize> =
        members.iter().copied().filter(|&member| scenario.pinned(&programmes[member].id).is_none()).collect();
    let reference = |member: usize| programmes[member].reference.millions();
    let total: f64 = free.iter().map(|&member| reference(member)).sum();
    let name = |member: usize| format!("pro-rata.{}", programmes[member].id);
    if total <= 0.0 {
        return free.iter().map(|&member| group(name(member), &[member], Sense::Equal, 0.0)).collect();
    }
    let Some((_, leading)) = free.split_last() else { return Vec::new() };
    let rows = leading.iter().map(|&member| {
        let part = reference(member) / total;
        let own = |other: usize| if other == member { 1.0 - part } else { -part };
        let terms = free.iter().map(|&other| (other, own(other))).filter(|(_, factor)| *factor != 0.0);
        Row { name: name(member), terms: terms.collect(), sense: Sense::Equal, bound: 0.0 }
    });
    rows.collect()
}
