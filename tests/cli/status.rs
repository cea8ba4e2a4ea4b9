//! Exit statuses: 0 answered, 1 the answer is no, 2 could not run, 3 broke.

use crate::Folder;
use crate::apportion;
use crate::example_with;
use crate::refused;

const IMPOSSIBLE: &str = "[scenario]\nname = 'Impossible'\nbase = 'best.toml'\n\n[[limit]]\nname = 'More than there is'\n\
                          programmes = ['*']\nmin = '£800m'\n";

#[test]
fn an_answer_is_0() {
    apportion(&["check", "scenarios"]).assert().code(0);
    apportion(&["compare", "scenarios/baseline.toml", "--draws", "10"]).assert().code(0);
    apportion(&["--help"]).assert().code(0);
    apportion(&["--version"]).assert().code(0);
}

#[test]
fn files_with_problems_are_1_from_check_and_2_from_compare() {
    let folder = Folder::with(&[("bad.toml", "[scenario]\nname = 'Bad'\n[bugdet]\n")]);
    let bad = folder.path("bad.toml");
    for (command, status) in [("check", 1), ("compare", 2), ("draws", 2), ("evidence", 2)] {
        let said = refused(&[command, &bad], status);
        assert!(said.contains("bad.toml:3:2: "), "{command} says where: {said}");
        assert!(said.contains("did you mean `budget`?"), "{command} says the nearest key: {said}");
    }
    for format in ["json", "csv"] {
        apportion(&["check", &bad, "--format", format]).assert().code(1).stderr("");
        apportion(&["check", "scenarios/baseline.toml", "--format", format]).assert().code(0);
    }
}

#[test]
fn a_scenario_that_nothing_can_meet_is_1_and_the_others_are_answered() {
    let folder = example_with("impossible.toml", IMPOSSIBLE);
    let output = apportion(&["compare", &folder.path(""), "--draws", "50"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    let table = String::from_utf8(output.stdout).unwrap();
    assert!(table.contains("Impossible [impossible] is not possible"), "{table}");
    assert!(table.contains("As it is today"), "{table}");
}

#[test]
fn questions_that_cannot_be_asked_are_2() {
    for arguments in [
        vec!["compare"],
        vec!["wizardry"],
        vec!["compare", "no-such-file.toml"],
        vec!["check", "scenarios", "--format", "pdf"],
        vec!["compare", "scenarios", "--draws", "1"],
        vec!["compare", "scenarios", "--draws", "many"],
        vec!["compare", "scenarios", "--threads", "0"],
        vec!["compare", "scenarios", "--as-of", "yesterday"],
        vec!["draws", "tests"],
    ] {
        let said = refused(&arguments, 2);
        assert!(!said.is_empty(), "{arguments:?} says why");
    }
}

#[test]
fn a_folder_without_scenarios_is_refused_by_name() {
    let folder = Folder::with(&[("notes.toml", "[notes]\n")]);
    let said = refused(&["compare", &folder.path("")], 2);
    assert!(said.contains("no scenario"), "{said}");
}

#[test]
fn a_place_that_can_hold_no_results_is_2_before_any_work() {
    let folder = Folder::with(&[("file", "")]);
    let inside_a_file = folder.path("file/results");
    let said = refused(&["compare", "scenarios/baseline.toml", "--draws", "10", "--out", &inside_a_file], 2);
    assert!(said.contains("cannot be written into"), "{said}");
}

#[test]
fn an_unknown_reference_is_2_and_the_nearest_is_named() {
    let said = refused(&["--quiet", "compare", "scenarios", "--draws", "10", "--reference", "basline"], 2);
    assert!(said.contains("there is no scenario `basline`"), "{said}");
    assert!(said.contains("did you mean `baseline`?"), "{said}");
}

#[test]
fn the_second_of_two_files_with_one_id_is_refused() {
    let folder = example_with("other.toml", "");
    std::fs::create_dir(folder.path("below")).unwrap();
    let text = std::fs::read_to_string(folder.path("hold.toml")).unwrap();
    let moved = text.replace("\"evidence.toml\"", "\"../evidence.toml\"");
    assert_ne!(text, moved);
    std::fs::write(folder.path("below/hold.toml"), moved).unwrap();
    let output =
        apportion(&["compare", &folder.path("hold.toml"), &folder.path("below/hold.toml")]).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(said.contains("the id `hold` is taken by"), "{said}");
    let table = String::from_utf8(output.stdout).unwrap();
    assert!(
        table.contains("Left out, because something is wrong with them"),
        "and is not forgotten: {table}"
    );
}
