//! Clashes that are smaller than a solver can see, and what is least to mend them.

use crate::optimise::Mend;
use crate::optimise::Region;
use crate::optimise::Row;
use crate::optimise::Rule;
use crate::optimise::Sense;
use crate::optimise::infeasibility::relaxable::Relaxable;
use crate::optimise::region::implied_upper;
use crate::optimise::region::infeasible_row;
use crate::optimise::region::stated_upper;

/// What is changed: the rule, by how much of all money, and whether it goes up.
type Change<'r> = (&'r Rule, f64, bool);

/// The least change that lets a row be kept which asks for more than its programmes can get: it asks for less, or one
/// programme that cannot pay its set-up cost is let have it.
pub(super) fn below_tolerance(region: &Region, rules: &[Relaxable]) -> Vec<Mend> {
    let rows: Vec<&Row> = rules.iter().flat_map(|rule| &rule.rows).collect();
    let Some(row) = infeasible_row(region.programmes(), region.switches(), &rows) else { return Vec::new() };
    let available = implied_upper(region.programmes(), region.switches(), &rows);
    let stated = stated_upper(region.programmes(), &rows);
    let sum: f64 = row.terms.iter().map(|(programme, factor)| factor * available[*programme]).sum();
    let mut alternatives: Vec<Vec<Change<'_>>> = Vec::new();
    let asking = rules.iter().filter(|rule| rule.rows.contains(row));
    alternatives.extend(asking.map(|rule| vec![(&rule.rule, row.bound - sum, false)]));
    for switch in region.switches() {
        let own = switch.programme;
        let factor = row.terms.iter().find(|(programme, _)| *programme == own).map_or(0.0, |term| term.1);
        let is_shut = available[own] < stated[own];
        if is_shut && sum + factor * switch.set_up >= row.bound {
            alternatives.push(opened(rules, own, switch.set_up));
        }
    }
    let total = |changes: &[Change<'_>]| -> f64 { changes.iter().map(|(_, by, _)| by).sum() };
    let least = alternatives
        .into_iter()
        .filter(|changes| !changes.is_empty())
        .min_by(|a, b| total(a).total_cmp(&total(b)));
    let unit = region.unit();
    let mends = least.into_iter().flatten();
    mends.map(|(rule, by, raised)| Mend::by(rule.clone(), by * unit, raised)).collect()
}

/// Every rule by itself that keeps a programme below its set-up cost, raised to that.
fn opened(rules: &[Relaxable], programme: usize, set_up: f64) -> Vec<Change<'_>> {
    let blocking = rules.iter().filter_map(|rule| {
        let own = rule.rows.iter().filter(|row| row.sense != Sense::AtLeast);
        let short = own.filter_map(|row| {
            let is_sum = row.terms.iter().all(|(_, factor)| *factor > 0.0);
            let factor = row.terms.iter().find(|(other, _)| *other == programme)?.1;
            is_sum.then_some(set_up * factor - row.bound)
        });
        let short = short.fold(0.0_f64, f64::max);
        (short > 0.0).then_some((&rule.rule, short, true))
    });
    blocking.collect()
}
