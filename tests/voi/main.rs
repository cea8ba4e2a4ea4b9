//! The value of information, held against closed forms, enumeration and brute force.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "../support/mod.rs"]
mod support;

mod closed_forms;
mod gap;
mod grids;
mod options;

use apportion::curve::Family;
use apportion::distribution::Distribution;
use apportion::id::Pattern;
use apportion::model::Correlation;
use apportion::model::Dependence;
use apportion::model::Effect;
use apportion::model::Evidence;
use apportion::model::EvidenceSpec;
use apportion::model::Scenario;
use apportion::model::ScenarioSpec;
use apportion::model::Simulation;
use apportion::model::Strength;
use apportion::model::Threat;
use apportion::model::Within;
use apportion::study::Silent;
use apportion::study::voi::scenarios::Estimate;
use apportion::study::voi::scenarios::Told;
use apportion::study::voi::scenarios::VoiWanted;
use apportion::study::voi::scenarios::value_of_information;
use std::sync::Arc;
use support::certain;
use support::effect;
use support::evidence_spec;
use support::programme;
use support::scenario;
use support::scenario_spec;
use support::share;
use support::threat;

/// The rate of both programmes, per £m, and the money.
const K: f64 = 0.002;
const BUDGET: f64 = 2900.0;

/// What q = exp(−k·x) does to a threat.
fn bends(on: &str) -> Effect {
    effect(on, Family::LogLinear, Strength::Own(certain(1000.0 * K)), Some(certain(1000.0)))
}

/// Two programmes without reference spend, each alone on its threat.
fn two(threats: Vec<Threat>, effects: [Effect; 2]) -> EvidenceSpec {
    let [a, b] = effects;
    let programmes = vec![programme("a", "all", 0.0, vec![a]), programme("b", "all", 0.0, vec![b])];
    evidence_spec(&["all"], threats, programmes)
}

/// Two lognormal harms with medians of 1,000, correlated in their normal scores.
fn lognormals(sigmas: [f64; 2], rho: f64) -> EvidenceSpec {
    let [a, b] = sigmas.map(|sigma| Distribution::lognormal(1000.0, sigma).unwrap());
    let mut spec = two(vec![threat("a", a), threat("b", b)], [bends("a"), bends("b")]);
    if rho > 0.0 {
        let between = vec![Pattern::new("threat.*.harm").unwrap()];
        spec.correlations.push(Correlation { between, dependence: Dependence::OneFactor(share(rho)) });
    }
    spec
}

fn made(spec: EvidenceSpec) -> Arc<Evidence> {
    Arc::new(Evidence::new(spec).unwrap())
}

/// All money open.
fn free(evidence: &Arc<Evidence>, simulation: Simulation) -> Scenario {
    let spec = ScenarioSpec { within: Within::Best, ..scenario_spec(BUDGET) };
    scenario(spec, evidence).simulated_with(simulation)
}

fn told(scenarios: &[Scenario], wanted: &VoiWanted) -> Told {
    let voi = value_of_information(scenarios, wanted, &Silent).unwrap();
    voi.decisions.into_iter().next().unwrap()
}

fn partial(told: &Told, address: &str) -> Estimate {
    let found = told.partials.iter().find(|partial| partial.address.as_str() == address);
    found.unwrap().estimate.unwrap()
}

/// Within three standard errors of the truth and what nodes leave out, and told apart.
fn holds(name: &str, found: Estimate, truth: f64) {
    let open = 3.0 * found.se + found.error + 1e-3 * truth;
    assert!((found.value - truth).abs() < open, "{name}: {found:?} against {truth}");
    assert!(found.se < 0.2 * truth && found.is_distinguishable(), "{name}: {found:?}");
}
