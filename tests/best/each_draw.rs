//! Draws solved each for itself: one that is hard must not lose the answer, and what is said of each is true.

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
use crate::value;
use apportion::curve::Family;
use apportion::distribution::Distribution;
use apportion::id::Pattern;
use apportion::model::Allocation;
use apportion::model::Effect;
use apportion::model::Evidence;
use apportion::model::LimitSpec;
use apportion::model::Programme;
use apportion::model::Scenario;
use apportion::model::Strength;
use apportion::model::Within;
use apportion::optimise::Certificate;
use apportion::optimise::Region;
use apportion::optimise::Unwatched;
use apportion::optimise::default_solver;
use apportion::optimise::minimise;
use apportion::optimise::start_near;
use apportion::study::Best;
use apportion::study::Found;
use apportion::study::Setting;
use apportion::study::Wanted;
use apportion::study::objective;
use apportion::study::optimise;
use apportion::study::options;
use std::sync::Arc;

/// A scenario on its draws.
struct Drawn {
    scenario: Scenario,
    setting: Setting,
}

impl Drawn {
    fn of(instance: &Instance) -> Option<Self> {
        let evidence = Arc::new(Evidence::new(instance.evidence.clone()).unwrap());
        let setting = Setting::new(Arc::clone(&evidence), instance.scenario.simulation).unwrap();
        let scenario = Scenario::new(instance.scenario.clone(), evidence).ok()?;
        Some(Self { scenario, setting })
    }

    fn best(&self) -> Option<Box<Found>> {
        match optimise(&self.setting, &self.scenario, Wanted::default()).unwrap() {
            Best::Found(found) => Some(found),
            Best::Impossible(_) => None,
        }
    }

    /// What a draw comes to when it is solved for itself.
    fn solved(&self, draw: usize) -> Option<(Allocation, Certificate)> {
        let future = self.setting.futures().single(draw).unwrap();
        let region = Region::of(&self.scenario);
        let today = Allocation::reference(self.setting.evidence());
        let start = start_near(&region, &today, default_solver(), &Unwatched).unwrap()?;
        let oracle = objective(&future, &self.scenario);
        let solved =
            minimise(&*oracle, &region, &start, default_solver(), options(&self.scenario, &region)).unwrap();
        Some((solved.allocation, solved.certificate))
    }

    fn value(&self, draw: usize, amounts: &[f64]) -> f64 {
        let future = self.setting.futures().single(draw).unwrap();
        let allocation = Allocation::from_millions(amounts.to_vec());
        value(&*objective(&future, &self.scenario), &allocation.efforts(self.scenario.evidence()))
    }
}

/// A programme that helps in every draw, one that does nothing and costs something to begin, and one that helps against
/// one threat and, as often as not, harms by another.
fn hard(seed: u64) -> Instance {
    let first = Distribution::normal(0.1, 0.05).unwrap().truncated(Some(0.0), None).unwrap();
    let either = Distribution::normal_interval(-0.01, 0.05).unwrap();
    let lines = vec![
        programme(
            "helps",
            "all",
            640.0,
            vec![effect("large", Family::Elasticity, Strength::Own(first), Some(certain(300.0)))],
        ),
        Programme { set_up: money(5.0), ..programme("idle", "all", 84.0, Vec::new()) },
        programme(
            "mixed",
            "all",
            300.0,
            vec![
                points_effect("large", &[(100.0, 0.05), (300.0, 0.10), (600.0, 0.12)]),
                effect("small", Family::LogLinear, Strength::Own(either), None),
            ],
        ),
    ];
    let threats = vec![threat("large", certain(8000.0)), threat("small", certain(1000.0))];
    let mut spec = scenario_spec(1144.0);
    spec.within = Within::Best;
    spec.simulation = simulation(1000, seed);
    Instance { evidence: evidence_spec(&["all"], threats, lines), scenario: spec }
}

