//! Targets with a probability, what may be cut, and objectives that are nought: against closed forms and brute force.

use crate::Case;
use crate::support::certain;
use crate::support::count;
use crate::support::effect;
use crate::support::evidence;
use crate::support::evidence_spec;
use crate::support::id;
use crate::support::money;
use crate::support::programme;
use crate::support::scenario;
use crate::support::scenario_spec;
use crate::support::share;
use crate::support::simulation;
use crate::support::threat;
use apportion::curve::Family;
use apportion::distribution::Distribution;
use apportion::model::Allocation;
use apportion::model::Evidence;
use apportion::model::Measure;
use apportion::model::Portion;
use apportion::model::Risk;
use apportion::model::ScenarioSpec;
use apportion::model::Strength;
use apportion::study::Answer;
use apportion::study::Best;
use apportion::study::Goal;
use apportion::study::Hit;
use apportion::study::Least;
use apportion::study::Setting;
use apportion::study::Wanted;
use apportion::study::optimise;
use apportion::study::target;
use std::sync::Arc;

/// One programme of £20m on one threat of £1,000m: reach 0.6, half-spend £20m, so today's share left is 0.7.
fn one(harm: Distribution) -> Arc<Evidence> {
    let own = effect("t", Family::Exponential, Strength::Own(certain(0.6)), Some(certain(20.0)));
    evidence(&["all"], vec![threat("t", harm)], vec![programme("a", "all", 20.0, vec![own])])
}

/// Two programmes of £50m, each alone on a threat of £1,000m, whose reach nobody knows.
fn two() -> Arc<Evidence> {
    let reach = |low, high| Strength::Own(Distribution::uniform(low, high).unwrap());
    let own = |on: &str, reach| vec![effect(on, Family::Exponential, reach, Some(certain(40.0)))];
    let programmes = vec![
        programme("a", "all", 50.0, own("s", reach(0.0, 0.8))),
        programme("b", "all", 50.0, own("t", reach(0.2, 0.5))),
    ];
    evidence(&["all"], vec![threat("s", certain(1000.0)), threat("t", certain(1000.0))], programmes)
}

fn asked(setting: &Setting, spec: &ScenarioSpec, avoid: f64, probability: Option<f64>, least: Least) -> Hit {
    let scenario = scenario(spec.clone(), setting.evidence());
    let goal = Goal { avoid: money(avoid), probability: probability.map(share) };
    match target(setting, &scenario, goal, least).unwrap().answer {
        Answer::Hit(hit) => *hit,
        Answer::OutOfReach(out) => panic!("{out:?}"),
    }
}

/// The share of draws in which two amounts avoid so much, from the draws of an evidence's two reaches: harm is H·q(x)/q(50).
fn share_reached(reaches: &[(f64, f64)], amounts: (f64, f64), avoid: f64) -> f64 {
    let left = |reach: f64, money: f64| 1.0 - reach + reach * (-money * std::f64::consts::LN_2 / 40.0).exp();
    let avoided = |reach: f64, money: f64| 1000.0 * (1.0 - left(reach, money) / left(reach, 50.0));
    let those = reaches.iter().filter(|(a, b)| avoided(*a, amounts.0) + avoided(*b, amounts.1) >= avoid);
    #[expect(clippy::cast_precision_loss, reason = "draws are few")]
    let share = those.count() as f64 / reaches.len() as f64;
    share
}

/// The two reaches in every draw, read back from harm: what 1 − q/q̄ is when all of one programme's money is taken away.
fn reaches(setting: &Setting) -> Vec<(f64, f64)> {
    let gone = 1.0 - (-50.0 * std::f64::consts::LN_2 / 40.0_f64).exp();
    // Without money harm is 1000/q(50), and q(50) = 1 − reach·gone.
    let of = |amounts: Vec<f64>| -> Vec<f64> {
        let lost = setting.outcomes(&Allocation::from_millions(amounts)).harm;
        lost.iter().map(|harm| (1.0 - 1000.0 / (harm - 1000.0)) / gone).collect()
    };
    of(vec![0.0, 50.0]).into_iter().zip(of(vec![50.0, 0.0])).collect()
}

