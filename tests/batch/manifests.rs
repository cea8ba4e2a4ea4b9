//! What a folder of results says of itself, and whether it comes out the same again.

use crate::data;
use crate::example;
use crate::json;
use crate::run;
use std::fs;

const ASKED: [&str; 5] = ["compare", ".", "--draws=20", "--quiet", "--out=out"];

#[test]
fn a_manifest_names_the_program_the_question_every_file_and_every_result() {
    let folder = example();
    let at = folder.path();
    assert_eq!(run(at, &ASKED).0, 0);
    let manifest = json(&at.join("out/manifest.json"));
    assert_eq!(manifest["schema"], "apportion/manifest/1");
    assert_eq!(manifest["status"], 0);
    let from = &manifest["provenance"];
    assert_eq!(from["program"]["version"], env!("CARGO_PKG_VERSION"));
    assert!(from["program"]["git"].is_string() && from["program"]["target"].is_string());
    assert_eq!(from["question"]["command"], "compare");
    assert_eq!(from["question"]["arguments"], serde_json::json!(["--draws=20", "."]));
    assert_eq!(from["question"]["as_of"], "2026-11-22");
    assert_eq!(from["question"]["simulations"][0]["draws"], 20);
    let hash = |name: &str| apportion::text::sha256(&fs::read(at.join(name)).unwrap());
    let inputs = from["inputs"].as_array().unwrap();
    let names: Vec<&str> = inputs.iter().map(|input| input["path"].as_str().unwrap()).collect();
    assert_eq!(names, ["best.toml", "evidence.toml", "hold.toml"], "with the evidence, and bases");
    for input in inputs {
        assert_eq!(input["sha256"], hash(input["path"].as_str().unwrap()));
    }
    let outputs = manifest["outputs"].as_array().unwrap();
    let names: Vec<&str> = outputs.iter().map(|output| output["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["compare.txt", "compare.json", "compare.csv", "compare-wide.csv", "chapters.json"]);
    for output in outputs {
        let path = format!("out/{}", output["name"].as_str().unwrap());
        assert_eq!(output["sha256"], hash(&path));
        assert_eq!(output["bytes"], fs::metadata(at.join(path)).unwrap().len());
    }
    let circumstances = json(&at.join("out/run.json"));
    assert!(circumstances["seconds"].is_f64() && circumstances["began"].is_string());
}

#[test]
fn every_command_that_writes_a_folder_can_be_verified() {
    let folder = example();
    let at = folder.path();
    let commands: [&[&str]; 10] = [
        &["compare", ".", "--reference=best", "--move=£10m prevent->pursue"],
        &["compare", ".", "--reference=best", "--shard=1/2"],
        &["optimise", "best.toml", "--solved-draws=2"],
        &["frontier", "best.toml", "--points=2"],
        &["target", "best.toml", "--avoid=£1m"],
        &["report", "best.toml", "--xlsx"],
        &["evidence", "best.toml"],
        &["draws", "best.toml"],
        &["check", "best.toml"],
        &["schema", "--columns"],
    ];
    for (number, command) in commands.iter().enumerate() {
        let out = format!("out-{number}");
        let (status, said) = run(at, &[command, &["--draws=20", "--quiet", "--out", &out][..]].concat());
        assert_eq!(status, 0, "{command:?}: {said}");
        let (status, said) = run(at, &["verify", &out]);
        assert_eq!(status, 0, "{command:?}: {said}");
    }
}

#[test]
fn what_has_changed_is_named() {
    let folder = example();
    let at = folder.path();
    assert_eq!(run(at, &ASKED).0, 0);
    let verdict = |status: i32| {
        let output = crate::apportion(at, &["verify", "out", "--format=json"]).output().unwrap();
        assert_eq!(output.status.code(), Some(status));
        let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let files = document["files"].as_array().unwrap().clone();
        let bad = files.iter().filter(|file| file["verdict"] != "agrees");
        bad.map(|file| format!("{} {}", file["name"], file["verdict"])).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(verdict(0), "");
    fs::write(at.join("out/compare.csv"), "mine").unwrap();
    assert_eq!(verdict(1), r#""compare.csv" "changed""#);
    assert_eq!(run(at, &ASKED).0, 0);
    fs::remove_file(at.join("out/compare.txt")).unwrap();
    assert_eq!(verdict(1), r#""compare.txt" "missing""#);
    assert_eq!(run(at, &ASKED).0, 0);
    let today = fs::read_to_string(at.join("hold.toml")).unwrap();
    fs::write(at.join("hold.toml"), today + "\n").unwrap();
    assert!(verdict(1).starts_with(r#""hold.toml" "changed""#), "an input");
}

#[test]
fn a_folder_can_be_verified_from_anywhere() {
    let folder = example();
    assert_eq!(run(folder.path(), &ASKED).0, 0);
    let elsewhere = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    assert_eq!(run(elsewhere.path(), &["verify", out.to_str().unwrap()]).0, 0);
    let moved = elsewhere.path().join("moved");
    fs::rename(&out, &moved).unwrap();
    assert_eq!(run(elsewhere.path(), &["verify", "moved"]).0, 0, "results may be moved");
    assert_eq!(run(elsewhere.path(), &["verify", "."]).0, 2, "no manifest");
}

#[test]
fn two_runs_differ_in_nothing_but_when_they_were_made() {
    let folder = example();
    let at = folder.path();
    assert_eq!(run(at, &ASKED).0, 0);
    let first = data(&at.join("out"));
    assert_eq!(run(at, &["--threads=1", "compare", "--draws=20", ".", "-q", "--out", "out"]).0, 0);
    assert_eq!(first, data(&at.join("out")));
}

#[test]
fn a_manifest_from_anybody_cannot_make_verify_write() {
    let folder = example();
    let at = folder.path();
    assert_eq!(run(at, &ASKED).0, 0);
    let path = at.join("out/manifest.json");
    let honest = fs::read_to_string(&path).unwrap();
    for (from, to) in [
        ("\"command\": \"compare\"", "\"command\": \"manual\""),
        ("\"--draws=20\",", "\"--write-lp=stolen\","),
        ("\"--draws=20\",", "\"--out=stolen\","),
    ] {
        let forged = honest.replace(from, to);
        assert_ne!(honest, forged);
        fs::write(&path, forged).unwrap();
        let (status, said) = run(at, &["verify", "out"]);
        assert_eq!(status, 2, "{said}");
        assert!(said.contains("the manifest asks for"), "{said}");
        assert!(!at.join("stolen").exists());
    }
    fs::write(&path, "mine").unwrap();
    assert_eq!(run(at, &["verify", "out"]).0, 2, "no manifest of ours");
}

#[test]
fn files_in_any_order_are_one_question() {
    let folder = example();
    let at = folder.path();
    let asked = |files: [&str; 2], out: &str| {
        assert_eq!(run(at, &["compare", files[0], files[1], "--draws=20", "-q", "--out", out]).0, 0);
        data(&at.join(out))
    };
    assert_eq!(asked(["best.toml", "hold.toml"], "one"), asked(["hold.toml", "best.toml"], "two"));
}

#[test]
fn results_that_a_new_manifest_does_not_tell_of_are_named() {
    let folder = example();
    let at = folder.path();
    assert_eq!(run(at, &ASKED).0, 0);
    let (status, said) = run(at, &["evidence", "best.toml", "--quiet", "--out=out"]);
    assert_eq!(status, 0);
    assert!(said.contains("was that of `compare`"), "{said}");
    assert_eq!(run(at, &["evidence", "best.toml", "--quiet", "--out=out"]).1, "");
}
