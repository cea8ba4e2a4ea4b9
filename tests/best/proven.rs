//! Small problems with kinks, dead ends of curves and programmes that are on or off: each is proven, or it says what
//! stopped the search.

use crate::Case;
use crate::support::certain;
use crate::support::effect;
use crate::support::evidence_spec;
use crate::support::instances::Dice;
use crate::support::instances::Instance;
use crate::support::money;
use crate::support::points_effect;
use crate::support::programme;
use crate::support::scenario_spec;
use crate::support::share;
use crate::support::simulation;
use crate::support::threat;
use crate::switches::enumerated;
use apportion::curve::Family;
use apportion::distribution::Distribution;
use apportion::id::Pattern;
use apportion::model::Effect;
use apportion::model::Gap;
use apportion::model::LimitSpec;
use apportion::model::Patience;
use apportion::model::Programme;
use apportion::model::Risk;
use apportion::model::Strength;
use apportion::model::Within;

/// What is asked of every search here: a hundredth of what is asked of switches elsewhere.
const GAP: f64 = 1e-6;

/// A reach from nought, one set-up cost, one table of points and any curve for the others, over 50 draws; every fourth
/// with a tail where `may_have_tail`.
fn kinked(seed: u64, may_have_tail: bool) -> Instance {
    let dice = &mut Dice::new(seed ^ 0x0006_2026);
    let threats: Vec<String> = (0..=dice.below(3)).map(|t| format!("t{t}")).collect();
    let (with_set_up, with_points) = (dice.below(3), 1 + dice.below(2));
    let mut lines: Vec<Programme> = (0..3 + dice.below(4))
        .map(|p| {
            let reference = dice.between(10.0, 300.0);
            let on = threats[p % threats.len()].clone();
            let mut effects = vec![if p == with_points {
                let most = dice.between(0.1, 0.3);
                points_effect(
                    &on,
                    &[(0.4 * reference, 0.5 * most), (reference, 0.8 * most), (3.0 * reference, most)],
                )
            } else {
                any(dice, &on, reference)
            }];
            let other = dice.one_of(&threats).clone();
            if other != on && dice.once_in(3) {
                effects.push(any(dice, &other, reference));
            }
            programme(&format!("p{p}"), "all", reference, effects)
        })
        .collect();
    let line = &mut lines[with_set_up];
    line.set_up = money(line.reference.millions() * dice.between(0.05, 0.9));
    let total: f64 = lines.iter().map(|line| line.reference.millions()).sum();
    let mut spec = scenario_spec(total * dice.between(0.3, 2.0));
    spec.within = Within::Best;
    spec.simulation = simulation(50, dice.next());
    spec.patience = Patience { gap: Gap::new(GAP), time_limit: None };
    if dice.once_in(3) {
        spec.limits.push(LimitSpec {
            name: "at least".to_owned(),
            programmes: vec![Pattern::new("p[12]").unwrap()],
            min: Some(money(0.2 * spec.budget.total.millions())),
            ..LimitSpec::default()
        });
    }
    if dice.once_in(3) {
        spec.limits.push(LimitSpec {
            name: "at most".to_owned(),
            programmes: vec![Pattern::new("p[02]").unwrap()],
            max_share: Some(share(dice.between(0.2, 0.8))),
            ..LimitSpec::default()
        });
    }
    if may_have_tail && dice.once_in(4) {
        spec.objective.risk = Risk::Cvar { level: share(0.9), weight: share(0.5) };
    }
    let harm = threats.iter().map(|name| {
        let mode = dice.between(500.0, 5000.0);
        threat(
            name,
            if dice.once_in(2) {
                certain(mode)
            } else {
                Distribution::pert(0.5 * mode, mode, 2.0 * mode).unwrap()
            },
        )
    });
    Instance { evidence: evidence_spec(&["all"], harm.collect(), lines), scenario: spec }
}

/// Any curve, as weak as nothing in some draws.
fn any(dice: &mut Dice, on: &str, reference: f64) -> Effect {
    let own = || Strength::Own(Distribution::uniform(0.0, 0.3).unwrap());
    let half = Some(certain(reference * dice.between(0.3, 3.0)));
    match dice.below(4) {
        0 => effect(on, Family::Exponential, own(), half),
        1 => effect(on, Family::Hyperbolic, own(), half),
        2 => effect(on, Family::Elasticity, own(), half),
        _ => effect(on, Family::LogLinear, own(), half),
    }
}

#[test]
fn small_problems_with_kinks_and_a_switch_are_proven_to_a_millionth() {
    let (mut proven, mut tails) = (0, 0);
    for seed in 0..200 {
        let instance = kinked(seed, seed % 2 == 1);
        let Some(case) = Case::of(&instance.evidence, &instance.scenario) else { continue };
        let found = case.certificate;
        assert!(found.reached && found.gap <= GAP && found.stopped_by.is_none(), "seed {seed}: {found:?}");
        // Each of the two patterns by itself says the same, as far as either is proved.
        if seed % 5 == 0 {
            let (upper, lower, _) = enumerated(&case);
            let rounding = 1e-9 * upper;
            assert!(found.lower <= upper + rounding, "seed {seed}: {found:?} above {upper}");
            assert!(found.upper >= lower - rounding, "seed {seed}: {found:?} below {lower}");
        }
        proven += 1;
        tails += usize::from(!case.scenario.objective().is_smooth());
    }
    assert!(proven >= 180 && tails >= 10, "{proven} proven, {tails} of them with a tail");
}
