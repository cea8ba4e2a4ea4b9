//! Plans over years, held against what can be worked out by hand, in closed form, and by other ways to the same figure.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod closed;
mod decided;
mod felt;
mod properties;
#[path = "../support/mod.rs"]
mod support;

use apportion::curve::Family;
use apportion::model::Allocation;
use apportion::model::Discount;
use apportion::model::Evidence;
use apportion::model::Horizon;
use apportion::model::Programme;
use apportion::model::Scenario;
use apportion::model::ScenarioSpec;
use apportion::model::Strength;
use apportion::optimise::Certificate;
use apportion::study::Decision;
use apportion::study::Ground;
use apportion::study::Setting;
use apportion::study::decide;
use std::sync::Arc;
use support::certain;
use support::effect;
use support::programme;
use support::scenario_spec;
use support::simulation;

/// A horizon of so many years from 2016 at a rate.
fn horizon(years: usize, rate: f64) -> Horizon {
    Horizon { first_year: 2016, years, discount: Discount::Rate(rate), max_yearly_change: None, tail: false }
}

/// A plan with a budget a year, of two draws: nothing is uncertain.
fn plan(years: usize, rate: f64, budget: f64) -> ScenarioSpec {
    ScenarioSpec {
        horizon: Some(horizon(years, rate)),
        simulation: simulation(2, 1),
        ..scenario_spec(budget)
    }
}

/// A programme alone on a threat of its own name, with q = exp(−k·x), and nothing spent today.
fn straight(name: &str, k: f64) -> Programme {
    let strength = Strength::Own(certain(k));
    programme(name, "all", 0.0, vec![effect(name, Family::LogLinear, strength, Some(certain(1.0)))])
}

/// A scenario with its draws.
fn on(spec: ScenarioSpec, evidence: &Arc<Evidence>) -> (Scenario, Setting) {
    let scenario = support::scenario(spec, evidence);
    let setting = Setting::on(Ground::of(&scenario)).unwrap();
    (scenario, setting)
}

/// The best plan of a scenario, and its proof.
fn best(spec: ScenarioSpec, evidence: &Arc<Evidence>) -> (Allocation, Certificate) {
    let (scenario, setting) = on(spec, evidence);
    match decide(&setting, &scenario).unwrap() {
        Decision::Allocated { allocation, certificate } => (allocation, certificate.unwrap()),
        Decision::Impossible(why) => unreachable!("{why:?}"),
    }
}

/// Mean harm of a plan at present value.
fn present_value(spec: ScenarioSpec, evidence: &Arc<Evidence>, plan: &[f64]) -> f64 {
    let (_, setting) = on(spec, evidence);
    let harm = setting.harm(&Allocation::from_millions(plan.to_vec()));
    harm.iter().sum::<f64>() / f64::from(u32::try_from(harm.len()).unwrap())
}
