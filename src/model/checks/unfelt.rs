//! Money of a plan that is felt after its end alone.

use crate::model::Scenario;
use crate::problem::Place;
use crate::problem::Problem;
use crate::text;
use std::collections::BTreeMap;

/// More programmes than this are counted, and not named.
const MOST_NAMED: usize = 3;

/// A plan that ends before money spent in it is first felt, and does not count what is felt after its end: the best use of
/// such money is none.
#[must_use]
pub fn unfelt(scenario: &Scenario) -> Option<Problem> {
    let horizon = scenario.horizon().filter(|horizon| !horizon.tail)?;
    let mut by_years: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for programme in scenario.evidence().programmes() {
        let first_felt = programme.lag.iter().position(|weight| *weight > 0.0).unwrap_or_default();
        if first_felt > 0 {
            by_years.entry(first_felt.min(horizon.years)).or_default().push(programme.id.as_str());
        }
    }
    let parts: Vec<String> =
        by_years.iter().map(|(years, programmes)| said(*years, programmes, horizon.years)).collect();
    let found = format!("money spent {} is not felt before the plan ends", text::listed(&parts));
    let place = Place::root().key("horizon");
    let problem =
        Problem::key(place, found).allowed("`tail = true`, which counts it for as long as it is felt");
    (!parts.is_empty()).then_some(problem)
}

/// `in the last 2 years on a, b and c`.
fn said(years: usize, programmes: &[&str], all: usize) -> String {
    let when = match years {
        years if years == all => "in any year".to_owned(),
        1 => "in the last year".to_owned(),
        years => format!("in the last {years} years"),
    };
    let named: Vec<String> = programmes.iter().map(|id| format!("`{id}`")).collect();
    if named.len() > MOST_NAMED {
        let rest = named.len() - MOST_NAMED + 1;
        let named = named.get(..MOST_NAMED - 1).unwrap_or_default().join(", ");
        return format!("{when} on {named} and {rest} more programmes");
    }
    format!("{when} on {}", text::listed(&named))
}
