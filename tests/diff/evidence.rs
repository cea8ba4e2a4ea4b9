//! Two pieces of evidence.

use crate::ADDS_UP;
use crate::avoided;
use crate::checked;
use crate::diff;
use crate::leads_there;
use crate::support;
use crate::support::certain;
use crate::support::effect;
use crate::support::money;
use crate::support::programme;
use crate::support::scenario_spec;
use crate::support::threat;
use crate::walk;
use apportion::curve::Family;
use apportion::distribution::Distribution;
use apportion::model::Curve;
use apportion::model::EvidenceSpec;
use apportion::model::Scenario;
use apportion::model::Strength;
use apportion::study::Silent;
use apportion::study::diff::ChangeKind;
use apportion::study::diff::DiffError;
use apportion::study::diff::How;
use apportion::study::diff::Question;
use apportion::study::diff::Which;
use apportion::study::diff::diff_evidence;

fn uniform(low: f64, high: f64) -> Distribution {
    Distribution::uniform(low, high).unwrap()
}

/// Two strands, three programmes, two threats, with uncertainty.
fn small() -> EvidenceSpec {
    let on = |threat: &str| {
        effect(threat, Family::Exponential, Strength::Own(uniform(0.1, 0.5)), Some(certain(120.0)))
    };
    support::evidence_spec(
        &["pursue", "prevent"],
        vec![threat("drugs", uniform(800.0, 1200.0)), threat("fraud", uniform(300.0, 500.0))],
        vec![
            programme("a", "pursue", 100.0, vec![on("drugs")]),
            programme("b", "pursue", 80.0, vec![on("fraud")]),
            programme("c", "prevent", 20.0, vec![on("drugs"), on("fraud")]),
        ],
    )
}

fn strength(spec: &mut EvidenceSpec, programme: usize, effect: usize, to: Distribution) {
    if let Curve::Parametric(curve) = &mut spec.programmes[programme].effects[effect].curve {
        curve.strength = Strength::Own(to);
    }
}

#[test]
fn steps_add_up_to_new_less_old_the_largest_first() {
    let old = small();
    let mut new = small();
    new.threats[0].harm = Some(uniform(900.0, 1500.0));
    new.threats[1].harm = Some(uniform(290.0, 480.0));
    new.programmes[0].reference = money(130.0);
    new.programmes[2].max = Some(money(60.0));
    strength(&mut new, 2, 0, uniform(0.3, 0.7));
    let diff = diff(&old, &new);
    let addresses: Vec<&str> = diff.changes.iter().map(|change| change.address.as_str()).collect();
    let expected = [
        "threat.drugs.harm",
        "threat.fraud.harm",
        "programme.a.reference",
        "programme.c.max",
        "programme.c.drugs.reach",
    ];
    assert_eq!(addresses, expected);
    for question in [Question::HarmToday, Question::BestOfToday] {
        let walk = walk(&diff, question);
        assert_eq!(walk.steps.len(), 5);
        leads_there(walk);
    }
}

#[test]
fn harm_that_grows_by_ten_in_every_draw_is_ten_in_every_draw() {
    let mut old = small();
    old.threats[0].harm = Some(certain(1000.0));
    let mut new = old.clone();
    new.threats[0].harm = Some(certain(1010.0));
    let diff = diff(&old, &new);
    let walk = walk(&diff, Question::HarmToday);
    let [step] = &walk.steps[..] else { unreachable!("one change, one step") };
    let spread = step.spread.unwrap();
    assert!((step.increment - 10.0).abs() < ADDS_UP && (step.alone.unwrap() - 10.0).abs() < ADDS_UP);
    assert!(spread.sd < ADDS_UP, "the draws are the same, but for the change: {}", spread.sd);
}

#[test]
fn one_number_does_what_two_runs_for_themselves_say() {
    let old = small();
    let mut new = small();
    strength(&mut new, 0, 0, uniform(0.4, 0.8));
    let simulation = support::simulation(300, 7);
    let mut spec = scenario_spec(220.0);
    spec.simulation = simulation;
    let on = |evidence: &EvidenceSpec| Scenario::new(spec.clone(), checked(evidence.clone())).unwrap();
    let how = How { scenario: Some(on(&old)), ..How::default() };
    let diff = diff_evidence(&checked(old.clone()), &checked(new.clone()), &how, &Silent).unwrap();
    let walk = walk(&diff, Question::Scenario);
    let [step] = &walk.steps[..] else { unreachable!("one change, one step") };
    let apart = avoided(&on(&new)) - avoided(&on(&old));
    assert!(apart.abs() > 0.1, "the change must be seen: {apart}");
    assert!((step.increment - apart).abs() < ADDS_UP, "{} and {apart}", step.increment);
    assert!((step.alone.unwrap() - apart).abs() < ADDS_UP);
    // Money held where OLD has it does no better on NEW than money that is placed anew.
    let held = crate::walk(&diff, Question::MoneyHeld);
    assert!((held.old.unwrap().mean - walk.old.unwrap().mean).abs() < ADDS_UP, "the same money on OLD");
    assert!(held.new.unwrap().mean <= walk.new.unwrap().mean + walk.gap + ADDS_UP);
}

