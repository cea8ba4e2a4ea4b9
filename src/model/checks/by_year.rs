//! What is wrong with single years of a plan, said once for as many of them as it is wrong in.

use crate::model::Horizon;
use crate::model::LimitSpec;
use crate::model::Portion;
use crate::model::ScenarioSpec;
use crate::problem::Place;
use crate::problem::Problem;
use crate::problem::Step;
use crate::text;
use crate::units::Money;
use std::collections::BTreeMap;

/// The problems of each year of a plan as problems of the plan. What is wrong in every year alike is said of none; what is
/// wrong in some of them, or with other figures, is said once, with the years; what is stated year by year is blamed
/// statement by statement. A limit has no problem in a year that it is not about.
pub(super) fn gathered(spec: &ScenarioSpec, horizon: &Horizon, found: Vec<Vec<Problem>>) -> Vec<Problem> {
    let limits = limits(spec);
    let mut groups: Vec<Group> = Vec::new();
    let mut known: BTreeMap<(Place, String, String), usize> = BTreeMap::new();
    for (year, problems) in found.into_iter().enumerate() {
        for problem in problems {
            let limit = limit_at(&problem.place).and_then(|key| limits.get(&key).copied());
            let concerned = limit.map_or(horizon.years, |limit| years_of(spec, horizon, limit).len());
            if limit.is_some_and(|limit| !years_of(spec, horizon, limit).contains(&year)) {
                continue;
            }
            let stated = stated(spec, year, &problem.place);
            let key = (problem.place.clone(), without_figures(&problem.found), stated);
            if let Some(group) = known.get(&key).and_then(|&group| groups.get_mut(group)) {
                group.is_same &= group.problem.found == problem.found;
                group.years.push(year);
            } else {
                known.insert(key, groups.len());
                groups.push(Group { problem, years: vec![year], is_same: true, concerned });
            }
        }
    }
    groups.into_iter().map(|group| group.said(horizon)).collect()
}

/// The same thing wrong in several years.
struct Group {
    /// In the first of them.
    problem: Problem,
    years: Vec<usize>,
    /// Whether it is the same to the figure.
    is_same: bool,
    /// In how many years it could be wrong.
    concerned: usize,
}

impl Group {
    fn said(self, horizon: &Horizon) -> Problem {
        let Self { problem, years, is_same, concerned } = self;
        if is_same && years.len() == concerned {
            return problem;
        }
        let first = years.first().copied().unwrap_or_default();
        let found = if is_same {
            format!("in {}: {}", named(&years, horizon), problem.found)
        } else {
            let others = named(years.get(1..).unwrap_or_default(), horizon);
            let first = horizon.named(first);
            format!("in {first}: {} (and in {others}, with other figures)", problem.found)
        };
        Problem { found, year: Some(first), ..problem }
    }
}

/// `2017`, `2017 and 2019`, `2017 to 2019 and 2021`.
pub(super) fn named(years: &[usize], horizon: &Horizon) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for &year in years {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == year => *last = year,
            _ => runs.push((year, year)),
        }
    }
    let words = runs.into_iter().flat_map(|(first, last)| match last - first {
        0 => vec![horizon.named(first).to_string()],
        1 => vec![horizon.named(first).to_string(), horizon.named(last).to_string()],
        _ => vec![format!("{} to {}", horizon.named(first), horizon.named(last))],
    });
    text::listed(&words.collect::<Vec<_>>())
}

/// Words as they are, and a stand-in for each with a figure in it.
fn without_figures(found: &str) -> String {
    let words =
        found.split(' ').map(|word| if word.contains(|c: char| c.is_ascii_digit()) { "#" } else { word });
    words.collect::<Vec<_>>().join(" ")
}

/// What is stated at a place in a year, where that may be another thing in each.
fn stated(spec: &ScenarioSpec, year: usize, place: &Place) -> String {
    let later = year.checked_sub(1).and_then(|later| spec.later_years.get(later));
    let (split, amounts) = later.map_or((&spec.split, &spec.amounts), |later| (&later.split, &later.amounts));
    match place.steps() {
        [Step::Key(table), Step::Key(strand), ..] if table == "split" => {
            let portion: Option<&Portion> =
                split.iter().find(|(id, _)| id.as_str() == strand).map(|(_, portion)| portion);
            format!("{portion:?}")
        }
        [Step::Key(table), _, Step::Key(programme), ..] if table == "allocate" => {
            let amount: Option<&Money> =
                amounts.iter().find(|(id, _)| id.as_str() == programme).map(|(_, amount)| amount);
            format!("{amount:?}")
        }
        _ => String::new(),
    }
}

/// Limits by their names, and by how many of the same name stand before them.
fn limits(spec: &ScenarioSpec) -> BTreeMap<(&str, usize), &LimitSpec> {
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    let keyed = spec.limits.iter().map(|limit| {
        let before = times.entry(&limit.name).or_default();
        *before += 1;
        ((limit.name.as_str(), *before - 1), limit)
    });
    keyed.collect()
}

fn limit_at(place: &Place) -> Option<(&str, usize)> {
    match place.steps() {
        [Step::Key(table), Step::Named(name, before), ..] if table == "limit" => Some((name, *before)),
        _ => None,
    }
}

/// The years that a limit is about; all of them where it names none of the plan's, which is said elsewhere.
fn years_of(spec: &ScenarioSpec, horizon: &Horizon, limit: &LimitSpec) -> Vec<usize> {
    let named: Vec<usize> = (0..horizon.years).filter(|year| spec.is_about(limit, *year)).collect();
    if named.is_empty() { (0..horizon.years).collect() } else { named }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Discount;

    fn horizon(years: usize) -> Horizon {
        Horizon {
            first_year: 2016,
            years,
            discount: Discount::GreenBook,
            max_yearly_change: None,
            tail: false,
        }
    }

    /// What is said of a plan, of something found in each of its years.
    fn said(found: &[Option<&str>]) -> Vec<(String, Option<usize>)> {
        let place = Place::root().key("budget").key("total");
        let problems = |found: Option<&str>| {
            found.map(|found| Problem::value(place.clone(), found)).into_iter().collect()
        };
        let found: Vec<Vec<Problem>> = found.iter().copied().map(problems).collect();
        let gathered = gathered(&ScenarioSpec::default(), &horizon(found.len()), found);
        gathered.into_iter().map(|problem| (problem.found, problem.year)).collect()
    }

    #[test]
    fn what_is_wrong_in_every_year_is_said_once_and_of_none() {
        assert_eq!(said(&[Some("£1m is wrong"); 3]), [("£1m is wrong".to_owned(), None)]);
        assert_eq!(said(&[None, None]), []);
    }

    #[test]
    fn what_is_wrong_in_some_years_is_said_with_them() {
        let last = said(&[None, None, Some("£1m is wrong")]);
        assert_eq!(last, [("in 2018: £1m is wrong".to_owned(), Some(2))]);
        let wrong = Some("£1m is wrong");
        let some = said(&[wrong, None, wrong, wrong, wrong, None, wrong, wrong]);
        assert_eq!(some, [("in 2016, 2018 to 2020, 2022 and 2023: £1m is wrong".to_owned(), Some(0))]);
        let others = said(&[None, Some("£1m is wrong"), Some("£2bn is wrong"), Some("£3m is wrong")]);
        let found = "in 2017: £1m is wrong (and in 2018 and 2019, with other figures)";
        assert_eq!(others, [(found.to_owned(), Some(1))]);
        assert_eq!(said(&[Some("£1m is wrong"), Some("£1m is odd")]).len(), 2, "other words, another thing");
    }
}
