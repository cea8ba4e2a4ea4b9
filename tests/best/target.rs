//! Targets: the least that reaches a goal, and no less.

use crate::Case;
use crate::cases;
use crate::support::money;
use crate::support::share;
use apportion::model::Allocation;
use apportion::model::LimitSpec;
use apportion::model::Portion;
use apportion::optimise::Region;
use apportion::study::Answer;
use apportion::study::Goal;
use apportion::study::Hit;
use apportion::study::Least;
use apportion::study::target;

/// A case with free shares, and what it avoids at best.
fn freed(count: usize) -> impl Iterator<Item = (u64, Case, f64)> {
    cases(count).map(|(seed, _, case)| {
        let mut spec = case.scenario.spec().clone();
        spec.limits.clear();
        spec.amounts.clear();
        spec.split.values_mut().for_each(|portion| *portion = Portion::Free);
        let case = case.under(spec).unwrap();
        let avoided = avoided(&case);
        (seed, case, avoided)
    })
}

fn avoided(case: &Case) -> f64 {
    case.value_of(&Allocation::reference(case.scenario.evidence())) - case.certificate.upper
}

fn asked(case: &Case, avoid: f64, probability: Option<f64>, least: Least) -> Answer {
    let goal = Goal { avoid: money(avoid), probability: probability.map(share) };
    let settled = target(&case.setting, &case.scenario, goal, least).unwrap();
    assert_eq!(settled.stopped_by, None, "nobody looks on");
    settled.answer
}

fn hit(answer: Answer, seed: u64) -> Hit {
    match answer {
        Answer::Hit(hit) => *hit,
        Answer::OutOfReach(out) => panic!("seed {seed}: {out:?}"),
    }
}

#[test]
fn the_least_money_reaches_the_goal_and_a_thousandth_less_does_not() {
    for (seed, case, most) in freed(12) {
        let avoid = most - 0.05 * most.abs();
        let hit = hit(asked(&case, avoid, None, Least::Money), seed);
        assert!(hit.at_least.unwrap() <= hit.least, "seed {seed}: {hit:?}");
        let with = |total: f64| {
            let mut spec = case.scenario.spec().clone();
            spec.budget.total = money(total);
            case.under(spec)
        };
        let at = with(hit.least).unwrap();
        assert!(avoided(&at) >= avoid - at.open(), "seed {seed}: {} {avoid}", avoided(&at));
        if let Some(less) = with(0.999 * hit.least) {
            assert!(avoided(&less) < avoid + less.open(), "seed {seed}: {} {avoid}", avoided(&less));
        }
    }
}

#[test]
fn the_least_movement_reaches_the_goal_between_its_bounds() {
    for (seed, case, most) in freed(12) {
        let avoid = 0.6 * most;
        if avoid <= 0.0 {
            continue;
        }
        let hit = hit(asked(&case, avoid, None, Least::Movement), seed);
        assert!(hit.harm_avoided.mean >= avoid - 1e-9 * case.certificate.upper, "seed {seed}: {hit:?}");
        let at_least = hit.at_least.unwrap();
        assert!(at_least <= hit.least, "seed {seed}: {hit:?}");
        // The gap that the search stops at.
        assert!(hit.least - at_least <= 1.1e-4 * hit.least.max(1e-3), "seed {seed}: {hit:?}");
        assert_eq!(Region::of(&case.scenario).violations(&hit.allocation), [], "seed {seed}");
    }
}

#[test]
fn a_probability_is_reached_even_certainty() {
    for (seed, case, most) in freed(8) {
        for (probability, least) in
            [(0.5, Least::Money), (0.8, Least::Money), (1.0, Least::Money), (0.7, Least::Movement)]
        {
            let avoid = 0.3 * most - 0.02 * case.certificate.upper;
            match asked(&case, avoid, Some(probability), least) {
                Answer::Hit(hit) => {
                    assert!(hit.reached_in >= probability, "seed {seed}: {hit:?}");
                    assert!(hit.at_least.is_none_or(|proven| proven <= hit.least), "seed {seed}: {hit:?}");
                    // What is enough for the goal is never less than the least that reaches it.
                    assert!(hit.safe.is_none_or(|safe| hit.least <= safe.least), "seed {seed}: {hit:?}");
                    let p = hit.reached_in;
                    let draws = case.setting.futures().draws().as_f64();
                    assert!((hit.reached_se - (p * (1.0 - p) / draws).sqrt()).abs() < 1e-15, "by definition");
                }
                Answer::OutOfReach(out) => {
                    let most = out.most.unwrap_or_else(|| panic!("seed {seed}: something is allowed"));
                    assert!(most < avoid, "seed {seed}: {most} {avoid}");
                    assert!(out.reached_in.unwrap() < probability, "seed {seed}: {out:?}");
                }
            }
        }
    }
}

#[test]
fn what_is_out_of_reach_says_so_and_how_much_is_not() {
    for (seed, case, most) in freed(6) {
        let mut spec = case.scenario.spec().clone();
        let total = case.scenario.budget().total.millions();
        // Beyond this money there is nothing to spend it on, and a rule that asks for all of it clashes.
        let caps = LimitSpec { name: "cap".into(), max: Some(money(1.2 * total)), ..LimitSpec::default() };
        let all = LimitSpec { name: "all".into(), min_share: Some(share(0.99)), ..LimitSpec::default() };
        spec.limits.extend([caps, all]);
        let case = case.under(spec).unwrap();
        let answer = asked(&case, 2.0 * case.certificate.upper, None, Least::Money);
        let Answer::OutOfReach(out) = answer else { panic!("seed {seed}: {answer:?}") };
        let said = out.most;
        // Asking for all of it to be spent can only cost something, and more money is tried besides.
        let some = said.is_some_and(|said| said > 0.0);
        assert!(some || most <= 0.0 || avoided(&case) <= 0.0, "seed {seed}: {said:?} of {most}");
    }
}
