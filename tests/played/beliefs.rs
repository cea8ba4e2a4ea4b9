//! One belief, and splits side by side.

use crate::asking::Page;
use serde_json::Value;
use serde_json::json;

/// The mean of harm avoided where a number is a value.
fn avoided_at(page: &mut Page, candidate: &Value, address: &str, value: f64, draws: usize) -> f64 {
    let mut believed = candidate.clone();
    believed["beliefs"] = json!({ address: { "instead": value } });
    let said = page.ask(&json!({ "answer": { "candidate": believed, "draws": draws } }));
    said["answer"]["scenario"]["harm_avoided"]["mean"].as_f64().unwrap_or_else(|| panic!("{said}"))
}

#[test]
fn on_either_side_of_a_switching_value_another_split_is_better() {
    const DRAWS: usize = 400;
    let mut page = Page::shipped();
    let candidate = page.play("prevent-8");
    let said = page.ask(&json!({ "play": { "scenario": "prevent-8", "draws": DRAWS } }));
    let numbers = said["played"]["ground"]["numbers"].as_array().unwrap().clone();
    let (mut found, mut looked) = (0, 0);
    for number in &numbers {
        let address = number["address"].as_str().unwrap();
        looked += 1;
        let asked = json!({ "belief": { "candidate": candidate, "address": address, "draws": DRAWS } });
        let belief = page.ask(&asked)["belief"].clone();
        assert!(belief["quantiles"].as_array().is_some_and(|it| it.len() == 41), "{address}: {belief}");
        for switch in belief["switching"].as_array().unwrap() {
            let value = switch["value"].as_f64().unwrap();
            let is_either = address.rsplit('.').next() == Some("works");
            let sides = if is_either { [0.0, 1.0] } else { [0.99 * value, 1.01 * value] };
            let [below, above] = sides.map(|at| avoided_at(&mut page, &candidate, address, at, DRAWS));
            assert!(below * above < 0.0, "{address} at {value}: {below} and {above}");
            found += 1;
        }
        if found >= 3 || looked >= 60 {
            break;
        }
    }
    assert!(found >= 3, "of {looked} numbers {found} switch");
}

#[test]
fn side_by_side_is_held_against_today_or_against_one_of_them() {
    let mut page = Page::shipped();
    let one = page.play("prevent-8");
    let mut two = page.play("best-free");
    two["name"] = one["name"].clone();
    for reference in [json!(null), json!(0)] {
        let said = page.ask(
            &json!({ "side_by_side": { "candidates": [one, two], "reference": reference, "draws": 500 } }),
        );
        let rows = said["side_by_side"]["rows"].as_array().unwrap_or_else(|| panic!("{said}"));
        let figure = |row: usize, key: &str| rows[row][key].as_f64().unwrap();
        let versus = |row: usize| rows[row]["versus"]["mean"].as_f64().unwrap();
        let against = if reference.is_null() { 0.0 } else { figure(0, "mean") };
        for row in 0..2 {
            // Means of differences and differences of means of 500 draws of some 40,000.
            assert!((versus(row) - (figure(row, "mean") - against)).abs() < 1e-7, "{said}");
        }
    }
}
