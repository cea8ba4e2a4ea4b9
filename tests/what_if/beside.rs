//! Scenarios on what is assumed beside the unchanged case, each against its own today, draw by draw.

use crate::DRAWS;
use crate::evidence;
use crate::spec;
use crate::spending;
use crate::support::certain;
use crate::support::share;
use crate::support::simulation;
use crate::uncertain;
use crate::what_if;
use apportion::id::Pattern;
use apportion::model::Correlation;
use apportion::model::Dependence;
use apportion::model::Evidence;
use apportion::model::Scenario;
use apportion::model::Taken;
use apportion::risk;
use apportion::simulate::sample;
use apportion::study::Asked;
use apportion::study::Block;
use apportion::study::Comparison;
use apportion::study::ScenarioResult;
use apportion::study::Setting;
use apportion::study::Silent;
use std::sync::Arc;

const MOVED: [f64; 2] = [90.0, 70.0];

fn blocks(scenarios: Vec<Scenario>, asked: &Asked) -> Vec<Block> {
    Comparison::of(scenarios, asked, &Silent).unwrap().blocks
}

fn result<'b>(block: &'b Block, id: &str) -> &'b ScenarioResult {
    block.results.iter().find(|result| result.scenario.id() == id).unwrap()
}

/// Harm avoided against its own today, draw by draw, worked out by itself.
fn avoided(scenario: &Scenario, evidence: &Arc<Evidence>) -> Vec<f64> {
    let setting = Setting::new(Arc::clone(evidence), scenario.simulation()).unwrap();
    let amounts = scenario.evidence().programmes().iter().map(|p| scenario.pinned(&p.id).unwrap().millions());
    let allocation = apportion::model::Allocation::from_millions(amounts.collect());
    setting.avoided(&setting.outcomes(&allocation))
}

#[test]
fn a_what_if_is_what_evidence_that_says_so_comes_to() {
    let filed = evidence(uncertain());
    let [_, q] = uncertain();
    let stated = evidence([certain(0.3), q]);
    let assumed = spending("x", MOVED, &filed)
        .assuming(&[what_if("programme.p.*.rate", Taken::Instead(certain(0.3)))])
        .unwrap();
    let block = &blocks(vec![assumed.clone(), spending("y", MOVED, &filed)], &Asked::default())[0];
    let alone = &blocks(vec![spending("x", MOVED, &stated)], &Asked::default())[0];
    assert_eq!(result(block, "x").harm_avoided, result(alone, "x").harm_avoided);
    assert_eq!(result(block, "x").versus, result(alone, "x").versus, "today is each one's own");
    assert_eq!(block.results.len(), 3, "today, and both of them, in one block");
    assert_eq!(assumed.name(), "x, if programme.p.*.rate = 0.3");
    assert!(Arc::ptr_eq(assumed.evidence().filed(), &filed));
}

#[test]
fn against_a_scenario_the_difference_is_that_of_harm_avoided_in_each_draw() {
    let filed = evidence(uncertain());
    let doubled = [what_if("programme.*.rate", Taken::Times(2.0))];
    let plain = spending("plain", MOVED, &filed);
    let assumed = plain.assuming(&doubled).unwrap().called("assumed".to_owned());
    let (own, theirs) = (avoided(&assumed, assumed.evidence()), avoided(&plain, &filed));
    let expected: Vec<f64> = own.iter().zip(&theirs).map(|(own, theirs)| own - theirs).collect();
    for (reference, sign) in [("plain", 1.0), ("assumed", -1.0)] {
        let asked = Asked { reference: Some(reference.to_owned()), ..Asked::default() };
        let block = &blocks(vec![plain.clone(), assumed.clone()], &asked)[0];
        assert_eq!(block.results[block.reference].scenario.id(), reference);
        assert_eq!(block.results[block.reference].versus.mean, 0.0);
        assert_eq!(block.results[block.reference].versus.sd, 0.0, "exactly, in every draw");
        let other = if reference == "plain" { "assumed" } else { "plain" };
        let found = result(block, other).versus;
        let mean = sign * risk::mean(&expected).unwrap();
        // Differences of differences of numbers of a thousand: some roundings of 1e-13 each.
        assert!((found.mean - mean).abs() < 1e-10, "{reference}: {} against {mean}", found.mean);
    }
}

