//! Money in the prices of another year: every amount is the factor times what it was, and nothing else changes.

use crate::Folder;
use crate::apportion;
use crate::example_with;
use crate::printed;
use crate::refused;
use serde_json::Value;

/// What £1 of 2015-16 is in 2024, from the table's figures: 2024 = 100; three quarters of 75.1536 and one of 76.4554.
const FACTOR: f64 = 100.0 / (0.75 * 75.1536 + 0.25 * 76.4554);

const FEW: [&str; 3] = ["--draws=60", "--quiet", "--format=json"];

fn json(arguments: &[&str]) -> Value {
    serde_json::from_str(&printed(&[arguments, &FEW[..]].concat())).unwrap()
}

/// Whether what stands under these keys is the same in all prices: shares of draws and of money, people, £ per £1, counts
/// of steps. `None` where it depends on what stands around it.
fn is_unit_free(path: &[String]) -> Option<bool> {
    let has = |part: &str| path.iter().any(|key| key.contains(part));
    if has("probability") || has("share") || has("counts") || has("per_") || has("next_pound") || has("gap") {
        Some(true)
    } else if has("harm") || has("budget") || has("programmes") || has("extra_cost") || has("bridge") {
        Some(false)
    } else {
        None
    }
}

/// How many numbers were held against each other: those that stay, and amounts of money.
#[derive(Debug, Default)]
struct Held {
    stay: usize,
    money: usize,
}

/// Holds the figures of one document against those of another, whose money is `factor` times as much.
fn hold(before: &Value, after: &Value, factor: f64, path: &mut Vec<String>, held: &mut Held) {
    match (before, after) {
        (Value::Object(before), Value::Object(after)) => {
            assert!(before.keys().eq(after.keys()), "{path:?}");
            for (key, value) in before {
                path.push(key.clone());
                hold(value, &after[key], factor, path, held);
                path.pop();
            }
        }
        (Value::Array(before), Value::Array(after)) => {
            assert_eq!(before.len(), after.len(), "{path:?}");
            before.iter().zip(after).for_each(|(before, after)| hold(before, after, factor, path, held));
        }
        (Value::Number(a), Value::Number(b)) => {
            let (a, b) = (a.as_f64().unwrap(), b.as_f64().unwrap());
            // Sums of a few dozen terms that partly cancel: a thousand million times the rounding of one number.
            let near = |expected: f64| (b - expected).abs() <= 1e-7 * b.abs().max(1e-3);
            let (stays, is_scaled) = (near(a), near(a * factor));
            match is_unit_free(path) {
                Some(true) => assert!(stays, "{path:?}: {a}, then {b}"),
                Some(false) => assert!(is_scaled, "{path:?}: {a}, then {b}"),
                None => assert!(stays || is_scaled, "{path:?}: {a}, then {b}"),
            }
            if path.iter().any(|key| key.contains("probability")) {
                assert_eq!(a.to_bits(), b.to_bits(), "{path:?}: a share of draws is a number of draws");
            }
            *(if stays { &mut held.stay } else { &mut held.money }) += 1;
        }
        (before, after) => assert_eq!(before, after, "{path:?}"),
    }
}

fn held(before: &Value, after: &Value, factor: f64) -> Held {
    let mut held = Held::default();
    hold(before, after, factor, &mut Vec::new(), &mut held);
    held
}

#[test]
fn published_figures_come_to_what_they_are_known_to_come_to() {
    let answer = json(&["compare", "scenarios/baseline.toml", "--prices=2024"]);
    let block = &answer["blocks"][0];
    assert_eq!((&block["price_year"], &block["price_year_stated"]), (&"2024".into(), &"2015-16".into()));
    assert!((block["deflator"].as_f64().unwrap() - FACTOR).abs() < 1e-15);
    // £2.9bn in 2015-16 is £3.84bn in 2024.
    let budget = answer["scenarios"][0]["budget"].as_f64().unwrap();
    assert_eq!(format!("{:.2}", budget / 1000.0), "3.84");
    assert!((budget - 2900.0 * FACTOR).abs() < 1e-9, "{budget}");
    let table = printed(&["compare", "scenarios/baseline.toml", "--prices=2024", "--draws=60", "--quiet"]);
    assert!(table.contains("(2024 prices, restated from 2015-16 by GDP\ndeflators)"), "{table}");
    assert!(table.contains("In short: Serious and organised crime, 2015-16, press reading (2024 prices)"));
}

#[test]
fn every_amount_is_restated_and_nothing_else() {
    let asked = ["compare", "scenarios", "--by-programme"];
    let (before, after) = (json(&asked), json(&[&asked[..], &["--prices=2024"]].concat()));
    let mut scenarios = after["scenarios"].clone();
    for scenario in scenarios.as_array_mut().unwrap() {
        assert_eq!(scenario.as_object_mut().unwrap().remove("restated_to").unwrap(), "2024");
    }
    let held = held(&before["scenarios"], &scenarios, FACTOR);
    assert!(held.stay > 500 && held.money > 500, "{held:?}");
}

