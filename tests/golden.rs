//! The answers that are shipped, byte for byte, and what every JSON answer must hold.
//!
//! After a change that is meant to change them: `INSTA_UPDATE=always cargo test --test golden`, then read the
//! difference in `tests/snapshots` before it is committed.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use assert_cmd::cargo::cargo_bin_cmd;
use serde_json::Map;
use serde_json::Value;

fn compared(format: &str) -> String {
    let mut command = cargo_bin_cmd!("apportion");
    command.current_dir(env!("CARGO_MANIFEST_DIR"));
    command.args(["compare", "scenarios", "--draws", "1000", "--as-of", "2026-11-22", "--format", format]);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_table_of_the_shipped_scenarios_is_as_it_was() {
    insta::assert_snapshot!(compared("table"));
}

#[test]
fn the_json_of_the_shipped_scenarios_is_as_it_was() {
    insta::assert_snapshot!(compared("json"));
}

#[test]
fn the_csv_of_the_shipped_scenarios_is_as_it_was() {
    insta::assert_snapshot!(compared("csv"));
}

fn scenarios() -> Vec<Value> {
    let document: Value = serde_json::from_str(&compared("json")).unwrap();
    assert_eq!(document["schema"], "apportion/compare/1");
    assert_eq!(document["reference"], "today");
    let scenarios = document["scenarios"].as_array().unwrap().clone();
    assert!(scenarios.len() >= 10, "{} scenarios are shipped", scenarios.len());
    scenarios
}

fn table<'v>(value: &'v Value, key: &str) -> &'v Map<String, Value> {
    value[key].as_object().unwrap_or_else(|| panic!("`{key}` of {} is no table", value["id"]))
}

fn numbers(value: &Value, of: &str, keys: &[&str]) {
    for key in keys {
        assert!(value[of][key].as_f64().is_some_and(f64::is_finite), "{of}.{key} of {}", value["id"]);
    }
}

fn sum<'v>(figures: impl Iterator<Item = &'v Value>) -> f64 {
    figures.map(|figure| figure.as_f64().unwrap()).sum()
}

/// Every key that is promised is there for every scenario and has the type that is promised.
#[test]
fn every_promised_key_is_there() {
    let summary = ["mean", "sd", "p5", "p50", "p95", "se"];
    for scenario in scenarios() {
        assert!(scenario["id"].is_string() && scenario["name"].is_string(), "{scenario}");
        assert!(scenario["budget"].is_f64(), "{}", scenario["id"]);
        for (strand, view) in table(&scenario, "strands") {
            assert!(view["amount"].is_f64() && view["share"].is_f64(), "{} {strand}", scenario["id"]);
        }
        assert!(table(&scenario, "programmes").values().all(Value::is_f64), "{}", scenario["id"]);
        for of in ["harm", "harm_avoided", "versus"] {
            numbers(&scenario, of, &summary);
        }
        numbers(&scenario, "harm_avoided", &["probability_positive"]);
        numbers(&scenario, "versus", &["probability_better"]);
        for (threat, view) in table(&scenario, "threats") {
            let both = [&view["harm"], &view["harm_avoided"]];
            let costed = both.iter().all(|figure| figure.is_f64());
            let not_costed = both.iter().all(|figure| figure.is_null());
            assert!(costed || not_costed, "{} {threat}: missing is null, never 0", scenario["id"]);
            assert!(view["counts"].as_object().unwrap().values().all(Value::is_f64), "{threat}");
        }
        if !scenario["optimum"].is_null() {
            numbers(&scenario, "optimum", &["upper", "lower", "gap"]);
            assert!(scenario["optimum"]["iterations"].is_u64(), "{}", scenario["id"]);
        }
        if scenario["bridge"].is_null() {
            assert!(scenario["bridge_reason"].is_string(), "{}: null with the reason", scenario["id"]);
        } else {
            numbers(&scenario, "bridge", &["split", "within"]);
        }
    }
}

#[test]
fn money_adds_up_from_programmes_to_strands_to_the_budget() {
    for scenario in scenarios() {
        let strands = table(&scenario, "strands");
        let amounts = sum(strands.values().map(|strand| &strand["amount"]));
        let rest = scenario["back_office"].as_f64().unwrap() + scenario["unspent"].as_f64().unwrap();
        let budget = scenario["budget"].as_f64().unwrap();
        // Unspent money below £1 counts as none; 40 roundings of £3bn are far below that.
        assert!((amounts + rest - budget).abs() <= 1e-6, "{}: {amounts} + {rest}", scenario["id"]);
        for (strand, view) in strands {
            // The shipped programmes carry their strand in their id.
            let members =
                table(&scenario, "programmes").iter().filter(|(id, _)| id.starts_with(strand.as_str()));
            let total = sum(members.map(|(_, amount)| amount));
            let amount = view["amount"].as_f64().unwrap();
            assert!((total - amount).abs() <= 1e-9, "{} {strand}: {total}", scenario["id"]);
            let to_allocate = budget - scenario["back_office"].as_f64().unwrap();
            let share = view["share"].as_f64().unwrap();
            assert!((share * to_allocate - amount).abs() <= 1e-9, "{} {strand}: {share}", scenario["id"]);
        }
    }
}

