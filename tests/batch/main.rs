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
