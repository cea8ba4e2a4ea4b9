//! Evidence that is said to be sound without drawing it is sound when it is drawn.

use crate::support::certain;
use crate::support::effect;
use crate::support::evidence_spec;
use crate::support::points_effect;
use crate::support::programme;
use crate::support::random::Dice;
use crate::support::share;
use crate::support::simulation;
use crate::support::threat;
use apportion::curve::Family;
use apportion::distribution::Distribution;
use apportion::input::Demands;
use apportion::input::Loader;
use apportion::model::Effect;
use apportion::model::Evidence;
use apportion::model::Sampler;
use apportion::model::Simulation;
use apportion::model::Strength;
use apportion::simulate::Futures;
use apportion::simulate::can_be_drawn;
use apportion::simulate::surely_sound;
use std::path::Path;

/// A number above 0 of about a size, of any family, now and then spread over many powers of ten.
fn number(dice: &mut Dice, size: f64) -> Distribution {
    let spread = dice.between(0.01, 0.99);
    let made = match dice.below(9) {
        0 => Distribution::constant(size),
        1 => Distribution::uniform(size * (1.0 - spread), size * (1.0 + spread)),
        2 => Distribution::triangular(0.0, size * spread, size),
        3 => Distribution::pert(size * (1.0 - spread), size, size * (1.0 + 9.0 * spread)),
        4 => Distribution::lognormal(size, 2.0 * spread),
        5 => Distribution::lognormal(size, 20.0 * spread),
        6 => Distribution::gamma(size, size * 3.0 * spread),
        7 => Distribution::lognormal_interval(size * spread, size / spread)
            .and_then(|wide| wide.truncated(None, Some(size / spread / spread))),
        _ => Distribution::discrete(
            vec![size, 0.5 * size, 30.0 * size],
            vec![90.0, 9.5, dice.between(0.0, 2.0)],
        ),
    };
    made.unwrap()
}

/// An effect whose reach, log residual or return may be anything from harmless to absurd.
fn some_effect(dice: &mut Dice, harm: f64, reference: f64) -> Effect {
    let family =
        [Family::Exponential, Family::Hyperbolic, Family::Elasticity, Family::LogLinear][dice.below(4)];
    let has_reach = matches!(family, Family::Exponential | Family::Hyperbolic);
    let share = libm::exp(dice.between(-6.0, 1.0));
    let strength = match dice.below(4) {
        0 if has_reach => {
            Strength::Own(Distribution::beta(dice.between(0.2, 9.0), dice.between(0.2, 9.0)).unwrap())
        }
        0 if family == Family::LogLinear => Strength::Own(Distribution::normal(0.0, 300.0 * share).unwrap()),
        0 => Strength::Own(number(dice, 30.0 * share)),
        1 => Strength::AverageReturn(number(dice, share * harm / reference)),
        _ => Strength::MarginalReturn(number(dice, share * harm / reference)),
    };
    let size = reference * libm::exp(dice.between(-2.0, 2.0));
    let mut effect = effect("t", family, strength, Some(number(dice, size)));
    effect.works = [None, Some(share_of(dice))][dice.below(2)];
    effect
}

fn share_of(dice: &mut Dice) -> apportion::units::Share {
    share(dice.between(0.1, 1.0))
}

/// Evidence of one threat and one to six effects; `None` where it is refused before anybody draws it.
fn some_evidence(dice: &mut Dice) -> Option<Evidence> {
    let size = libm::exp(dice.between(0.0, 10.0));
    let harm = number(dice, size);
    let programmes = (0..=dice.below(6)).map(|p| {
        let reference = dice.between(1.0, 200.0);
        let effect = match dice.below(8) {
            0 => points_effect("t", &[(0.5 * reference, 0.2), (reference, 0.3)]),
            _ => some_effect(dice, size, reference),
        };
        programme(&format!("p{p}"), "all", reference, vec![effect])
    });
    let programmes = programmes.collect();
    Evidence::new(evidence_spec(&["all"], vec![threat("t", harm)], programmes)).ok()
}

#[test]
fn what_is_proven_sound_is_sound_when_drawn() {
    let dice = &mut Dice(20_151_221);
    let (mut proven, mut sound, mut broken) = (0, 0, 0);
    for seed in 0..600 {
        let Some(evidence) = some_evidence(dice) else { continue };
        let sampler = [Sampler::default(), Sampler::LatinHypercube][dice.below(2)];
        let simulation = Simulation { sampler, ..simulation(10_000, seed) };
        let is_proven = surely_sound(&evidence, simulation);
        let drawn = Futures::drawn(&evidence, simulation);
        assert!(drawn.is_ok() || !is_proven, "{:?}: {evidence:?}", drawn.err());
        assert_eq!(can_be_drawn(&evidence, simulation).err(), drawn.as_ref().err().cloned());
        proven += usize::from(is_proven);
        sound += usize::from(drawn.is_ok());
        broken += usize::from(drawn.is_err());
    }
    // Otherwise nothing was put to the proof.
    assert!(proven > 60 && broken > 100, "{proven} proven of {sound} sound, {broken} broken");
    assert!(3 * proven > sound, "{proven} proven of {sound} sound");
}

#[test]
fn a_reach_held_now_and_then_is_counted() {
    // The next £1 avoids so much that all of the harm is within reach in a share of draws a little to either side of 1%.
    let with = |share: f64| {
        let high = Distribution::discrete(vec![0.1, 1e6], vec![1.0 - share, share]).unwrap();
        let effect = effect("t", Family::Exponential, Strength::MarginalReturn(high), Some(certain(50.0)));
        let line = programme("p", "all", 100.0, vec![effect]);
        Evidence::new(evidence_spec(&["all"], vec![threat("t", certain(1000.0))], vec![line])).unwrap()
    };
    // Four standard errors of a share of 1% over 10,000 draws are 0.4%.
    let simulation = simulation(10_000, 1);
    assert!(surely_sound(&with(0.004), simulation));
    assert!(Futures::drawn(&with(0.004), simulation).unwrap().held()[0].draws > 0);
    assert!(!surely_sound(&with(0.016), simulation));
    assert!(can_be_drawn(&with(0.016), simulation).is_err());
}

#[test]
fn the_shipped_evidence_is_proven_sound() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/evidence");
    let today = "2026-11-22".parse().unwrap();
    let mut loader = Loader::new(Demands { today, of_scenario: |_| Vec::new() });
    for file in std::fs::read_dir(folder).unwrap() {
        let evidence = loader.evidence(&file.unwrap().path()).unwrap();
        assert!(surely_sound(&evidence, Simulation::default()));
    }
}
