//! The assumptions log: every number the answer rests on, with where it is from.

use crate::distribution::Distribution;
use crate::id::Address;
use crate::model::Curve;
use crate::model::Effect;
use crate::model::Evidence;
use crate::model::Grade;
use crate::model::Ownership;
use crate::model::Programme;
use crate::model::Threat;
use crate::model::WhatIf;
use crate::model::learnt::Remembered;

/// One number that the answer rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Assumption {
    /// Where it stands.
    pub address: Address,
    /// What it is, in words with its unit.
    pub what: String,
    /// Its value or distribution, in the words of the file.
    pub value: String,
    /// Whether it differs between draws.
    pub is_uncertain: bool,
    /// How well it is known.
    pub grade: Grade,
    /// Who says so.
    pub source: String,
    /// Who answers for it.
    pub ownership: Ownership,
}

impl Evidence {
    /// Every number the answer rests on, by address.
    #[must_use]
    pub fn assumptions(&self) -> Vec<Assumption> {
        let mut own = log(self);
        if let Some((restated, original)) = self.restated().zip(self.as_stated()) {
            for (now, stated) in own.iter_mut().zip(log(&original)) {
                say_restated(now, &stated, self.price_year(), restated.factor);
            }
        }
        if !self.what_ifs().is_empty() {
            for (now, taken) in own.iter_mut().zip(log(self)) {
                let is_taken = |what_if: &&WhatIf| what_if.of.covers(now.address.as_str());
                if let Some(what_if) = self.what_ifs().iter().rev().find(is_taken) {
                    now.what = format!("{}, what if {}", now.what, what_if.taken);
                    now.value = taken.value;
                }
            }
        }
        own
    }

    /// The same as they are written: in the prices in which they were stated, reference spend before it was scaled.
    #[must_use]
    pub fn assumptions_as_written(&self) -> Vec<Assumption> {
        let (spec, learnt) = (self.as_written(), Remembered::default());
        log(&Self { spec, restated: None, assumed: None, before_scaling: Vec::new(), learnt })
    }
}

/// Says of an amount of money what it is in, and shows a plain amount as it was stated, with the factor.
fn say_restated(now: &mut Assumption, stated: &Assumption, price_year: &str, factor: f64) {
    const PLAIN: [&str; 4] = ["reference", "min", "max", "set_up"];
    const OTHERS: [&str; 4] = ["harm", "half_spend", "scale", "points"];
    let key = now.address.as_str().rsplit('.').next().unwrap_or_default();
    let (is_plain, is_money) = (PLAIN.contains(&key), OTHERS.contains(&key));
    if is_plain {
        now.value = format!("{} × {factor:.4}", stated.value);
    }
    if is_plain || is_money {
        now.what = format!("{} ({price_year} prices)", now.what);
    }
}

fn log(evidence: &Evidence) -> Vec<Assumption> {
    let mut log: Vec<Assumption> = evidence.threats().iter().flat_map(of_threat).collect();
    for funder in evidence.funders() {
        if let (Some(delivered), Some(grade), Some(source)) =
            (&funder.delivered, funder.grade, funder.source.as_ref())
        {
            let what = format!("share of planned money that is delivered: {}", funder.name);
            let known = (grade, source.as_str(), &funder.ownership);
            log.push(stated(Address::of_delivery(&funder.id), what, delivered, known));
        }
    }
    log.extend(evidence.programmes().iter().flat_map(|programme| of_programme(evidence, programme)));
    log.sort_by(|a, b| a.address.cmp(&b.address));
    log
}

/// What is known of a number besides itself: how well, who says so, and who answers for it.
type Known<'a> = (Grade, &'a str, &'a Ownership);

fn stated(address: Address, what: String, value: &Distribution, known: Known<'_>) -> Assumption {
    let (is_uncertain, value) = (value.certain().is_none(), value.to_string());
    let (grade, source, ownership) = (known.0, known.1.to_owned(), known.2.clone());
    Assumption { address, what, value, is_uncertain, grade, source, ownership }
}

fn of_threat(threat: &Threat) -> Vec<Assumption> {
    let mut log = Vec::new();
    let known = (threat.grade, threat.source.as_str(), &threat.ownership);
    if let Some(harm) = &threat.harm {
        let what = format!("harm a year, £m: {}", threat.name);
        log.push(stated(Address::of_threat(&threat.id, "harm"), what, harm, known));
    }
    if let Some(growth) = &threat.growth {
        let what = format!("growth of harm a year: {}", threat.name);
        log.push(stated(Address::of_threat(&threat.id, "growth"), what, growth, known));
    }
    for count in &threat.counts {
        let address = Address::of_count(&threat.id, &count.id);
        let what = format!("{} a year ({})", count.name, threat.name);
        let known = (count.grade, count.source.as_str(), &count.ownership);
        log.push(stated(address, what, &count.per_year, known));
    }
    log
}

fn of_programme(evidence: &Evidence, programme: &Programme) -> Vec<Assumption> {
    let plain = |key: &str, what: &str, value: String| Assumption {
        address: Address::of_programme(&programme.id, key),
        what: format!("{what}: {}", programme.name),
        value,
        is_uncertain: false,
        grade: programme.grade,
        source: programme.source.clone(),
        ownership: programme.ownership.clone(),
    };
    let mut log = vec![plain("reference", "spend today, £m", programme.reference.millions().to_string())];
    if programme.min.millions() > 0.0 {
        log.push(plain("min", "least spend, £m", programme.min.millions().to_string()));
    }
    if let Some(max) = programme.max {
        log.push(plain("max", "most spend, £m", max.millions().to_string()));
    }
    if programme.set_up.millions() > 0.0 {
        log.push(plain("set_up", "set-up cost, £m", programme.set_up.millions().to_string()));
    }
    if programme.lag.len() > 1 {
        let weights: Vec<String> = programme.lag.iter().map(ToString::to_string).collect();
        log.push(plain("lag", "lag weights, from the year of spending on", weights.join(", ")));
    }
    log.extend(programme.effects.iter().flat_map(|effect| of_effect(evidence, programme, effect)));
    log
}

fn of_effect(evidence: &Evidence, programme: &Programme, effect: &Effect) -> Vec<Assumption> {
    let threat = evidence.threat(&effect.threat).map_or(effect.threat.as_str(), |threat| &threat.name);
    let address = |key: &str| Address::of_effect(&programme.id, &effect.threat, key);
    let on = format!("{} on {threat}", programme.name);
    let mut log = Vec::new();
    for (parameter, number) in effect.curve.parameters() {
        let what = format!("{} of {on} ({} curve)", parameter.meaning, effect.curve.name());
        let known = (effect.grade, effect.source.as_str(), &effect.ownership);
        log.push(stated(address(parameter.key), what, number, known));
    }
    if let Curve::Points(points) = &effect.curve {
        let given: Vec<String> = points.given().map(|(money, cut)| format!("[{money}, {cut:.4}]")).collect();
        log.push(Assumption {
            address: address("points"),
            what: format!("[£m, reduction] points of {on}"),
            value: given.join(", "),
            is_uncertain: false,
            grade: effect.grade,
            source: effect.source.clone(),
            ownership: effect.ownership.clone(),
        });
    }
    if let Some(works) = effect.works {
        log.push(Assumption {
            address: address("works"),
            what: format!("probability that {on} works at all"),
            value: works.to_string(),
            is_uncertain: works.get() > 0.0 && works.get() < 1.0,
            grade: effect.grade,
            source: effect.source.clone(),
            ownership: effect.ownership.clone(),
        });
    }
    log
}
