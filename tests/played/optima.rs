//! The best from here and what is said around it, held against other ways to the same figures.

use crate::asking::Page;
use serde_json::Value;
use serde_json::json;

/// Enough for searches, and quick.
const DRAWS: usize = 500;

fn mean(answer: &Value) -> f64 {
    answer["scenario"]["harm_avoided"]["mean"].as_f64().unwrap()
}

fn money(candidate: &Value) -> Vec<f64> {
    candidate["amounts"][0].as_array().unwrap().iter().map(|it| it.as_f64().unwrap()).collect()
}

fn with(candidate: &Value, amounts: &[f64]) -> Value {
    let mut other = candidate.clone();
    other["amounts"] = json!([amounts]);
    other
}

fn avoided(page: &mut Page, candidate: &Value) -> f64 {
    let said = page.ask(&json!({ "answer": { "candidate": candidate, "draws": DRAWS } }));
    mean(&said["answer"])
}

#[test]
fn nothing_within_reach_is_better_than_the_best_from_here() {
    let mut page = Page::shipped();
    let start = page.play("prevent-8");
    let locks = ["prepare"];
    let said =
        page.ask(&json!({ "best": { "candidate": start, "within": 0.1, "locks": locks, "draws": DRAWS } }));
    let found = &said["found"];
    assert!(found.is_object(), "{said}");
    let (here, best) = (money(&start), money(&found["candidate"]));
    for (i, (here, best)) in here.iter().zip(&best).enumerate() {
        let room = (0.1 * here).max(1.0);
        assert!((here - best).abs() <= room + 1e-6, "programme {i}: {here} to {best}");
    }
    let better = found["is_better_by"].as_f64().unwrap();
    let (before, after) = (avoided(&mut page, &start), mean(&found["answer"]));
    // The difference of two means of sums of 500 draws of some 40,000.
    assert!(better > 0.0 && (after - before - better).abs() < 1e-6, "{before} + {better} = {after}");
    // Every small move between two programmes that both have room makes it no better: brute force over all pairs is 1,400 moves, so
    // each seventh is tried.
    let gap = found["proof"]["gap"].as_f64().unwrap() * found["proof"]["upper"].as_f64().unwrap();
    let base = avoided(&mut page, &found["candidate"]);
    let mut tried = 0;
    for pair in (0..best.len() * best.len()).step_by(7) {
        let (from, to) = (pair / best.len(), pair % best.len());
        let room = |i: usize, by: f64| {
            (best[i] + by - here[i]).abs() <= (0.1 * here[i]).max(1.0) && best[i] + by >= 0.0
        };
        if from == to || !room(from, -0.2) || !room(to, 0.2) {
            continue;
        }
        let mut moved = best.clone();
        (moved[from], moved[to]) = (moved[from] - 0.2, moved[to] + 0.2);
        let candidate = with(&found["candidate"], &moved);
        let said = page.ask(&json!({ "answer": { "candidate": candidate, "draws": DRAWS } }));
        let held = |said: &Value| said["scenario"]["strands"]["prepare"]["amount"].as_f64().unwrap();
        if (held(&said["answer"]) - held(&found["answer"])).abs() > 1e-9 {
            continue;
        }
        tried += 1;
        assert!(mean(&said["answer"]) <= base + gap + 1e-6, "{from} to {to} is better");
    }
    assert!(tried > 20, "{tried}");
    let lock = found["prices"].as_array().unwrap().iter().any(|price| price["lock"] == "prepare");
    assert!(lock, "a padlock that binds has its price: {}", found["prices"]);
}

#[test]
fn a_padlocks_price_is_what_a_pound_more_of_it_does() {
    let mut page = Page::shipped();
    let start = page.play("prevent-8");
    let best = |page: &mut Page, prepare: f64| {
        let moved = page.ask(
            &json!({ "move": { "candidate": start, "what": "prepare", "to": prepare, "draws": DRAWS } }),
        );
        let candidate = &moved["moved"]["candidate"];
        page.ask(&json!({ "best": { "candidate": candidate, "locks": ["prepare"], "draws": DRAWS } }))["found"].clone()
    };
    let (low, here, high) = (best(&mut page, 99.0), best(&mut page, 100.0), best(&mut page, 101.0));
    let price = here["prices"].as_array().unwrap().iter().find(|price| price["lock"] == "prepare").unwrap();
    let slope = (mean(&high["answer"]) - mean(&low["answer"])) / 2.0;
    let gain = price["gain_per_pound"].as_f64().unwrap();
    // A central difference over £2m of a curve whose bend over them is far below a thousandth of its slope, and proofs to 1e-6.
    assert!((gain - slope).abs() < 0.02 * slope.abs().max(0.1), "{gain} against {slope}");
}

