//! What must hold of a plan over years.

use crate::model::Horizon;
use crate::model::LimitSpec;
use crate::model::ScenarioSpec;
use crate::model::checks::limit;
use crate::problem::Lack;
use crate::problem::Place;
use crate::problem::Problem;
use crate::units::Money;
use std::collections::BTreeMap;

/// What is wrong with a plan besides what is wrong with single years of it.
pub(super) fn problems(spec: &ScenarioSpec) -> Vec<Problem> {
    let mut problems = of_limits(spec);
    let over_plan = Place::root().key("budget").key("over_plan");
    let Some(horizon) = &spec.horizon else {
        if spec.over_plan.is_some() {
            let found = "`over_plan`, and no `[horizon]` says which years";
            let allowed = "a budget without it, or a `[horizon]` with `first_year` and `years`";
            problems.push(Problem::key(over_plan, found).allowed(allowed).lacking(Lack::Horizon));
        }
        return problems;
    };
    if let Some(money) = spec.over_plan.filter(|money| *money < Money::ZERO) {
        problems.push(Problem::value(over_plan, money).allowed("money from nought up"));
    }
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
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for limit in &spec.limits {
        let before = times.entry(&limit.name).or_default();
        let place = Place::root().key("limit").again(&limit.name, *before);
        *before += 1;
        let Some(horizon) = &spec.horizon else {
            problems.extend(without_years(limit, &place));
            continue;
        };
        let years = horizon.years.min(Horizon::MOST_YEARS);
        let (first, last) = (horizon.first_year, horizon.named(years.saturating_sub(1)));
        let outside = |(_, year): &(usize, &i32)| years > 0 && !(first..=last).contains(year);
        for (item, year) in limit.years.iter().enumerate().filter(outside) {
            let problem =
                Problem::value(place.key("years").item(item), format!("no year of the plan is {year}"));
            let allowed = if first == last { first.to_string() } else { format!("{first} to {last}") };
            problems.push(problem.allowed(allowed).lacking(Lack::Horizon));
        }
    }
    problems
}

/// What a limit says of years where there are none.
fn without_years(limit: &LimitSpec, place: &Place) -> Vec<Problem> {
    let keys = [
        ("years", !limit.years.is_empty()),
        ("max_yearly_change", limit.max_yearly_change.is_some() && limit.ratio.is_none()),
    ];
    let stated = keys.into_iter().filter(|(_, is_stated)| *is_stated);
    let problem = |(key, _)| {
        let found = format!("`{key}`, and no `[horizon]` says which years");
        let allowed = "a limit without it, or a `[horizon]` with `first_year` and `years`";
        Problem::key(place.key(key), found).allowed(allowed).lacking(Lack::Horizon)
    };
    stated.map(problem).collect()
}
