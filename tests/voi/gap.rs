//! How much rests on placeholders, where one harm is a placeholder and the other measured.

use crate::BUDGET;
use crate::K;
use crate::free;
use crate::lognormals;
use crate::made;
use crate::support::simulation;
use apportion::model::Grade;
use apportion::study::Decision;
use apportion::study::Ground;
use apportion::study::Setting;
use apportion::study::decide;
use apportion::study::evidence_gap;

const SIGMAS: [f64; 2] = [0.8, 0.4];

/// The shares that are found, and the share of variance that is true at the allocation found.
fn shares(rho: f64) -> (f64, f64, f64) {
    let mut spec = lognormals(SIGMAS, rho);
    spec.threats[1].grade = Grade::Measured;
    for programme in &mut spec.programmes {
        programme.grade = Grade::Measured;
        programme.effects.iter_mut().for_each(|effect| effect.grade = Grade::Measured);
    }
    let scenario = free(&made(spec), simulation(8192, 3));
    let setting = Setting::on(Ground::of(&scenario)).unwrap();
    let Decision::Allocated { allocation, .. } = decide(&setting, &scenario).unwrap() else {
        panic!("money is open");
    };
    let gap = evidence_gap(&setting, &scenario, &allocation).unwrap().unwrap();
    assert!(gap.of_allocation && (allocation.total().millions() - BUDGET).abs() < 1e-6);
    // Harm avoided is Σ c·H with c = 1 − exp(−k·x). Of lognormals with deviations s and t whose scores are correlated by r,
    // Cov = m·n·(exp(r·s·t) − 1); given the first score the second has the deviation ρ·t.
    let avoided: Vec<f64> = allocation.millions().iter().map(|x| 1.0 - libm::exp(-K * x)).collect();
    let parts: Vec<f64> =
        avoided.iter().zip(SIGMAS).map(|(c, sigma)| c * 1000.0 * libm::exp(0.5 * sigma * sigma)).collect();
    let covariance = |own: [f64; 2], r: f64| {
        let term = |a: usize, b: usize, r: f64| parts[a] * parts[b] * (libm::exp(r * own[a] * own[b]) - 1.0);
        term(0, 0, 1.0) + term(1, 1, 1.0) + 2.0 * term(0, 1, r)
    };
    let truth = covariance([SIGMAS[0], rho * SIGMAS[1]], 1.0) / covariance(SIGMAS, rho);
    (gap.variance_share.unwrap(), gap.value_share.unwrap(), truth)
}

#[test]
fn shares_are_those_of_the_closed_form() {
    let (variance, value, truth) = shares(0.0);
    // 4,096 heavy-tailed pairs: the standard error of a correlation is about (1 − r²)/64, and three times as much for the tails.
    assert!((variance - truth).abs() < 0.05, "{variance} against {truth}");
    // 10.334 of 12.791, both on the same 48 outer draws.
    assert!((value - 10.334 / 12.791).abs() < 0.15, "{value}");
}

#[test]
fn a_group_across_grades_is_drawn_again_given_the_placeholders() {
    let (variance, _, truth) = shares(0.6);
    let (_, _, apart) = shares(0.0);
    assert!(truth > apart + 0.03, "correlated, the placeholder says more: {truth} against {apart}");
    assert!((variance - truth).abs() < 0.04, "{variance} against {truth}");
}
