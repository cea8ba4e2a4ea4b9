//! Prices against re-solving with one rule relaxed.
//!
//! What relaxing a rule gains is concave in how far it is relaxed. So the gain G of relaxing it by h lies
//! between h times the price after and h times the price before, exactly, but for what the two searches left open.

use crate::Case;
use crate::cases;
use crate::relaxed::relaxed;
use crate::support::certain;
use crate::support::effect;
use crate::support::evidence_spec;
use crate::support::id;
use crate::support::money;
use crate::support::programme;
use crate::support::scenario_spec;
use crate::support::share;
use crate::support::threat;
use apportion::curve::Family;
use apportion::model::EvidenceSpec;
use apportion::model::Portion;
use apportion::model::Strength;
use apportion::optimise::Prices;
use apportion::optimise::Rule;

/// How far rules are relaxed, £m: a thousandth of what instances spend.
const BY: f64 = 1.0;

/// The multipliers' linear programs are exact to about 1e-7 of the gradient's largest entry, which they are scaled
/// to; prices sum a few of them.
const MULTIPLIER: f64 = 1e-6;

fn steepest(prices: &Prices) -> f64 {
    prices
        .rules
        .iter()
        .filter_map(|price| price.gain)
        .map(f64::abs)
        .fold(prices.budget.unwrap_or(0.0).abs(), f64::max)
}

fn price_of(prices: &Prices, rule: &Rule) -> f64 {
    prices.rules.iter().find(|price| price.rule == *rule).map_or(Some(0.0), |price| price.gain).unwrap_or(0.0)
}

/// Whether a gain lies between the prices after and before; prints which is broken.
fn check(name: &str, before: (f64, &Case), after: (f64, &Case), by: f64) -> bool {
    let gain = before.1.certificate.upper - after.1.certificate.upper;
    let open = before.1.open() + after.1.open();
    let multiplier = MULTIPLIER * by * before.0.abs().max(after.0.abs()).max(1.0);
    let (most, least) = (before.0 * by + open + multiplier, after.0 * by - open - multiplier);
    assert!(gain <= most, "{name}: gained {gain}, priced at {} before", before.0 * by);
    assert!(gain >= least, "{name}: gained {gain}, priced at {} after", after.0 * by);
    (gain - before.0 * by).abs() <= 0.05 * gain.abs() + open + multiplier
}

#[test]
fn a_price_is_what_relaxing_its_rule_gains() {
    let (mut checked, mut near, mut kinds) = (0, 0, std::collections::BTreeSet::new());
    for (seed, instance, case) in cases(40) {
        let prices = case.prices();
        let question = (instance.evidence.clone(), instance.scenario.clone());
        for price in &prices.rules {
            let Some((evidence, spec)) = relaxed(&question, &case.scenario, &price.rule, BY) else {
                continue;
            };
            let Some(after) = Case::of(&evidence, &spec) else { continue };
            let price_after = price_of(&after.prices(), &price.rule);
            let name = format!("seed {seed}: {:?}", price.rule);
            // The bracket holds exactly; that its two sides are near shows that it says something.
            let Some(gain) = price.gain else { panic!("{name} has no price, but can be relaxed") };
            near += usize::from(check(&name, (gain, &case), (price_after, &after), BY));
            checked += 1;
            kinds.insert(format!("{:?}", price.rule).split(' ').next().map(str::to_owned));
        }
    }
    assert!(checked >= 100 && kinds.len() >= 5, "{checked} prices of {kinds:?}");
    assert!(near * 10 >= checked * 9, "only {near} of {checked} are within a twentieth of the gain");
}

#[test]
fn the_budget_price_is_what_a_million_more_gains() {
    let (mut checked, mut none) = (0, 0);
    for (seed, instance, case) in cases(60) {
        let prices = case.prices();
        let mut spec = instance.scenario.clone();
        spec.budget.total = money(spec.budget.total.millions() + BY);
        let after = case.under(spec);
        let Some(price) = prices.budget else {
            assert!(after.is_none(), "seed {seed}: no price, but more money is allowed");
            none += 1;
            continue;
        };
        let Some(after) = after else { continue };
        // Where no more can be had of the next million, the concave gain has no price after it.
        let Some(price_after) = after.prices().budget else { continue };
        check(&format!("seed {seed}: budget"), (price, &case), (price_after, &after), BY);
        checked += 1;
    }
    assert!(checked >= 40, "{checked} budgets checked, {none} without a price");
}

#[test]
fn the_rules_explain_the_gradient() {
    for (seed, _, case) in cases(60) {
        let prices = case.prices();
        // What is asked of smooth objectives, of the gradient's largest entry.
        assert!(prices.stationarity < 1e-6, "seed {seed}: {}", prices.stationarity);
    }
}

#[test]
fn a_rule_that_costs_has_a_price_and_a_slack_one_has_none() {
    for (seed, _, case) in cases(30) {
        let region = case.decided();
        let point = region.point(&case.allocation);
        let prices = case.prices();
        let steepest = steepest(&prices);
        for (rule, row) in region.rules().iter().zip(region.rows()) {
            let value: f64 = row.terms.iter().map(|(variable, factor)| factor * point[*variable]).sum();
            // A rule a ten-thousandth of all money away is slack, however it was rounded.
            if (value - row.bound).abs() > 1e-4 {
                let price = price_of(&prices, rule);
                assert!(price.abs() < 1e-9 * steepest, "seed {seed}: slack {rule:?} costs {price}");
            }
        }
    }
}

fn two_strands() -> EvidenceSpec {
    let own = |reach, half: f64| {
        vec![effect("t", Family::Exponential, Strength::Own(certain(reach)), Some(certain(half)))]
    };
    let programmes = vec![
        programme("a", "first", 100.0, own(0.3, 80.0)),
        programme("b", "second", 50.0, own(0.2, 50.0)),
        programme("c", "second", 50.0, own(0.1, 50.0)),
    ];
    evidence_spec(&["first", "second"], vec![threat("t", certain(1000.0))], programmes)
}

#[test]
fn a_strand_whose_programmes_are_all_pinned_is_no_reason_to_give_up() {
    let mut spec = scenario_spec(200.0);
    spec.split.insert(id("first"), Portion::Exactly(share(0.5)));
    spec.split.insert(id("second"), Portion::Exactly(share(0.5)));
    spec.amounts.insert(id("a"), money(100.0));
    let case = Case::of(&two_strands(), &spec).unwrap();
    let prices = case.prices();
    // Neither the share nor the amount can change alone, nor can the budget that the share is of.
    assert!(prices.rules.iter().filter_map(|price| price.gain).all(f64::is_finite), "{prices:?}");
    assert_eq!(prices.budget, None, "{prices:?}");
    let second = price_of(&prices, &Rule::Strand { strand: 1, side: None, year: 0 });
    assert!(second > 0.0, "the other strand could do with more: {prices:?}");
}

#[test]
fn one_programme_with_all_the_money_still_has_a_budget_price() {
    let mut evidence = two_strands();
    evidence.programmes.truncate(1);
    evidence.programmes[0].max = None;
    let spec = scenario_spec(100.0);
    let case = Case::of(&evidence, &spec).unwrap();
    let price = case.prices().budget.unwrap();
    let mut more = spec.clone();
    more.budget.total = money(100.1);
    let gain = case.certificate.upper - case.under(more).unwrap().certificate.upper;
    // Over a tenth of a million, the slope of an exponential with half-spend £80m falls by 0.05 of a hundredth.
    assert!((price - gain / 0.1).abs() < 1e-3 * price, "{price} against {}", gain / 0.1);
}