#[test]
fn what_is_set_stands_beside_every_scenario() {
    let filed = evidence(uncertain());
    let set = what_if("programme.q.*.rate", Taken::At(0.95));
    let asked = Asked { what_ifs: vec![set.clone()], ..Asked::default() };
    let block = &blocks(vec![spending("a", MOVED, &filed), spending("b", [60.0, 120.0], &filed)], &asked)[0];
    let ids: Vec<&str> = block.results.iter().map(|result| result.scenario.id()).collect();
    assert_eq!(ids, ["today", "a", "a+set", "b", "b+set"]);
    let [p, q] = uncertain();
    let stated = evidence([p, certain(q.quantile(0.95))]);
    for (name, amounts) in [("a", MOVED), ("b", [60.0, 120.0])] {
        let alone = &blocks(vec![spending(name, amounts, &stated)], &Asked::default())[0];
        let beside = result(block, &format!("{name}+set"));
        assert_eq!(beside.harm_avoided, result(alone, name).harm_avoided);
        assert_eq!(beside.scenario.name(), format!("{name}, if {set}"));
    }
}

#[test]
fn once_what_it_is_changes_no_bit_and_uniforms_are_shared() {
    let filed = evidence(uncertain());
    let plain = spending("plain", MOVED, &filed);
    let once = plain.assuming(&[what_if("*.rate", Taken::Times(1.0))]).unwrap();
    assert_eq!(avoided(&plain, &filed), avoided(&once, once.evidence()));
    // Harm scales with every harm, so twice the harm is twice what is avoided, draw by draw.
    let twice = plain.assuming(&[what_if("threat.*.harm", Taken::Times(2.0))]).unwrap();
    let doubled: Vec<f64> = avoided(&plain, &filed).iter().map(|avoided| 2.0 * avoided).collect();
    assert_eq!(doubled.len(), DRAWS);
    for (found, expected) in avoided(&twice, twice.evidence()).iter().zip(&doubled) {
        assert!((found - expected).abs() < 1e-11 * 1_000.0, "{found} against {expected}");
    }
}

/// Numbers that moved with one that is now certain are drawn as before: they would else have uniforms of their own.
#[test]
fn what_is_left_of_a_group_moves_as_it_did() {
    let matrix = Dependence::Matrix(vec![vec![1.0, 0.5], vec![0.5, 1.0]]);
    for dependence in [Dependence::OneFactor(share(0.5)), matrix] {
        let mut spec = spec(uncertain());
        let between = ["programme.p.first.rate", "programme.q.second.rate"];
        let between = between.map(|address| Pattern::new(address).unwrap()).to_vec();
        spec.correlations.push(Correlation { between, dependence });
        let filed = Arc::new(Evidence::new(spec).unwrap());
        for (set, left) in [
            ("programme.p.*.rate", "programme.q.second.rate"),
            ("programme.q.*.rate", "programme.p.first.rate"),
        ] {
            let assumed = filed.assuming(&[what_if(set, Taken::At(0.9))]).unwrap();
            let drawn = |evidence: &Evidence| {
                let sample = sample(evidence, simulation(DRAWS, 1));
                let at = sample.addresses().iter().position(|known| known.as_str() == left).unwrap();
                sample.values(at).collect::<Vec<_>>()
            };
            assert_eq!(drawn(&filed), drawn(&assumed), "{left}");
        }
    }
}

/// Of what works with probability 0.7 the 20% point is that it does not, and the 50% point that it does.
#[test]
fn a_probability_has_two_quantiles() {
    let mut spec = spec(uncertain());
    spec.programmes[0].effects[0].works = Some(share(0.7));
    let filed = Arc::new(Evidence::new(spec).unwrap());
    for (at, works) in [(0.2, 0.0), (0.29, 0.0), (0.31, 1.0), (0.5, 1.0), (0.95, 1.0)] {
        let assumed = filed.assuming(&[what_if("programme.p.first.works", Taken::At(at))]).unwrap();
        assert_eq!(assumed.programmes()[0].effects[0].works.unwrap().get(), works, "{at}");
    }
}

#[test]
fn what_cannot_be_is_refused_with_all_its_reasons() {
    let filed = evidence(uncertain());
    let plain = spending("plain", MOVED, &filed);
    let refused = |what_ifs: &[_]| {
        let problems = plain.assuming(what_ifs).unwrap_err();
        problems.iter().map(|problem| format!("{}: {}", problem.place, problem.said())).collect::<Vec<_>>()
    };
    let wrong = refused(&[
        what_if("programme.p.frist.rate", Taken::Times(2.0)),
        what_if("programme.q.*", Taken::Times(2.0)),
        what_if("programme.q.second.rate", Taken::At(0.5)),
    ]);
    assert_eq!(wrong.len(), 2, "{wrong:?}");
    assert!(wrong[0].contains("no number `programme.p.frist.rate`"), "{wrong:?}");
    assert!(wrong[0].contains("did you mean `programme.p.first.rate`?"), "{wrong:?}");
    assert!(wrong[1].contains("covered by `programme.q.*` already"), "{wrong:?}");
    let negative = refused(&[what_if("threat.first.harm", Taken::Instead(certain(-5.0)))]);
    assert!(negative[0].starts_with("assume.threat.first.harm: then threat[first].harm"), "{negative:?}");
}