#[test]
fn what_cannot_stand_alone_is_made_with_what_it_needs() {
    let old = small();
    let mut new = small();
    new.strands.push(support::id("protect"));
    new.threats.push(threat("cyber", certain(400.0)));
    let on_cyber = effect("cyber", Family::Exponential, Strength::Own(certain(0.3)), Some(certain(50.0)));
    new.programmes.push(programme("d", "protect", 30.0, vec![on_cyber]));
    new.threats[1].harm = Some(uniform(400.0, 600.0));
    let diff = diff(&old, &new);
    for question in [Question::HarmToday, Question::BestOfToday] {
        let walk = walk(&diff, question);
        leads_there(walk);
        let named = |step: &apportion::study::diff::Step| -> Vec<String> {
            step.changes.iter().map(|change| diff.changes[*change].address.clone()).collect()
        };
        let groups: Vec<Vec<String>> = walk.steps.iter().map(named).collect();
        let together = ["evidence.strands", "threat.cyber", "programme.d"].map(str::to_owned).to_vec();
        assert!(groups.contains(&together), "{groups:?}");
        assert!(groups.contains(&vec!["threat.fraud.harm".to_owned()]), "{groups:?}");
        assert_eq!(groups.len(), 2);
    }
    let kinds: Vec<ChangeKind> = diff.changes.iter().map(|change| change.kind).collect();
    assert_eq!(kinds.iter().filter(|kind| **kind == ChangeKind::Structure).count(), 3);
    // The other way round: what goes takes with it what cannot stay.
    let back = crate::diff(&new, &old);
    leads_there(crate::walk(&back, Question::BestOfToday));
}

#[test]
fn amounts_that_are_scaled_to_a_total_are_compared_as_they_are_written() {
    let mut old = small();
    old.reference_total = Some(money(500.0));
    let mut new = old.clone();
    new.programmes[0].reference = money(150.0);
    let diff = diff(&old, &new);
    let addresses: Vec<&str> = diff.changes.iter().map(|change| change.address.as_str()).collect();
    assert_eq!(addresses, ["programme.a.reference"], "one amount is another, though all are scaled anew");
    let said = |stated: &Option<apportion::study::diff::Stated>| stated.clone().unwrap().value;
    assert_eq!((said(&diff.changes[0].before), said(&diff.changes[0].after)), ("100".into(), "150".into()));
    leads_there(walk(&diff, Question::BestOfToday));
    let total = diff.new.ground.evidence.reference_total().millions();
    assert!((total - 500.0).abs() < ADDS_UP);
}

#[test]
fn documentation_moves_nothing() {
    let old = small();
    let mut new = small();
    new.threats[0].source = "another source".to_owned();
    new.name = "another name".to_owned();
    let diff = diff(&old, &new);
    assert_eq!(diff.changes.len(), 2);
    assert!(diff.changes.iter().all(|change| change.kind == ChangeKind::Documentation));
    assert!(diff.walks.is_empty());
    assert!(crate::diff(&old, &old).changes.is_empty());
}

#[test]
fn another_price_year_is_a_change_of_prices_and_figures_are_in_news() {
    let old = small();
    let mut new = small();
    new.price_year = "2024".to_owned();
    let diff = diff(&old, &new);
    let walk = walk(&diff, Question::HarmToday);
    leads_there(walk);
    // The same numbers said to be of 2024 are worth less than the same of 2015-16: by the deflators of the two.
    let factor = 1.0 / 0.754_790_5;
    let (before, after) = (walk.old.unwrap().mean, walk.new.unwrap().mean);
    // The deflator of 2015-16 has four significant decimals in the table.
    assert!((before / after - factor).abs() < 1e-3, "{} and {factor}", before / after);
    assert_eq!(diff.new.ground.evidence.price_year(), diff.old.ground.evidence.price_year());
    let mut unreachable = small();
    unreachable.price_year = "1066".to_owned();
    let how = How::default();
    let refused = diff_evidence(&checked(old), &checked(unreachable), &how, &Silent);
    assert!(matches!(refused, Err(DiffError::Prices(_))), "{refused:?}");
}

#[test]
fn a_scenario_that_cannot_stand_on_one_of_them_is_refused() {
    let old = small();
    let mut new = small();
    new.strands[1] = support::id("deter");
    new.programmes[2].strand = support::id("deter");
    let mut spec = scenario_spec(200.0);
    let share = apportion::model::Portion::Exactly(support::share(0.1));
    spec.split.insert(support::id("prevent"), share);
    let scenario = Scenario::new(spec, checked(old.clone())).unwrap();
    let how = How { scenario: Some(scenario), ..How::default() };
    let refused = diff_evidence(&checked(old), &checked(new), &how, &Silent);
    assert!(matches!(refused, Err(DiffError::NotAllowed { which: Which::New, .. })), "{refused:?}");
}
