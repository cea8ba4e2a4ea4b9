//! The schedulers of `scenarios/batch`: each command line as it stands there, and shares that make the whole.

use crate::data;
use crate::example;
use crate::json;
use crate::known_to_shares;
use crate::run;
use crate::splits;
use saphyr::LoadableYamlNode;
use saphyr::Yaml;
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;
use std::process::Output;
use std::time::Duration;

const PROGRAM: &str = env!("CARGO_BIN_EXE_apportion");
/// The day that `run` takes for today, and the manifest of Kubernetes.
const DAY: &str = "2026-11-22";

/// The folder above `scenarios`, from which all of them are run.
fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The splits answered in one run, by draws.
fn whole(out: &Path, draws: &str) -> BTreeMap<String, String> {
    let asked =
        ["compare", "--splits=scenarios/batch/splits.csv", "--base=scenarios/baseline.toml", "--quiet"];
    let (status, said) = run(here(), &[&asked[..], &[draws, "--out", out.to_str().unwrap()]].concat());
    assert_eq!(status, 1, "there are splits without an answer, so that 1 is put to the test: {said}");
    known_to_shares(data(out))
}

/// A script of the folder.
fn script(name: &str, out: &Path) -> Command {
    let mut command = Command::new("bash");
    command.arg(here().join("scenarios/batch").join(name)).current_dir(here());
    command.env("APPORTION", PROGRAM).env("AS_OF", DAY).env("OUT", out);
    for other in ["BASE", "SPLITS", "SHARES", "JOBS", "PARALLEL"] {
        command.env_remove(other);
    }
    command
}

/// How a command ended, and what it said.
fn end(command: &mut Command) -> (i32, String) {
    let Output { status, stderr, .. } = command.output().unwrap();
    (status.code().unwrap(), String::from_utf8(stderr).unwrap())
}

#[expect(clippy::print_stderr, reason = "a test that was not run must be heard of")]
fn parallel_is_here() -> bool {
    let version = Command::new("parallel").arg("--version").output();
    let is_here = version.is_ok_and(|output| output.stdout.starts_with(b"GNU parallel"));
    if !is_here {
        eprintln!("NOT RUN: scenarios/batch/parallel.sh, since there is no GNU parallel on this machine");
    }
    is_here
}

#[test]
fn shares_under_gnu_parallel_are_the_whole_run() {
    if !parallel_is_here() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    // A space, as in the names of many people's folders.
    let out = folder.path().join("out of it");
    let again = || end(script("parallel.sh", &out).env("SHARES", "3").arg("--draws=20"));
    let (status, said) = again();
    assert_eq!(status, 1, "as the whole run's: {said}");
    let merged = data(&out.join("merged"));
    assert_eq!(known_to_shares(merged.clone()), whole(&folder.path().join("whole"), "--draws=20"));
    let (status, said) = again();
    assert_eq!((status, said.matches("is done and as it was written").count()), (1, 3), "{said}");
    assert_eq!(merged, data(&out.join("merged")));
    let (status, said) = end(script("parallel.sh", &out).env("SHARES", "3").arg("--draws=21"));
    assert_eq!(status, 2, "{said}");
    assert!(said.contains("the draws is") && said.contains("share 3 ended with status 2"), "{said}");
}

/// Runs the program; the first time, the second share is asked to stop as soon as a part of it is kept.
const STOPS_ONCE: &str = r#"#!/bin/sh
case "$*" in
*"--shard 2/2"*)
    if mkdir "$OUT/stopped" 2>/dev/null; then
        "$PROGRAM" "$@" --checkpoint 1 &
        until [ -e "$OUT/share-2/parts/manifest.json" ] || ! kill -0 $!; do sleep 0.01; done
        kill -TERM $!
        wait $!
        exit
    fi
    ;;
esac
exec "$PROGRAM" "$@"
"#;

