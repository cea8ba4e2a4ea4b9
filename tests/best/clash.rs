//! Rules that clash: hand-made sets, found exactly, and mended with no pound to spare.

use crate::Case;
use crate::mended::mended;
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
use apportion::model::Evidence;
use apportion::model::EvidenceSpec;
use apportion::model::LimitSpec;
use apportion::model::Portion;
use apportion::model::RatioSpec;
use apportion::model::Scenario;
use apportion::model::ScenarioSpec;
use apportion::model::Strength;
use apportion::optimise::Clash;
use apportion::optimise::Region;
use apportion::optimise::Rule;
use apportion::optimise::Unwatched;
use apportion::optimise::clash;
use apportion::optimise::default_solver;
use std::sync::Arc;

fn four() -> EvidenceSpec {
    let own = || vec![effect("t", Family::Exponential, Strength::Own(certain(0.2)), Some(certain(50.0)))];
    let line = |name: &str, strand: &str| programme(name, strand, 50.0, own());
    let programmes = vec![line("a", "first"), line("b", "first"), line("c", "second"), line("d", "second")];
    evidence_spec(&["first", "second"], vec![threat("t", certain(1000.0))], programmes)
}

fn limit(name: &str, strand: &str) -> LimitSpec {
    LimitSpec { name: name.to_owned(), strand: Some(id(strand)), ..LimitSpec::default() }
}

pub fn found(evidence: &EvidenceSpec, spec: &ScenarioSpec) -> (Scenario, Option<Clash>) {
    let evidence = Arc::new(Evidence::new(evidence.clone()).unwrap());
    let scenario = Scenario::new(spec.clone(), evidence).unwrap();
    let clash = clash(&Region::of(&scenario), default_solver(), &Unwatched).unwrap();
    (scenario, clash)
}

/// Checks that these are the only sets, and that the mend just suffices.
fn check(evidence: &EvidenceSpec, spec: &ScenarioSpec, sets: &[&[Rule]], total: f64) {
    let (scenario, clash) = found(evidence, spec);
    let clash = clash.unwrap();
    same_sets(&clash, sets);
    let change: f64 = clash.mend.iter().map(|mend| mend.change).sum();
    // A linear program's 1e-9 of all money is far below a pound.
    assert!((change - total).abs() < 1e-6, "{:?}", clash.mend);
    // A pound more than the mend is above what a solver leaves open; one in a hundred less is far beyond it.
    for (part, is_possible) in [(1.0 + 1e-6, true), (0.99, false)] {
        let question = mended(&(evidence.clone(), spec.clone()), &scenario, &clash.mend, part);
        let (_, left) = found(&question.0, &question.1);
        assert_eq!(left.is_none(), is_possible, "{part} of {:?}: {left:?}", clash.mend);
    }
}

fn same_sets(clash: &Clash, sets: &[&[Rule]]) {
    let is_same = |set: &[Rule], other: &Vec<Rule>| {
        set.len() == other.len() && set.iter().all(|rule| other.contains(rule))
    };
    assert!(clash.is_all, "{clash:?}");
    assert_eq!(clash.sets.len(), sets.len(), "{clash:?}");
    for set in sets {
        assert!(clash.sets.iter().any(|other| is_same(set, other)), "{set:?} is not among {:?}", clash.sets);
    }
}

#[test]
fn a_least_share_clashes_with_a_limit() {
    let mut spec = scenario_spec(200.0);
    spec.split.insert(id("first"), Portion::Between { min: share(0.5), max: share(1.0) });
    spec.limits.push(LimitSpec { max: Some(money(70.0)), ..limit("cap", "first") });
    spec.limits.push(LimitSpec { max: Some(money(150.0)), ..limit("no part of it", "second") });
    let side = Some(apportion::model::BoundKind::AtLeast);
    check(
        &four(),
        &spec,
        &[&[Rule::Strand { strand: 0, side, year: 0 }, Rule::Limit { limit: 0, bound: 0, year: 0 }]],
        30.0,
    );
}

#[test]
fn pinned_amounts_clash_with_the_budget() {
    let mut spec = scenario_spec(100.0);
    for name in ["a", "c"] {
        spec.amounts.insert(id(name), money(60.0));
    }
    check(
        &four(),
        &spec,
        &[&[Rule::Budget { year: 0 }, Rule::Pinned { programme: 0 }, Rule::Pinned { programme: 2 }]],
        20.0,
    );
}

#[test]
fn least_amounts_clash_with_a_limit_of_three() {
    let mut evidence = four();
    for line in &mut evidence.programmes[..3] {
        line.min = money(30.0);
    }
    let mut spec = scenario_spec(200.0);
    spec.limits.push(LimitSpec { max: Some(money(50.0)), ..limit("cap", "first") });
    let least = |programme| Rule::Least { programme };
    check(&evidence, &spec, &[&[Rule::Limit { limit: 0, bound: 0, year: 0 }, least(0), least(1)]], 10.0);
}

#[test]
fn what_programmes_may_take_clashes_with_what_a_limit_asks() {
    let mut evidence = four();
    for line in &mut evidence.programmes {
        line.max = Some(money(40.0));
    }
    let mut spec = scenario_spec(200.0);
    spec.limits.push(LimitSpec { min: Some(money(100.0)), ..limit("floor", "second") });
    let rules = |limit| {
        [Rule::Limit { limit, bound: 0, year: 0 }, Rule::Most { programme: 2 }, Rule::Most { programme: 3 }]
    };
    check(&evidence, &spec, &[&rules(0)], 20.0);
    // The same where they are on or off: their switches hide no rule.
    for line in &mut evidence.programmes {
        line.set_up = money(5.0);
    }
    check(&evidence, &spec, &[&rules(0)], 20.0);
}

