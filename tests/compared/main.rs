//! What scenarios side by side are said to do: today, the reference, money against split against use, and who wins.
#![allow(clippy::float_cmp, reason = "what is exactly nought, or was written down, is compared exactly")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "../support/mod.rs"]
mod support;

mod choice;
mod economics;
mod headline;
mod reference;
mod worth;

use crate::support::certain;
use crate::support::effect;
use crate::support::evidence_spec;
use crate::support::id;
use crate::support::money;
use crate::support::programme;
use crate::support::scenario;
use crate::support::scenario_spec;
use crate::support::simulation;
use crate::support::threat;
use apportion::curve::Family;
use apportion::distribution::Distribution;
use apportion::model::Evidence;
use apportion::model::EvidenceSpec;
use apportion::model::Scenario;
use apportion::model::Strength;
use apportion::model::Within;
use apportion::study::Asked;
use apportion::study::Block;
use apportion::study::Comparison;
use apportion::study::ScenarioResult;
use apportion::study::Silent;
use std::sync::Arc;

/// Two programmes of strand `a` on one threat and one of strand `b` on another, with q(e) = exp(−rate·e/100).
fn three_programmes_spec(rates: [Distribution; 3]) -> EvidenceSpec {
    let [p, r, q] = rates.map(|rate| (Family::LogLinear, Strength::Own(rate), Some(certain(100.0))));
    let on = |threat: &str, (family, rate, scale)| vec![effect(threat, family, rate, scale)];
    evidence_spec(
        &["a", "b"],
        vec![threat("first", certain(1000.0)), threat("second", certain(500.0))],
        vec![
            programme("p", "a", 60.0, on("first", p)),
            programme("r", "a", 40.0, on("first", r)),
            programme("q", "b", 100.0, on("second", q)),
        ],
    )
}

/// The same as checked evidence.
fn three_programmes(rates: [Distribution; 3]) -> Arc<Evidence> {
    Arc::new(Evidence::new(three_programmes_spec(rates)).unwrap())
}

/// Without any uncertainty.
fn certain_programmes() -> Arc<Evidence> {
    three_programmes([0.1, 0.2, 0.3].map(certain))
}

/// A scenario that spends exactly these amounts on p, r and q.
fn spending(name: &str, amounts: [f64; 3], evidence: &Arc<Evidence>, draws: usize) -> Scenario {
    let mut spec = scenario_spec(amounts.iter().sum());
    (spec.id, spec.name) = (name.to_owned(), name.to_owned());
    spec.within = Within::Fixed;
    spec.amounts = ["p", "r", "q"].map(id).into_iter().zip(amounts.map(money)).collect();
    spec.simulation = simulation(draws, 1);
    scenario(spec, evidence)
}

/// Scenarios of one block, held against one of them or against today.
fn compared(scenarios: Vec<Scenario>, reference: Option<&str>) -> Block {
    let asked = Asked { reference: reference.map(str::to_owned), ..Asked::default() };
    Comparison::of(scenarios, &asked, &Silent).unwrap().blocks.remove(0)
}

/// The result of a scenario.
fn result<'b>(block: &'b Block, id: &str) -> &'b ScenarioResult {
    block.results.iter().find(|result| result.scenario.id() == id).unwrap()
}

/// Equal but for rounding in a handful of operations.
fn assert_close(a: f64, b: f64) {
    assert!((a - b).abs() <= 1e-11 * (1.0 + b.abs()), "{a} is not {b}");
}