#[test]
fn the_next_money_adds_up_and_no_single_place_takes_it_better() {
    let mut page = Page::shipped();
    let start = page.play("prevent-8");
    let ground = page.ask(&json!({ "play": { "scenario": "prevent-8", "draws": DRAWS } }));
    let programmes = ground["played"]["ground"]["programmes"].as_array().unwrap().clone();
    let said = page.ask(&json!({ "next": { "candidate": start, "money": 100.0, "draws": DRAWS } }));
    for (step, sign) in [("more", 1.0), ("less", -1.0)] {
        let step = &said["next"][step];
        let goes = step["goes"].as_array().unwrap();
        let sum: f64 = goes.iter().map(|it| it["amount"].as_f64().unwrap()).sum();
        // Amounts below £0.05m are not listed, and there are 38 programmes.
        assert!((sum - sign * 100.0).abs() < 2.0, "{step}");
        assert!(
            goes.iter().all(|it| sign * it["amount"].as_f64().unwrap() > 0.0),
            "nobody loses for it: {step}"
        );
    }
    let (avoided_more, base) = (said["next"]["more"]["harm"].as_f64().unwrap(), avoided(&mut page, &start));
    let here = money(&start);
    for place in 0..here.len() {
        if programmes[place]["max"].as_f64().is_some_and(|max| here[place] + 100.0 > max) {
            continue;
        }
        let mut amounts = here.clone();
        amounts[place] += 100.0;
        let mut candidate = with(&start, &amounts);
        candidate["budget"] = json!([start["budget"][0].as_f64().unwrap() + 100.0]);
        let alone = avoided(&mut page, &candidate) - base;
        assert!(
            alone <= avoided_more + 1e-3,
            "all of it in programme {place} avoids {alone}, more than {avoided_more}"
        );
    }
}

#[test]
fn what_is_nearly_as_good_holds_the_best_and_says_how_far_here_is_from_it() {
    let mut page = Page::shipped();
    let start = page.play("prevent-8");
    let near = page.ask(&json!({ "near": { "candidate": start, "draws": DRAWS } }))["near"].clone();
    let best = page.ask(&json!({ "best": { "candidate": start, "draws": DRAWS } }))["found"].clone();
    let (one, other) = (near["best"].as_f64().unwrap(), mean(&best["answer"]));
    // Two searches, each proven to a millionth of harm of some 40,000.
    assert!((one - other).abs() < 0.1, "{one} against {other}");
    assert!((near["short_by"].as_f64().unwrap() - best["is_better_by"].as_f64().unwrap()).abs() < 0.1);
    let ranges = near["ranges"].as_array().unwrap();
    assert!(ranges.iter().filter(|range| range["is_strand"] == true).count() == 4, "{near}");
    for range in ranges {
        let [low, high, best] = ["low", "high", "best"].map(|key| range[key].as_f64().unwrap());
        assert!(low <= best + 1e-6 && best <= high + 1e-6, "{range}");
    }
}

#[test]
fn more_money_never_avoids_less_at_its_best() {
    let mut page = Page::shipped();
    let played = page.ask(&json!({ "play": { "scenario": "best-free" } }))["played"].clone();
    let (start, held) = (&played["candidate"], &played["ground"]["held"]);
    assert!(held.as_array().is_some_and(|held| !held.is_empty()), "what the scenario keeps: {held}");
    let said = page.ask(&json!({ "frontier": { "candidate": start, "draws": DRAWS } }));
    let points = said["frontier"]["points"].as_array().unwrap();
    let means: Vec<f64> = points.iter().map(|point| point["mean"].as_f64().unwrap()).collect();
    assert!(means.len() >= 11 && means.windows(2).all(|pair| pair[1] >= pair[0] - 0.1), "{means:?}");
    for point in [3, 8] {
        let budget = &points[point]["budget"];
        let asked = json!({ "candidate": start, "budget": budget, "locks": held, "draws": DRAWS });
        let at = page.ask(&json!({ "at_budget": asked }));
        let found = &at["found"];
        assert!((mean(&found["answer"]) - means[point]).abs() < 0.1, "a point is the best at its budget");
        let ids = played["ground"]["programmes"].as_array().unwrap();
        let (before, after) = (money(start), money(&found["candidate"]));
        for (place, programme) in ids.iter().enumerate() {
            let is_held = held.as_array().unwrap().contains(&programme["id"]);
            assert!(!is_held || (before[place] - after[place]).abs() < 1e-6, "{} is held", programme["id"]);
        }
    }
}

