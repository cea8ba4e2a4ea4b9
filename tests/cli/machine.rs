//! What a machine may put in a program's way: pipes and devices instead of files, names that are no text, no room.

use crate::Folder;
use crate::apportion;
use crate::example_with;
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

const LIMIT: Duration = Duration::from_secs(60);

fn example() -> Folder {
    example_with("other.toml", "[scenario]\nname = 'Other'\nbase = 'best.toml'\n")
}

/// How a run from inside a folder ends, and what it says on both streams, if it ends at all.
fn ended(folder: &Folder, arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = apportion(arguments);
    let output = command.current_dir(folder.path("")).timeout(LIMIT).output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8_lossy(&said).into_owned())
}

fn pipe(path: &str) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

#[test]
fn a_pipe_in_the_place_of_a_file_does_not_keep_anybody() {
    let folder = example();
    pipe(&folder.path("pipe.toml"));
    for command in ["check", "compare"] {
        let (status, said) = ended(&folder, &[command, ".", "--draws=20"]);
        assert_eq!(status, Some(if command == "check" { 1 } else { 2 }), "{said}");
        assert!(said.contains("`pipe.toml` is no file on a disk"), "{said}");
    }
    fs::write(folder.path("on-a-pipe.toml"), "[scenario]\nname = 'x'\nbase = 'pipe.toml'\n").unwrap();
    let (status, said) = ended(&folder, &["check", "on-a-pipe.toml"]);
    assert_eq!(status, Some(1), "{said}");
    assert!(said.contains("no file on a disk"), "{said}");
}

#[test]
fn a_manifest_that_names_a_device_or_a_pipe_does_not_keep_anybody() {
    let folder = example();
    let asked = ["compare", "best.toml", "hold.toml", "--draws=20", "--shard=1/1", "--out=out"];
    assert_eq!(ended(&folder, &asked).0, Some(0));
    let manifest = fs::read_to_string(folder.path("out/manifest.json")).unwrap();
    pipe(&folder.path("out/pipe"));
    for (name, instead) in [("best.toml", "/dev/zero"), ("compare.csv", "/dev/zero"), ("compare.csv", "pipe")]
    {
        let changed = manifest.replace(&format!("\"{name}\""), &format!("\"{instead}\""));
        assert_ne!(changed, manifest);
        fs::write(folder.path("out/manifest.json"), changed).unwrap();
        let (status, said) = ended(&folder, &["verify", "out"]);
        assert_eq!(status, Some(1), "{instead}: {said}");
        if name == "compare.csv" {
            let (status, said) = ended(&folder, &["merge", "out"]);
            assert_eq!(status, Some(2), "{instead}: {said}");
        }
    }
    fs::remove_file(folder.path("out/manifest.json")).unwrap();
    pipe(&folder.path("out/manifest.json"));
    let (status, said) = ended(&folder, &["verify", "out"]);
    assert_eq!(status, Some(2), "{said}");
    assert!(said.contains("no file on a disk"), "{said}");
}

#[test]
fn names_that_are_no_text_stay_two_scenarios() {
    let folder = example();
    let text = fs::read(folder.path("other.toml")).unwrap();
    for name in [b"a\xff.toml", b"a\xfe.toml"] {
        fs::write(Path::new(&folder.path("")).join(OsStr::from_bytes(name)), &text).unwrap();
    }
    let (status, said) = ended(&folder, &["compare", ".", "--draws=20", "--format=csv"]);
    assert_eq!(status, Some(0), "{said}");
    assert!(said.contains(",a\\xff,") && said.contains(",a\\xfe,"), "{said}");
}

#[test]
fn no_room_for_temporary_files_is_explained() {
    let folder = example();
    assert_eq!(ended(&folder, &["compare", "best.toml", "--draws=20", "--out=out"]).0, Some(0));
    let mut command = apportion(&["verify", "out"]);
    let output = command.current_dir(folder.path("")).env("TMPDIR", folder.path("none")).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("no folder can be made for temporary files") && said.contains("TMPDIR"), "{said}");
}

#[test]
fn an_answer_that_nobody_can_see_is_none() {
    let folder = example();
    let ended = |asked: &str, redirection: &str| {
        let mut shell = Command::new("sh");
        shell.args(["-c", &format!("\"$0\" {asked} {redirection}")]).arg(env!("CARGO_BIN_EXE_apportion"));
        let output = shell.current_dir(folder.path("")).output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    let nowhere = "standard output is closed, or leads nowhere";
    for asked in ["schema --columns", "compare hold.toml --draws=20", "--help", "--version", "help compare"] {
        let (status, said) = ended(asked, ">&-");
        assert!(status == Some(3) && said.contains(nowhere), "{asked}: {status:?} {said}");
        assert_eq!(ended(asked, ">/dev/null").0, Some(0), "{asked}: whoever throws an answer away knows it");
        if cfg!(target_os = "linux") {
            let (status, said) = ended(asked, ">/dev/full");
            assert!(
                status == Some(3) && said.contains("standard output refused"),
                "{asked}: {status:?} {said}"
            );
        }
    }
    let (status, said) = ended("check .", ">&-");
    assert!(status == Some(0) && said.contains(nowhere), "its status is its answer: {status:?} {said}");
    let (status, said) = ended("compare hold.toml --draws=20 --quiet --out=out", ">&-");
    assert_eq!((status, said.as_str()), (Some(0), ""), "nothing is printed");
}

/// Renaming a file over a device would be the end of the device.
#[test]
fn a_pipe_or_device_in_the_place_of_a_result_is_left_there() {
    let folder = example();
    pipe(&folder.path("pipe"));
    let place = folder.path("pipe");
    for option in ["--outcomes", "--xlsx"] {
        let (status, said) =
            ended(&folder, &["compare", "best.toml", "--draws=20", &format!("{option}={place}")]);
        assert_ne!(status, Some(0), "{option}: {said}");
        assert!(said.contains("no file on a disk"), "{option}: {said}");
    }
    let kind = fs::metadata(&place).unwrap().file_type();
    assert!(std::os::unix::fs::FileTypeExt::is_fifo(&kind), "it is still a pipe");
}

/// The limit binds nobody who may change it, so the program is run as nobody, where that can be done.
#[test]
#[expect(clippy::print_stderr, reason = "a test that was not run must be heard of")]
fn a_machine_that_starts_no_threads_gets_the_same_answer_on_one() {
    let is_root = fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0);
    let has_tools =
        ["setpriv", "prlimit"].iter().all(|tool| Command::new(tool).arg("--version").output().is_ok());
    if !is_root || !has_tools {
        eprintln!("not run: only root can run a program as somebody else");
        return;
    }
    let folder = example();
    let program = Path::new(&folder.path("")).join("program");
    fs::copy(env!("CARGO_BIN_EXE_apportion"), &program).unwrap();
    let open = <fs::Permissions as std::os::unix::fs::PermissionsExt>::from_mode(0o755);
    fs::set_permissions(folder.path(""), open).unwrap();
    let run = |limit: &[&str]| {
        let mut command = Command::new("setpriv");
        command.args(["--reuid=64999", "--clear-groups"]).args(limit).arg(&program);
        command.args(["compare", ".", "--draws=500", "--as-of=2026-11-22"]).current_dir(folder.path(""));
        command.output().unwrap()
    };
    let (free, held) = (run(&[]), run(&["prlimit", "--nproc=1"]));
    let said = String::from_utf8(held.stderr).unwrap();
    assert_eq!(held.status.code(), Some(0), "{said}");
    assert!(said.contains("starts no more threads"), "{said}");
    assert_eq!(free.stdout, held.stdout);
}
