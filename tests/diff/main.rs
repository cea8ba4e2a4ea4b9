//! What changed between two files, and what each change did to the answer: held against independent runs and closed forms.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod evidence;
mod files;
mod results;
mod scenarios;
#[path = "../support/mod.rs"]
mod support;

use apportion::model::Evidence;
use apportion::model::EvidenceSpec;
use apportion::model::Scenario;
use apportion::risk;
use apportion::study::Decision;
use apportion::study::Ground;
use apportion::study::Setting;
use apportion::study::Silent;
use apportion::study::decide;
use apportion::study::diff::Diff;
use apportion::study::diff::How;
use apportion::study::diff::Question;
use apportion::study::diff::Walk;
use apportion::study::diff::diff_evidence;
use assert_cmd::Command;
use assert_cmd::cargo::cargo_bin_cmd;
use std::sync::Arc;

/// Sums of means of a few hundred draws of harm below £10bn: far above rounding, far below anything that is read.
const ADDS_UP: f64 = 1e-9;

fn checked(spec: EvidenceSpec) -> Arc<Evidence> {
    Arc::new(Evidence::new(spec).unwrap())
}

/// How OLD and NEW differ, without a scenario.
fn diff(old: &EvidenceSpec, new: &EvidenceSpec) -> Diff {
    let how = How { simulation: support::simulation(300, 7), ..How::default() };
    diff_evidence(&checked(old.clone()), &checked(new.clone()), &how, &Silent).unwrap()
}

fn walk(diff: &Diff, question: Question) -> &Walk {
    &diff.walks.iter().find(|(own, _)| *own == question).unwrap().1
}

/// That the steps of a walk lead from OLD to NEW, one after the other and the largest first.
fn leads_there(walk: &Walk) {
    let sum: f64 = walk.steps.iter().map(|step| step.increment).sum();
    assert!((sum - walk.change().unwrap()).abs() < ADDS_UP, "{sum} and {:?}", walk.change());
    let mut at = walk.old.unwrap().mean;
    for step in &walk.steps {
        at += step.increment;
        assert!((at - step.after).abs() < ADDS_UP, "{at} and {}", step.after);
    }
    assert!((at - walk.new.unwrap().mean).abs() < ADDS_UP);
    let sizes: Vec<f64> = walk.steps.iter().map(|step| step.alone.map_or(-1.0, f64::abs)).collect();
    assert!(sizes.is_sorted_by(|one, next| one >= next), "{sizes:?}");
}

/// Mean harm that a scenario avoids, worked out for itself.
fn avoided(scenario: &Scenario) -> f64 {
    let setting = Setting::on(Ground::of(scenario)).unwrap();
    let Decision::Allocated { allocation, .. } = decide(&setting, scenario).unwrap() else {
        unreachable!("the scenario allows something")
    };
    risk::mean(&setting.avoided(&setting.outcomes(&allocation))).unwrap()
}

/// The program, run from the root of the repository, on a day that does not pass.
fn apportion(arguments: &[&str]) -> Command {
    let mut command = cargo_bin_cmd!("apportion");
    command.current_dir(env!("CARGO_MANIFEST_DIR")).env_remove("COLUMNS");
    command.args(["--as-of", "2026-11-22", "--quiet"]).args(arguments);
    command
}

/// What a run prints, having succeeded.
fn printed(arguments: &[&str]) -> String {
    let output = apportion(arguments).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}
