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
    assert_eq!(document["scenarios"].as_array().unwrap().len(), 3, "and today");
    assert_eq!(document["refused"][0]["file"], "bad.toml");
    assert!(fs::read_to_string(at.join("out/compare.txt")).unwrap().contains("- bad.toml: 2 problems"));
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
    let of_the_key = |event: &&serde_json::Value| event["key"] == "scenario.bugdet";
    assert_eq!(events.iter().find(of_the_key).unwrap()["line"], 3);
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

#[test]
fn no_file_of_a_folder_disappears_in_silence() {
    let folder = example();
    let at = folder.path();
    let rest = "name = 'U'\nbase = 'hold.toml'\n";
    fs::write(at.join("unclosed.toml"), format!("[scenario\n{rest}")).unwrap();
    fs::write(at.join("noise.toml"), format!("foo bar\n[scenario]\n{rest}")).unwrap();
    fs::write(at.join("latin.toml"), b"[scenario]\nname = 'Caf\xe9'\n").unwrap();
    fs::write(at.join("capital.toml"), format!("[Scenario]\n{rest}")).unwrap();
    fs::write(at.join("notes.toml"), "[notes]\nx = 1\n").unwrap();
    let (status, said) = run(at, &["compare", ".", "--draws=20", "--out=out"]);
    assert_eq!(status, 2, "{said}");
    let document = json(&at.join("out/compare.json"));
    let refused: Vec<&str> =
        document["refused"].as_array().unwrap().iter().map(|it| it["file"].as_str().unwrap()).collect();
    assert_eq!(refused, ["capital.toml", "latin.toml", "noise.toml", "unclosed.toml"]);
    assert_eq!(document["scenarios"].as_array().unwrap().len(), 3, "and today");
    let csv = fs::read_to_string(at.join("out/compare.csv")).unwrap();
    assert_eq!(csv.matches(",refused,").count(), 4, "the CSV names them too");
}

#[test]
fn what_is_not_ours_is_not_removed() {
    let folder = example();
    let at = folder.path();
    fs::create_dir_all(at.join("out/parts")).unwrap();
    fs::write(at.join("out/parts/thesis.md"), "thesis").unwrap();
    let asked = ["compare", ".", "--draws=20", "--quiet", "--checkpoint=1", "--out=out"];
    assert_eq!(run(at, &asked).0, 0);
    assert_eq!(fs::read_to_string(at.join("out/parts/thesis.md")).unwrap(), "thesis");
    assert_eq!(fs::read_dir(at.join("out/parts")).unwrap().count(), 1, "and nothing of ours is left");
}

#[test]
fn a_reference_without_an_answer_is_said_and_not_replaced() {
    let folder = example();
    let at = folder.path();
    let never = "[scenario]\nname = 'Never'\nbase = 'best.toml'\n[[limit]]\nname = 'More'\nprogrammes = ['*']\nmin = '£800m'\n";
    fs::write(at.join("never.toml"), never).unwrap();
    for command in [
        &["compare", ".", "--draws=20", "--reference=never"][..],
        &["report", ".", "--draws=20", "--reference=never"],
        &["report", ".", "--draws=20", "--propose=never"],
    ] {
        let output = apportion(at, command).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{command:?}: {said}");
        assert!(said.contains("scenario `never` has no answer"), "{said}");
        assert!(output.stdout.is_empty(), "{command:?}");
    }
    let (status, said) = run(at, &["compare", ".", "--draws=20", "--fail-fast", "--out=out"]);
    assert_eq!(status, 1);
    assert!(said.contains("stopped at scenario `never`"), "{said}");
    assert!(at.join("out/parts/manifest.json").exists(), "what was answered is kept");
}

#[test]
fn usage_errors_are_events_too() {
    let folder = example();
    for asked in [&["compare", ".", "--nope", "--progress=json"][..], &["--progress", "json", "wizardry"]] {
        let output = apportion(folder.path(), asked).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        let events: Vec<serde_json::Value> =
            said.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(events[0]["event"], "error");
        assert_eq!(events.last().unwrap()["status"], 2);
    }
}

#[test]
fn evidence_that_cannot_be_drawn_from_does_not_stop_scenarios_on_other_evidence() {
    let folder = example();
    let at = folder.path();
    let evidence = fs::read_to_string(at.join("evidence.toml")).unwrap();
    // Returns so uncertain that many draws would imply that a programme removes a whole threat, though the median does
    // not.
    let beyond = evidence.replace("low = 0.3, high = 2.0", "low = 0.05, high = 60.0");
    assert_ne!(evidence, beyond);
    fs::write(at.join("beyond.toml"), beyond).unwrap();
    let text = fs::read_to_string(at.join("hold.toml")).unwrap().replace("evidence.toml", "beyond.toml");
    fs::write(at.join("on-beyond.toml"), text).unwrap();
    let (status, said) = run(at, &["compare", ".", "--draws=50", "--out=out"]);
    assert_eq!(status, 2, "{said}");
    let document = json(&at.join("out/compare.json"));
    assert_eq!(document["scenarios"].as_array().unwrap().len(), 3, "and today");
    assert_eq!(document["broken"][0]["id"], "on-beyond");
    let (status, _) = run(at, &["optimise", ".", "--draws=50", "--solved-draws=2", "--out=best"]);
    assert_eq!(status, 2);
    assert_eq!(json(&at.join("best/optimise.json"))["broken"][0]["id"], "on-beyond");
}

#[test]
fn every_scenario_on_wrong_evidence_is_named_though_what_is_wrong_is_said_once() {
    let folder = example();
    let at = folder.path();
    let evidence = fs::read_to_string(at.join("evidence.toml")).unwrap();
    fs::write(at.join("evidence.toml"), evidence.replace("low = 0.3", "low = -0.3")).unwrap();
    let (status, said) = run(at, &["compare", ".", "--draws=20", "--out=out"]);
    assert_eq!(status, 2, "{said}");
    assert_eq!(said.matches("evidence.toml:").count(), 1, "{said}");
    let document = json(&at.join("out/compare.json"));
    let refused: Vec<&str> =
        document["refused"].as_array().unwrap().iter().map(|it| it["file"].as_str().unwrap()).collect();
    assert_eq!(refused, ["best.toml", "hold.toml"]);
}
