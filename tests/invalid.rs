//! Every way in which a file can be wrong, one file each, with the findings it must get word for word.
//!
//! After a change of words, `UPDATE_EXPECTED=1 cargo test --test invalid` writes the expectations anew; read the
//! difference as the analyst who will have to act on it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot be set up has failed")]

use assert_cmd::Command;
use std::fs;
use std::path::Path;
use std::path::PathBuf;

/// Fewer would mean that somebody has thrown examples away.
const FEWEST: usize = 120;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/invalid")
}

/// The names of the files that must be refused, sorted; sound ones are what the others stand on.
fn refused() -> Vec<String> {
    let entries = fs::read_dir(folder()).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let is_refused = |name: &String| {
        Path::new(name).extension().is_some_and(|end| end == "toml") && !name.starts_with("sound-")
    };
    let mut names: Vec<String> = names.filter(is_refused).collect();
    names.sort();
    names
}

/// Exit status and standard error of `apportion <command> <file>` in the folder of the files.
fn answer(command: &str, file: &str) -> (Option<i32>, String) {
    let mut program = Command::cargo_bin("apportion").unwrap();
    let output = program.current_dir(folder()).args([command, file]).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stdout), "", "{command} {file} answers nothing");
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn every_wrong_file_gets_its_findings_and_no_others() {
    let names = refused();
    assert!(names.len() >= FEWEST, "only {} files are left", names.len());
    let mut wrong = Vec::new();
    for name in names {
        let (status, said) = answer("check", &name);
        let path = folder().join(&name).with_extension("expected");
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            fs::write(&path, &said).unwrap();
        }
        let expected =
            fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        if (status, &said) != (Some(1), &expected) {
            wrong.push(format!("{name}: status {status:?}\n--- expected\n{expected}--- said\n{said}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn wrong_scenarios_are_refused_in_the_same_words_by_commands_that_need_them() {
    let read = |name: &String| fs::read(folder().join(name)).unwrap();
    let is_scenario = |name: &String| read(name).windows(10).any(|bytes| bytes == b"[scenario]");
    let scenarios: Vec<String> = refused().into_iter().filter(is_scenario).collect();
    assert!(scenarios.len() > 50);
    for name in scenarios {
        let expected = fs::read_to_string(folder().join(&name).with_extension("expected")).unwrap();
        assert_eq!(answer("compare", &name), (Some(2), expected), "{name}");
    }
}

#[test]
fn sound_files_pass_in_silence() {
    for name in ["sound-evidence.toml", "sound-scenario.toml", "sound-uncosted.toml"] {
        assert_eq!(answer("check", name), (Some(0), "1 file is sound\n".to_owned()), "{name}");
    }
}

#[test]
fn findings_are_sorted_by_place_and_each_stands_there_once() {
    for name in refused() {
        let text = fs::read_to_string(folder().join(&name).with_extension("expected")).unwrap();
        let place = |line: &str| {
            let mut parts = line.split(':');
            let path = parts.next().unwrap_or_default().to_owned();
            let mut number = || parts.next().and_then(|part| part.parse::<usize>().ok()).unwrap_or(0);
            (path, number(), number())
        };
        let places: Vec<_> = text.lines().map(place).collect();
        assert!(places.is_sorted(), "{name}: {text}");
        let mut lines: Vec<&str> = text.lines().collect();
        lines.dedup();
        assert_eq!(lines.len(), text.lines().count(), "{name}: {text}");
        assert!(!text.is_empty() && text.ends_with('\n'), "{name}");
    }
}

#[test]
fn an_example_of_every_kind_is_kept() {
    let names = refused().join(" ");
    let kinds = [
        "unknown-key",
        "unknown-table",
        "share-over-one",
        "shares-add-up",
        "nan",
        "infinity",
        "cycle-a",
        "cycle-b",
        "base-missing",
        "evidence-missing",
        "not-utf8",
        "syntax-many",
        "wrong-types",
        "duplicate-programme",
        "limit-twice",
        "duplicate-key",
        "max-below-min",
        "money-negative",
        "money-without-unit",
        "date-in-quotes",
        "lag-not-whole",
        "normal-both-pairs",
        "truncation-leaves-nothing",
        "reach-one",
        "return-negative",
        "average-return-on-nothing",
        "return-on-uncosted",
        "points-not-log-convex",
        "points-falling",
        "points-empty",
        "scale-missing",
        "two-strengths",
        "no-strength",
        "works-over-one",
        "share-of-delivery-over-one",
        "correlation-bad-pattern",
        "correlation-covers-nothing",
        "correlation-in-two-groups",
        "correlation-of-one",
        "correlation-rho-two",
        "limit-about-nothing",
        "limit-asks-nothing",
        "limit-min-above-max",
        "fixed-without-amounts",
        "amount-above-max",
        "unknown-measure",
        "harm-where-none-is-costed",
        "back-office-takes-all",
        "draws-one",
        "draws-a-million-million",
        "seed-negative",
        "horizon-of-no-years",
        "sweep-key-misspelt",
        "sweep-bad-values",
        "sweep-too-many",
        "sweep-over-base",
        "sweep-list-same-ids",
        "scenario-many",
        "evidence-many",
        "money-with-a-decimal-comma",
        "split-amounts-too-large",
        "split-amounts-wrong",
        "split-word-below-a-table",
        "today",
    ];
    let gone: Vec<&str> = kinds.into_iter().filter(|kind| !names.contains(kind)).collect();
    assert!(gone.is_empty(), "{gone:?}");
}
