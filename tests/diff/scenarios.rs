//! Two scenarios.

use crate::ADDS_UP;
use crate::avoided;
use crate::leads_there;
use crate::support;
use crate::support::money;
use crate::support::scenario_spec;
use apportion::id::Pattern;
use apportion::model::LimitSpec;
use apportion::model::Portion;
use apportion::model::Scenario;
use apportion::model::ScenarioSpec;
use apportion::model::Within;
use apportion::study::Silent;
use apportion::study::diff::diff_scenarios;
use std::sync::Arc;

fn spec(total: f64) -> ScenarioSpec {
    ScenarioSpec { simulation: support::simulation(50, 3), ..scenario_spec(total) }
}

#[test]
fn each_piece_is_a_step_and_two_runs_for_themselves_agree() {
    let evidence = support::four_programmes();
    let mut new = spec(900.0);
    new.limits.push(LimitSpec {
        name: "Cap".to_owned(),
        programmes: vec![Pattern::new("a").unwrap()],
        max: Some(money(100.0)),
        ..LimitSpec::default()
    });
    let old = Scenario::new(spec(700.0), Arc::clone(&evidence)).unwrap();
    let new = Scenario::new(new, Arc::clone(&evidence)).unwrap();
    let diff = diff_scenarios(&old, &new, &Silent).unwrap();
    let addresses: Vec<&str> = diff.changes.iter().map(|change| change.address.as_str()).collect();
    assert_eq!(addresses, ["budget", "limit.Cap"]);
    let [(_, walk)] = &diff.walks[..] else { unreachable!("one question") };
    leads_there(walk);
    assert_eq!(walk.steps.len(), 2);
    assert!((walk.change().unwrap() - (avoided(&new) - avoided(&old))).abs() < ADDS_UP);
    let money_alone = Scenario::new(spec(900.0), evidence).unwrap();
    let budget = walk.steps.iter().find(|step| step.changes == [0]).unwrap();
    assert!((budget.alone.unwrap() - (avoided(&money_alone) - avoided(&old))).abs() < ADDS_UP);
}

#[test]
fn what_has_no_answer_alone_comes_last() {
    let evidence = support::four_programmes();
    let amounts = [("a", 300.0), ("b", 200.0), ("c", 100.0), ("d", 100.0)];
    let fixed = |total: f64, extra: f64| {
        let amounts = amounts.map(|(name, amount)| (support::id(name), money(amount + extra)));
        let spec = ScenarioSpec { within: Within::Fixed, amounts: amounts.into(), ..spec(total) };
        Scenario::new(spec, Arc::clone(&evidence)).unwrap()
    };
    // Larger amounts alone are above the old total: nothing is allowed.
    let (old, new) = (fixed(700.0, 0.0), fixed(1100.0, 100.0));
    let diff = diff_scenarios(&old, &new, &Silent).unwrap();
    let [(_, walk)] = &diff.walks[..] else { unreachable!("one question") };
    leads_there(walk);
    let [budget, amounts] = &walk.steps[..] else { unreachable!("two steps") };
    assert_eq!((diff.changes[0].address.as_str(), &budget.changes[..]), ("budget", &[0][..]));
    assert_eq!((amounts.alone, &amounts.changes[..]), (None, &[1][..]));
}

#[test]
fn other_draws_are_a_step_of_their_own_without_a_spread() {
    let evidence = support::four_programmes();
    let old = Scenario::new(spec(700.0), Arc::clone(&evidence)).unwrap();
    let other = ScenarioSpec { simulation: support::simulation(80, 4), ..spec(700.0) };
    let new = Scenario::new(other, evidence).unwrap();
    let diff = diff_scenarios(&old, &new, &Silent).unwrap();
    let [(_, walk)] = &diff.walks[..] else { unreachable!("one question") };
    let [step] = &walk.steps[..] else { unreachable!("one step") };
    assert_eq!(diff.changes[0].address, "simulation");
    assert!(step.spread.is_none() && walk.difference.is_none());
    assert!(step.increment.abs() < ADDS_UP, "nothing is uncertain here");
}

#[test]
fn a_split_and_what_is_impossible_are_told() {
    let evidence = support::four_programmes();
    let old = Scenario::new(spec(700.0), Arc::clone(&evidence)).unwrap();
    let mut impossible = spec(700.0);
    impossible.split.insert(support::id("all"), Portion::Exactly(support::share(1.0)));
    impossible.limits.push(LimitSpec {
        name: "Too much".to_owned(),
        programmes: vec![Pattern::new("*").unwrap()],
        min: Some(money(900.0)),
        ..LimitSpec::default()
    });
    let new = Scenario::new(impossible, evidence).unwrap();
    let diff = diff_scenarios(&old, &new, &Silent).unwrap();
    let [(_, walk)] = &diff.walks[..] else { unreachable!("one question") };
    assert!(walk.old.is_some() && walk.new.is_none() && walk.steps.is_empty());
    assert_eq!(diff.changes.len(), 2);
}