#[test]
fn a_draw_that_is_hard_to_solve_does_not_lose_the_answer() {
    // Money that helps against one threat and does no harm is all spent, so one dimension is left.
    const STEPS: u32 = 600;
    let at = |step: u32| 1144.0 * f64::from(step) / f64::from(STEPS);
    for seed in 0..20 {
        let drawn = Drawn::of(&hard(seed)).unwrap();
        let found = drawn.best().unwrap();
        let proof = found.certificate.unwrap();
        assert!(proof.reached && proof.lower <= proof.upper, "seed {seed}: {proof:?}");
        assert_eq!((found.confidence.draws, found.confidence.unsolved), (200, 0), "seed {seed}");
        for draw in 0..8 {
            let (_, proof) = drawn.solved(draw).unwrap();
            assert!(proof.reached, "seed {seed}, draw {draw}: {proof:?}");
            let values = (0..=STEPS).map(|step| drawn.value(draw, &[1144.0 - at(step), 0.0, at(step)]));
            let grid = values.fold(f64::INFINITY, f64::min);
            // Between two points of the grid a convex function falls by less than its chords say: 1e-4 is ample.
            assert!(proof.lower <= grid * (1.0 + 1e-12), "seed {seed}, draw {draw}: {proof:?} above {grid}");
            assert!(proof.upper <= grid * (1.0 + 1e-4), "seed {seed}, draw {draw}: {proof:?}, {grid}");
        }
    }
}

/// Few programmes with any curve, rates of both signs, set-up costs and effects of nothing.
fn mixed(seed: u64) -> Instance {
    let dice = &mut Dice::new(seed ^ 0xD4A3);
    let threats: Vec<String> = (0..=dice.below(3)).map(|t| format!("t{t}")).collect();
    let lines: Vec<Programme> = (0..2 + dice.below(4))
        .map(|p| {
            let reference = dice.between(5.0, 700.0);
            let mut effects: Vec<Effect> = Vec::new();
            for _ in 0..dice.below(3) {
                let on = dice.one_of(&threats).clone();
                if effects.iter().all(|effect| effect.threat.as_str() != on) {
                    effects.push(any(dice, &on, reference));
                }
            }
            let mut line = programme(&format!("p{p}"), "all", reference, effects);
            if dice.once_in(3) {
                line.set_up = money(reference * *dice.one_of(&[1e-3, 0.05, 0.5, 0.9]));
            }
            if dice.once_in(4) {
                line.max = Some(money(reference * dice.between(1.0, 3.0)));
            }
            line
        })
        .collect();
    let total: f64 = lines.iter().map(|line| line.reference.millions()).sum();
    let mut spec = scenario_spec(total * dice.between(0.4, 1.8));
    spec.within = Within::Best;
    spec.simulation = simulation(*dice.one_of(&[50, 100, 300, 1000]), dice.next());
    if dice.once_in(4) {
        spec.limits.push(LimitSpec {
            name: "at most".to_owned(),
            programmes: vec![Pattern::new("p[01]").unwrap()],
            max_share: Some(share(dice.between(0.2, 0.8))),
            ..LimitSpec::default()
        });
    }
    let harm = threats.iter().map(|name| {
        let mode = *dice.one_of(&[1.0, 800.0, 8000.0, 20_000.0]) * dice.between(0.5, 2.0);
        let spread = Distribution::pert(0.5 * mode, mode, 2.0 * mode).unwrap();
        threat(name, if dice.once_in(2) { certain(mode) } else { spread })
    });
    Instance { evidence: evidence_spec(&["all"], harm.collect(), lines), scenario: spec }
}

fn any(dice: &mut Dice, on: &str, reference: f64) -> Effect {
    let half = reference * dice.between(0.3, 3.0);
    let half = Some(if dice.once_in(2) {
        certain(half)
    } else {
        Distribution::uniform(0.5 * half, 1.5 * half).unwrap()
    });
    let reach = Strength::Own(match dice.below(3) {
        0 => certain(0.0),
        1 => Distribution::uniform(0.0, 0.3).unwrap(),
        _ => Distribution::normal(0.1, 0.05).unwrap().truncated(Some(0.0), Some(0.9)).unwrap(),
    });
    let either = |dice: &mut Dice| {
        Strength::Own(
            Distribution::normal_interval(-dice.between(0.0, 0.05), dice.between(0.01, 0.1)).unwrap(),
        )
    };
    let mut effect = match dice.below(6) {
        0 => effect(on, Family::Exponential, reach, half),
        1 => effect(on, Family::Hyperbolic, reach, half),
        2 => effect(on, Family::Elasticity, reach, half),
        3 => effect(on, Family::LogLinear, either(dice), None),
        4 => effect(on, Family::LogLinear, either(dice), half),
        _ => points_effect(on, &[(0.33 * reference, 0.05), (reference, 0.1), (2.0 * reference, 0.12)]),
    };
    effect.works = dice.once_in(4).then(|| share(0.6));
    effect
}