#[test]
fn rules_that_clash_are_named_and_the_mend_mends_them() {
    let mut page = Page::shipped();
    let mut candidate = page.play("best-free");
    let budget = candidate["budget"][0].as_f64().unwrap();
    candidate["fences"] = json!([
        { "name": "Most for prevention", "strand": "prevent", "min": 0.15 * budget },
        { "name": "Most for pursuit", "strand": "pursue", "min": 0.9 * budget },
    ]);
    let said = page.ask(&json!({ "best": { "candidate": candidate, "draws": DRAWS } }));
    let impossible = &said["impossible"];
    assert!(impossible.is_object(), "{said}");
    let words = impossible["sets"].to_string();
    assert!(words.contains("Most for prevention") && words.contains("Most for pursuit"), "{impossible}");
    let mend = impossible["mends"].as_array().unwrap().first().unwrap();
    let change = mend["change"].as_f64().unwrap();
    // Fifteen and ninety per cent are five too much.
    assert!((change - 0.05 * budget).abs() < 1.0, "{mend}");
    candidate["fences"][0]["min"] = json!(0.1 * budget);
    let said = page.ask(&json!({ "best": { "candidate": candidate, "draws": DRAWS } }));
    assert!(said["found"].is_object(), "{said}");
    // A split that breaks a fence has figures all the same, and says what it breaks.
    let start = page.play("best-free");
    let mut broken = start.clone();
    broken["fences"] = json!([{ "name": "More", "strand": "prevent", "min": 0.9 * budget }]);
    let said = page.ask(&json!({ "answer": { "candidate": broken, "draws": DRAWS } }));
    assert_eq!(said["answer"]["broken"].as_array().unwrap().len(), 1, "{}", said["answer"]["broken"]);
    assert!((mean(&said["answer"]) - avoided(&mut page, &start)).abs() < 1e-9);
}

/// The rules that stand in the way are those of the choice that was asked for, which has more than the split's own.
#[test]
fn where_no_more_money_mends_a_rule_the_next_money_says_which() {
    let mut page = Page::shipped();
    let mut candidate = page.play("prevent-8");
    candidate["fences"] = json!([{ "name": "Floor", "strand": "prevent", "min": 500.0 }]);
    let said = page.ask(&json!({ "next": { "candidate": candidate, "money": 100.0, "draws": DRAWS } }));
    assert!(said["next"]["more"]["impossible"].to_string().contains("Floor"), "{said}");
}

#[test]
fn the_tail_dial_trades_the_mean_for_the_worst() {
    let mut page = Page::shipped();
    let start = page.play("best-free");
    let mut cautious = start.clone();
    cautious["tail"] = json!(1.0);
    let [mean_best, tail_best] = [&start, &cautious].map(|candidate| {
        let said = page.ask(&json!({ "best": { "candidate": candidate, "draws": DRAWS } }));
        assert!(said["found"].is_object(), "{said}");
        said["found"]["answer"].clone()
    });
    let worst = |answer: &Value| answer["scenario"]["harm"]["p95"].as_f64().unwrap();
    assert!(mean(&tail_best) <= mean(&mean_best) + 1e-6, "the mean is best at its own best");
    assert!(worst(&tail_best) <= worst(&mean_best) + 1e-6, "bad draws are better where they count");
}

#[test]
fn a_curve_goes_through_where_the_split_is() {
    let mut page = Page::shipped();
    let start = page.play("prevent-8");
    let said = page.ask(&json!({ "play": { "scenario": "prevent-8", "draws": DRAWS } }));
    let programmes = said["played"]["ground"]["programmes"].as_array().unwrap().clone();
    for (place, programme) in programmes.iter().enumerate().step_by(9) {
        let asked = json!({ "curve": { "candidate": start, "programme": programme["id"], "draws": DRAWS } });
        let curve = page.ask(&asked)["curve"].clone();
        let points = curve["points"].as_array().unwrap();
        let means: Vec<f64> = points.iter().map(|point| point["mean"].as_f64().unwrap()).collect();
        assert_eq!(points[0]["money"], 0.0);
        // Each point is the split with that amount: one is looked at by the other way.
        let mut amounts = money(&start);
        amounts[place] = points[10]["money"].as_f64().unwrap();
        let mut candidate = with(&start, &amounts);
        candidate["budget"] = json!([1e6]);
        let there = avoided(&mut page, &candidate);
        assert!(
            (means[10] - there).abs() < 1e-9 * there.abs().max(1.0),
            "{}: {} {there}",
            programme["id"],
            means[10]
        );
    }
}
