//! Batches as schedulers and scripts see them: sweeps, rows, shares, interruptions, manifests.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod failing;
mod interrupted;
#[cfg(unix)]
mod killed;
mod manifests;
mod rows;
#[cfg(unix)]
mod schedulers;
mod shards;
mod wide;

use assert_cmd::Command;
use assert_cmd::cargo::cargo_bin_cmd;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// The program, run from a folder, on a day that does not pass.
fn apportion(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = cargo_bin_cmd!("apportion");
    command.current_dir(folder).env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
    command.args(["--as-of", "2026-11-22"]).args(arguments);
    command
}

/// Runs it, and says how it ended and what it said.
fn run(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let output = apportion(folder, arguments).output().unwrap();
    (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
}

/// A folder with the small example that `init` writes.
fn example() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    apportion(folder.path(), &["--quiet", "init", "."]).assert().success();
    folder
}

/// Every file directly in a folder, by name, but for what differs from run to run.
fn data(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let files =
        entries.filter(|entry| entry.file_type().unwrap().is_file() && entry.file_name() != "run.json");
    files.map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap())).collect()
}

/// Every file directly in a folder as shares joined can know it: without what each scenario loses in each draw against all
/// others, how much rests on placeholders, and the fingerprints of the files that say it. Which are beaten, and what more money buys, they know.
fn known_to_shares(mut data: BTreeMap<String, Vec<u8>>) -> BTreeMap<String, String> {
    const LOSSES: [&str; 3] = ["probability_best", "expected_regret", "regret_p95"];
    let parsed = |bytes: &[u8]| serde_json::from_slice::<Value>(bytes).unwrap();
    if let Some(bytes) = data.get_mut("compare.json") {
        let mut document = parsed(bytes);
        for scenario in document["scenarios"].as_array_mut().unwrap() {
            for loss in LOSSES {
                scenario["choice"][loss] = Value::Null;
            }
        }
        for block in document["blocks"].as_array_mut().unwrap() {
            let choice = block["choice"].as_object_mut().unwrap();
            choice.retain(|key, _| !["among", "reason", "best", "evpi"].contains(&key.as_str()));
            block["rests_on"]["evidence_gap"] = Value::Null;
        }
        *bytes = document.to_string().into_bytes();
    }
    if let Some(bytes) = data.get_mut("manifest.json") {
        let mut manifest = parsed(bytes);
        for output in manifest["outputs"].as_array_mut().unwrap() {
            (output["sha256"], output["bytes"]) = (Value::Null, Value::Null);
        }
        *bytes = manifest.to_string().into_bytes();
    }
    let mut texts: BTreeMap<String, String> =
        data.into_iter().map(|(name, bytes)| (name, String::from_utf8(bytes).unwrap())).collect();
    if let Some(csv) = texts.get_mut("compare.csv") {
        let is_loss = |line: &&str| LOSSES.iter().chain(&["choice_evpi"]).any(|loss| line.contains(loss));
        *csv = csv.lines().filter(|line| !is_loss(line)).collect::<Vec<_>>().join("\n");
    }
    if let Some(table) = texts.get_mut("compare.txt") {
        let mut is_inside = false;
        let lines = table.lines().filter(|line| {
            let begins =
                ["If one must be chosen", "What this rests on"].iter().any(|it| line.starts_with(it));
            is_inside = begins || is_inside && !line.is_empty();
            !is_inside
        });
        *table = lines.collect::<Vec<_>>().join("\n");
    }
    texts
}

/// A JSON file.
fn json(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

/// A CSV of splits on the example: rows of shares of prevention, from a fifth up, and the rest for pursuit.
fn splits(rows: usize) -> String {
    let mut text = "id,name,prevent,pursue\n".to_owned();
    for row in 0..rows {
        // Shares in millionths, so that the two add up as they are written.
        let prevent = 200_000 + 100 * row;
        text += &format!("row-{row:05},Row {row},0.{prevent:06},0.{:06}\n", 1_000_000 - prevent);
    }
    text
}
