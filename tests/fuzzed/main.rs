//! Files that somebody or something has spoilt, given to the whole program: whatever is in them, it answers, refuses with a
//! place, or says that nothing is possible.
//!
//! A seeded mutator, so that a failure comes again: its message names the seed, and `APPORTION_FUZZ=SEED` runs that one
//! alone. `APPORTION_FUZZ_CASES=N` asks for more than the few that every run of the tests has time for.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot be set up has failed")]

mod mutate;

#[path = "../support/mod.rs"]
mod support;

use crate::mutate::mutated;
use crate::support::random::Dice;
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::process::Output;
use tempfile::TempDir;

/// As many cases take some twenty seconds.
const CASES: u64 = 120;

/// The small example of `init` with a CSV of splits, and results with a manifest.
fn example() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    assert!(apportion(folder.path(), &["init", "."]).status.success());
    fs::write(
        folder.path().join("splits.csv"),
        "id,name,pursue,prevent,total,programme:treatment\na,A,0.8,0.2,£700m,\nb,\"B, too\",£500m,free,,\nc,C,0.7..0.9,free,,120\n",
    )
    .unwrap();
    let written =
        apportion(folder.path(), &["compare", "hold.toml", "--draws=8", "--quiet", "--out=results"]);
    assert!(written.status.success());
    folder
}

fn apportion(folder: &Path, arguments: &[&str]) -> Output {
    let program = assert_cmd::cargo::cargo_bin!("apportion");
    let mut command = Command::new(program);
    command.current_dir(folder).args(arguments).args(["--as-of=2026-11-22", "--color=never"]);
    command.output().unwrap()
}

/// A run that was neither a panic nor a signal: a documented status.
fn status(output: &Output, case: &str) -> i32 {
    let said = String::from_utf8_lossy(&output.stderr);
    let status = output.status.code().unwrap_or_else(|| panic!("{case}: ended by a signal\n{said}"));
    assert!((0..=3).contains(&status), "{case}: status {status}\n{said}");
    assert!(!said.contains("panicked"), "{case}: {said}");
    status
}

#[test]
fn spoilt_files_are_answered_or_refused_with_a_place() {
    let folder = example();
    let only: Option<u64> = std::env::var("APPORTION_FUZZ").ok().and_then(|seed| seed.parse().ok());
    let cases =
        std::env::var("APPORTION_FUZZ_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(CASES);
    let seeds = only.map_or(1..=cases, |seed| seed..=seed);
    let files = ["evidence.toml", "hold.toml", "best.toml", "splits.csv", "results/manifest.json"];
    let sound: Vec<Vec<u8>> = files.iter().map(|file| fs::read(folder.path().join(file)).unwrap()).collect();
    for seed in seeds {
        let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        let which = dice.below(files.len());
        let spoilt = mutated(&sound[which], &mut dice);
        let path = folder.path().join(files[which]);
        fs::write(&path, &spoilt).unwrap();
        let case = format!("seed {seed}, {}", files[which]);
        match files[which] {
            "splits.csv" => splits(folder.path(), &case),
            "results/manifest.json" => {
                status(&apportion(folder.path(), &["verify", "results", "--quiet"]), &case);
            }
            _ => scenarios(folder.path(), &case),
        }
        fs::write(&path, &sound[which]).unwrap();
    }
}

fn scenarios(folder: &Path, case: &str) {
    let checked = apportion(folder, &["check", "evidence.toml", "hold.toml", "best.toml", "--format=json"]);
    let check = status(&checked, case);
    let document: Value = serde_json::from_slice(&checked.stdout)
        .unwrap_or_else(|error| panic!("{case}: check wrote no document: {error}"));
    for finding in document["findings"].as_array().unwrap() {
        let has_file = finding["file"].as_str().is_some_and(|file| !file.is_empty());
        assert!(has_file, "{case}: {finding} has no place");
    }
    let compared = apportion(folder, &["compare", "hold.toml", "best.toml", "--draws=8", "--format=json"]);
    let compare = status(&compared, case);
    if check == 0 {
        let said = String::from_utf8_lossy(&compared.stderr);
        assert!(compare <= 1, "{case}: sound, and yet {compare}\n{said}");
    }
    bounds(&compared, case);
}

fn splits(folder: &Path, case: &str) {
    let arguments = ["compare", "--splits=splits.csv", "--base=best.toml", "--draws=8", "--format=json"];
    let compared = apportion(folder, &arguments);
    status(&compared, case);
    bounds(&compared, case);
}

/// Whatever was solved has both bounds, in their order, or says what ended the search.
fn bounds(compared: &Output, case: &str) {
    let Ok(document) = serde_json::from_slice::<Value>(&compared.stdout) else { return };
    for scenario in document["scenarios"].as_array().unwrap() {
        let optimum = &scenario["optimum"];
        if optimum.is_null() {
            continue;
        }
        let (upper, lower) = (optimum["upper"].as_f64(), optimum["lower"].as_f64());
        let (Some(upper), Some(lower)) = (upper, lower) else {
            assert!(optimum["stopped_by"].is_string(), "{case}: {optimum} lacks a bound");
            continue;
        };
        // The two are sums over the same draws, made in different orders.
        assert!(lower <= upper + 1e-9 * upper.abs().max(1.0), "{case}: {optimum} is upside down");
    }
}
