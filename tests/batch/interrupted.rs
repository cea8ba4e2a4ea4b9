//! A batch that somebody stops, and that goes on.

use crate::data;
use crate::example;
use crate::json;
use crate::run;
use crate::splits;
use std::fs;
use std::path::Path;
use std::process::Child;
use std::process::Command;
use std::process::Stdio;
use std::time::Duration;
use std::time::Instant;

/// Far more rows than are answered before the first part is there.
const ROWS: usize = 1500;

const ASKED: [&str; 7] = [
    "compare",
    "--splits=splits.csv",
    "--base=hold.toml",
    "--draws=100",
    "--checkpoint=40",
    "--out=out",
    "--threads=1",
];

fn start(at: &Path, more: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_apportion"))
        .arg("--as-of=2026-11-22")
        .args(ASKED)
        .args(more)
        .current_dir(at)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Waits until some parts are there, for as long as it takes.
fn until_parts(at: &Path, child: &mut Child) {
    let since = Instant::now();
    while !at.join("out/parts/000003.ndjson").exists() {
        assert!(child.try_wait().unwrap().is_none(), "it ended before anybody could stop it");
        assert!(since.elapsed() < Duration::from_secs(300), "no part is written");
        std::thread::sleep(Duration::from_millis(2));
    }
}

#[cfg(unix)]
fn interrupt(child: &Child, signal: &str) {
    let sent = Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap();
    assert!(sent.success());
}

#[cfg(unix)]
#[test]
fn an_interrupted_and_resumed_batch_equals_an_uninterrupted_one() {
    let folder = example();
    let at = folder.path();
    fs::write(at.join("splits.csv"), splits(ROWS)).unwrap();
    let mut child = start(at, &[]);
    until_parts(at, &mut child);
    interrupt(&child, "-INT");
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(130), "{said}");
    assert!(said.contains("scenarios are missing") && said.contains("--resume"), "{said}");
    let left = json(&at.join("out/parts/manifest.json"));
    let parts = left["parts"].as_array().unwrap();
    for part in parts {
        let path = at.join("out/parts").join(part["file"]["name"].as_str().unwrap());
        let bytes = fs::read(path).unwrap();
        assert_eq!(part["file"]["sha256"], apportion::text::sha256(&bytes), "only whole files");
    }
    assert!(!at.join("out/compare.csv").exists(), "no result before all are there");
    let done: u64 = parts.iter().map(|part| part["scenarios"].as_u64().unwrap()).sum();
    let resumed = [&ASKED[..], &["--resume", "--progress=json"]].concat();
    let (status, said) = run(at, &resumed);
    assert_eq!(status, 0, "{said}");
    let begin: serde_json::Value =
        serde_json::from_str(said.lines().find(|line| line.contains("\"begin\"")).unwrap()).unwrap();
    assert_eq!(begin["steps"], ROWS as u64 + 1 - done, "only what was missing");
    let out = at.join("out");
    let first = data(&out);
    assert!(!out.join("parts").exists());
    fs::rename(&out, at.join("resumed")).unwrap();
    assert_eq!(run(at, &ASKED).0, 0);
    assert_eq!(first, data(&out));
    let (status, said) = run(at, &[&ASKED[..], &["--resume"]].concat());
    assert_eq!(status, 0);
    assert!(said.contains("is done and as it was written"), "{said}");
}

#[cfg(unix)]
#[test]
fn a_batch_that_is_killed_leaves_whole_parts_only_and_goes_on() {
    let folder = example();
    let at = folder.path();
    fs::write(at.join("splits.csv"), splits(ROWS)).unwrap();
    let mut child = start(at, &[]);
    until_parts(at, &mut child);
    child.kill().unwrap();
    child.wait().unwrap();
    let (status, said) = run(at, &[&ASKED[..], &["--resume"]].concat());
    assert_eq!(status, 0, "{said}");
    let out = at.join("out");
    let resumed = data(&out);
    fs::remove_dir_all(&out).unwrap();
    assert_eq!(run(at, &ASKED).0, 0);
    assert_eq!(resumed, data(&out));
}

#[cfg(unix)]
#[test]
fn what_has_changed_since_is_not_gone_on_with() {
    let folder = example();
    let at = folder.path();
    fs::write(at.join("splits.csv"), splits(ROWS)).unwrap();
    let mut child = start(at, &[]);
    until_parts(at, &mut child);
    interrupt(&child, "-TERM");
    assert_eq!(child.wait().unwrap().code(), Some(130), "a scheduler asks like this");
    fs::write(at.join("splits.csv"), splits(ROWS - 1)).unwrap();
    let (status, said) = run(at, &[&ASKED[..], &["--resume"]].concat());
    assert_eq!(status, 2);
    assert!(said.contains("the input splits.csv is not the same"), "{said}");
    fs::write(at.join("splits.csv"), splits(ROWS)).unwrap();
    let (status, said) = run(at, &[&ASKED[..], &["--resume", "--seed=5"]].concat());
    assert_eq!(status, 2);
    assert!(said.contains("the draws is"), "{said}");
    fs::write(at.join("out/parts/000001.ndjson"), "mine\n").unwrap();
    let (status, said) = run(at, &[&ASKED[..], &["--resume"]].concat());
    assert_eq!(status, 2);
    assert!(said.contains("000001.ndjson is not as it was written"), "{said}");
}

/// What comes of a run that is interrupted as soon as its first event has said that signals are listened to.
#[cfg(unix)]
fn interrupted_at_once(at: &Path, arguments: &[&str]) -> (std::process::Output, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_apportion"))
        .args(arguments)
        .arg("--progress=json")
        .current_dir(at)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut events = std::io::BufReader::new(child.stderr.take().unwrap());
    let mut first = String::new();
    std::io::BufRead::read_line(&mut events, &mut first).unwrap();
    interrupt(&child, "-INT");
    let mut said = String::new();
    std::io::Read::read_to_string(&mut events, &mut said).unwrap();
    (child.wait_with_output().unwrap(), said)
}

#[cfg(unix)]
#[test]
fn drawing_that_is_stopped_ends_between_blocks_and_shows_no_part_of_an_answer() {
    let folder = example();
    // So many draws take this machine far longer than a signal takes to be heard.
    let question = ["compare", "best.toml", "--draws=300000", "--format=json"];
    let (output, said) = interrupted_at_once(folder.path(), &question);
    assert_eq!(output.status.code(), Some(130), "{said}");
    assert!(said.contains("1 scenario is missing, and nothing was written"), "{said}");
    assert!(!said.contains("in the middle"), "it hears by itself: {said}");
    assert_eq!(output.stdout, b"", "no part of a sum is an answer");
}

#[cfg(unix)]
#[test]
fn a_long_answer_that_is_stopped_says_so_and_writes_nothing() {
    let folder = example();
    let question = ["frontier", "best.toml", "--points=1000", "--draws=20000", "--out=out"];
    let (output, said) = interrupted_at_once(folder.path(), &question);
    assert_eq!(output.status.code(), Some(130), "{said}");
    assert!(said.contains("stopped: nothing was written"), "{said}");
    assert!(!folder.path().join("out").exists(), "nothing is left behind");
}