#[test]
fn the_best_allocation_is_the_same_in_all_prices() {
    let asked = ["optimise", "scenarios/duplicates-best.toml", "--solved-draws=3"];
    let (before, after) = (json(&asked), json(&[&asked[..], &["--prices=2022-23"]].concat()));
    let factor = after["scenarios"][0]["deflator"].as_f64().unwrap();
    for key in ["strands", "programmes"] {
        let best = |answer: &Value| answer["scenarios"][0]["best"][key].clone();
        let (before, after) = (best(&before), best(&after));
        for (id, money) in before.as_object().unwrap() {
            let of = |money: &Value| money["best"].as_f64().unwrap();
            // Two searches that each end within the proven gap of the optimum.
            assert!((of(&after[id]) - of(money) * factor).abs() < 1e-2, "{id}: {money} and {}", after[id]);
        }
    }
    assert!(before["scenarios"][0].get("deflator").is_none());
    assert_eq!(before["scenarios"][0]["price_year"], "2015-16");
}

#[test]
fn prices_that_figures_are_in_already_change_no_byte() {
    for format in ["table", "json", "csv", "wide"] {
        let asked = [
            "compare",
            "scenarios/baseline.toml",
            "scenarios/prevent-8.toml",
            "--draws=60",
            "--format",
            format,
        ];
        let restated = [&asked[..], &["--prices=2015-16"]].concat();
        assert!(printed(&asked) == printed(&restated), "{format}");
    }
}

#[test]
fn prices_that_cannot_be_reached_are_refused_with_those_that_can() {
    let said = refused(&["compare", "scenarios/baseline.toml", "--prices=2024-25"], 2);
    assert!(said.contains("2024-25 prices need the deflator of 2025, which is not in the table"), "{said}");
    assert!(
        said.contains("a financial year from 2015-16 to 2023-24, or a calendar year from 2015 to 2024"),
        "{said}"
    );
    let said = refused(&["compare", "tests/invalid/sound-old-prices.toml", "--prices=2024"], 2);
    assert!(!said.is_empty());
    let said = refused(&["check", "tests/invalid/sound-old-prices.toml", "--prices=2024", "--quiet"], 1);
    assert!(
        said.contains("sound-old-prices.toml:6:14: error: evidence.price_year: 2009-10 prices need"),
        "{said}"
    );
}

/// A scenario in 2024 prices on the shipped evidence, which is in those of 2015-16.
fn in_2024(total: &str) -> String {
    let evidence = format!("{}/scenarios/evidence/soc-2015-16.toml", env!("CARGO_MANIFEST_DIR"));
    format!(
        "[scenario]\nname = 'In 2024'\nevidence = '{evidence}'\n[budget]\nprices = '2024'\ntotal = {total}\n\
         [split]\npursue = 0.79\nprevent = '£{}m'\nprotect = 0.12\nprepare = 0.05\n[simulation]\nseed = 2019\n[allocate]\nwithin = 'pro-rata'\n",
        0.04 * 2900.0 * FACTOR
    )
}

#[test]
fn amounts_of_a_file_are_in_the_prices_that_it_states() {
    let folder = Folder::with(&[("then.toml", &in_2024(&format!("{}", 2900.0 * FACTOR)))]);
    let then = folder.path("then.toml");
    let today = json(&["compare", &then]);
    let scenario = &today["scenarios"][1];
    assert_eq!((&today["blocks"][0]["price_year"], &scenario["id"]), (&"2024".into(), &"then".into()));
    assert!((scenario["budget"].as_f64().unwrap() - 2900.0 * FACTOR).abs() < 1e-9);
    // The same money as the baseline's, so nothing is avoided, and both stand in one block once they are in the same prices.
    let both = json(&["compare", &then, "scenarios/baseline.toml", "--prices=2015-16"]);
    let blocks = both["blocks"].as_array().unwrap();
    assert_eq!(blocks.len(), 1, "{blocks:?}");
    assert!(blocks[0].get("price_year_stated").is_none());
    for scenario in both["scenarios"].as_array().unwrap() {
        assert!((scenario["budget"].as_f64().unwrap() - 2900.0).abs() < 1e-9, "{scenario}");
        assert!(scenario["harm_avoided"]["mean"].as_f64().unwrap().abs() < 1e-6, "{scenario}");
    }
    let apart = json(&["compare", &then, "scenarios/baseline.toml"]);
    assert_eq!(apart["blocks"].as_array().unwrap().len(), 2, "prices that differ are never subtracted");
}

