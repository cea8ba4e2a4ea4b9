//! Two programmes, each alone on its threat, which bend harm as q = exp(−k·x); harms are lognormal.
//!
//! Where means of harms are h₁ and h₂ the best split of a budget B leaves 2·√(h₁·h₂)·exp(−k·B/2). So knowledge of a harm that
//! resolves the variance s² of its logarithm is worth now·(1 − exp(−s²/8)), and of both the exponents add up.

use crate::support;
use apportion::curve::Family;
use apportion::distribution::Distribution;
use apportion::model::Evidence;
use apportion::model::Scenario;
use apportion::model::Simulation;
use apportion::model::Strength;
use apportion::model::Within;
use apportion::study::Silent;
use apportion::study::voi::StudyDesign;
use apportion::study::voi::scenarios::Design;
use apportion::study::voi::scenarios::Estimate;
use apportion::study::voi::scenarios::Told;
use apportion::study::voi::scenarios::VoiWanted;
use apportion::study::voi::scenarios::value_of_information;
use std::sync::Arc;
use support::certain;
use support::effect;
use support::evidence;
use support::programme;
use support::scenario;
use support::scenario_spec;
use support::simulation;
use support::threat;

pub const K: f64 = 0.002;
pub const BUDGET: f64 = 2900.0;
const SIGMAS: [f64; 2] = [0.8, 0.4];
/// 2·exp(−k·B/2)·√(med₁·med₂)·exp((σ₁² + σ₂²)/4).
const NOW: f64 = 134.411_025;

pub fn two(harms: [Distribution; 2]) -> Arc<Evidence> {
    let [first, second] = harms;
    let programmes = ["a", "b"].map(|name| {
        let on = effect(name, Family::LogLinear, Strength::Own(certain(1000.0 * K)), Some(certain(1000.0)));
        programme(name, "all", 0.0, vec![on])
    });
    evidence(&["all"], vec![threat("a", first), threat("b", second)], programmes.into())
}

pub fn free(evidence: &Arc<Evidence>, simulation: Simulation) -> Scenario {
    let spec = apportion::model::ScenarioSpec { within: Within::Best, ..scenario_spec(BUDGET) };
    scenario(spec, evidence).simulated_with(simulation)
}

fn told(wanted: &VoiWanted) -> Told {
    let harms = SIGMAS.map(|sigma| Distribution::lognormal(1000.0, sigma).unwrap());
    let scenario = free(&two(harms), simulation(20_000, 3));
    let voi = value_of_information(&[scenario], wanted, &Silent).unwrap();
    voi.decisions.into_iter().next().unwrap()
}

/// Within three standard errors of the truth, and told apart.
fn holds(name: &str, found: Estimate, truth: f64) {
    assert!((found.value - truth).abs() < 3.0 * found.se + 1e-3 * truth, "{name}: {found:?} against {truth}");
    assert!(found.se < 0.2 * truth && found.is_distinguishable(), "{name}: {found:?}");
}

#[test]
fn values_are_those_of_the_closed_form() {
    let (size, address) = StudyDesign::read("N=10 sd=1 on threat.a.harm").unwrap();
    let design = Design { address, size };
    let told = told(&VoiWanted { designs: vec![design], solved_draws: 2000, ..VoiWanted::default() });
    let worth = |variance: f64| NOW * (1.0 - (-variance / 8.0_f64).exp());
    let [first, second] = SIGMAS.map(|sigma| sigma * sigma);
    holds("EVPI", told.evpi, worth(first + second));
    let partial = |address: &str| {
        let found = told.partials.iter().find(|partial| partial.address.as_str() == address);
        found.unwrap().estimate.unwrap()
    };
    holds("EVPPI of a", partial("threat.a.harm"), worth(first));
    holds("EVPPI of b", partial("threat.b.harm"), worth(second));
    let sampled = &told.sampled[0];
    assert!(sampled.is_exact);
    holds("EVSI", sampled.estimate, worth(first * first / (first + 0.1)));
    for group in &told.groups {
        println!("{} {} {:?}", group.by, group.name, group.estimate);
    }
    println!("{:?} {:?} {:?} {:?}", told.gap, told.measured, told.evpi, told.gain);
    println!("{:#?}", told.partials);
}
