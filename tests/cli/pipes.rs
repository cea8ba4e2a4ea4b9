//! A reader that leaves early has seen enough: that is no error.

use std::io::Read;
use std::process::Command;
use std::process::Stdio;

/// Runs the program with a reader that reads this many bytes and leaves; its exit status, and what it complains of.
fn left_after(bytes: usize, arguments: &[&str]) -> (Option<i32>, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_apportion"))
        .args(["--quiet", "--as-of", "2026-11-22"])
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut out = child.stdout.take().unwrap();
    out.read_exact(&mut vec![0; bytes]).unwrap();
    drop(out);
    let output = child.wait_with_output().unwrap();
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn whoever_leaves_early_is_no_error_for_any_command_that_prints_much() {
    let few = ["--draws", "20"];
    for arguments in [
        vec!["--help"],
        vec!["compare", "--help"],
        vec!["manual"],
        vec!["schema"],
        vec!["completions", "zsh"],
        vec!["evidence", "scenarios/baseline.toml"],
        vec!["evidence", "scenarios/baseline.toml", "--format", "json"],
        // Far more bytes than a pipe holds, so that a write must meet the closed end.
        vec!["draws", "scenarios/baseline.toml", "--draws", "5000"],
        [&["compare", "scenarios", "--format", "json"], &few[..]].concat(),
        [&["compare", "scenarios", "--format", "csv"], &few[..]].concat(),
        [&["report", "scenarios/baseline.toml", "scenarios/prevent-8.toml"], &few[..]].concat(),
    ] {
        for bytes in [0, 1] {
            assert_eq!(
                left_after(bytes, &arguments),
                (Some(0), String::new()),
                "{arguments:?} after {bytes}"
            );
        }
    }
}
