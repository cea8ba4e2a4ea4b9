//! Random evidence and scenarios that exercise every curve, delivery, bounds, shares and limits.
#![allow(
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a test may fail by unwrapping, and its dice roll small numbers"
)]

use super::certain;
use super::effect;
use super::id;
use super::money;
use super::programme;
use super::scenario_spec;
use super::threat;
use apportion::curve::Family;
use apportion::curve::Points;
use apportion::distribution::Distribution;
use apportion::id::Pattern;
use apportion::model::Curve;
use apportion::model::Effect;
use apportion::model::Evidence;
use apportion::model::EvidenceSpec;
use apportion::model::Funder;
use apportion::model::LimitSpec;
use apportion::model::Ownership;
use apportion::model::Portion;
use apportion::model::Scenario;
use apportion::model::Strength;
use apportion::units::Share;
use std::sync::Arc;

pub const STRANDS: [&str; 4] = ["pursue", "prevent", "protect", "prepare"];

/// A small generator for tests (Marsaglia 2003, xorshift64): only variety matters.
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }

    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.roll()
    }

    pub fn below(&mut self, bound: usize) -> usize {
        (self.roll() * bound as f64) as usize
    }

    fn chance(&mut self, p: f64) -> bool {
        self.roll() < p
    }
}

/// What to make.
#[derive(Clone, Copy)]
pub struct Size {
    pub threats: usize,
    pub programmes: usize,
    /// Whether some curves go through points, and so have knots.
    pub knots: bool,
}

pub fn random_evidence(dice: &mut Dice, size: Size) -> Arc<Evidence> {
    let harms = (0..size.threats).map(|t| {
        let mode = libm::exp(dice.between(libm::log(2.0), libm::log(20_000.0)));
        threat(&format!("t{t}"), Distribution::pert(0.7 * mode, mode, 1.5 * mode).unwrap())
    });
    let threats = harms.collect();
    let programmes = (0..size.programmes).map(|p| {
        let reference = dice.between(5.0, 150.0);
        let first = dice.below(size.threats);
        let mut effects = vec![random_effect(dice, size, first, reference)];
        if size.threats > 1 && dice.chance(0.5) {
            let second = (first + 1 + dice.below(size.threats - 1)) % size.threats;
            effects.push(random_effect(dice, size, second, reference));
        }
        let mut programme = programme(&format!("p{p:02}"), STRANDS[p % 4], reference, effects);
        programme.funder = dice.chance(0.4).then(|| id("f"));
        if dice.chance(0.3) {
            programme.min = money(dice.between(0.0, 0.5) * reference);
        }
        if dice.chance(0.3) {
            programme.max = Some(money(dice.between(1.2, 3.0) * reference));
        }
        programme
    });
    let programmes = programmes.collect();
    let delivered = Some(Distribution::triangular(0.7, 0.95, 1.0).unwrap());
    let funder = Funder {
        id: id("f"),
        name: "f".into(),
        delivered,
        grade: None,
        source: None,
        ownership: Ownership::default(),
    };
    let spec = EvidenceSpec {
        name: "random".into(),
        strands: STRANDS.iter().map(|strand| id(strand)).collect(),
        price_year: "2015-16".into(),
        threats,
        programmes,
        funders: vec![funder],
        ..EvidenceSpec::default()
    };
    Arc::new(Evidence::new(spec).unwrap())
}

fn random_effect(dice: &mut Dice, size: Size, on: usize, reference: f64) -> Effect {
    let uniform = |low: f64, high: f64| Distribution::uniform(low, high).unwrap();
    let scale = reference * libm::exp(dice.between(-3.5, 3.0));
    let (family, strength, scale) = match dice.below(4) {
        0 => (Family::Exponential, uniform(0.02, 0.3), Some(uniform(0.7 * scale, 1.3 * scale))),
        1 => (Family::Hyperbolic, uniform(0.02, 0.3), Some(certain(scale))),
        2 => (Family::Elasticity, uniform(0.01, 0.2), None),
        _ => (Family::LogLinear, uniform(-0.01, 0.05), None),
    };
    let mut effect = effect(&format!("t{on}"), family, Strength::Own(strength), scale);
    if dice.chance(0.3) {
        effect.works = Some(Share::new(0.8).unwrap());
    }
    if size.knots && dice.chance(0.4) {
        let points = [(0.5 * reference, 0.03), (reference, 0.05), (2.0 * reference, 0.07)];
        effect.curve = Curve::Points(Points::new(&points).unwrap());
    }
    effect
}

pub fn random_scenario(dice: &mut Dice, evidence: &Arc<Evidence>) -> Scenario {
    let total = evidence.reference_total().millions() * dice.between(0.85, 1.3);
    let mut spec = scenario_spec(total);
    match dice.below(3) {
        0 => {}
        1 => {
            for (strand, share) in STRANDS.iter().zip([0.3, 0.25, 0.25, 0.2]) {
                spec.split.insert(id(strand), Portion::Exactly(Share::new(share).unwrap()));
            }
        }
        _ => {
            let (min, max) = (Share::new(0.2).unwrap(), Share::new(0.3).unwrap());
            spec.split.insert(id("pursue"), Portion::Exactly(max));
            spec.split.insert(id("prevent"), Portion::Between { min, max });
        }
    }
    if dice.chance(0.5) {
        let programmes = vec![Pattern::new("p0*").unwrap()];
        let (name, max_change) = ("near today".to_owned(), Some(dice.between(0.05, 0.3)));
        spec.limits.push(LimitSpec { name, programmes, max_change, ..LimitSpec::default() });
    }
    super::scenario(spec, evidence)
}
