//! What no page is made of, or can honour.

use crate::EVIDENCE;
use crate::folder;
use crate::held;
use crate::run;
use crate::scenario;
use serde_json::json;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// What is said where nothing is written: neither printed nor into the file that was there before.
fn refused(folder: &Path, arguments: &[&str]) -> String {
    let page = folder.join("page.html");
    fs::write(&page, "as it was").unwrap();
    let mut said = String::new();
    for out in [&[][..], &["--out", "page.html"]] {
        let output = run(folder, &[&["explore"], arguments, out].concat());
        said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
    }
    assert_eq!(fs::read_to_string(&page).unwrap(), "as it was");
    let before = fs::read_dir(folder).unwrap().count();
    fs::remove_file(page).unwrap();
    run(folder, &[&["explore"], arguments, &["--out", "page.html"]].concat());
    assert_eq!(fs::read_dir(folder).unwrap().count(), before - 1, "{arguments:?}: nothing is left lying");
    said
}

fn two() -> TempDir {
    folder(&[("evidence.toml", EVIDENCE), ("hold.toml", &scenario("Hold", "evidence.toml"))])
}

const SWEEP: &str = "[[sweep.grid]]\nkey = \"budget.total\"\nvalues = [\"£600m\", \"£700m\"]\n";

#[test]
fn a_wrong_file_is_refused_and_nothing_is_written() {
    let files = two();
    fs::write(files.path().join("wrong.toml"), scenario("Wrong", "evidence.toml") + "[splitt]\n").unwrap();
    let said = refused(files.path(), &["hold.toml", "wrong.toml"]);
    assert!(said.contains("wrong.toml:7:2") && said.contains("splitt"), "{said}");
    let clash = scenario("Clash", "evidence.toml")
        .replace("\"today\"\n[scenario]", "{ pursue = 0.5, prevent = 0.4 }\n[scenario]");
    fs::write(files.path().join("wrong.toml"), clash).unwrap();
    refused(files.path(), &["hold.toml", "wrong.toml"]);
    let said = refused(files.path(), &["none.toml"]);
    assert!(said.contains("there is no file `none.toml`"), "{said}");
}

#[test]
fn what_a_page_cannot_honour_is_refused() {
    let files = two();
    let cases = [
        (&["hold.toml", "--set", "threat.drugs.harm=3"][..], "--set: "),
        (&["hold.toml", "--prices", "2024"], "--prices: "),
        (&["hold.toml", "--gap", "0.01"], "--gap: "),
        (&["-"], "standard input"),
        (&["hold.toml", "--format", "json"], "--format: "),
        (&["hold.toml", "--format", "csv"], "--format: "),
        (&["hold.toml", "--format", "jsonl"], "--format: "),
    ];
    for (arguments, names) in cases {
        let said = refused(files.path(), arguments);
        assert!(said.contains(names) && said.contains("allowed: "), "{arguments:?}: {said}");
    }
    for option in [&["--set", "threat.drugs.harm=3"][..], &["--prices", "2024"], &["--gap", "0.01"]] {
        let output = run(files.path(), &[&["report", "hold.toml", "--explore"], option].concat());
        assert_eq!(output.status.code(), Some(2), "{option:?}");
    }
}

#[test]
fn a_file_that_sweeps_is_left_out_and_never_all_there_is() {
    let files = two();
    fs::write(files.path().join("sweep.toml"), scenario("Sweep", "evidence.toml") + SWEEP).unwrap();
    let output = run(files.path(), &["explore", "."]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(said.contains("sweep.toml") && said.contains("left out"), "{said}");
    let page = String::from_utf8(output.stdout).unwrap();
    assert_eq!(held(&page)["scenarios"], json!(["hold.toml"]));
    assert!(held(&page)["files"].get("sweep.toml").is_none(), "nor is its file held");
    let said = refused(files.path(), &["sweep.toml"]);
    assert!(said.contains("nothing to play with"), "{said}");
}

#[test]
fn two_scenarios_of_one_id_are_refused_as_by_compare() {
    let files = two();
    fs::create_dir(files.path().join("more")).unwrap();
    fs::write(files.path().join("more/hold.toml"), scenario("Also", "../evidence.toml")).unwrap();
    let said = refused(files.path(), &["hold.toml", "more/hold.toml"]);
    assert!(said.contains("the id `hold` is taken by hold.toml"), "{said}");
    let compared = run(files.path(), &["compare", "hold.toml", "more/hold.toml"]);
    let other = String::from_utf8(compared.stderr).unwrap();
    assert!(other.contains("the id `hold` is taken by hold.toml"), "{other}");
}

#[test]
fn files_that_name_each_other_by_where_they_are_on_this_machine_are_refused() {
    let files = two();
    let whole = files.path().join("evidence.toml");
    fs::write(files.path().join("hold.toml"), scenario("Hold", &whole.to_string_lossy().replace('\\', "/")))
        .unwrap();
    let said = refused(files.path(), &["hold.toml"]);
    assert!(said.contains("relative paths"), "{said}");
}

#[test]
fn a_folder_of_results_has_no_files_to_play_with() {
    let files = two();
    assert!(run(files.path(), &["report", "hold.toml", "--out", "results"]).status.success());
    let output = run(files.path(), &["report", "results", "--explore"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("--explore"), "{said}");
}
