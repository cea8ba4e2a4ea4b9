//! Two folders of results.

use crate::apportion;
use crate::printed;
use serde_json::Value;
use std::path::Path;

/// Runs a question into a folder of this name.
fn into(folder: &Path, name: &str, question: &[&str]) -> String {
    let out = folder.join(name).to_str().unwrap().to_owned();
    apportion(&[question, &["--out", &out]].concat()).assert().success();
    out
}

fn read(folder: &str, file: &str) -> Value {
    serde_json::from_slice(&std::fs::read(Path::new(folder).join(file)).unwrap()).unwrap()
}

fn diff(old: &str, new: &str) -> Value {
    serde_json::from_str(&printed(&["diff", old, new, "--format", "json"])).unwrap()
}

fn figure<'v>(scenario: &'v Value, quantity: &str) -> &'v Value {
    let figures = scenario["figures"].as_array().unwrap();
    figures.iter().find(|figure| figure["quantity"] == quantity).unwrap()
}

fn scenario<'v>(document: &'v Value, id: &str) -> &'v Value {
    document["scenarios"].as_array().unwrap().iter().find(|scenario| scenario["id"] == id).unwrap()
}

#[test]
fn figures_of_both_stand_side_by_side_and_nothing_is_run_again() {
    let folder = tempfile::tempdir().unwrap();
    let few = ["--draws", "40"];
    let (press, prevent) = ("scenarios/baseline.toml", "scenarios/prevent-8.toml");
    let old = into(folder.path(), "old", &[&["compare", press, prevent][..], &few].concat());
    let question = ["compare", prevent, "scenarios/protect-first.toml", "--draws", "50"];
    let new = into(folder.path(), "new", &question);
    let document = diff(&old, &new);
    let presence = |id: &str| scenario(&document, id)["presence"].clone();
    assert_eq!(presence("baseline"), "old");
    assert_eq!(presence("protect-first"), "new");
    assert_eq!(presence("prevent-8"), "both");
    let of = |folder: &str| {
        let compared = read(folder, "compare.json");
        scenario(&compared, "prevent-8")["harm_avoided"]["mean"].as_f64().unwrap()
    };
    let avoided = figure(scenario(&document, "prevent-8"), "harm_avoided");
    assert_eq!(avoided["before"].as_f64().unwrap().to_bits(), of(&old).to_bits());
    assert_eq!(avoided["after"].as_f64().unwrap().to_bits(), of(&new).to_bits());
    let difference = avoided["difference"].as_f64().unwrap();
    assert!((difference - (of(&new) - of(&old))).abs() < 1e-12, "one subtraction");
    let runs = document["runs"].as_array().unwrap();
    let whats: Vec<&str> = runs.iter().map(|run| run["what"].as_str().unwrap()).collect();
    for what in ["draws", "argument", "input", "output"] {
        assert!(whats.contains(&what), "{whats:?}");
    }
    assert!(!whats.contains(&"version"), "{whats:?}");
}

#[test]
fn best_allocations_too_and_the_same_twice_is_nothing_changed() {
    let folder = tempfile::tempdir().unwrap();
    let question = ["optimise", "scenarios/best-free.toml", "--draws", "40", "--solved-draws", "3"];
    let old = into(folder.path(), "old", &question);
    let new = into(folder.path(), "new", &question);
    let same = printed(&["diff", &old, &new]);
    assert!(same.contains("Nothing changed."), "{same}");
    let more = [&question[..3], &["60", "--solved-draws", "3"]].concat();
    let new = into(folder.path(), "other", &more);
    let document = diff(&old, &new);
    let avoided = figure(scenario(&document, "best-free"), "harm_avoided");
    assert!(avoided["difference"].as_f64().unwrap().abs() > 0.0);
    let table = printed(&["diff", &old, &new]);
    assert!(table.contains("harm_avoided") && table.contains("In what the runs differ"), "{table}");
    let csv = printed(&["diff", &old, &new, "--format", "csv"]);
    assert!(csv.lines().any(|line| line.starts_with("figure,best-free,harm_avoided,")), "{csv}");
}

#[test]
fn a_folder_that_was_written_over_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let old = into(folder.path(), "old", &["compare", "scenarios/baseline.toml", "--draws", "20"]);
    std::fs::write(Path::new(&old).join("compare.csv"), "mine").unwrap();
    let output = apportion(&["diff", &old, &old]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("is not as it was written"));
}
