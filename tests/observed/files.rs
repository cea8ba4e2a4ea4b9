//! Observations in files.

use assert_cmd::Command;
use serde_json::Value;
use std::fs;
use std::path::Path;

const BELOW: &str = r#"
[evidence]
base = "first.toml"

[[observation]]
id = "trial"
of = "threat.drugs.harm"
value = "£21bn"
standard_error = "£1bn"
date = 2016-05-01
source = "a trial"

[[observation]]
of = "threat.drugs.harm"
value = 20500
standard_error = 2000
date = 2016-06-01
source = "another"
"#;

const ABOVE: &str = r#"
[evidence]
base = "below.toml"

[[observation]]
id = "trial"
value = "£22bn"

[[observation]]
of = "programme.prevent-drugs.drugs.marginal_return"
value = 1.1
standard_error = 0.2
date = 2017-01-01
source = "a third"
"#;

fn json(folder: &Path, args: &[&str]) -> Value {
    let mut program = Command::cargo_bin("apportion").unwrap();
    let output = program.current_dir(folder).args(args).args(["--format", "json"]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn studies_add_up_along_bases_and_an_id_says_otherwise() {
    let folder = tempfile::tempdir().unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    fs::copy(root.join("scenarios/evidence/soc-2015-16.toml"), folder.path().join("first.toml")).unwrap();
    fs::write(folder.path().join("below.toml"), BELOW).unwrap();
    fs::write(folder.path().join("above.toml"), ABOVE).unwrap();
    let document = json(folder.path(), &["evidence", "above.toml"]);
    let told = |key: &str| -> Vec<Value> {
        document["observations"].as_array().unwrap().iter().map(|own| own[key].clone()).collect()
    };
    assert_eq!(told("value"), [1.1, 22_000.0, 20_500.0].map(Value::from));
    assert_eq!(told("source"), ["a third", "a trial", "another"].map(Value::from));
    assert!(json(folder.path(), &["evidence", "first.toml"])["observations"].is_null());
}

#[test]
fn the_shipped_example_says_what_its_study_changed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let document = json(root, &["compare", "scenarios/what-if", "--draws", "1000"]);
    let own = document["scenarios"].as_array().unwrap();
    let own = own.iter().find(|scenario| scenario["id"] == "best-free-if-studied").unwrap();
    let figure = |value: &Value| value["mean"].as_f64().unwrap();
    let sum = figure(&own["studied"]["before"]) + figure(&own["studied"]["change"]);
    // Three means of the same draws.
    assert!((sum - figure(&own["harm_avoided"])).abs() < 1e-9 * sum.abs());
    let told = &document["blocks"][0]["rests_on"]["observations"][0];
    assert_eq!(told["of"], "programme.prevent-csa.csa.marginal_return");
    let (before, after) = (&told["before"], &told["after"]);
    assert!(after["p95"].as_f64() < before["p95"].as_f64() && figure(after) > figure(before));
}
