//! What a page is played on: strands, programmes, threats, uncertain numbers, and what all of it rests on.

use crate::id::Id;
use crate::model::Allocation;
use crate::model::Scenario;
use crate::report::Basis;
use crate::report::compare::ThreatName;
use crate::study::Setting;
use crate::units::Money;
use serde::Serialize;
use std::collections::BTreeSet;

/// A scenario's ground.
#[derive(Clone, Debug, Serialize)]
pub struct GroundView {
    evidence: String,
    price_year: String,
    draws: usize,
    years: Vec<i32>,
    back_office: Vec<f64>,
    strands: Vec<Strand>,
    programmes: Vec<Programme>,
    threats: Vec<ThreatName>,
    numbers: Vec<Number>,
    /// The scenario's own rules.
    rules: Vec<String>,
    /// Programmes that it keeps at an amount.
    held: Vec<String>,
    rests_on: Vec<String>,
    confidence: String,
    price_note: Option<String>,
}

/// A strand with its money today, £m.
#[derive(Clone, Debug, Serialize)]
struct Strand {
    id: String,
    today: f64,
}

/// A programme with its money today and its bounds, £m.
#[derive(Clone, Debug, Serialize)]
struct Programme {
    id: String,
    name: String,
    strand: String,
    funder: Option<String>,
    today: f64,
    min: f64,
    max: Option<f64>,
    set_up: f64,
    grade: String,
}

/// An uncertain number.
#[derive(Clone, Debug, Serialize)]
struct Number {
    address: String,
    words: String,
    grade: String,
    source: String,
}

impl GroundView {
    /// What a scenario is played on.
    #[must_use]
    pub fn of(scenario: &Scenario, setting: &Setting, basis: &Basis, held: &BTreeSet<Id>) -> Self {
        let evidence = scenario.evidence();
        let years = scenario.horizon().map(|horizon| (0..horizon.years).map(|year| horizon.named(year)));
        let log = evidence.assumptions();
        let source = |address: &str| {
            let stated = log.iter().find(|assumption| assumption.address.as_str() == address);
            stated.map(|assumption| assumption.source.clone()).unwrap_or_default()
        };
        let numbers = evidence.factors().into_iter().map(|factor| Number {
            source: source(factor.address.as_str()),
            address: factor.address.to_string(),
            words: factor.what,
            grade: factor.grade.to_string(),
        });
        let programmes = evidence.programmes().iter().map(|programme| Programme {
            id: programme.id.to_string(),
            name: programme.name.clone(),
            strand: programme.strand.to_string(),
            funder: programme.funder.as_ref().map(ToString::to_string),
            today: programme.reference.millions(),
            min: programme.min.millions(),
            max: programme.max.map(Money::millions),
            set_up: programme.set_up.millions(),
            grade: programme.grade.to_string(),
        });
        let reference = Allocation::reference(evidence);
        let strands = evidence.strands().iter().map(|strand| Strand {
            id: strand.to_string(),
            today: reference.total_of(&evidence.programmes_of(strand)).millions(),
        });
        let back_office =
            (0..scenario.years()).map(|year| scenario.in_year(year).budget().back_office.millions());
        Self {
            evidence: evidence.name().to_owned(),
            price_year: evidence.price_year().to_owned(),
            draws: setting.simulation().draws.get(),
            years: years.into_iter().flatten().collect(),
            back_office: back_office.collect(),
            strands: strands.collect(),
            programmes: programmes.collect(),
            threats: ThreatName::all(evidence),
            numbers: numbers.collect(),
            held: held.iter().map(ToString::to_string).collect(),
            rules: scenario.limits().iter().map(|limit| limit.name.clone()).collect(),
            rests_on: basis.said(),
            confidence: basis.confidence_said(),
            price_note: basis.restated.clone(),
        }
    }
}
