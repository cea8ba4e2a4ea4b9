//! Answers as people and programs read them.

use crate::files::ended;
use crate::files::folder_with;
use crate::files::sound;
use crate::files::voi;
use serde_json::Value;
use std::path::Path;

const ASKED: [&str; 10] = [
    "--samples",
    "draws.csv",
    "--net-benefit",
    "nought,gain",
    "--parameters",
    "p1,p2,nought",
    "--group",
    "both=p1,p2",
    "--study",
    "N=10 on p1",
];

fn printed(folder: &Path, more: &[&str]) -> String {
    let run = ended(voi(folder).args(ASKED).args(more));
    assert_eq!((run.status, run.said.as_str()), (0, ""));
    run.printed
}

#[test]
fn programs_get_every_figure_with_its_error() {
    let folder = folder_with(sound(4000, "\n"));
    let json: Value = serde_json::from_str(&printed(folder.path(), &["--format", "json"])).unwrap();
    assert_eq!(json["schema"], "apportion/voi-samples/1");
    assert_eq!(json["draws"], 4000);
    let figure = |pointer: &str| json.pointer(pointer).and_then(Value::as_f64).unwrap();
    let near = |pointer: &str, truth: f64| {
        let off = figure(&format!("{pointer}/value")) - truth;
        assert!(off.abs() < 4.0 * figure(&format!("{pointer}/se")), "{pointer}: {off}");
    };
    // The closed forms of the normal case.
    near("/evpi", 0.479_810_7);
    near("/evppi/0", 0.083_315_5);
    near("/evppi/1", 0.395_593_1);
    near("/evppi/3", 0.479_810_7);
    near("/evsi/0", 0.072_325_1);
    assert_eq!(json["evppi"][2]["estimator"], "constant");
    assert_eq!(json["evppi"][2]["value"], 0.0);
    assert_eq!(json["evppi"][3]["members"], serde_json::json!(["p1", "p2"]));
    assert_eq!(json["evsi"][0]["sd_is_priors"], true);
    assert!((figure("/evsi/0/explained") - 10.0 / 11.0).abs() < 1e-12, "n/(n + 1)");
    assert_eq!(json["frontier"]["option"], "gain");
    let best = figure("/options/0/probability_best") + figure("/options/1/probability_best");
    assert!((best - 1.0).abs() < 1e-12);
    assert!(
        (figure("/options/1/expected_loss") - figure("/evpi/value")).abs() < 1e-12,
        "the least loss is EVPI"
    );
}

#[test]
fn people_are_told_what_is_not_distinguishable_in_words() {
    let folder = folder_with(sound(2000, "\n"));
    let table = printed(folder.path(), &[]);
    for expected in [
        "EVPI",
        "`gain` has the highest mean",
        "both (p1, p2)",
        "0 (known already)",
        "N=10 on p1",
        "unit information",
        "What this rests on",
    ] {
        assert!(table.contains(expected), "{expected} in {table}");
    }
    let mut text = String::new();
    for (line, row) in sound(1500, "\n").lines().enumerate() {
        text += &format!(
            "{row},{}\n",
            if line == 0 { "idle".to_owned() } else { (line * 7919 % 1511).to_string() }
        );
    }
    let folder = folder_with(text);
    let asked = ["--samples", "draws.csv", "--net-benefit", "nought,gain", "--parameters", "idle"];
    let run = ended(voi(folder.path()).args(asked));
    assert!(run.printed.contains("not distinguishable from 0"), "{}", run.printed);
    assert!(!run.printed.contains('−'), "no negative worth: {}", run.printed);
}

#[test]
fn results_in_a_folder_come_out_the_same_again() {
    let folder = folder_with(sound(1000, "\n"));
    printed(folder.path(), &["--out", "results", "--quiet"]);
    for form in ["txt", "json", "csv"] {
        assert!(folder.path().join(format!("results/voi.{form}")).exists(), "{form}");
    }
    let mut verify = assert_cmd::cargo::cargo_bin_cmd!("apportion");
    let run = ended(verify.current_dir(folder.path()).args(["verify", "results"]));
    assert_eq!(run.status, 0, "{}{}", run.printed, run.said);
    std::fs::write(folder.path().join("draws.csv"), sound(1001, "\n")).unwrap();
    let mut verify = assert_cmd::cargo::cargo_bin_cmd!("apportion");
    let run = ended(verify.current_dir(folder.path()).args(["verify", "results"]));
    assert_eq!(run.status, 1, "the draws have changed: {}{}", run.printed, run.said);
}
