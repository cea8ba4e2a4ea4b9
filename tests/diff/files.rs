//! Files as the program reads them.

use crate::ADDS_UP;
use crate::apportion;
use crate::printed;
use serde_json::Value;

const PRESS: &str = "scenarios/evidence/soc-2015-16.toml";
const SCEPTICAL: &str = "scenarios/evidence/soc-2015-16-sceptical.toml";

fn json(arguments: &[&str]) -> Value {
    serde_json::from_str(&printed(&[arguments, &["--format", "json"]].concat())).unwrap()
}

#[test]
fn shipped_evidence_is_parted_and_adds_up() {
    let document = json(&["diff", PRESS, SCEPTICAL, "--draws", "60"]);
    assert_eq!(document["schema"], "apportion/diff/1");
    let answers = document["answers"].as_array().unwrap();
    let questions: Vec<&Value> = answers.iter().map(|answer| &answer["question"]).collect();
    assert_eq!(questions, ["harm_today", "best_of_today"]);
    for answer in answers {
        assert!(answer["unexplained"].as_f64().unwrap().abs() < ADDS_UP);
        let steps = answer["steps"].as_array().unwrap();
        let sum: f64 = steps.iter().map(|step| step["increment"].as_f64().unwrap()).sum();
        let change = answer["new"]["mean"].as_f64().unwrap() - answer["old"]["mean"].as_f64().unwrap();
        assert!((sum - change).abs() < ADDS_UP, "{sum} and {change}");
    }
    let threads = ["diff", PRESS, SCEPTICAL, "--draws", "60", "--threads", "1"];
    assert_eq!(document, json(&threads), "whatever the threads");
}

#[test]
fn a_scenario_asked_of_both_is_what_compare_says_of_it() {
    let of = |scenario: &str| {
        let document = json(&["compare", scenario, "--draws", "60"]);
        let found = document["scenarios"].as_array().unwrap().iter().find(|it| it["id"] != "today").cloned();
        found.unwrap()["harm_avoided"]["mean"].as_f64().unwrap()
    };
    let scenario = "scenarios/prevent-8.toml";
    let document = json(&["diff", PRESS, SCEPTICAL, "--scenario", scenario, "--draws", "60"]);
    let answer = &document["answers"][1];
    assert_eq!(answer["question"], "scenario");
    let (old, new) = (answer["old"]["mean"].as_f64().unwrap(), answer["new"]["mean"].as_f64().unwrap());
    assert!((old - of(scenario)).abs() < ADDS_UP);
    assert!((new - of("scenarios/sceptical-prevent-8.toml")).abs() < ADDS_UP);
}

#[test]
fn nothing_changed_is_an_answer() {
    for file in [PRESS, "scenarios/baseline.toml"] {
        let table = printed(&["diff", file, file, "--draws", "20"]);
        assert!(table.contains("Nothing changed."), "{table}");
        assert!(json(&["diff", file, file, "--draws", "20"])["changes"].as_array().unwrap().is_empty());
    }
}

#[test]
fn files_of_different_kinds_are_refused() {
    let refused = |arguments: &[&str], said: &str| {
        let output = apportion(arguments).output().unwrap();
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{error}");
        assert!(error.contains(said), "{error}");
    };
    refused(&["diff", PRESS, "scenarios/baseline.toml"], "is an evidence file, and");
    refused(&["diff", "scenarios", "scenarios"], "is a folder without results");
    let scenario = ["diff", "scenarios/baseline.toml", "scenarios/prevent-8.toml", "--scenario", PRESS];
    refused(&scenario, "--scenario: it is asked of evidence");
    refused(&["diff", "README.md", PRESS], "error");
    refused(&["diff", "no-such-file.toml", PRESS], "no-such-file.toml");
}

#[test]
fn old_and_new_are_not_put_in_order_and_a_folder_comes_out_the_same_again() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let out = out.to_str().unwrap();
    // By name the second is the first.
    let run = ["diff", "scenarios/prevent-8.toml", "scenarios/baseline.toml", "--draws", "40", "--out", out];
    apportion(&run).assert().success();
    let document: Value =
        serde_json::from_slice(&std::fs::read(folder.path().join("out/diff.json")).unwrap()).unwrap();
    assert_eq!(document["old"]["path"], "scenarios/prevent-8.toml");
    apportion(&["verify", out]).assert().success();
}
