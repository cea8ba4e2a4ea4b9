//! What files may say, and are checked for, but no engine answers yet.

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
    problems
}

fn unbuilt(place: Place, what: &str) -> Problem {
    Problem::key(place, format!("{what} cannot be answered by this version"))
}
