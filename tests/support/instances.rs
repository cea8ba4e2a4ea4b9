//! Random evidence and scenarios, every one decided by its seed.

use crate::support::certain;
use crate::support::count;
use crate::support::effect;
use crate::support::evidence_spec;
use crate::support::funder;
use crate::support::id;
use crate::support::money;
use crate::support::points_effect;
use crate::support::programme;
use crate::support::scenario_spec;
use crate::support::share;
use crate::support::simulation;
use crate::support::threat;
use apportion::curve::Family;
use apportion::distribution::Distribution;
use apportion::id::Pattern;
use apportion::model::Correlation;
use apportion::model::Dependence;
use apportion::model::Effect;
use apportion::model::EvidenceSpec;
use apportion::model::LimitSpec;
use apportion::model::Portion;
use apportion::model::Programme;
use apportion::model::ScenarioSpec;
use apportion::model::Strength;
use apportion::model::Within;

pub const STRANDS: [&str; 3] = ["first", "second", "third"];

/// A small generator of test cases (splitmix64: Steele, Lea & Flood 2014); no draw of the program comes from it.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0xA5A5_5A5A_1234_5678)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number between `low` and `high`.
    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        let unit = f64::from(u32::try_from(self.next() >> 32).unwrap()) / f64::from(u32::MAX);
        low + (high - low) * unit
    }

    /// A whole number below `bound`.
    pub fn below(&mut self, bound: u64) -> usize {
        usize::try_from(self.next() % bound).unwrap()
    }

    /// One of some things.
    pub fn one_of<'t, T>(&mut self, things: &'t [T]) -> &'t T {
        &things[self.below(things.len() as u64)]
    }

    /// True once in `times`.
    pub fn once_in(&mut self, times: u64) -> bool {
        self.below(times) == 0
    }
}

/// Evidence and a scenario that some allocation can meet.
pub struct Instance {
    pub evidence: EvidenceSpec,
    pub scenario: ScenarioSpec,
}

/// The instance of a seed: 2 to 4 threats, 5 to 9 programmes, every curve, uncertainty, correlation, bounds,
/// pins, shares of every kind and every kind of limit.
pub fn instance(seed: u64) -> Instance {
    let dice = &mut Dice::new(seed);
    let threats: Vec<String> = (0..2 + dice.below(3)).map(|t| format!("t{t}")).collect();
    let mut programmes: Vec<Programme> = (0..5 + dice.below(5)).map(|p| line(dice, p, &threats)).collect();
    let kinds = threats.iter().map(|name| {
        let mode = dice.between(500.0, 5000.0);
        let mut kind = threat(name, Distribution::pert(0.7 * mode, mode, 1.5 * mode).unwrap());
        kind.counts.push(count("victims", certain(dice.between(100.0, 1000.0))));
        kind
    });
    let kinds = kinds.collect();
    for programme in programmes.iter_mut().filter(|_| dice.once_in(3)) {
        programme.funder = Some(id("payer"));
    }
    let mut evidence = evidence_spec(&STRANDS, kinds, programmes);
    evidence.funders.push(funder("payer", Distribution::triangular(0.8, 0.95, 1.0).unwrap()));
    let harms = Pattern::new("threat.*.harm").unwrap();
    evidence.correlations.push(Correlation {
        between: vec![harms],
        dependence: Dependence::OneFactor(share(dice.between(0.1, 0.9))),
    });
    let scenario = rules(dice, &evidence);
    Instance { evidence, scenario }
}

fn line(dice: &mut Dice, number: usize, threats: &[String]) -> Programme {
    let reference = dice.between(10.0, 300.0);
    let target = dice.one_of(threats).clone();
    let mut effects = vec![effect_on(dice, &target, reference)];
    if dice.once_in(3) {
        let other = dice.one_of(threats);
        if effects[0].threat.as_str() != other {
            effects.push(effect_on(dice, other, reference));
        }
    }
    // One programme in each strand, whatever the dice say: a share for nobody is infeasible.
    let strand = STRANDS[if number < STRANDS.len() { number } else { dice.below(3) }];
    let mut line = programme(&format!("p{number}"), strand, reference, effects);
    line.max = dice.once_in(3).then(|| money(reference * dice.between(1.5, 4.0)));
    if dice.once_in(4) {
        line.min = money(reference * dice.between(0.1, 0.5));
    }
    line
}

