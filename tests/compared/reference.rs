//! Today's money stands in one place: the evidence.

use crate::certain_programmes;
use crate::compared;
use crate::result;
use crate::spending;
use crate::support::certain;
use crate::support::scenario;
use crate::support::scenario_spec;
use crate::support::simulation;
use crate::three_programmes;
use crate::three_programmes_spec;
use apportion::distribution::Distribution;
use apportion::model::Within;

#[test]
fn every_block_has_today_and_is_held_against_it() {
    let evidence = certain_programmes();
    let block = compared(vec![spending("other", [50.0, 50.0, 100.0], &evidence, 100)], None);
    assert_eq!(block.results[block.reference].scenario.id(), "today");
    let today = result(&block, "today");
    assert_eq!(today.allocation.millions(), [60.0, 100.0, 40.0], "p, q, r");
    assert_eq!(
        today.harm_avoided,
        apportion::risk::Summary::of(&[0.0; 2]).unwrap(),
        "nothing moves, in any draw"
    );
    assert_eq!(today.extra_cost, 0.0);
    // 1000·(1 − exp(0.01 − 0.02)): ten from p, ten to r.
    let other = result(&block, "other");
    crate::assert_close(other.versus.mean, 1000.0 * (1.0 - (-0.01_f64).exp()));
}

/// A scenario written for the evidence as it was is not today any more when a `reference` has changed.
#[test]
fn another_reference_amount_in_the_evidence_moves_today_and_nothing_else() {
    let rate = || certain(0.1);
    let mut spec = three_programmes_spec([rate(), rate(), rate()]);
    spec.programmes[0].reference = crate::support::money(70.0);
    let evidence = std::sync::Arc::new(apportion::model::Evidence::new(spec).unwrap());
    let block = compared(vec![spending("was-today", [60.0, 40.0, 100.0], &evidence, 100)], None);
    assert_eq!(block.results[block.reference].allocation.millions(), [70.0, 100.0, 40.0]);
    let was = result(&block, "was-today");
    assert_eq!(was.extra_cost, -10.0);
    crate::assert_close(was.versus.mean, 1000.0 * (1.0 - 0.01_f64.exp()));
}

#[test]
fn the_same_money_avoids_exactly_nothing_whatever_it_is_worked_out_from() {
    let uncertain = || Distribution::uniform(0.05, 0.4).unwrap();
    let evidence = three_programmes([uncertain(), uncertain(), uncertain()]);
    let mut spec = scenario_spec(200.0);
    spec.within = Within::ProRata;
    spec.simulation = simulation(500, 7);
    // Thirds of a hundred are no binary fractions: what comes back is today's money but for rounding.
    for (strand, part) in [("a", 0.3 + 0.2), ("b", 1.0 - 0.3 - 0.2)] {
        spec.split.insert(
            crate::support::id(strand),
            apportion::model::Portion::Exactly(crate::support::share(part)),
        );
    }
    let pro_rata = scenario(spec, &evidence);
    let by_hand = spending("by-hand", [60.0 + 3e-8, 40.0 - 3e-8, 100.0], &evidence, 500);
    let by_hand = by_hand.simulated_with(simulation(500, 7));
    let block = compared(vec![pro_rata, by_hand], None);
    for result in &block.results {
        assert_eq!(result.harm_avoided.mean, 0.0, "{}", result.scenario.id());
        assert_eq!(result.harm_avoided.probability_positive, 0.0, "{}", result.scenario.id());
        assert_eq!((result.versus.p5, result.versus.p95), (0.0, 0.0), "{}", result.scenario.id());
    }
}

#[test]
fn two_scenarios_with_the_same_money_are_exactly_alike_against_each_other() {
    let uncertain = || Distribution::uniform(0.05, 0.4).unwrap();
    let evidence = three_programmes([uncertain(), uncertain(), uncertain()]);
    let one = spending("one", [50.1, 49.9, 100.0], &evidence, 300);
    let two = spending("two", [50.1 + 4e-8, 49.9 - 4e-8, 100.0], &evidence, 300);
    let block = compared(vec![one, two], Some("one"));
    let two = result(&block, "two");
    assert_eq!((two.versus.mean, two.odds.better, two.odds.worse), (0.0, 0.0, 0.0));
}