#[test]
fn harm_adds_up_from_threats_and_from_the_bridge() {
    let scenarios = scenarios();
    for scenario in &scenarios {
        // Sums of a thousand draws of £37bn in another order: £1 of harm is 3e-11 of it.
        let near = |a: f64, b: f64, what: &str| {
            assert!((a - b).abs() <= 1e-6, "{} {what}: {a}, {b}", scenario["id"]);
        };
        let threats = || table(scenario, "threats").values();
        let of = |key: &str| sum(threats().map(|threat| &threat[key]).filter(|figure| !figure.is_null()));
        near(of("harm"), scenario["harm"]["mean"].as_f64().unwrap(), "harm");
        near(of("harm_avoided"), scenario["harm_avoided"]["mean"].as_f64().unwrap(), "harm avoided");
        if let Some(bridge) = scenario["bridge"].as_object() {
            near(sum(bridge.values()), scenario["harm_avoided"]["mean"].as_f64().unwrap(), "bridge");
        }
        let reference = scenarios.iter().find(|other| other["id"] == scenario["reference"]).unwrap();
        let mean = |scenario: &Value| scenario["harm"]["mean"].as_f64().unwrap();
        near(mean(reference) - mean(scenario), scenario["versus"]["mean"].as_f64().unwrap(), "versus");
        // The cautious scenario's objective weighs the tail besides, so it is above the mean.
        let is_cautious = scenario["id"] == "cautious-best";
        if let Some(upper) = scenario["optimum"]["upper"].as_f64().filter(|_| is_cautious) {
            assert!(upper > mean(scenario), "the tail is worse than the mean");
        } else if let Some(upper) = scenario["optimum"]["upper"].as_f64() {
            near(upper, mean(scenario), "optimum in units of harm");
            let lower = scenario["optimum"]["lower"].as_f64().unwrap();
            // With set-up costs the search ends at a ten-thousandth.
            let has_set_ups = scenario["evidence"].as_str().unwrap().contains("intelligence centres");
            let gap = if has_set_ups { 1e-4 } else { 1e-6 };
            assert!(lower <= upper && (upper - lower) / upper <= gap, "{}", scenario["id"]);
        }
    }
}

/// The whole £m of a row of the table: every number that no `%` follows.
fn pounds(row: &str) -> Vec<i64> {
    let figures = row.split_whitespace().filter(|word| !word.ends_with('%'));
    figures.filter_map(|word| word.replace(',', "").replace('−', "-").parse().ok()).collect()
}

#[test]
fn the_pounds_shown_in_a_row_add_up_to_the_total_shown() {
    let table = compared("table");
    let mut rows = 0;
    for part in table.split("Where the money goes, £m a year").skip(1) {
        let part = part.split("\n\n").next().unwrap();
        for row in part.lines().filter(|line| line.contains('%')) {
            let shown = pounds(row);
            let (total, parts) = shown.split_last().unwrap();
            assert!(parts.len() >= 4, "{row}");
            assert_eq!(parts.iter().sum::<i64>(), *total, "{row}");
            rows += 1;
        }
    }
    assert_eq!(rows, scenarios().len(), "one row a scenario");
}

/// What the shipped plans over years come to, as the program prints it.
fn planned(arguments: &[&str]) -> String {
    let mut command = cargo_bin_cmd!("apportion");
    command.current_dir(env!("CARGO_MANIFEST_DIR"));
    command.args(arguments).args(["--as-of", "2026-11-22", "--quiet"]);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

const PLANS: &str = "scenarios/five-years";

#[test]
fn the_table_of_the_shipped_plans_is_as_it_was() {
    insta::assert_snapshot!(planned(&["compare", PLANS, "--draws", "200", "--full"]));
}

#[test]
fn the_csv_of_the_shipped_plans_is_as_it_was() {
    insta::assert_snapshot!(planned(&["compare", PLANS, "--draws", "200", "--format", "csv"]));
}

/// The best plan of the folder over its first two years: five take a minute.
#[test]
fn the_table_of_the_best_plan_is_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("best-two-years.toml");
    let base = format!("{}/{PLANS}/best-plan.toml", env!("CARGO_MANIFEST_DIR"));
    let scenario =
        format!("[scenario]\nname = \"Best two years\"\nbase = {base:?}\n\n[horizon]\nyears = 2\n");
    std::fs::write(&file, scenario).unwrap();
    let file = file.to_str().unwrap();
    insta::assert_snapshot!("best_plan_table", planned(&["optimise", file, "--draws", "20"]));
    insta::assert_snapshot!(
        "best_plan_csv",
        planned(&["optimise", file, "--draws", "20", "--format", "csv"])
    );
}

/// Money and harm of a plan are present values: the years, discounted, add up to them.
#[test]
fn years_add_up_to_the_present_values_of_a_plan() {
    let document = planned(&["compare", PLANS, "--draws", "200", "--format", "json"]);
    let document: Value = serde_json::from_str(&document).unwrap();
    let scenarios = document["scenarios"].as_array().unwrap();
    let plans = scenarios.iter().filter(|scenario| scenario["years"].is_array());
    assert_eq!(plans.clone().count(), scenarios.len(), "of a settled year there are no years");
    for plan in plans {
        let years = plan["years"].as_array().unwrap();
        let present = |of: &dyn Fn(&Value) -> f64| -> f64 {
            years.iter().map(|year| year["discount_factor"].as_f64().unwrap() * of(year)).sum()
        };
        // Sums of five figures of thousands of £m in another order: a few roundings.
        let close = |sum: f64, said: &Value, what: &str| {
            let said = said.as_f64().unwrap();
            assert!(
                (sum - said).abs() <= 1e-9 * (1.0 + said.abs()),
                "{what} of {}: {sum}, {said}",
                plan["id"]
            );
        };
        let avoided = present(&|year| year["harm_avoided"]["mean"].as_f64().unwrap());
        close(avoided, &plan["harm_avoided"]["mean"], "harm avoided");
        for strand in ["pursue", "prevent", "protect", "prepare"] {
            let money = present(&|year| year["strands"][strand].as_f64().unwrap());
            close(money, &plan["strands"][strand]["amount"], strand);
        }
        let last = &years.last().unwrap()["cumulative"]["mean"];
        close(avoided, last, "what is added up by the end");
    }
}
