//! What files may say, and are checked for, but no engine answers yet.

use crate::model::Evidence;
use crate::model::Risk;
use crate::model::Scenario;
use crate::problem::Place;
use crate::problem::Problem;

/// The keys of a scenario that ask for something this version cannot do.
#[must_use]
pub fn unbuilt_in_scenario(scenario: &Scenario) -> Vec<Problem> {
    let root = Place::root();
    let mut problems = Vec::new();
    if scenario.horizon().is_some() {
        problems.push(unbuilt(root.key("horizon"), "plans over years (`[horizon]`)"));
    }
    if scenario.objective().risk != Risk::Mean {
        problems.push(unbuilt(root.key("objective").key("risk"), "a CVaR objective (`risk = { cvar = … }`)"));
    }
    for limit in scenario.limits().iter().filter(|limit| limit.at_most_open.is_some()) {
        let place = root.key("limit").named(&limit.name).key("at_most_open");
        problems.push(unbuilt(place, "either-or limits (`at_most_open`)"));
    }
    problems
}

/// The keys of an evidence file that ask for something this version cannot do.
#[must_use]
pub fn unbuilt_in_evidence(evidence: &Evidence) -> Vec<Problem> {
    let with_set_up = evidence.programmes().iter().filter(|programme| programme.set_up.millions() > 0.0);
    let place = Place::root().key("programme");
    with_set_up
        .map(|programme| {
            unbuilt(place.named(programme.id.as_str()).key("set_up"), "set-up costs (`set_up` above 0)")
        })
        .collect()
}

fn unbuilt(place: Place, what: &str) -> Problem {
    Problem::key(place, format!("{what} cannot be answered by this version"))
}
