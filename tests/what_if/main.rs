//! What-ifs: numbers of the evidence taken to be something else, on the same draws.
#![allow(
    clippy::float_cmp,
    reason = "what is exactly nought, or drawn from the same uniforms, is compared exactly"
)]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod beside;
mod files;
#[path = "../support/mod.rs"]
mod support;

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
use apportion::id::Pattern;
use apportion::model::Evidence;
use apportion::model::EvidenceSpec;
use apportion::model::Scenario;
use apportion::model::Strength;
use apportion::model::Taken;
use apportion::model::WhatIf;
use apportion::model::Within;
use std::sync::Arc;

const DRAWS: usize = 600;

/// Two programmes, each alone on its threat, q(e) = exp(−rate·e/100), with the rates given.
fn spec(rates: [Distribution; 2]) -> EvidenceSpec {
    let [p, q] = rates.map(|rate| (Family::LogLinear, Strength::Own(rate), Some(certain(100.0))));
    let on = |threat: &str, (family, rate, scale)| vec![effect(threat, family, rate, scale)];
    let harm = |low| Distribution::uniform(low, low + 200.0).unwrap();
    let threats = vec![threat("first", harm(900.0)), threat("second", harm(400.0))];
    let programmes =
        vec![programme("p", "a", 60.0, on("first", p)), programme("q", "b", 100.0, on("second", q))];
    evidence_spec(&["a", "b"], threats, programmes)
}

/// The same as checked evidence.
fn evidence(rates: [Distribution; 2]) -> Arc<Evidence> {
    Arc::new(Evidence::new(spec(rates)).unwrap())
}

fn uncertain() -> [Distribution; 2] {
    [Distribution::uniform(0.05, 0.4).unwrap(), Distribution::lognormal(0.2, 0.5).unwrap()]
}

/// A scenario that spends exactly these amounts on p and q.
fn spending(name: &str, amounts: [f64; 2], evidence: &Arc<Evidence>) -> Scenario {
    let mut spec = scenario_spec(amounts.iter().sum());
    (spec.id, spec.name) = (name.to_owned(), name.to_owned());
    spec.within = Within::Fixed;
    spec.amounts = ["p", "q"].map(id).into_iter().zip(amounts.map(money)).collect();
    spec.simulation = simulation(DRAWS, 1);
    scenario(spec, evidence)
}

fn what_if(of: &str, taken: Taken) -> WhatIf {
    WhatIf { of: Pattern::new(of).unwrap(), taken }
}
