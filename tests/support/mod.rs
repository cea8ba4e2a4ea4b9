//! Small evidence and scenarios made in code, for tests of the mathematics.
#![allow(dead_code, reason = "each test file uses its own part of this module")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

pub mod random;

use apportion::curve::Family;
use apportion::curve::Points;
use apportion::distribution::Distribution;
use apportion::id::Id;
use apportion::model::Count;
use apportion::model::Curve;
use apportion::model::Effect;
use apportion::model::Evidence;
use apportion::model::EvidenceSpec;
use apportion::model::Funder;
use apportion::model::Grade;
use apportion::model::Ownership;
use apportion::model::Parametric;
use apportion::model::Programme;
use apportion::model::Scenario;
use apportion::model::ScenarioSpec;
use apportion::model::Simulation;
use apportion::model::Strength;
use apportion::model::Threat;
use apportion::simulate::Futures;
use apportion::simulate::sample;
use apportion::units::Draws;
use apportion::units::Money;
use apportion::units::Seed;
use apportion::units::Share;
use std::sync::Arc;

pub mod instances;

pub fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

pub fn money(millions: f64) -> Money {
    Money::from_millions(millions).unwrap()
}

pub fn certain(value: f64) -> Distribution {
    Distribution::constant(value).unwrap()
}

pub fn threat(name: &str, harm: Distribution) -> Threat {
    Threat {
        id: id(name),
        name: name.to_owned(),
        harm: Some(harm),
        growth: None,
        counts: Vec::new(),
        grade: Grade::Placeholder,
        source: "made for a test".to_owned(),
        ownership: Ownership::default(),
    }
}

pub fn effect(on: &str, family: Family, strength: Strength, scale: Option<Distribution>) -> Effect {
    Effect {
        threat: id(on),
        works: None,
        curve: Curve::Parametric(Parametric { family, strength, scale }),
        grade: Grade::Placeholder,
        source: "made for a test".to_owned(),
        ownership: Ownership::default(),
    }
}

pub fn programme(name: &str, strand: &str, reference: f64, effects: Vec<Effect>) -> Programme {
    Programme {
        id: id(name),
        name: name.to_owned(),
        strand: id(strand),
        funder: None,
        reference: money(reference),
        min: Money::ZERO,
        max: None,
        set_up: Money::ZERO,
        lag: vec![1.0],
        grade: Grade::Placeholder,
        source: "made for a test".to_owned(),
        ownership: Ownership::default(),
        effects,
    }
}

pub fn evidence(strands: &[&str], threats: Vec<Threat>, programmes: Vec<Programme>) -> Arc<Evidence> {
    let spec = EvidenceSpec {
        name: "test".to_owned(),
        strands: strands.iter().map(|strand| id(strand)).collect(),
        price_year: "2015-16".to_owned(),
        threats,
        programmes,
        ..EvidenceSpec::default()
    };
    Arc::new(Evidence::new(spec).unwrap())
}

pub fn scenario_spec(total: f64) -> ScenarioSpec {
    let mut spec = ScenarioSpec { id: "test".to_owned(), name: "Test".to_owned(), ..ScenarioSpec::default() };
    spec.budget.total = money(total);
    spec
}

pub fn scenario(spec: ScenarioSpec, evidence: &Arc<Evidence>) -> Scenario {
    Scenario::new(spec, Arc::clone(evidence)).unwrap()
}

pub fn simulation(draws: usize, seed: u64) -> Simulation {
    Simulation { draws: Draws::new(draws).unwrap(), seed: Seed(seed), ..Simulation::default() }
}

/// The water-filling case: four programmes, each alone on its threat, with exponential returns.
pub fn four_programmes() -> Arc<Evidence> {
    let cases = [("a", 100.0, 0.002), ("b", 80.0, 0.003), ("c", 60.0, 0.001), ("d", 40.0, 0.004)];
    let reach = 0.5;
    let threats = cases.iter().map(|(name, removable, _)| threat(name, certain(removable / reach))).collect();
    let programmes = cases.iter().map(|(name, _, rate)| {
        let half = Some(certain(std::f64::consts::LN_2 / rate));
        programme(
            name,
            "all",
            0.0,
            vec![effect(name, Family::Exponential, Strength::Own(certain(reach)), half)],
        )
    });
    evidence(&["all"], threats, programmes.collect())
}

/// Evidence with every part open to change before it is checked.
pub fn evidence_spec(strands: &[&str], threats: Vec<Threat>, programmes: Vec<Programme>) -> EvidenceSpec {
    EvidenceSpec {
        name: "test".to_owned(),
        strands: strands.iter().map(|strand| id(strand)).collect(),
        price_year: "2015-16".to_owned(),
        threats,
        programmes,
        ..EvidenceSpec::default()
    }
}

/// A share that is known to be one.
pub fn share(value: f64) -> Share {
    Share::new(value).unwrap()
}

/// A human measure of a threat.
pub fn count(name: &str, per_year: Distribution) -> Count {
    Count {
        id: id(name),
        name: name.to_owned(),
        per_year,
        grade: Grade::Placeholder,
        source: "made for a test".to_owned(),
        ownership: Ownership::default(),
    }
}

/// Somebody who pays, and delivers this share of what is planned.
pub fn funder(name: &str, delivered: Distribution) -> Funder {
    Funder {
        id: id(name),
        name: name.to_owned(),
        delivered: Some(delivered),
        grade: Some(Grade::Placeholder),
        source: Some("made for a test".to_owned()),
        ownership: Ownership::default(),
    }
}

/// An effect by way of a table of points.
pub fn points_effect(on: &str, points: &[(f64, f64)]) -> Effect {
    Effect {
        threat: id(on),
        works: None,
        curve: Curve::Points(Points::new(points).unwrap()),
        grade: Grade::Placeholder,
        source: "made for a test".to_owned(),
        ownership: Ownership::default(),
    }
}

/// The futures of some evidence.
pub fn futures(evidence: &Evidence, simulation: Simulation) -> Futures {
    Futures::new(evidence, &sample(evidence, simulation)).unwrap()
}
