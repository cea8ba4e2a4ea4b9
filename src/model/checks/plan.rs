//! What must hold of a plan over years.

use crate::model::Horizon;
use crate::model::ScenarioSpec;
use crate::model::checks::limit;
use crate::problem::Place;
use crate::problem::Problem;

/// What is wrong with a plan besides what is wrong with single years of it.
pub(super) fn problems(spec: &ScenarioSpec) -> Vec<Problem> {
    let mut problems = of_limits(spec);
    let Some(horizon) = &spec.horizon else { return problems };
    let place = Place::root().key("horizon");
    if !(1..=Horizon::MOST_YEARS).contains(&horizon.years) {
        let allowed = format!("1 to {}", Horizon::MOST_YEARS);
        problems
            .push(Problem::value(place.key("years"), format!("{} years", horizon.years)).allowed(allowed));
    }
    let change = horizon.max_yearly_change;
    problems.extend(change.and_then(|change| limit::change_problem(change, place.key("max_yearly_change"))));
    problems
}

/// Limits that name years which the plan does not have.
fn of_limits(spec: &ScenarioSpec) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (position, limit) in spec.limits.iter().enumerate() {
        let same = spec.limits[..position].iter().filter(|other| other.name == limit.name).count();
        let place = Place::root().key("limit").again(&limit.name, same);
        let Some(horizon) = &spec.horizon else {
            let without = "which a scenario without `[horizon]` does not have";
            if !limit.years.is_empty() {
                problems.push(Problem::key(place.key("years"), format!("names years, {without}")));
            }
            if limit.max_yearly_change.is_some() {
                let found = format!("a change from year to year, {without}");
                problems.push(Problem::key(place.key("max_yearly_change"), found));
            }
            continue;
        };
        let years: Vec<i32> = (0..horizon.years).map(|year| horizon.named(year)).collect();
        for (item, named) in limit.years.iter().enumerate().filter(|(_, named)| !years.contains(named)) {
            let (first, last) = (horizon.first_year, years.last().copied().unwrap_or_default());
            let problem =
                Problem::value(place.key("years").item(item), format!("no year of the plan is {named}"));
            problems.push(problem.allowed(format!("{first} to {last}")));
        }
    }
    problems
}

/// What is wrong with one year of a plan, from 0, and is not said of the plan already.
pub(super) fn said_of_year(
    spec: &ScenarioSpec,
    year: usize,
    found: Vec<Problem>,
    said: &[Problem],
) -> Vec<Problem> {
    let name = spec.horizon.as_ref().map_or(0, |horizon| horizon.named(year));
    let is_new = |problem: &Problem| {
        let same = |other: &&Problem| other.place == problem.place && other.found.ends_with(&problem.found);
        said.iter().find(same).is_none()
    };
    let new = found.into_iter().filter(is_new);
    new.map(|problem| Problem { found: format!("in {name}: {}", problem.found), ..problem }).collect()
}