#[test]
fn a_share_that_is_stopped_goes_on_when_the_same_line_is_run_again() {
    if !parallel_is_here() {
        return;
    }
    let folder = example();
    let at = folder.path();
    // Rows are begun 64 at a time, and a share must have many times that for a request to stop to come in time.
    fs::write(at.join("splits.csv"), splits(1500)).unwrap();
    let (out, wrapper) = (at.join("out"), at.join("stops-once"));
    fs::write(&wrapper, STOPS_ONCE).unwrap();
    fs::set_permissions(&wrapper, fs::Permissions::from_mode(0o755)).unwrap();
    let again = || {
        let mut command = script("parallel.sh", &out);
        command.current_dir(at).env("BASE", "hold.toml").env("SPLITS", "splits.csv").env("SHARES", "2");
        end(command.env("APPORTION", &wrapper).env("PROGRAM", PROGRAM).arg("--draws=100"))
    };
    let (status, said) = again();
    assert_eq!(status, 130, "{said}");
    assert!(said.contains("share 2 ended with status 130"), "{said}");
    assert!(out.join("share-2/parts").exists() && !out.join("merged").exists());
    let (status, said) = again();
    assert_eq!(status, 0, "{said}");
    let asked = ["compare", "--splits=splits.csv", "--base=hold.toml", "--draws=100", "--out=whole"];
    assert_eq!(run(at, &asked).0, 0);
    assert_eq!(known_to_shares(data(&out.join("merged"))), known_to_shares(data(&at.join("whole"))));
}

#[test]
fn tasks_of_a_slurm_array_are_the_whole_run() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let text = fs::read_to_string(here().join("scenarios/batch/slurm.sh")).unwrap();
    let array = text.lines().find_map(|line| line.strip_prefix("#SBATCH --array=1-")).unwrap();
    let tasks: u32 = array.parse().unwrap();
    let task = |number: u32| {
        let mut command = script("slurm.sh", &out);
        command.env("SLURM_ARRAY_TASK_ID", number.to_string()).env("SLURM_ARRAY_TASK_COUNT", array);
        command.arg("--draws=20");
        command
    };
    for number in 1..=tasks {
        let (status, said) = end(&mut task(number));
        assert_eq!(status, 0, "1 is an answer too: {said}");
    }
    let (status, said) = end(&mut script("slurm-merge.sh", &out));
    assert_eq!(status, 0, "{said}");
    assert_eq!(known_to_shares(data(&out.join("merged"))), whole(&folder.path().join("whole"), "--draws=20"));
    let (status, said) = end(task(3).env_remove("AS_OF"));
    assert_ne!(status, 0);
    assert!(said.contains("one day for all shares"), "{said}");
    // A part of the array alone has a count of its own, and is refused unless the number of shares is said.
    let (status, said) = end(task(2).env("SLURM_ARRAY_TASK_COUNT", "2"));
    assert_eq!(status, 2, "{said}");
    assert_eq!(end(task(2).env("SLURM_ARRAY_TASK_COUNT", "2").env("SHARES", array)).0, 0);
}

/// The strings of a YAML list.
fn strings(list: &Yaml) -> Vec<String> {
    list.as_sequence().unwrap().iter().map(|item| item.as_str().unwrap().to_owned()).collect()
}

fn text(of: &Yaml, key: &str) -> String {
    of[key].as_str().unwrap().to_owned()
}

fn manifest() -> String {
    fs::read_to_string(here().join("scenarios/batch/kubernetes.yaml")).unwrap()
}

/// What a container runs.
fn line(container: &Yaml) -> Vec<String> {
    [strings(&container["command"]), strings(&container["args"])].concat()
}

/// The environment that the manifest gives a container.
fn variables(container: &Yaml) -> BTreeMap<String, String> {
    let variables = container["env"].as_sequence().unwrap().iter();
    variables.map(|variable| (text(variable, "name"), text(variable, "value"))).collect()
}

/// The line as the container of an index runs it, with a program as `apportion`.
fn indexed(
    line: &[String],
    variables: &BTreeMap<String, String>,
    program: &Path,
    out: &Path,
    index: i64,
) -> Command {
    fs::create_dir_all(out).unwrap();
    let image = out.with_extension("image");
    fs::create_dir_all(&image).unwrap();
    let installed = image.join("apportion");
    if !installed.exists() {
        symlink(program, &installed).unwrap();
    }
    let path = format!("{}:{}", image.display(), std::env::var("PATH").unwrap());
    let mut command = Command::new(&line[0]);
    command.args(&line[1..]).current_dir(here()).env("PATH", &path).envs(variables).env("OUT", out);
    command.env("JOB_COMPLETION_INDEX", index.to_string());
    command
}

