//! Groups of numbers that move together: whom they name, and that nobody is in two of them.

use crate::id::Pattern;
use crate::model::Correlation;
use crate::model::Dependence;
use crate::model::Evidence;
use crate::model::checks::matrix;
use crate::model::checks::pattern;
use crate::problem::Lack;
use crate::problem::Place;
use crate::problem::Problem;
use std::collections::BTreeMap;

/// Every problem of the groups taken together.
pub(super) fn problems(evidence: &Evidence) -> Vec<Problem> {
    let numbers = evidence.uncertain();
    let uncertain: Vec<&str> = numbers.iter().map(|(address, _)| address.as_str()).collect();
    let mut groups = Groups { evidence, uncertain, group_of: BTreeMap::new() };
    let mut problems = Vec::new();
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for (number, group) in evidence.correlations().iter().enumerate() {
        let first = group.between.first().map_or("", |pattern| pattern.as_str());
        let before = times.entry(first).or_default();
        let list = Place::root().key("correlation");
        let place = if group.between.is_empty() { list } else { list.again(first, *before) };
        *before += 1;
        problems.extend(groups.of(number, group, &place.key("between")));
        if let Dependence::Matrix(matrix) = &group.dependence {
            problems.extend(matrix::problems(matrix, group.between.len(), &place.key("matrix")));
        }
    }
    problems
}

/// The groups that have been looked at.
struct Groups<'e> {
    evidence: &'e Evidence,
    uncertain: Vec<&'e str>,
    group_of: BTreeMap<&'e str, usize>,
}

/// A glob in a group with a matrix, whose rows would have no order.
fn several(pattern: &Pattern, covered: &[&str], place: Place) -> Problem {
    const MOST: usize = 12;
    let named: Vec<String> = covered.iter().take(MOST).map(|address| format!("`{address}`")).collect();
    let more = if covered.len() > MOST { " and so on" } else { "" };
    let found = format!("`{}` covers {} numbers beside a `matrix`", pattern.as_str(), covered.len());
    Problem::value(place, found).allowed(format!("one number each: {}{more}", named.join(", ")))
}

fn twice(address: &str, place: Place) -> Problem {
    Problem::value(place, format!("`{address}` is in this group already")).allowed("each number once")
}

impl<'e> Groups<'e> {
    fn of(&mut self, number: usize, group: &Correlation, place: &Place) -> Vec<Problem> {
        if group.between.is_empty() {
            let found = "a `[[correlation]]` between nobody";
            return vec![Problem::value(place.clone(), found).allowed("two uncertain numbers or more")];
        }
        let mut problems = Vec::new();
        let mut members = 0;
        let has_matrix = matches!(group.dependence, Dependence::Matrix(_));
        for (i, pattern) in group.between.iter().enumerate() {
            let covered: Vec<&'e str> =
                self.uncertain.iter().copied().filter(|address| pattern.covers(address)).collect();
            if covered.is_empty() {
                problems.push(self.nobody(pattern, place.item(i)));
            }
            if has_matrix && covered.len() > 1 {
                problems.push(several(pattern, &covered, place.item(i)));
            }
            for address in covered {
                match self.group_of.insert(address, number) {
                    Some(before) if before != number => {
                        problems.push(self.in_two(address, before, place.item(i)));
                    }
                    Some(_) if has_matrix => problems.push(twice(address, place.item(i))),
                    Some(_) => {}
                    None => members += 1,
                }
            }
        }
        if members == 1 && problems.is_empty() {
            let found = "a group of one uncertain number, which has nothing to move with";
            let problem = Problem::value(place.clone(), found).allowed("two or more");
            problems.push(problem.lacking(Lack::Any));
        }
        problems
    }

    fn in_two(&self, address: &str, before: usize, place: Place) -> Problem {
        let other = self.evidence.correlations().get(before).and_then(|group| group.between.first());
        let other = other.map_or("", |pattern| pattern.as_str());
        let found = format!("`{address}` is in two groups: this one and that of `{other}`");
        Problem::value(place, found).allowed(
            "each uncertain number in one group; a group with a `matrix` instead of `rho` has any correlations between its \
             numbers",
        )
    }

    fn nobody(&self, pattern: &Pattern, place: Place) -> Problem {
        let certain = self.evidence.assumptions();
        let certain = certain.iter().find(|number| pattern.covers(number.address.as_str()));
        if let Some(certain) = certain {
            let found = format!(
                "`{}` is {}, which is certain and moves with nothing",
                certain.address, certain.value
            );
            return Problem::value(place, found)
                .allowed("numbers with a distribution, or with `works` below 1");
        }
        let found = format!("`{}` covers no uncertain number", pattern.as_str());
        let allowed = "addresses as `apportion evidence` lists them, with `*` for any run of characters";
        let nearest = pattern::nearest(pattern, &self.uncertain);
        Problem::value(place, found).allowed(allowed).nearest(nearest).lacking(Lack::Any)
    }
}
