//! What is saved says the same on a terminal, to the last bit.

use crate::asking::Page;
use crate::copied::copy;
use assert_cmd::cargo::cargo_bin_cmd;
use serde_json::Value;
use serde_json::json;
use std::fs;
use std::path::Path;

/// Every scenario, as it comes to, and with money moved: the entry of the saved file in `compare --format json`.
#[test]
fn the_saved_file_is_answered_with_the_same_digits() {
    let mut page = Page::shipped();
    for scenario in
        ["best-free", "prevent-8", "cautious-best", "sceptical", "prevent-build-up", "prevent-8-if-doubled"]
    {
        let mut candidate = page.play(scenario);
        candidate["name"] = json!(format!("Moved on {scenario}"));
        if scenario == "prevent-build-up" {
            // What it grows by a year is a rule that a move would break.
            same_as_the_command_line(&mut page, &candidate);
            continue;
        }
        let moved = page.ask(&json!({ "move": {
            "candidate": candidate, "what": "prevent", "to": 301.25, "locks": ["prepare"], "all_years": true } }));
        let candidate = &moved["moved"]["candidate"];
        assert!(candidate.is_object(), "{scenario}: {moved}");
        same_as_the_command_line(&mut page, candidate);
    }
}

/// What is saved comes back as it was, rules, beliefs and all.
#[test]
fn a_saved_file_reopens_as_the_same_candidate() {
    let mut page = Page::shipped();
    let mut candidate = page.play("best-free");
    candidate["name"] = json!("Everything at once");
    candidate["tail"] = json!(0.25);
    candidate["fences"] = json!([
        { "name": "More for prevention", "strand": "prevent", "min": 200.5 },
        { "name": "A cap", "programmes": ["pursue-*"], "max": 2600.0 },
    ]);
    candidate["beliefs"] = json!({
        "threat.drugs.harm": { "times": 1.5 },
        "programme.prevent-csa.csa.works": { "instead": 1.0 },
        "threat.fraud.harm": { "at": 0.9 },
    });
    let saved = page.ask(&json!({ "save": { "candidate": candidate } }));
    assert!(saved["saved"]["text"].is_string(), "{saved}");
    let text = &saved["saved"]["text"];
    let reopened = page.ask(&json!({ "reopen": { "text": text, "scenario": "best-free" } }));
    let reopened = &reopened["reopened"]["candidate"];
    for key in ["scenario", "budget", "amounts", "fences", "beliefs", "tail"] {
        assert_eq!(reopened[key], candidate[key], "{key}");
    }
}

/// Asks both.
fn same_as_the_command_line(page: &mut Page, candidate: &Value) {
    let answer = page.ask(&json!({ "answer": { "candidate": candidate } }));
    let saved = page.ask(&json!({ "save": { "candidate": candidate } }));
    let saved = &saved["saved"];
    let folder = tempfile::tempdir().unwrap();
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios"), &folder.path().join("scenarios"));
    let file = folder.path().join(saved["beside"].as_str().unwrap()).join(saved["file"].as_str().unwrap());
    fs::write(&file, saved["text"].as_str().unwrap()).unwrap();
    let mut command = cargo_bin_cmd!("apportion");
    command.current_dir(folder.path()).arg("compare").arg(&file).args([
        "--format",
        "json",
        "--as-of",
        "2026-11-22",
    ]);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    let id = &answer["answer"]["scenario"]["id"];
    let entries = document["scenarios"].as_array().unwrap();
    let mut theirs = entries.iter().find(|entry| entry["id"] == *id).unwrap().clone();
    let mut ours = answer["answer"]["scenario"].clone();
    // What choosing among several comes to depends on the others.
    for entry in [&mut theirs, &mut ours] {
        entry.as_object_mut().unwrap().remove("choice");
    }
    assert_eq!(ours, theirs, "{}", saved["text"]);
}