#[test]
fn what_may_be_cut_has_its_closed_form_and_ends() {
    let setting = Setting::new(one(certain(1000.0)), simulation(50, 1)).unwrap();
    let spec = scenario_spec(20.0);
    for probability in [None, Some(0.6), Some(1.0)] {
        // With nothing, harm is 1000/0.7: £429m more, which may be lost.
        let hit = asked(&setting, &spec, -500.0, probability, Least::Money);
        assert_eq!((hit.least, hit.at_least), (0.0, Some(0.0)), "{hit:?}");
        // 0.4 + 0.6·2^(−x/20) = 0.91 where £300m more is left: x = 20·log2(0.6/0.51).
        let hit = asked(&setting, &spec, -300.0, probability, Least::Money);
        let exact = 20.0 * (0.6_f64 / 0.51).log2();
        // A tail is known to a thousandth of itself, everything else to less.
        assert!((hit.least - exact).abs() < 2e-3 * exact, "{probability:?}: {} {exact}", hit.least);
        assert!(hit.at_least.is_none_or(|proven| proven <= exact), "{hit:?}");
        // Nobody need move anything to keep what there is.
        let hit = asked(&setting, &spec, -1.0, probability, Least::Movement);
        assert_eq!((hit.least, hit.at_least), (0.0, Some(0.0)), "{hit:?}");
    }
}

#[test]
fn the_least_money_for_a_probability_is_the_one_that_brute_force_finds() {
    let setting = Setting::new(two(), simulation(400, 3)).unwrap();
    let (spec, reaches) = (scenario_spec(100.0), reaches(&setting));
    for (probability, avoid) in [(0.3, 60.0), (0.6, 20.0), (0.6, -30.0), (0.9, -20.0)] {
        let hit = asked(&setting, &spec, avoid, Some(probability), Least::Money);
        let amounts = (hit.allocation.millions()[0], hit.allocation.millions()[1]);
        let closed = share_reached(&reaches, amounts, avoid);
        assert!((closed - hit.reached_in).abs() < 1e-12, "{closed} {hit:?}");
        assert!(closed >= probability && amounts.0 + amounts.1 <= hit.least + 1e-6, "{hit:?}");
        // A grid of £0.25m either way: what it finds is allowed, so it is no less than the truth.
        let grid = || (0..=800_u32).map(|step| f64::from(step) * 0.25);
        let does = |total: f64| {
            let splits = grid().take_while(|first| *first <= total);
            splits
                .map(|first| (first, total - first))
                .any(|at| share_reached(&reaches, at, avoid) >= probability)
        };
        let brute = grid().find(|total| does(*total)).unwrap();
        // The best found is within a hundredth of it and the grid's own step.
        assert!(hit.least <= brute * 1.01 + 0.25, "{probability} {avoid}: {} {brute}", hit.least);
        // And what is proved from below is true.
        assert!(hit.at_least.is_none_or(|proven| proven <= brute), "{hit:?} {brute}");
        assert!(hit.at_least.is_some(), "with so few draws something is proved: {hit:?}");
        assert!(hit.safe.is_none_or(|safe| safe.least >= hit.least), "{hit:?}");
    }
}

#[test]
fn the_least_movement_for_a_probability_is_the_one_that_brute_force_finds() {
    let setting = Setting::new(two(), simulation(400, 3)).unwrap();
    let (spec, reaches) = (scenario_spec(100.0), reaches(&setting));
    let (probability, avoid) = (0.4, 6.0);
    let hit = asked(&setting, &spec, avoid, Some(probability), Least::Movement);
    assert!(hit.reached_in >= probability, "{hit:?}");
    // All of the £100m is best spent, and d moved one way or the other.
    let steps = (0..=5000_u32).map(|step| f64::from(step) * 0.01);
    let does = |d: f64| {
        [(50.0 + d, 50.0 - d), (50.0 - d, 50.0 + d)]
            .into_iter()
            .any(|at| share_reached(&reaches, at, avoid) >= probability)
    };
    let brute = steps.into_iter().find(|d| does(*d)).unwrap();
    assert!((hit.least - brute).abs() <= 0.011 + 0.01 * brute, "{} {brute}", hit.least);
    assert!(hit.at_least.is_none_or(|proven| proven <= brute), "{hit:?}");
}

