//! How far money may move from year to year, as rows.

use crate::model::BoundKind;
use crate::model::Scenario;
use crate::optimise::Row;
use crate::optimise::Rule;
use crate::optimise::Sense;
use crate::optimise::region::rule::Changing;

/// What a group gets is between (1 − c) and (1 + c) times what it got the year before; in the first year, than it gets today.
pub(super) fn rows(plan: &Scenario, unit: f64) -> Vec<(Rule, Row)> {
    let evidence = plan.evidence();
    let mut rows = Vec::new();
    for year in 0..plan.years() {
        let strands = plan.horizon().and_then(|horizon| horizon.max_yearly_change).into_iter();
        let strands = strands.flat_map(|change| {
            let strands = evidence.strands().iter().enumerate();
            strands.map(move |(position, strand)| {
                (
                    Changing::Strand(position),
                    format!("split.{strand}"),
                    evidence.programmes_of(strand),
                    change,
                )
            })
        });
        let limits = plan.in_year(year).limits().iter().enumerate().filter_map(|(position, limit)| {
            let name = format!("limit.{}", limit.name);
            Some((Changing::Limit(position), name, limit.members.clone(), limit.max_yearly_change?))
        });
        for (of, name, members, change) in strands.chain(limits) {
            let today = members.iter().map(|&member| evidence.programmes()[member].reference.millions());
            let today = today.sum::<f64>() / unit;
            for (side, sense, factor) in [
                (BoundKind::AtLeast, Sense::AtLeast, (1.0 - change).max(0.0)),
                (BoundKind::AtMost, Sense::AtMost, 1.0 + change),
            ] {
                if side == BoundKind::AtLeast && factor <= 0.0 {
                    continue;
                }
                let place = |year: usize, member: &usize| year * evidence.programmes().len() + member;
                let own = members.iter().map(|member| (place(year, member), 1.0));
                let before = year.checked_sub(1);
                let before = before
                    .into_iter()
                    .flat_map(|before| members.iter().map(move |member| (place(before, member), -factor)));
                let mut terms: Vec<(usize, f64)> = own.chain(before).collect();
                terms.sort_unstable_by_key(|(place, _)| *place);
                let bound = if year == 0 { factor * today } else { 0.0 };
                let named = plan.horizon().map_or(0, |horizon| horizon.named(year));
                let end = if side == BoundKind::AtLeast { "down" } else { "up" };
                let name = format!("{name}.max_yearly_change_{end}.{named}");
                rows.push((Rule::Change { of, side, year }, Row { name, terms, sense, bound }));
            }
        }
    }
    rows
}