#[test]
fn two_programmes_that_must_get_money_clash_with_an_either_or() {
    let mut evidence = four();
    for line in &mut evidence.programmes[..2] {
        line.min = money(30.0);
    }
    let mut spec = scenario_spec(200.0);
    spec.limits.push(LimitSpec { at_most_open: Some(1), ..limit("one of them", "first") });
    let (_, clash) = found(&evidence, &spec);
    let expected =
        [Rule::AtMostOpen { limit: 0, year: 0 }, Rule::Least { programme: 0 }, Rule::Least { programme: 1 }];
    same_sets(&clash.unwrap(), &[&expected]);
}

#[test]
fn a_most_beyond_all_money_is_in_the_way_of_a_larger_budget() {
    let mut evidence = four();
    evidence.programmes.truncate(3);
    for line in &mut evidence.programmes {
        line.max = Some(money(400.0));
    }
    let mut spec = scenario_spec(200.0);
    let programmes = vec![apportion::id::Pattern::new("*").unwrap()];
    let floor =
        LimitSpec { name: "floor".into(), min: Some(money(1500.0)), programmes, ..LimitSpec::default() };
    spec.limits.push(floor);
    let (floor, most) = (Rule::Limit { limit: 0, bound: 0, year: 0 }, |programme| Rule::Most { programme });
    // The floor alone is nearer to what is possible than the budget and three programmes are to it.
    check(
        &evidence,
        &spec,
        &[&[Rule::Budget { year: 0 }, floor.clone()], &[floor, most(0), most(1), most(2)]],
        1300.0,
    );
}

#[test]
fn contradictions_that_have_nothing_to_do_with_each_other_are_all_listed() {
    let mut evidence = four();
    evidence.programmes[0].min = money(30.0);
    evidence.programmes[2].min = money(40.0);
    let mut spec = scenario_spec(200.0);
    spec.limits.push(LimitSpec { max: Some(money(20.0)), ..limit("cap", "first") });
    spec.limits.push(LimitSpec { max: Some(money(25.0)), ..limit("other cap", "second") });
    let set = |limit, programme| [Rule::Limit { limit, bound: 0, year: 0 }, Rule::Least { programme }];
    check(&evidence, &spec, &[&set(0, 0), &set(1, 2)], 25.0);
}

#[test]
fn two_contradictions_with_one_rule_in_common_are_both_listed() {
    let mut spec = scenario_spec(200.0);
    spec.limits.push(LimitSpec { min: Some(money(250.0)), ..limit("floor", "first") });
    spec.limits.push(LimitSpec { min: Some(money(300.0)), ..limit("other floor", "second") });
    let floor = |limit| Rule::Limit { limit, bound: 0, year: 0 };
    // Giving up one floor is not enough, though giving up the budget is.
    check(
        &four(),
        &spec,
        &[&[Rule::Budget { year: 0 }, floor(0)], &[Rule::Budget { year: 0 }, floor(1)]],
        350.0,
    );
}

#[test]
fn exact_shares_leave_the_budget_among_the_rules() {
    let mut evidence = four();
    evidence.programmes[2].min = money(120.0);
    let mut spec = scenario_spec(200.0);
    for strand in ["first", "second"] {
        spec.split.insert(id(strand), Portion::Exactly(share(0.5)));
    }
    let (share, least) =
        (|strand| Rule::Strand { strand, side: None, year: 0 }, Rule::Least { programme: 2 });
    // Neither more for one strand alone, which no budget has, nor less for the other.
    check(
        &evidence,
        &spec,
        &[&[share(1), least.clone()], &[Rule::Budget { year: 0 }, share(0), least]],
        20.0,
    );
}

#[test]
fn a_set_up_cost_that_its_share_cannot_pay_is_named() {
    let mut evidence = four();
    for line in &mut evidence.programmes[2..] {
        line.set_up = money(5.0);
    }
    let mut spec = scenario_spec(200.0);
    spec.split.insert(id("second"), Portion::Exactly(share(1e-9)));
    let (_, clash) = found(&evidence, &spec);
    let on_off = |programme| Rule::OnOff { programme };
    let second = Rule::Strand { strand: 1, side: None, year: 0 };
    same_sets(&clash.unwrap(), &[&[second, on_off(2), on_off(3)]]);
}

#[test]
fn a_ratio_clashes_like_any_other_rule() {
    let mut evidence = four();
    evidence.programmes[0].min = money(60.0);
    evidence.programmes[1].max = Some(money(20.0));
    let mut spec = scenario_spec(200.0);
    let pattern = |text: &str| apportion::id::Pattern::new(text).unwrap();
    let ratio = RatioSpec { of: pattern("a"), to: pattern("b"), min: Some(2.0), max: Some(2.0) };
    spec.limits.push(LimitSpec { name: "two for one".into(), ratio: Some(ratio), ..LimitSpec::default() });
    let rules = [
        Rule::Ratio { limit: 0, side: None, year: 0 },
        Rule::Least { programme: 0 },
        Rule::Most { programme: 1 },
    ];
    // Ten more for the second doubles to what the first asks for.
    check(&evidence, &spec, &[&rules], 10.0);
}

#[test]
fn rules_that_some_allocation_keeps_do_not_clash() {
    for (seed, _, case) in crate::cases(20) {
        let Case { scenario, .. } = &case;
        assert_eq!(clash(&Region::of(scenario), default_solver(), &Unwatched).unwrap(), None, "seed {seed}");
    }
}