#[test]
fn rows_of_splits_are_in_the_prices_of_their_base() {
    let folder = Folder::with(&[
        ("then.toml", &in_2024(&format!("{}", 2900.0 * FACTOR))),
        ("rows.csv", &format!("id,total,prevent\na,{},0.04\n", 2900.0 * FACTOR)),
    ]);
    let (rows, base) = (folder.path("rows.csv"), folder.path("then.toml"));
    let asked = ["compare", "--splits", &rows, "--base", &base];
    for (prices, factor) in [("2024", FACTOR), ("2015-16", 1.0)] {
        let answer = json(&[&asked[..], &["--prices", prices]].concat());
        let row = answer["scenarios"].as_array().unwrap().iter().find(|it| it["id"] == "a").unwrap();
        assert!((row["budget"].as_f64().unwrap() - 2900.0 * factor).abs() < 1e-9, "{prices}: {row}");
    }
}

#[test]
fn a_sweep_over_prices_does_not_relabel_money() {
    let text = in_2024(&format!("{}", 2900.0 * FACTOR))
        + "[[sweep.grid]]\nkey = 'budget.prices'\nvalues = ['2024', '2023']\n";
    let folder = Folder::with(&[("sweep.toml", &text)]);
    let said = refused(&["compare", &folder.path("sweep.toml"), "--quiet"], 2);
    assert!(said.contains("`2023`, and amounts taken over are in 2024 prices"), "{said}");
    assert_eq!(said.matches("error").count(), 1, "{said}");
}

#[test]
fn folders_of_results_come_out_the_same_again() {
    let folder = Folder::with(&[]);
    let at = |name: &str| folder.path(name);
    let compare = |out: &str, share: &[&str]| {
        let asked =
            ["compare", "scenarios/baseline.toml", "scenarios/prevent-8.toml", "--draws=40", "--prices=2024"];
        apportion(&[&asked[..], &["--quiet", "--out", out], share].concat()).assert().success();
    };
    compare(&at("whole"), &[]);
    apportion(&["verify", &at("whole"), "--quiet"]).assert().success();
    compare(&at("one"), &["--shard=1/2"]);
    compare(&at("two"), &["--shard=2/2"]);
    apportion(&["merge", &at("one"), &at("two"), "--quiet", "--out", &at("joined")]).assert().success();
    // Of the rest only a whole run knows what needs all draws; `tests/batch/shards.rs` looks at that.
    for name in ["compare-wide.csv", "chapters.json"] {
        let read = |run: &str| std::fs::read_to_string(at(&format!("{run}/{name}"))).unwrap();
        assert!(read("whole") == read("joined"), "{name}");
        assert!(read("whole").contains("2024"), "{name} says which prices");
    }
    let manifest: Value =
        serde_json::from_str(&std::fs::read_to_string(at("whole/manifest.json")).unwrap()).unwrap();
    let restated = &manifest["provenance"]["restated"][0];
    assert_eq!((&restated["from"], &restated["to"]), (&"2015-16".into(), &"2024".into()));
    assert!(restated["by"].as_str().unwrap().contains("HM Treasury"), "{restated}");
    let said = refused(&["report", &at("whole"), "--prices=2024", "--out", &at("page.html")], 2);
    assert!(said.contains("--prices: results are shown as they were worked out"), "{said}");
    apportion(&["report", &at("whole"), "--quiet", "--out", &at("page.html")]).assert().success();
    let page = std::fs::read_to_string(at("page.html")).unwrap();
    assert!(
        page.contains("2024 prices, restated from 2015-16 by GDP deflators")
            && page.contains("Prices restated")
    );
}

#[test]
fn every_form_of_money_says_its_prices() {
    let folder = example_with("hold.toml", "[scenario]\nname = 'Hold'\nevidence = 'evidence.toml'\n");
    let hold = folder.path("hold.toml");
    let outcomes = folder.path("outcomes.csv");
    let csv = printed(&[
        "compare",
        &hold,
        "--prices=2024",
        "--draws=40",
        "--quiet",
        "--format=csv",
        "--outcomes",
        &outcomes,
    ]);
    for line in csv.lines().filter(|line| line.contains("£m")) {
        assert!(line.contains(", 2024 prices"), "{line}");
    }
    assert!(std::fs::read_to_string(&outcomes).unwrap().starts_with("draw,scenario,price_year,"));
    let target =
        printed(&["target", &hold, "--avoid=1m", "--prices=2024", "--draws=40", "--quiet", "--format=csv"]);
    assert!(target.contains("£m a year, 2024 prices"), "{target}");
    let log = printed(&["evidence", &hold, "--prices=2024"]);
    assert!(log.contains("2024 prices, restated from") && log.contains(" × 1."), "{log}");
    let draws = printed(&["draws", &hold, "--prices=2024", "--draws=2", "--quiet"]);
    assert!(draws.lines().next().unwrap().contains(".harm, 2024 prices"), "{draws}");
}
