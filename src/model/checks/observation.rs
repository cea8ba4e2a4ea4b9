//! Observations: that each is of an uncertain number, measured in its unit, and not beyond everything believed of it.

use crate::distribution::DistError;
use crate::distribution::Distribution;
use crate::distribution::Measured;
use crate::id::Address;
use crate::model::Evidence;
use crate::model::Observation;
use crate::model::Reading;
use crate::problem::Lack;
use crate::problem::Place;
use crate::problem::Problem;
use crate::text;
use crate::text::typed;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Every problem of the observations taken together.
pub(super) fn problems(evidence: &Evidence) -> Vec<Problem> {
    if evidence.observations().is_empty() {
        return Vec::new();
    }
    let mut problems = repeated(evidence.observations());
    let numbers: BTreeMap<Address, Cow<'_, Distribution>> = evidence.uncertain().into_iter().collect();
    let mut before: BTreeMap<&Address, Measured> = BTreeMap::new();
    for observation in evidence.observations() {
        let place = place_of(observation);
        match numbers.get(&observation.of) {
            _ if is_yes_or_no(&observation.of) => problems.push(yes_or_no(observation, &place)),
            None => problems.push(nobody(evidence, observation, &place, &numbers)),
            Some(prior) => {
                let units = in_units(observation, &place);
                if !units.is_empty() {
                    problems.extend(units);
                    continue;
                }
                match observation.measured() {
                    Ok(own) => {
                        let all = before.get(&observation.of).map_or(own, |all| all.and(own));
                        before.insert(&observation.of, all);
                        problems.extend(match prior.update(all) {
                            Ok(update) => ruled_out(update.moments().0, prior, observation, &place),
                            Err(error) => Some(unforeseen(error, &place)),
                        });
                    }
                    Err(error) => problems.push(no_measurement(error, &place)),
                }
            }
        }
    }
    problems
}

/// So many standard deviations from the middle a prior gives a chance of one in 3.5 million: either it or the study is wrong.
const RULED_OUT: f64 = 5.0;

/// A posterior that the prior all but rules out; its mean in normal scores.
fn ruled_out(score: f64, prior: &Distribution, observation: &Observation, place: &Place) -> Option<Problem> {
    let found = format!("{} of `{}`, which is {prior}", typed(observation.value.get()), observation.of);
    let allowed = "a measurement that the prior does not all but rule out, one with a larger standard error, or another prior";
    (score.abs() > RULED_OUT).then(|| Problem::value(place.key("value"), found).allowed(allowed))
}

fn place_of(observation: &Observation) -> Place {
    Place::root().key("observation").item(observation.place)
}

/// Observations with an id that another has.
fn repeated(observations: &[Observation]) -> Vec<Problem> {
    let mut in_file: Vec<&Observation> = observations.iter().collect();
    in_file.sort_by_key(|observation| observation.place);
    let mut seen: Vec<&str> = Vec::new();
    let mut problems = Vec::new();
    for observation in in_file {
        let Some(id) = observation.id.as_deref() else { continue };
        if seen.contains(&id) {
            let found = format!("observation `{id}` is defined already");
            problems.push(
                Problem::value(place_of(observation).key("id"), found).allowed("each id once, or no id"),
            );
        }
        seen.push(id);
    }
    problems
}

fn is_yes_or_no(address: &Address) -> bool {
    address.as_str().rsplit('.').next() == Some("works")
}

fn yes_or_no(observation: &Observation, place: &Place) -> Problem {
    let found = format!("`{}` is a yes or a no, of which no value is measured", observation.of);
    Problem::value(place.key("of"), found).allowed(
        "a number with a distribution; what a study says of whether anything works at all goes into `works` itself",
    )
}

fn nobody(
    evidence: &Evidence,
    observation: &Observation,
    place: &Place,
    numbers: &BTreeMap<Address, Cow<'_, Distribution>>,
) -> Problem {
    let place = place.key("of");
    let certain = evidence.assumptions();
    if let Some(certain) = certain.iter().find(|number| number.address == observation.of) {
        let found = format!(
            "`{}` is {}, which is certain, so that nothing is learnt of it",
            certain.address, certain.value
        );
        return Problem::value(place, found).allowed("a number with a distribution");
    }
    let written = observation.of.as_str();
    let nearest = text::nearest(written, numbers.keys().map(Address::as_str)).map(str::to_owned);
    Problem::value(place, format!("there is no uncertain number `{written}`"))
        .allowed("an address as `apportion evidence` lists them")
        .nearest(nearest)
        .lacking(Lack::Any)
}

/// Figures in pounds of a number that is no money.
fn in_units(observation: &Observation, place: &Place) -> Vec<Problem> {
    if observation.is_money() {
        return Vec::new();
    }
    let figures = [("value", observation.value), ("standard_error", observation.standard_error)];
    let problem = |(key, reading): (&str, Reading)| match reading {
        Reading::Number(_) => None,
        Reading::Money(money) => {
            let found = format!("{money} of `{}`, which is no money", observation.of);
            Some(Problem::value(place.key(key), found).allowed("a number in the unit of what was measured"))
        }
    };
    figures.into_iter().filter_map(problem).collect()
}

fn no_measurement(error: DistError, place: &Place) -> Problem {
    match error {
        DistError::Argument { name, value, allowed, .. } => {
            Problem::value(place.key(name), format!("`{name}` is {}", typed(value))).allowed(allowed)
        }
        other => Problem::value(place.clone(), other),
    }
}

fn unforeseen(error: DistError, place: &Place) -> Problem {
    Problem::value(place.key("value"), error).allowed(
        "a prior that does not rule out what was measured, or a measurement with a larger standard error",
    )
}
