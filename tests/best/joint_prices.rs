//! Prices of rules that hold the same money: each alone and all together, both ways, against re-solving.

use crate::Case;
use crate::relaxed::Question;
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
use apportion::id::Pattern;
use apportion::model::EvidenceSpec;
use apportion::model::LimitSpec;
use apportion::model::Portion;
use apportion::model::ScenarioSpec;
use apportion::model::Strength;
use apportion::optimise::Prices;
use apportion::optimise::Rule;

/// How far rules are moved, £m. Half-spends are £50m and more, so slopes change by less than ln 2/50 of that: 0.0007.
const BY: f64 = 0.05;

/// What prices may be off by for it, as a part of the steepest, and of the solver's own digits.
const BEND: f64 = 2e-3;

fn three() -> EvidenceSpec {
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

fn limit(name: &str, pattern: &str) -> LimitSpec {
    LimitSpec {
        name: name.to_owned(),
        programmes: vec![Pattern::new(pattern).unwrap()],
        ..LimitSpec::default()
    }
}

fn at_most(name: &str, pattern: &str, most: f64) -> LimitSpec {
    LimitSpec { max: Some(money(most)), ..limit(name, pattern) }
}

/// What moving some rules gains for each £m; `None` where nothing is allowed then.
fn gained(question: &Question, case: &Case, rules: &[Rule], by: f64) -> Option<f64> {
    let moved = rules
        .iter()
        .fold(question.clone(), |question, rule| relaxed(&question, &case.scenario, rule, by).unwrap());
    Some((case.certificate.upper - Case::of(&moved.0, &moved.1)?.certificate.upper) / BY)
}

/// Holds every price, alone and together, against re-solving both ways.
fn check(evidence: EvidenceSpec, spec: ScenarioSpec, listed: &[Rule], joint: usize) -> Prices {
    let case = Case::of(&evidence, &spec).unwrap();
    let question = (evidence, spec);
    let prices = case.prices();
    for rule in listed {
        assert!(prices.rules.iter().any(|price| price.rule == *rule), "{rule:?} is not in {prices:?}");
    }
    assert_eq!(prices.together.len(), joint, "{prices:?}");
    let alone = prices.rules.iter().map(|price| (vec![price.rule.clone()], price.gain, price.loss));
    let together = prices.together.iter().map(|joint| (joint.rules.clone(), joint.gain, joint.loss));
    for (rules, gain, loss) in alone.chain(together) {
        for (by, price) in [(BY, gain), (-BY, loss.map(|loss| -loss))] {
            let found = gained(&question, &case, &rules, by);
            assert_eq!(price.is_none(), found.is_none(), "{rules:?} by {by}: {price:?} against {found:?}");
            let off = price.zip(found).map_or(0.0, |(price, found)| (price - found).abs());
            assert!(off < BEND * 5.0, "{rules:?} by {by}: {price:?} against {found:?}");
        }
    }
    prices
}

const fn first(limit: usize) -> Rule {
    Rule::Limit { limit, bound: 0, year: 0 }
}

#[test]
fn a_ceiling_stated_twice_costs_nothing_alone_and_its_price_together() {
    let mut spec = scenario_spec(200.0);
    spec.limits.extend([at_most("cap", "a", 60.0), at_most("cap again", "a", 60.0)]);
    let prices = check(three(), spec, &[first(0), first(1)], 1);
    let gains: Vec<f64> = prices
        .rules
        .iter()
        .filter(|price| price.rule != Rule::Budget { year: 0 })
        .filter_map(|p| p.gain)
        .collect();
    assert!(gains.iter().all(|gain| gain.abs() < 1e-9), "{prices:?}");
    assert!(prices.together[0].gain.unwrap() > 0.1, "{prices:?}");
}

#[test]
fn a_floor_stated_twice_costs_nothing_alone_and_its_price_together() {
    let mut spec = scenario_spec(200.0);
    for name in ["floor", "floor again"] {
        spec.limits.push(LimitSpec { min: Some(money(60.0)), ..limit(name, "c") });
    }
    check(three(), spec, &[first(0), first(1)], 1);
}

#[test]
fn a_limit_beside_a_bound_shares_its_price_with_it() {
    let mut evidence = three();
    evidence.programmes[0].max = Some(money(60.0));
    let mut spec = scenario_spec(200.0);
    spec.limits.push(at_most("cap", "a", 60.0));
    check(evidence, spec, &[first(0), Rule::Most { programme: 0 }], 1);
}

#[test]
fn nested_ceilings_are_all_listed() {
    let mut spec = scenario_spec(200.0);
    spec.limits.extend([at_most("b", "b", 30.0), at_most("c", "c", 20.0), at_most("both", "[bc]", 50.0)]);
    check(three(), spec, &[first(0), first(1), first(2)], 1);
}

#[test]
fn a_pinned_amount_that_fills_its_strand_shares_its_price_with_the_share() {
    let mut spec = scenario_spec(200.0);
    spec.split.insert(id("first"), Portion::Exactly(share(0.5)));
    spec.amounts.insert(id("a"), money(100.0));
    let (pin, part) = (Rule::Pinned { programme: 0 }, Rule::Strand { strand: 0, side: None, year: 0 });
    let prices = check(three(), spec, &[pin, part], 1);
    // Neither can move alone, and together they are £1 more for the programme.
    assert!(prices.together[0].gain.is_some(), "{prices:?}");
    assert!(
        prices
            .rules
            .iter()
            .filter(|price| price.rule != Rule::Budget { year: 0 })
            .all(|price| price.gain.is_none()),
        "{prices:?}"
    );
}

#[test]
fn a_pin_alone_has_the_price_of_a_pin() {
    let mut spec = scenario_spec(200.0);
    spec.amounts.insert(id("a"), money(80.0));
    let prices = check(three(), spec, &[Rule::Pinned { programme: 0 }], 0);
    let price = prices.rules.iter().find(|price| price.rule == Rule::Pinned { programme: 0 }).unwrap();
    assert!((price.gain.unwrap() - price.loss.unwrap()).abs() < 1e-9, "{price:?}");
}

#[test]
fn nobody_states_that_money_is_not_less_than_nothing() {
    let mut evidence = three();
    evidence.programmes[2].effects =
        vec![effect("t", Family::Exponential, Strength::Own(certain(0.001)), Some(certain(50.0)))];
    let prices = check(evidence, scenario_spec(200.0), &[Rule::Budget { year: 0 }], 0);
    assert_eq!(prices.rules.len(), 1, "{prices:?}");
}
