//! A choice between two scenarios and today, each of which puts all money on one threat.
//!
//! With c = 1 − exp(−k·B) they avoid c·H₁ and c·H₂ for the same money, and today nothing. Of lognormal harms the mean of the greater is that of an
//! option (Black & Scholes 1973; of both unknown, Margrabe 1978).

use crate::BUDGET;
use crate::K;
use crate::holds;
use crate::lognormals;
use crate::made;
use crate::partial;
use crate::support::id;
use crate::support::money;
use crate::support::scenario;
use crate::support::scenario_spec;
use crate::support::simulation;
use crate::told;
use apportion::distribution::special::norm_cdf;
use apportion::id::Pattern;
use apportion::model::Evidence;
use apportion::model::Scenario;
use apportion::model::ScenarioSpec;
use apportion::model::Taken;
use apportion::model::WhatIf;
use apportion::study::voi::scenarios::DecisionKind;
use apportion::study::voi::scenarios::VoiWanted;
use std::sync::Arc;

const SIGMAS: [f64; 2] = [0.6, 0.4];

/// All money on one programme.
fn all_on(evidence: &Arc<Evidence>, programme: &str) -> Scenario {
    let mut spec = ScenarioSpec { id: format!("all-{programme}"), ..scenario_spec(BUDGET) };
    let other = if programme == "a" { "b" } else { "a" };
    spec.amounts.insert(id(programme), money(BUDGET));
    spec.amounts.insert(id(other), money(0.0));
    scenario(spec, evidence).simulated_with(simulation(20_000, 11))
}

/// The mean of the greater of two lognormals with these means, where the logarithm of their ratio has this deviation.
fn greater(one: f64, other: f64, deviation: f64) -> f64 {
    let d = libm::log(one / other) / deviation + 0.5 * deviation;
    other + one * norm_cdf(d) - other * norm_cdf(d - deviation)
}

#[test]
fn values_are_those_of_options() {
    // A hundred times the harm, so that what both cost beyond today, which is the same, is below all that they avoid but for a
    // chance of one in a thousand million.
    let larger = WhatIf { of: Pattern::new("threat.*.harm").unwrap(), taken: Taken::Times(100.0) };
    let evidence = made(lognormals(SIGMAS, 0.0)).assuming(&[larger]).unwrap();
    let scenarios = ["a", "b"].map(|programme| all_on(&evidence, programme));
    let told = told(&scenarios, &VoiWanted { outer_draws: 256, ..VoiWanted::default() });
    assert_eq!(told.kind, DecisionKind::Scenario);
    assert_eq!(told.now.0, "all-a", "the more uncertain one has the higher mean");
    let avoided = 1.0 - libm::exp(-K * BUDGET);
    let [one, other] = SIGMAS.map(|sigma| avoided * 100_000.0 * libm::exp(0.5 * sigma * sigma));
    let now = one.max(other);
    let both = (SIGMAS[0] * SIGMAS[0] + SIGMAS[1] * SIGMAS[1]).sqrt();
    holds("EVPI", told.evpi, greater(one, other, both) - now);
    let first = greater(one, other, SIGMAS[0]) - now;
    holds("EVPPI of a", partial(&told, "threat.a.harm"), first);
    holds("EVPPI of b", partial(&told, "threat.b.harm"), greater(other, one, SIGMAS[1]) - now);
    // Each by itself is better than today whatever turns out: nothing is to be found out.
    for own in &told.measured {
        assert!(own.address.is_none() && own.gain.value > 0.0, "{own:?}");
    }
    let all = told.groups.iter().find(|group| group.name == "placeholder").unwrap();
    let open = 3.0 * all.estimate.se + 0.03 * told.evpi.value;
    assert!((all.estimate.value - told.evpi.value).abs() < open, "{all:?} {:?}", told.evpi);
}
