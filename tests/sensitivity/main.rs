//! What moves the answer: estimators against closed forms, and the study against evidence with known answers.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod closed_forms;
mod dependent;
mod moved;
#[path = "../support/mod.rs"]
mod support;
mod switches;

use apportion::distribution::Distribution;
use apportion::model::Evidence;
use apportion::model::Scenario;
use apportion::model::ScenarioSpec;
use apportion::model::Within;
use apportion::study::Sensed;
use apportion::study::SensitivityAsked;
use apportion::study::Silent;
use apportion::study::sensitivity;
use std::sync::Arc;
use support::certain;
use support::effect;
use support::money;
use support::programme;
use support::scenario;
use support::simulation;
use support::threat;

/// The part of harm that the programmes below leave where they have any money.
const HALF: f64 = 0.5;

/// A threat, and a programme that gets nothing today and avoids half of its harm at once.
fn halved(name: &str, harm: Distribution) -> (apportion::model::Threat, apportion::model::Programme) {
    let strength = apportion::model::Strength::Own(certain(HALF));
    let curve = effect(name, apportion::curve::Family::Exponential, strength, Some(certain(0.5)));
    (threat(name, harm), programme(name, name, 0.0, vec![curve]))
}

/// A scenario that gives £100m to each of some programmes, so that what they leave is half but for 2⁻²⁰⁰.
fn spent_on(names: &[&str], name: &str, evidence: &Arc<Evidence>, draws: usize) -> Scenario {
    let total = 100.0 * f64::from(u32::try_from(names.len()).unwrap());
    let mut spec =
        ScenarioSpec { id: name.to_owned(), name: name.to_owned(), ..support::scenario_spec(total) };
    spec.within = Within::Fixed;
    let amount = |programme: &str| if names.contains(&programme) { 100.0 } else { 0.0 };
    let programmes = evidence.programmes().iter();
    spec.amounts = programmes.map(|own| (own.id.clone(), money(amount(own.id.as_str())))).collect();
    spec.simulation = simulation(draws, 7);
    scenario(spec, evidence)
}

/// What moves some scenarios on one evidence.
fn sensed(scenarios: Vec<Scenario>) -> Sensed {
    let mut blocks = sensitivity(scenarios, &SensitivityAsked::default(), &Silent).unwrap().blocks;
    assert_eq!(blocks.len(), 1);
    blocks.remove(0)
}

/// The position of the number at an address.
fn number(sensed: &Sensed, address: &str) -> usize {
    sensed.factors.iter().position(|factor| factor.address.as_str() == address).unwrap()
}