/// The least value of a draw among many allowed allocations: random ones, and what moving money from one programme to
/// another makes of the best of them.
fn searched(drawn: &Drawn, draw: usize, dice: &mut Dice, beside: &Allocation) -> f64 {
    let region = Region::of(&drawn.scenario);
    let unit = region.unit();
    let programmes = drawn.scenario.evidence().programmes().len();
    let allowed =
        |amounts: &[f64]| region.violations(&Allocation::from_millions(amounts.to_vec())).is_empty();
    let mut best: Option<(f64, Vec<f64>)> = None;
    let keep = |amounts: Vec<f64>, best: &mut Option<(f64, Vec<f64>)>| {
        if amounts.iter().all(|amount| *amount >= 0.0) && allowed(&amounts) {
            let value = drawn.value(draw, &amounts);
            if best.as_ref().is_none_or(|(least, _)| value < *least) {
                *best = Some((value, amounts));
            }
        }
    };
    for round in 0..60 {
        let mut amounts: Vec<f64> = (0..programmes)
            .map(|_| if dice.once_in(3) { 0.0 } else { -libm::log(dice.between(1e-9, 1.0)) })
            .collect();
        let total: f64 = amounts.iter().sum();
        let whole = unit * if round % 3 == 0 { dice.between(0.0, 1.0) } else { 1.0 };
        for amount in &mut amounts {
            *amount *= whole / total.max(1e-9);
        }
        keep(amounts, &mut best);
    }
    keep(vec![0.0; programmes], &mut best);
    keep(beside.millions().to_vec(), &mut best);
    let mut step = 0.25 * unit;
    while step > 1e-4 * unit {
        let (before, here) = best.clone().unwrap();
        for from in 0..=programmes {
            for into in (0..=programmes).filter(|into| *into != from) {
                for by in [step, here.get(from).copied().unwrap_or(0.0)] {
                    let mut amounts = here.clone();
                    if let Some(amount) = amounts.get_mut(from) {
                        *amount -= by;
                    }
                    if let Some(amount) = amounts.get_mut(into) {
                        *amount += by;
                    }
                    keep(amounts, &mut best);
                }
            }
        }
        if best.as_ref().unwrap().0 >= before {
            step *= 0.5;
        }
    }
    best.unwrap().0
}

#[test]
fn every_draw_of_small_models_is_solved_and_no_search_finds_better() {
    let (mut models, mut searches) = (0, 0);
    for seed in 0..24 {
        let Some(drawn) = Drawn::of(&mixed(seed)) else { continue };
        let Some(found) = drawn.best() else { continue };
        let Some(proof) = found.certificate else { continue };
        assert!(proof.reached, "seed {seed}: {proof:?}");
        let all = drawn.setting.futures().draws().get().min(200);
        assert_eq!((found.confidence.draws, found.confidence.unsolved), (all, 0), "seed {seed}");
        let dice = &mut Dice::new(seed);
        for draw in 0..2 {
            let (allocation, proof) = drawn.solved(draw).unwrap();
            assert!(proof.reached, "seed {seed}, draw {draw}: {proof:?}");
            let other = searched(&drawn, draw, dice, &allocation);
            // Rounding of sums, and the gap asked for.
            assert!(proof.lower <= other * (1.0 + 1e-11), "seed {seed}, draw {draw}: {proof:?}, {other}");
            assert!(proof.upper <= other * (1.0 + 1.1e-4), "seed {seed}, draw {draw}: {proof:?}, {other}");
            searches += 1;
        }
        models += 1;
    }
    assert!(models >= 18 && searches >= 36, "{models} models, {searches} searches");
}
