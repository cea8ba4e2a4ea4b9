//! Money that is moved is conserved, and what is held stays.

use crate::asking::Page;
use proptest::prelude::*;
use serde_json::Value;
use serde_json::json;

/// Few draws, since money is asked about here.
const DRAWS: usize = 10;

fn amounts(candidate: &Value, year: usize) -> Vec<f64> {
    candidate["amounts"][year].as_array().unwrap().iter().map(|it| it.as_f64().unwrap()).collect()
}

/// A page with its ground: programmes with their strands and bounds.
fn played() -> (Page, Value, Value) {
    let mut page = Page::shipped();
    let said = page.ask(&json!({ "play": { "scenario": "prevent-8", "draws": DRAWS } }));
    let played = &said["played"];
    (page, played["candidate"].clone(), played["ground"].clone())
}

#[test]
fn whatever_is_moved_the_sum_stays_and_so_does_what_is_held() {
    let (mut page, first, ground) = played();
    let programmes = ground["programmes"].as_array().unwrap();
    let ids: Vec<String> = programmes.iter().map(|it| it["id"].as_str().unwrap().to_owned()).collect();
    let strand = |i: usize| programmes[i]["strand"].as_str().unwrap();
    let strands: Vec<String> = ground["strands"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["id"].as_str().unwrap().to_owned())
        .collect();
    let places: Vec<String> = strands.iter().chain(&ids).cloned().collect();
    let mut runner = proptest::test_runner::TestRunner::new_with_rng(
        proptest::test_runner::Config { cases: 60, failure_persistence: None, ..Default::default() },
        proptest::test_runner::TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha),
    );
    let asked = (
        prop::sample::select(places.clone()),
        0.0..1.3_f64,
        prop::collection::vec(prop::sample::select(places), 0..5),
    );
    let (page, last) = (std::cell::RefCell::new(&mut page), std::cell::RefCell::new(first.clone()));
    let moved_once = std::cell::Cell::new(0);
    runner
        .run(&asked, |(what, part, locks)| {
            let before = last.borrow().clone();
            let own = amounts(&before, 0);
            let is_own = |i: usize| ids[i] == what || strand(i) == what;
            let sum_of =
                |amounts: &[f64]| (0..ids.len()).filter(|&i| is_own(i)).map(|i| amounts[i]).sum::<f64>();
            let to = part * (sum_of(&own) + 50.0);
            let said = page.borrow_mut().ask(&json!({ "move": {
                "candidate": before, "what": what, "to": to, "locks": locks, "draws": DRAWS } }));
            if said["refused"].is_object() {
                prop_assert!(
                    locks.contains(&what)
                        || locks.iter().any(|lock| is_own(
                            ids.iter().position(|id| id == lock).unwrap_or(usize::MAX).min(ids.len() - 1)
                        )),
                    "{}",
                    said
                );
                return Ok(());
            }
            let after = amounts(&said["moved"]["candidate"], 0);
            let (total_before, total_after) = (own.iter().sum::<f64>(), after.iter().sum::<f64>());
            // Sums of 38 amounts below 3,000.
            prop_assert!((total_before - total_after).abs() < 1e-9, "{} {}", total_before, total_after);
            for i in 0..ids.len() {
                let is_held = locks.contains(&ids[i]);
                prop_assert!(!is_held || own[i].to_bits() == after[i].to_bits(), "{} is held", ids[i]);
                let most = programmes[i]["max"].as_f64().unwrap_or(f64::INFINITY);
                prop_assert!(
                    after[i] >= programmes[i]["min"].as_f64().unwrap() - 1e-9 && after[i] <= most + 1e-9
                );
            }
            for held in strands.iter().filter(|strand| locks.contains(strand)) {
                let of = |amounts: &[f64]| {
                    (0..ids.len()).filter(|&i| strand(i) == held).map(|i| amounts[i]).sum::<f64>()
                };
                prop_assert!((of(&own) - of(&after)).abs() < 1e-9, "{} is held", held);
            }
            prop_assert!(
                sum_of(&after) <= sum_of(&own).max(to) + 1e-9
                    && sum_of(&after) >= sum_of(&own).min(to) - 1e-9
            );
            moved_once.set(moved_once.get() + usize::from((sum_of(&after) - to).abs() < 1e-9));
            *last.borrow_mut() = said["moved"]["candidate"].clone();
            Ok(())
        })
        .unwrap();
    assert!(moved_once.get() > 20, "most moves can be made: {}", moved_once.get());
}

#[test]
fn what_is_typed_for_a_programme_is_what_it_gets_and_the_others_share_the_rest() {
    let (mut page, candidate, ground) = played();
    let ids: Vec<&str> =
        ground["programmes"].as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap()).collect();
    let place = ids.iter().position(|id| id.starts_with("prevent")).unwrap();
    let before = amounts(&candidate, 0);
    let to = before[place] + 7.123_456_789;
    let said = page
        .ask(&json!({ "move": { "candidate": candidate, "what": ids[place], "to": to, "draws": DRAWS } }));
    let after = amounts(&said["moved"]["candidate"], 0);
    assert_eq!(after[place].to_bits(), to.to_bits());
    // Nobody else is at a bound, so each gives the same part of what it has.
    let part = 7.123_456_789 / (before.iter().sum::<f64>() - before[place]);
    for i in (0..ids.len()).filter(|&i| i != place) {
        assert!(
            (after[i] - before[i] * (1.0 - part)).abs() < 1e-9,
            "{}: {} to {}",
            ids[i],
            before[i],
            after[i]
        );
    }
}
