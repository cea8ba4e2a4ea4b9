//! What studies changed of answers.

use crate::drawn::observed;
use crate::drawn::three;
use crate::support;
use apportion::model::Evidence;
use apportion::model::EvidenceSpec;
use apportion::model::Scenario;
use apportion::study::Best;
use apportion::study::Decision;
use apportion::study::Setting;
use apportion::study::Wanted;
use apportion::study::decide;
use apportion::study::optimise;
use std::sync::Arc;

fn setting(spec: EvidenceSpec) -> Setting {
    Setting::new(Arc::new(Evidence::new(spec).unwrap()), support::simulation(2000, 3)).unwrap()
}

fn scenario(setting: &Setting) -> Scenario {
    support::scenario(support::scenario_spec(200.0), setting.evidence())
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / 2000.0
}

#[test]
fn what_a_study_changes_is_the_difference_to_evidence_without_it() {
    let (plain, studied) =
        (setting(three(None, Vec::new())), setting(three(None, vec![observed("a", 2.5, 0.3)])));
    let Best::Found(found) = optimise(&studied, &scenario(&studied), Wanted::default()).unwrap() else {
        panic!("the budget can be spent")
    };
    let told = found.studied.unwrap();
    let before = mean(&plain.avoided(&plain.outcomes(&found.allocation)));
    // Sums of 2,000 numbers in the same order.
    assert!((told.before.mean - before).abs() < 1e-9 * before.abs(), "{} against {before}", told.before.mean);
    let change = found.harm_avoided.mean - before;
    assert!((told.change.mean - change).abs() < 1e-9 * before.abs());
    assert!(told.change.mean > 0.0, "a return above what was believed");

    let earlier = found.best_before.unwrap();
    let Decision::Allocated { allocation, .. } = decide(&plain, &scenario(&plain)).unwrap() else {
        panic!("the budget can be spent")
    };
    for (told, own) in earlier.allocation.millions().iter().zip(allocation.millions()) {
        // The same problem solved twice.
        assert!((told - own).abs() < 1e-6, "{told} against {own}");
    }
    let gain = mean(&studied.harm(&allocation)) - mean(&studied.harm(&found.allocation));
    assert!((earlier.gain.mean - gain).abs() < 1e-6 * before.abs() && gain > 0.0, "{gain}");
}

#[test]
fn without_observations_nothing_is_said_of_them() {
    let plain = setting(three(None, Vec::new()));
    assert!(plain.before_observations().is_none());
    let Best::Found(found) = optimise(&plain, &scenario(&plain), Wanted::default()).unwrap() else {
        panic!("the budget can be spent")
    };
    assert!(found.studied.is_none() && found.best_before.is_none());
}
