//! The page that scenarios are played with on: what it holds, what it refuses, and the module that runs on it.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

#[path = "../support/chromium.rs"]
mod chromium;
mod module;
mod page;
mod refused;
mod refusing;

use assert_cmd::cargo::cargo_bin_cmd;
use scraper::Html;
use scraper::Selector;
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Output;
use std::sync::LazyLock;
use tempfile::TempDir;

/// The root of the repository.
const HERE: &str = env!("CARGO_MANIFEST_DIR");

/// The page of the shipped scenarios, on few draws.
static SHIPPED: LazyLock<String> =
    LazyLock::new(|| printed(Path::new(HERE), &["explore", "scenarios", "--draws", "60"]));

/// A run in a folder, on a day that does not pass.
fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = cargo_bin_cmd!("apportion");
    command.current_dir(folder).args(arguments).args(["--as-of", "2026-11-22"]).output().unwrap()
}

/// What a run prints that answers.
fn printed(folder: &Path, arguments: &[&str]) -> String {
    let output = run(folder, arguments);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {said}");
    String::from_utf8(output.stdout).unwrap()
}

/// A folder with files in it, by their paths.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

/// The evidence that `init` writes.
const EVIDENCE: &str = include_str!("../../src/cli/init/evidence.toml");

/// A scenario on evidence at a path, with a name as TOML text.
fn scenario(name: &str, evidence: &str) -> String {
    format!(
        "split = \"today\"\n[scenario]\nname = \"{name}\"\nevidence = \"{evidence}\"\n[simulation]\ndraws = 40\n"
    )
}

/// The text of a page's only element of a kind.
fn only(page: &str, selector: &str) -> String {
    let html = Html::parse_document(page);
    let selected = Selector::parse(selector).unwrap();
    let found: Vec<String> = html.select(&selected).map(|element| element.text().collect()).collect();
    assert_eq!(found.len(), 1, "{selector}");
    found[0].clone()
}

/// What a page hands to the engine.
fn held(page: &str) -> Value {
    serde_json::from_str(&only(page, "#apportion-files")).unwrap()
}

/// The paths of the files that a page holds.
fn paths(page: &str) -> Vec<String> {
    held(page)["files"].as_object().unwrap().keys().cloned().collect()
}
