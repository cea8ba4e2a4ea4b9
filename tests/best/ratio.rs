//! A ratio between programmes against its closed form: one dimension is left, and its slope is known.

use crate::Case;
use crate::support::four_programmes;
use crate::support::id;
use crate::support::money;
use crate::support::scenario_spec;
use apportion::id::Pattern;
use apportion::model::BoundKind;
use apportion::model::LimitSpec;
use apportion::model::RatioSpec;
use apportion::model::ScenarioSpec;
use apportion::optimise::Region;
use apportion::optimise::Rule;
use apportion::study::Setting;
use std::sync::Arc;

/// Enough that the third gets some of it too.
const TOTAL: f64 = 2000.0;

/// What is removable and how fast, of `a`, `b` and `c`: harm is Σ R·exp(−k·x) and what nothing removes.
const CASES: [(f64, f64); 3] = [(100.0, 0.002), (80.0, 0.003), (60.0, 0.001)];

fn slope(programme: usize, amount: f64) -> f64 {
    let (removable, rate) = CASES[programme];
    -removable * rate * libm::exp(-rate * amount)
}

/// `a` gets so many times what `b` gets, `d` gets nothing, and `c` what is left, or nothing either.
fn tied(min: Option<f64>, max: Option<f64>, has_third: bool) -> ScenarioSpec {
    let mut spec = scenario_spec(TOTAL);
    spec.amounts.insert(id("d"), money(0.0));
    if !has_third {
        spec.amounts.insert(id("c"), money(0.0));
    }
    let pattern = |text: &str| Pattern::new(text).unwrap();
    let ratio = RatioSpec { of: pattern("a"), to: pattern("b"), min, max };
    spec.limits.push(LimitSpec { name: "tied".to_owned(), ratio: Some(ratio), ..LimitSpec::default() });
    spec
}

fn best(spec: ScenarioSpec) -> Case {
    let evidence = four_programmes();
    let setting = Setting::new(Arc::clone(&evidence), spec.simulation).unwrap();
    Case::on(setting, apportion::model::Scenario::new(spec, evidence).unwrap()).unwrap()
}

#[test]
fn two_tied_programmes_share_all_the_money_in_their_ratio() {
    for multiple in [0.25, 1.0, 2.0, 7.5] {
        let case = best(tied(Some(multiple), Some(multiple), false));
        let amounts = case.allocation.millions();
        let expected = [TOTAL * multiple / (1.0 + multiple), TOTAL / (1.0 + multiple)];
        for (amount, expected) in amounts.iter().zip(expected) {
            // Sums of two shares, solved to the last digits.
            assert!((amount - expected).abs() < 1e-9 * TOTAL, "{multiple}: {amounts:?} against {expected}");
        }
    }
}

#[test]
fn beside_a_third_the_one_dimension_left_has_its_known_optimum_and_price() {
    for multiple in [0.5, 1.0, 3.0] {
        let case = best(tied(Some(multiple), Some(multiple), true));
        // Where £1 for b, with its multiple for a, does as much as their sum does for c.
        let excess = |b: f64| {
            let third = TOTAL - (1.0 + multiple) * b;
            multiple * slope(0, multiple * b) + slope(1, b) - (1.0 + multiple) * slope(2, third)
        };
        let (mut low, mut high) = (0.0, TOTAL / (1.0 + multiple));
        for _ in 0..100 {
            let middle = f64::midpoint(low, high);
            if excess(middle) < 0.0 { low = middle } else { high = middle }
        }
        let amounts = case.allocation.millions();
        assert!(amounts[2] > 1.0, "the third is where £1 comes from: {amounts:?}");
        // Newton's method ends where values can no longer be told apart, about 1e-7 of a smooth optimum's amounts.
        assert!((amounts[1] - low).abs() < 1e-5 * TOTAL, "{multiple}: {amounts:?} against {low} for b");
        assert!((amounts[0] - multiple * amounts[1]).abs() < 1e-9 * TOTAL, "{amounts:?}");
        let prices = case.prices();
        let rule = Rule::Ratio { limit: 0, side: None, year: 0 };
        let price = prices.rules.iter().find(|price| price.rule == rule).unwrap();
        // £1 more for a than its multiple comes from c.
        let expected = slope(2, TOTAL - (1.0 + multiple) * low) - slope(0, multiple * low);
        assert!((price.gain.unwrap() - expected).abs() < 1e-5, "{price:?} against {expected}");
        assert!((price.loss.unwrap() - expected).abs() < 1e-5, "{price:?} against {expected}");
    }
}

#[test]
fn a_range_binds_at_its_nearer_end_or_not_at_all() {
    let free = best(tied(None, Some(1e6), true));
    let at = free.allocation.millions()[0] / free.allocation.millions()[1];
    let sides = [(at * 1.5, at * 2.0, at * 1.5), (at * 0.25, at * 0.5, at * 0.5), (at * 0.5, at * 2.0, at)];
    for (min, max, expected) in sides {
        let case = best(tied(Some(min), Some(max), true));
        let amounts = case.allocation.millions();
        assert!(
            (amounts[0] / amounts[1] - expected).abs() < 1e-4 * expected,
            "{amounts:?} in [{min}, {max}]"
        );
    }
}

#[test]
fn an_allocation_out_of_ratio_names_the_rule_and_by_how_much() {
    let spec = tied(Some(2.0), Some(3.0), true);
    let scenario = apportion::model::Scenario::new(spec, four_programmes()).unwrap();
    let missing = |amounts: [f64; 4]| {
        let allocation = apportion::model::Allocation::from_millions(amounts.to_vec());
        Region::of(&scenario).violations(&allocation)
    };
    let [violation] = &missing([100.0, 80.0, 0.0, 0.0])[..] else { panic!("one rule is missed") };
    assert_eq!(violation.rule, Rule::Ratio { limit: 0, side: Some(BoundKind::AtLeast), year: 0 });
    assert!((violation.missed_by.millions() - 60.0).abs() < 1e-9, "100 against 2 × 80");
    assert_eq!(missing([200.0, 80.0, 0.0, 0.0]), []);
}