#[test]
fn certainty_is_proved_from_both_sides() {
    let setting = Setting::new(two(), simulation(60, 3)).unwrap();
    let hit = asked(&setting, &scenario_spec(100.0), -60.0, Some(1.0), Least::Money);
    assert!((hit.reached_in - 1.0).abs() < f64::EPSILON && hit.reached_se.abs() < f64::EPSILON, "{hit:?}");
    let proven = hit.at_least.unwrap();
    // The tail is known to a thousandth.
    assert!(proven <= hit.least && hit.least - proven <= 5e-3 * hit.least, "{hit:?}");
}

#[test]
fn shares_that_must_be_spent_are_said_to_make_more_money_doubtful() {
    let setting = Setting::new(two(), simulation(100, 3)).unwrap();
    let mut spec = scenario_spec(100.0);
    spec.split.insert(id("all"), Portion::Exactly(share(1.0)));
    let hit = asked(&setting, &spec, 10.0, Some(0.6), Least::Money);
    assert!(!hit.is_nested && hit.reached_in >= 0.6, "{hit:?}");
    assert!(hit.at_least.is_none_or(|proven| proven <= hit.least), "{hit:?}");
}

#[test]
fn an_objective_that_is_nought_leaves_every_allocation_equally_good() {
    let mut spec = scenario_spec(20.0);
    let nought = one(certain(0.0));
    for risk in [Risk::Mean, Risk::Cvar { level: share(0.9), weight: share(0.5) }] {
        spec.objective.risk = risk;
        let case = Case::on(
            Setting::new(Arc::clone(&nought), spec.simulation).unwrap(),
            scenario(spec.clone(), &nought),
        );
        let certificate = case.unwrap().certificate;
        assert!(certificate.reached && certificate.gap.abs() < f64::EPSILON, "{certificate:?}");
    }
    spec.objective.risk = Risk::Mean;
    let mut counted = threat("t", certain(1000.0));
    counted.counts.push(count("victims", certain(0.0)));
    let own = effect("t", Family::Exponential, Strength::Own(certain(0.6)), Some(certain(20.0)));
    let nobody = evidence_spec(&["all"], vec![counted], vec![programme("a", "all", 20.0, vec![own])]);
    spec.objective.measure = Measure::Count(id("victims"));
    let case = Case::of(&nobody, &spec).unwrap();
    assert!(case.certificate.reached, "{:?}", case.certificate);
    let found = optimise(&case.setting, &case.scenario, Wanted::default()).unwrap();
    assert!(matches!(found, Best::Found(_)), "{found:?}");
}

#[test]
fn a_draw_without_harm_does_not_lose_the_answer() {
    let evidence = one(Distribution::discrete(vec![0.0, 1000.0], vec![0.1, 0.9]).unwrap());
    let spec = ScenarioSpec { simulation: simulation(100, 1), ..scenario_spec(20.0) };
    let setting = Setting::new(Arc::clone(&evidence), spec.simulation).unwrap();
    let Best::Found(found) = optimise(&setting, &scenario(spec, &evidence), Wanted::default()).unwrap()
    else {
        panic!("something is allowed")
    };
    assert_eq!((found.confidence.draws, found.confidence.unsolved), (100, 0));
}

#[test]
fn where_nothing_is_spent_today_its_shares_are_unknown() {
    let own = effect("t", Family::Exponential, Strength::Own(certain(0.6)), Some(certain(20.0)));
    let nothing =
        evidence(&["all"], vec![threat("t", certain(1000.0))], vec![programme("a", "all", 0.0, vec![own])]);
    let spec = ScenarioSpec { simulation: simulation(20, 1), ..scenario_spec(20.0) };
    let setting = Setting::new(Arc::clone(&nothing), spec.simulation).unwrap();
    let Best::Found(found) = optimise(&setting, &scenario(spec, &nothing), Wanted::default()).unwrap() else {
        panic!("something is allowed")
    };
    let strand = found.confidence.strands.as_ref().unwrap()[0];
    assert_eq!((strand.today, strand.above_today), (None, None));
    assert!((strand.share.mean - 1.0).abs() < f64::EPSILON, "all of what is spent");
}
