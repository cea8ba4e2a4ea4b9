//! What is wrong with one scenario does not stop the rest, and what cannot be written loses nothing.

use crate::apportion;
use crate::data;
use crate::example;
use crate::json;
use crate::run;
use std::fs;
use std::path::Path;

#[test]
fn one_bad_file_does_not_stop_the_rest() {
    let folder = example();
    let at = folder.path();
    fs::write(at.join("bad.toml"), "[scenario]\nname = 'Bad'\nbugdet = 1\n").unwrap();
    let (status, said) = run(at, &["compare", ".", "--draws=20", "--out=out"]);
    assert_eq!(status, 2, "{said}");
    assert!(said.contains("bad.toml:3:1: error: scenario.bugdet: unknown key"), "{said}");
    let document = json(&at.join("out/compare.json"));
    assert_eq!(document["scenarios"].as_array().unwrap().len(), 2);
    assert_eq!(document["refused"][0]["file"], "bad.toml");
    assert!(fs::read_to_string(at.join("out/compare.txt")).unwrap().contains("- bad.toml: 3 problems"));
    let (status, _) = run(at, &["compare", ".", "--draws=20", "--fail-fast", "--out=fast"]);
    assert_eq!(status, 2);
    assert!(!at.join("fast").exists(), "nothing was answered");
}

#[test]
fn progress_for_programs_is_one_json_object_a_line() {
    let folder = example();
    let output =
        apportion(folder.path(), &["compare", ".", "--draws=20", "--progress=json"]).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    let events: Vec<serde_json::Value> =
        said.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let named = |name: &str| events.iter().filter(|event| event["event"] == name).collect::<Vec<_>>();
    assert_eq!(named("begin")[0]["steps"], 2);
    let steps = named("step");
    assert_eq!(steps.len(), 2);
    assert_eq!((&steps[1]["done"], &steps[1]["of"]), (&2.into(), &2.into()));
    assert_eq!(named("end")[0]["status"], 0);
    let folder = example();
    fs::write(folder.path().join("bad.toml"), "[scenario]\nname = 'Bad'\nbugdet = 1\n").unwrap();
    let output = apportion(folder.path(), &["compare", "bad.toml", "--progress=json"]).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    let events: Vec<serde_json::Value> =
        said.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(events[0]["event"], "finding");
    assert_eq!((&events[2]["line"], &events[2]["key"]), (&3.into(), &"scenario.bugdet".into()));
    assert_eq!(events.last().unwrap()["status"], 2);
}

/// A file system of a few kilobytes, where this machine lets us have one.
#[cfg(target_os = "linux")]
struct Small<'a>(&'a Path);

#[cfg(target_os = "linux")]
impl<'a> Small<'a> {
    fn mount(at: &'a Path) -> Option<Self> {
        let mounted = std::process::Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=256k", "tmpfs"])
            .arg(at)
            .output()
            .is_ok_and(|output| output.status.success());
        mounted.then_some(Self(at))
    }
}

#[cfg(target_os = "linux")]
impl Drop for Small<'_> {
    fn drop(&mut self) {
        drop(std::process::Command::new("umount").arg(self.0).output());
    }
}

#[cfg(target_os = "linux")]
#[test]
#[expect(clippy::print_stderr, reason = "a test that was not run must be heard of")]
fn a_full_disk_loses_nothing_already_written() {
    let folder = example();
    let at = folder.path();
    let out = at.join("out");
    fs::create_dir(&out).unwrap();
    let Some(_small) = Small::mount(&out) else {
        eprintln!("NOT RUN: a full disk, since this machine lets nobody mount a small one");
        return;
    };
    assert_eq!(run(at, &["compare", ".", "--draws=20", "--quiet", "--out=out"]).0, 0);
    let before = data(&out);
    // What is left of 256 kB holds no 4,000 draws.
    let (status, said) = run(at, &["draws", "best.toml", "--draws=4000", "--quiet", "--out=out"]);
    assert_eq!(status, 3, "{said}");
    assert!(said.contains("cannot write"), "{said}");
    assert_eq!(before, data(&out), "and nothing half-written");
    assert_eq!(run(at, &["verify", "out"]).0, 0);
}

#[cfg(target_os = "linux")]
#[test]
fn a_standard_output_that_is_full_is_said() {
    let folder = example();
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_apportion"))
        .args(["compare", ".", "--draws=20", "--quiet"])
        .current_dir(folder.path())
        .stdout(full)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&output.stderr).contains("standard output refused the result"));
}

#[test]
fn a_folder_that_cannot_be_written_loses_nothing() {
    let folder = example();
    let at = folder.path();
    assert_eq!(run(at, &["compare", ".", "--draws=20", "--quiet", "--out=out"]).0, 0);
    // A folder stands where a result should go: nobody, not even root, can write a file there.
    fs::remove_file(at.join("out/compare.csv")).unwrap();
    fs::create_dir(at.join("out/compare.csv")).unwrap();
    let before = data(&at.join("out"));
    let (status, said) = run(at, &["compare", ".", "--draws=30", "--quiet", "--out=out"]);
    assert_eq!(status, 3, "{said}");
    assert!(said.contains("cannot write out/compare.csv"), "{said}");
    assert_eq!(before, data(&at.join("out")), "the old results are whole");
}
