//! What is read aloud: who wins, today among them, and that a dearer scenario is never called simply better.

use crate::certain_programmes;
use crate::compared;
use crate::spending;
use crate::support::certain;
use crate::three_programmes;
use apportion::distribution::Distribution;
use apportion::report::compare::Entry;
use apportion::report::compare::Headline;
use apportion::report::compare::ScenarioView;
use apportion::report::compare::entries;
use apportion::study::Block;

fn statements(block: &Block) -> Vec<String> {
    let today = jiff::civil::date(2026, 1, 1);
    let (mut blocks, entries) = entries(&[block], today);
    blocks[0].scenarios = (1..block.results.len()).map(|number| number.to_string()).collect();
    let views = entries.iter().filter_map(|entry| match entry {
        Entry::Scenario(view) => Some(&**view),
        _ => None,
    });
    Headline::of(&blocks[0], &views.collect::<Vec<&ScenarioView>>()).statements()
}

#[test]
fn today_can_win() {
    let evidence = certain_programmes();
    let worse = spending("worse", [70.0, 30.0, 100.0], &evidence, 100);
    let said = statements(&compared(vec![worse], None));
    // 1000·(exp(0.01) − 1) = 10.05.
    assert_eq!(said[0], "Today avoids most: “worse” comes nearest, and avoids £10m a year less.");
    assert!(
        said[1].starts_with("It never avoids more harm than Today, and less in 100% of draws"),
        "{}",
        said[1]
    );
    assert!(said[2].starts_with("The next £1 a year beyond Today avoids, on average, £2.00"), "{}", said[2]);
}

#[test]
fn a_dearer_scenario_is_said_with_what_it_costs_and_what_is_best_without() {
    let evidence = certain_programmes();
    let dear = spending("dear", [160.0, 40.0, 100.0], &evidence, 100);
    let same = spending("same cost", [50.0, 50.0, 100.0], &evidence, 100);
    let said = statements(&compared(vec![dear, same], None));
    assert_eq!(
        said[0],
        "“dear” avoids most of 2 scenarios: £95m a year more modelled harm than Today, for £100m a year more money: £0.95 \
         for each extra £1. Without more money “same cost” avoids most: £10m a year more than Today."
    );
}

/// £1m from p to q, each worth £2 of harm for £1 on average, but not in every draw: a mean of nought, and a hundred draws
/// cannot tell.
#[test]
fn a_difference_within_noise_is_not_a_win() {
    let uniform = |low, high| Distribution::uniform(low, high).unwrap();
    let evidence = three_programmes([uniform(0.1, 0.3), certain(0.2), uniform(0.2, 0.6)]);
    let block = compared(vec![spending("moved", [59.0, 40.0, 101.0], &evidence, 100)], None);
    let said = statements(&block);
    assert!(said[0].starts_with("Nothing is shown to be better than Today"), "{}", said[0]);
    assert!(said[1].contains("too close to tell with these draws"), "{}", said[1]);
    assert!(said[2].starts_with("The next £1 a year beyond Today"), "{}", said[2]);
}