fn effect_on(dice: &mut Dice, threat: &str, reference: f64) -> Effect {
    let half = reference * dice.between(0.5, 3.0);
    let scale = dice.once_in(2).then(|| Distribution::uniform(0.8 * half, 1.2 * half).unwrap());
    let half = Some(scale.clone().unwrap_or_else(|| certain(half)));
    let low = dice.between(0.02, 0.2);
    let own = Strength::Own(Distribution::uniform(low, low + 0.3).unwrap());
    let a_return = Distribution::lognormal_interval(0.1, 1.0).unwrap().truncated(None, Some(2.0)).unwrap();
    let mut effect = match dice.below(7) {
        0 => effect(threat, Family::Exponential, own, half),
        1 => effect(threat, Family::Hyperbolic, own, half),
        2 => effect(threat, Family::Elasticity, own, scale),
        // As likely to harm as to help.
        3 => {
            effect(threat, Family::LogLinear, Strength::Own(Distribution::normal(0.0, 0.05).unwrap()), scale)
        }
        4 => effect(threat, Family::Elasticity, Strength::MarginalReturn(a_return), scale),
        5 => effect(threat, Family::LogLinear, Strength::AverageReturn(a_return), scale),
        _ => points_effect(threat, &[(0.5 * reference, 0.1), (reference, 0.16), (3.0 * reference, 0.25)]),
    };
    effect.works = dice.once_in(3).then(|| share(0.7));
    effect
}

/// Rules that today's money, stretched or shrunk a little, can keep: each leaves room around it.
fn rules(dice: &mut Dice, evidence: &EvidenceSpec) -> ScenarioSpec {
    let total: f64 = evidence.programmes.iter().map(|programme| programme.reference.millions()).sum();
    let mut spec = scenario_spec(total * dice.between(0.95, 1.05));
    spec.simulation = simulation(64, dice.next());
    let budget = spec.budget.total.millions();
    let part_of = |strand: &str| -> f64 {
        let members = evidence.programmes.iter().filter(|programme| programme.strand.as_str() == strand);
        members.map(|programme| programme.reference.millions()).sum::<f64>() / total
    };
    for strand in STRANDS {
        let part = part_of(strand);
        let portion = match dice.below(4) {
            0 => Portion::Exactly(share(part)),
            1 => Portion::Between { min: share(part * 0.8), max: share((part * 1.2).min(1.0)) },
            _ => Portion::Free,
        };
        spec.split.insert(id(strand), portion);
    }
    spec.within = if dice.once_in(6) { Within::ProRata } else { Within::Best };
    if spec.within == Within::ProRata {
        // Today's proportions and other rules about single programmes soon clash.
        return spec;
    }
    if dice.once_in(3) {
        let pinned = dice.one_of(&evidence.programmes);
        spec.amounts.insert(pinned.id.clone(), pinned.reference);
    }
    let named = |name: &str| LimitSpec { name: name.to_owned(), ..LimitSpec::default() };
    let money_of = |fits: &dyn Fn(&Programme) -> bool| -> f64 {
        let members = evidence.programmes.iter().filter(|programme| fits(programme));
        members.map(|programme| programme.reference.millions()).sum()
    };
    let on_t0 = money_of(&|programme| programme.effects.iter().any(|effect| effect.threat.as_str() == "t0"));
    let paid = money_of(&|programme| programme.funder.is_some());
    if dice.once_in(2) && on_t0 > 0.0 {
        spec.limits.push(LimitSpec {
            threat: Some(id("t0")),
            min: Some(money(0.8 * on_t0)),
            max: Some(money(1.3 * on_t0)),
            ..named("a threat's money")
        });
    }
    if dice.once_in(2) && paid > 0.0 {
        let (min, max) = ((0.7 * paid / budget).min(1.0), (1.4 * paid / budget).min(1.0));
        spec.limits.push(LimitSpec {
            funder: Some(id("payer")),
            min_share: Some(share(min)),
            max_share: Some(share(max)),
            ..named("a funder's share")
        });
    }
    if dice.once_in(2) {
        let programmes = ["p0", "p1", "p4"].map(|glob| Pattern::new(glob).unwrap()).to_vec();
        spec.limits.push(LimitSpec { programmes, max_change: Some(0.25), ..named("not too fast") });
    }
    spec
}
