//! The program as scripts see it: arguments in; exit status, bytes and files out.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod by_programme;
mod choice;
mod chosen;
mod clashes;
mod columns;
mod commands;
mod documents;
mod formats;
mod groups;
#[cfg(unix)]
mod hostile;
#[cfg(unix)]
mod inputs_kept;
mod machine;
mod manual;
mod narrow;
mod pipes;
mod prices;
mod questions;
mod results;
mod robust;
mod same_bytes;
mod schema;
mod standard_input;
mod status;
#[cfg(unix)]
mod terminal;
mod unique;

use assert_cmd::Command;
use assert_cmd::cargo::cargo_bin_cmd;
use std::path::PathBuf;

/// The program, run from the root of the repository, on a day that does not pass.
fn apportion(arguments: &[&str]) -> Command {
    let mut command = cargo_bin_cmd!("apportion");
    command
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR_FORCE")
        .env_remove("COLUMNS");
    command.args(["--as-of", "2026-11-22"]).args(arguments);
    command
}

/// What a run prints on standard output, having succeeded.
fn printed(arguments: &[&str]) -> String {
    let output = apportion(arguments).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// What a run says on standard error, having ended with this status and printed nothing.
fn refused(arguments: &[&str], status: i32) -> String {
    let output = apportion(arguments).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(status), "{arguments:?}: {said}");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "", "{arguments:?}");
    said
}

/// A folder that goes away with the test, with these files in it.
struct Folder(tempfile::TempDir);

impl Folder {
    fn with(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        Self(folder)
    }

    fn path(&self, name: &str) -> String {
        self.0.path().join(name).to_str().unwrap().to_owned()
    }
}

/// A scenario on the small example that `init` writes, which stands beside it.
fn example_with(name: &str, text: &str) -> Folder {
    let folder = Folder::with(&[]);
    apportion(&["--quiet", "init", &folder.path("")]).assert().success();
    std::fs::write(folder.path(name), text).unwrap();
    folder
}

/// The files of a folder below the repository's `scenarios`, sorted.
fn shipped(below: &str) -> Vec<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(below);
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> =
        entries.filter(|path| path.extension().is_some_and(|end| end == "toml")).collect();
    files.sort();
    assert!(!files.is_empty(), "{below}");
    files
}
