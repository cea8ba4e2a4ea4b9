//! A run that is killed at any time leaves a folder that can be gone on with, and no stray file when it has been.

use crate::data;
use crate::example;
use crate::run;
use crate::splits;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::process::Stdio;
use std::time::Duration;
use std::time::Instant;

/// As many kills as fit into seconds; `APPORTION_KILLS` asks for more.
const KILLS: u32 = 40;

const ASKED: [&str; 8] = [
    "compare",
    "--splits=splits.csv",
    "--base=hold.toml",
    "--draws=20",
    "--checkpoint=3",
    "--threads=1",
    "--quiet",
    "--as-of=2026-11-22",
];

fn start(at: &Path) -> std::process::Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_apportion"));
    command.args(ASKED).args(["--out=out", "--resume"]).current_dir(at);
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

/// Every file in a folder and below it, but for what differs from run to run.
fn everything(at: &Path) -> BTreeMap<String, Vec<u8>> {
    assert!(!at.join("parts").exists(), "parts go when the results are there");
    assert!(!at.join(".apportion-lock").exists(), "nobody writes any more");
    data(at)
}

#[test]
fn whenever_a_run_is_killed_it_can_be_gone_on_with() {
    let kills = std::env::var("APPORTION_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(KILLS);
    let folder = example();
    let at = folder.path();
    fs::write(at.join("splits.csv"), splits(60)).unwrap();
    let whole = Instant::now();
    assert_eq!(run(at, &[&ASKED[..], &["--out=whole"]].concat()).0, 0);
    let whole = whole.elapsed();
    let expected = everything(&at.join("whole"));
    let (mut killed, mut had_ended) = (0, 0);
    for kill in 0..kills {
        drop(fs::remove_dir_all(at.join("out")));
        let mut child = start(at);
        // Every second kill is aimed at the moment in which results are put in their places and parts are cleared; the
        // others are spread over the whole run.
        if kill % 2 == 0 {
            let since = Instant::now();
            while !at.join("out/compare.json").exists() && since.elapsed() < Duration::from_secs(60) {
                std::thread::yield_now();
            }
            std::thread::sleep(Duration::from_micros(u64::from(kill) * 97 % 4000));
        } else {
            std::thread::sleep(whole.mul_f64(f64::from(kill) / f64::from(kills)));
        }
        drop(child.kill());
        if child.wait().unwrap().code().is_some() {
            had_ended += 1;
        } else {
            killed += 1;
        }
        let (status, said) = run(at, &[&ASKED[..], &["--out=out", "--resume"]].concat());
        assert_eq!(status, 0, "kill {kill}: {said}");
        assert_eq!(everything(&at.join("out")), expected, "kill {kill}");
    }
    assert!(killed > kills / 4, "{killed} of {kills} were killed, {had_ended} had ended");
}
