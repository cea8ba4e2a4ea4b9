//! What the benchmarks run on: 40 programmes, 10 threats, every curve, nearly every number uncertain.

use crate::support::certain;
use crate::support::effect;
use crate::support::evidence_spec;
use crate::support::id;
use crate::support::instances::Dice;
use crate::support::money;
use crate::support::points_effect;
use crate::support::programme;
use crate::support::scenario;
use crate::support::scenario_spec;
use crate::support::share;
use crate::support::threat;
use apportion::curve::Family;
use apportion::distribution::Distribution;
use apportion::id::Pattern;
use apportion::input::Demands;
use apportion::input::Loader;
use apportion::model::Correlation;
use apportion::model::Dependence;
use apportion::model::Effect;
use apportion::model::Evidence;
use apportion::model::LimitSpec;
use apportion::model::Portion;
use apportion::model::Programme;
use apportion::model::Scenario;
use apportion::model::Simulation;
use apportion::model::Strength;
use apportion::model::Within;
use std::path::Path;
use std::sync::Arc;

const STRANDS: [&str; 4] = ["first", "second", "third", "fourth"];

/// Evidence with one uncertain number: a rate, which may be anything.
pub fn one_number(number: Distribution) -> Evidence {
    let rate = effect("t", Family::LogLinear, Strength::Own(number), Some(certain(1.0)));
    let line = programme("p", "all", 0.0, vec![rate]);
    Evidence::new(evidence_spec(&["all"], vec![threat("t", certain(1.0))], vec![line])).unwrap()
}

/// Evidence with two uncertain numbers that move together.
pub fn correlated_pair() -> Evidence {
    let uniform = || Distribution::uniform(0.0, 1.0).unwrap();
    let line = programme("p", "all", 0.0, Vec::new());
    let mut spec = evidence_spec(&["all"], vec![threat("a", uniform()), threat("b", uniform())], vec![line]);
    let between = vec![Pattern::new("threat.*").unwrap()];
    spec.correlations.push(Correlation { between, dependence: Dependence::OneFactor(share(0.5)) });
    Evidence::new(spec).unwrap()
}

/// The evidence that most shipped scenarios rest on.
pub fn shipped() -> Arc<Evidence> {
    let today = "2026-11-22".parse().unwrap();
    let mut loader = Loader::new(Demands { today, of_scenario: |_| Vec::new() });
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/evidence");
    loader.evidence(&folder.join("soc-2015-16.toml")).unwrap()
}

/// 40 programmes, each with an effect on one of 10 threats, one in four on a second.
pub fn evidence() -> Arc<Evidence> {
    evidence_with_set_ups(0)
}

/// The same, with a tenth to six tenths of what some programmes get today needed to set them up.
pub fn evidence_with_set_ups(count: usize) -> Arc<Evidence> {
    changed(|programmes, dice| {
        for programme in &mut programmes[..count] {
            programme.set_up = money(dice.between(0.1, 0.6) * programme.reference.millions());
        }
    })
}

/// The same, with money felt over one to five years.
pub fn evidence_with_lags() -> Arc<Evidence> {
    changed(|programmes, dice| {
        for programme in programmes {
            let lag: Vec<f64> = (0..=dice.below(5)).map(|_| dice.between(0.1, 1.0)).collect();
            let sum: f64 = lag.iter().sum();
            programme.lag = lag.iter().map(|weight| weight / sum).collect();
        }
    })
}

fn changed(change: impl FnOnce(&mut [Programme], &mut Dice)) -> Arc<Evidence> {
    let dice = &mut Dice::new(1);
    let threats = (0..10).map(|t| {
        let mode = dice.between(300.0, 20_000.0);
        threat(&format!("t{t}"), Distribution::pert(0.8 * mode, mode, 1.2 * mode).unwrap())
    });
    let threats = threats.collect();
    let mut programmes: Vec<Programme> = (0..40).map(|p| line(dice, p)).collect();
    change(&mut programmes, dice);
    Arc::new(Evidence::new(evidence_spec(&STRANDS, threats, programmes)).unwrap())
}

fn line(dice: &mut Dice, number: usize) -> Programme {
    let reference = dice.between(10.0, 140.0);
    let mut effects = vec![effect_on(dice, number, number % 10, reference)];
    if number.is_multiple_of(4) {
        effects.push(effect_on(dice, number, (number + 3) % 10, reference));
    }
    let mut line = programme(&format!("p{number}"), STRANDS[number % 4], reference, effects);
    line.max = Some(money(5.0 * reference));
    line
}

fn effect_on(dice: &mut Dice, number: usize, threat: usize, reference: f64) -> Effect {
    let threat = format!("t{threat}");
    let half = Some(certain(reference * dice.between(0.5, 3.0)));
    let a_return = || {
        let wide = Distribution::lognormal_interval(0.25, 4.0).unwrap();
        Strength::MarginalReturn(wide.truncated(None, Some(5.0)).unwrap())
    };
    let reach = Strength::Own(Distribution::uniform(0.02, 0.2).unwrap());
    let mut effect = match number % 8 {
        0 | 1 => effect(&threat, Family::Exponential, reach, half),
        2 | 3 => effect(&threat, Family::Hyperbolic, reach, half),
        4 | 5 => effect(&threat, Family::Elasticity, a_return(), half),
        6 => {
            effect(&threat, Family::LogLinear, Strength::Own(Distribution::normal(0.02, 0.03).unwrap()), half)
        }
        _ => points_effect(&threat, &[(0.5 * reference, 0.02), (reference, 0.03), (3.0 * reference, 0.05)]),
    };
    effect.works = Some(share(0.7));
    effect
}

/// Today's split; all strands free; and two strands in a range with a limit.
pub fn scenarios(evidence: &Arc<Evidence>, simulation: Simulation) -> Vec<Scenario> {
    let total = evidence.reference_total().millions();
    let named = |name: &str| {
        let mut spec = scenario_spec(total);
        (spec.id, spec.simulation) = (name.to_owned(), simulation);
        spec
    };
    let mut today = named("a-today");
    today.within = Within::Fixed;
    let lines = evidence.programmes().iter();
    today.amounts = lines.map(|programme| (programme.id.clone(), programme.reference)).collect();
    let free = named("b-free");
    let mut range = named("c-range");
    for strand in ["first", "second"] {
        range.split.insert(id(strand), Portion::Between { min: share(0.2), max: share(0.3) });
    }
    range.limits.push(LimitSpec {
        name: "not too fast".to_owned(),
        threat: Some(id("t0")),
        max_change: Some(0.25),
        ..LimitSpec::default()
    });
    [today, free, range].map(|spec| scenario(spec, evidence)).into()
}
