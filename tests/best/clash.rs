//! Rules that clash: hand-made sets, found exactly, and mended with no pound to spare.

use crate::Case;
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
use apportion::model::Evidence;
use apportion::model::EvidenceSpec;
use apportion::model::Family;
use apportion::model::LimitSpec;
use apportion::model::Portion;
use apportion::model::Scenario;
use apportion::model::ScenarioSpec;
use apportion::model::Strength;
use apportion::optimise::Clash;
use apportion::optimise::Region;
use apportion::optimise::Rule;
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

fn found(evidence: &EvidenceSpec, spec: &ScenarioSpec) -> (Scenario, Option<Clash>) {
    let evidence = Arc::new(Evidence::new(evidence.clone()).unwrap());
    let scenario = Scenario::new(spec.clone(), evidence).unwrap();
    let clash = clash(&Region::of(&scenario), default_solver()).unwrap();
    (scenario, clash)
}

/// Checks the set, and that the mend just suffices.
fn check(evidence: &EvidenceSpec, spec: &ScenarioSpec, rules: &[Rule], total: f64) {
    let (scenario, clash) = found(evidence, spec);
    let Clash { rules: clashing, mend } = clash.unwrap();
    assert!(
        clashing.len() == rules.len() && rules.iter().all(|rule| clashing.contains(rule)),
        "{clashing:?}"
    );
    let change: f64 = mend.iter().map(|(_, change)| change).sum();
    // A linear program's 1e-9 of all money is far below a pound.
    assert!((change - total).abs() < 1e-6, "{mend:?}");
    // A pound more than the mend is above what a solver leaves open; one in a hundred less is far beyond it.
    for (part, is_possible) in [(1.0 + 1e-6, true), (0.99, false)] {
        let mut question = (evidence.clone(), spec.clone());
        for (rule, change) in &mend {
            // Exact amounts are mended downwards in these cases.
            let sign = if matches!(rule, Rule::Pinned { .. }) { -1.0 } else { 1.0 };
            question = relaxed(&question, &scenario, rule, sign * part * change).unwrap();
        }
        let (_, left) = found(&question.0, &question.1);
        assert_eq!(left.is_none(), is_possible, "{part} of {mend:?}: {left:?}");
    }
}

#[test]
fn a_least_share_clashes_with_a_limit() {
    let mut spec = scenario_spec(200.0);
    spec.split.insert(id("first"), Portion::Between { min: share(0.5), max: share(1.0) });
    spec.limits.push(LimitSpec { max: Some(money(70.0)), ..limit("cap", "first") });
    spec.limits.push(LimitSpec { max: Some(money(150.0)), ..limit("no part of it", "second") });
    let side = Some(apportion::model::BoundKind::AtLeast);
    check(&four(), &spec, &[Rule::Strand { strand: 0, side }, Rule::Limit { limit: 0, bound: 0 }], 30.0);
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
        &[Rule::Budget, Rule::Pinned { programme: 0 }, Rule::Pinned { programme: 2 }],
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
    check(&evidence, &spec, &[Rule::Limit { limit: 0, bound: 0 }, least(0), least(1)], 10.0);
}

#[test]
fn what_programmes_may_take_clashes_with_what_a_limit_asks() {
    let mut evidence = four();
    for line in &mut evidence.programmes {
        line.max = Some(money(40.0));
    }
    let mut spec = scenario_spec(200.0);
    spec.limits.push(LimitSpec { min: Some(money(100.0)), ..limit("floor", "second") });
    let rules =
        |limit| [Rule::Limit { limit, bound: 0 }, Rule::Most { programme: 2 }, Rule::Most { programme: 3 }];
    check(&evidence, &spec, &rules(0), 20.0);
    // The same where they are on or off: their switches hide no rule.
    for line in &mut evidence.programmes {
        line.set_up = money(5.0);
    }
    check(&evidence, &spec, &rules(0), 20.0);
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
    let rules = clash.unwrap().rules;
    let expected =
        [Rule::AtMostOpen { limit: 0 }, Rule::Least { programme: 0 }, Rule::Least { programme: 1 }];
    assert!(rules.len() == 3 && expected.iter().all(|rule| rules.contains(rule)), "{rules:?}");
}

#[test]
fn rules_that_some_allocation_keeps_do_not_clash() {
    for (seed, _, case) in crate::cases(20) {
        let Case { scenario, .. } = &case;
        assert_eq!(clash(&Region::of(scenario), default_solver()).unwrap(), None, "seed {seed}");
    }
}