/// Says that it is there, once the shell has had time to get ready, and ends as a stopped run does when it is asked to.
const STANDS_IN: &str = r#"#!/bin/sh
trap 'exit 130' TERM
sleep 0.3
: >"$OUT/is-there"
for tenth in $(seq 3000); do sleep 0.1; done
"#;

/// Starts a command whose program stands in, and asks the shell, and nobody else, to stop.
fn stopped(command: &mut Command, out: &Path) -> Option<i32> {
    let mut shell = command.spawn().unwrap();
    while !out.join("is-there").exists() {
        assert!(shell.try_wait().unwrap().is_none(), "it ended before anybody could stop it");
        std::thread::sleep(Duration::from_millis(2));
    }
    assert!(Command::new("kill").args(["-TERM", &shell.id().to_string()]).status().unwrap().success());
    shell.wait().unwrap().code()
}

#[test]
fn a_request_to_stop_goes_past_the_shell_to_the_program() {
    let folder = tempfile::tempdir().unwrap();
    let program = folder.path().join("stands-in");
    fs::write(&program, STANDS_IN).unwrap();
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    let out = folder.path().join("slurm");
    fs::create_dir(&out).unwrap();
    let mut task = script("slurm.sh", &out);
    task.env("APPORTION", &program).env("SLURM_ARRAY_TASK_ID", "1").env("SLURM_ARRAY_TASK_COUNT", "1");
    assert_eq!(stopped(&mut task, &out), Some(130));
    let out = folder.path().join("kubernetes");
    let job = manifest();
    let documents = Yaml::load_from_str(&job).unwrap();
    let container = &documents[0]["spec"]["template"]["spec"]["containers"][0];
    let mut index = indexed(&line(container), &variables(container), &program, &out, 0);
    assert_eq!(stopped(&mut index, &out), Some(130));
}

#[test]
fn indices_of_a_kubernetes_job_are_the_whole_run() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let job = manifest();
    let documents = Yaml::load_from_str(&job).unwrap();
    let spec = &documents[0]["spec"];
    let pod = &spec["template"]["spec"];
    let container = &pod["containers"][0];
    assert_eq!(spec["completionMode"].as_str(), Some("Indexed"));
    assert_eq!(pod["restartPolicy"].as_str(), Some("Never"));
    let rules = spec["podFailurePolicy"]["rules"].as_sequence().unwrap();
    let not_again = rules.iter().find(|rule| rule["action"].as_str() == Some("FailIndex")).unwrap();
    assert_eq!(not_again["onExitCodes"]["values"][0].as_integer(), Some(2), "wrong input is not tried again");
    assert_eq!(not_again["onExitCodes"]["containerName"], container["name"]);
    let completions = spec["completions"].as_integer().unwrap();
    let (line, variables) = (line(container), variables(container));
    assert_eq!(variables["SHARES"], completions.to_string());
    assert_eq!(variables["AS_OF"], DAY);
    let mounted = text(&container["volumeMounts"][0], "mountPath");
    assert!(Path::new(&variables["OUT"]).starts_with(&mounted), "what is not on the volume is lost");
    assert_eq!(text(container, "workingDir"), mounted);
    let draws = line.iter().find(|argument| argument.starts_with("--draws=")).unwrap();

    for index in 0..completions {
        let (status, said) = end(&mut indexed(&line, &variables, Path::new(PROGRAM), &out, index));
        assert_eq!(status, 0, "1 is an answer too: {said}");
    }
    let shares = fs::read_dir(&out).unwrap().map(|entry| entry.unwrap().path().display().to_string());
    let merge = [vec!["merge".to_owned()], shares.collect(), vec!["--out".to_owned()]].concat();
    let merged = out.join("merged");
    let merge: Vec<&str> = merge.iter().map(String::as_str).chain([merged.to_str().unwrap()]).collect();
    let (status, said) = run(here(), &merge);
    assert_eq!(status, 1, "as the whole run's: {said}");
    assert_eq!(json(&merged.join("manifest.json"))["shard"], serde_json::Value::Null);
    assert_eq!(known_to_shares(data(&merged)), whole(&folder.path().join("whole"), draws));
}
