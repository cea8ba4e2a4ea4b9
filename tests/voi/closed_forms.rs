//! Two programmes, each alone on its threat, which bend harm as q = exp(−k·x); harms are lognormal.
//!
//! Where means of harms are h₁ and h₂ the best split of a budget B leaves 2·√(h₁·h₂)·exp(−k·B/2). So knowledge of a harm that
//! resolves the variance s² of its logarithm is worth now·(1 − exp(−s²/8)), and of both the exponents add up.

use crate::free;
use crate::holds;
use crate::lognormals;
use crate::made;
use crate::partial;
use crate::support::simulation;
use crate::support::threat;
use crate::told;
use apportion::distribution::Distribution;
use apportion::model::Grouping;
use apportion::study::voi::StudyDesign;
use apportion::study::voi::scenarios::Cost;
use apportion::study::voi::scenarios::Design;
use apportion::study::voi::scenarios::Estimator;
use apportion::study::voi::scenarios::VoiWanted;

const SIGMAS: [f64; 2] = [0.8, 0.4];

/// 2·exp(−k·B/2)·√(med₁·med₂)·exp((σ₁² + σ₂²)/4).
const NOW: f64 = 134.411_025;

/// The value of resolving so much of the variance of logarithms.
fn worth(variance: f64) -> f64 {
    NOW * (1.0 - libm::exp(-variance / 8.0))
}

fn design(text: &str) -> Design {
    let (size, address) = StudyDesign::read(text).unwrap();
    Design { address, size }
}

#[test]
fn values_are_those_of_the_closed_form() {
    let scenario = free(&made(lognormals(SIGMAS, 0.0)), simulation(20_000, 3));
    let designs = vec![design("N=10 sd=1 on threat.a.harm")];
    let told = told(&[scenario], &VoiWanted { designs, solved_draws: 2000, ..VoiWanted::default() });
    let [first, second] = SIGMAS.map(|sigma| sigma * sigma);
    // 12.790900, 10.334011, 2.661517 and 8.985361.
    holds("EVPI", told.evpi, worth(first + second));
    holds("EVPPI of a", partial(&told, "threat.a.harm"), worth(first));
    holds("EVPPI of b", partial(&told, "threat.b.harm"), worth(second));
    assert!(told.sampled[0].is_exact, "conjugate");
    holds("EVSI", told.sampled[0].estimate, worth(first * first / (first + 0.1)));
    assert_eq!(told.partials[0].address.as_str(), "threat.a.harm", "the most valuable first");
    // Both harms are of one kind and one grade: to know the group is to know everything.
    let group = |by: Grouping, name: &str| {
        let found = told.groups.iter().find(|group| group.by == by && group.name == name);
        found.unwrap().estimate
    };
    holds("all harms", group(Grouping::Kind, "harm"), worth(first + second));
    holds("a group of one", group(Grouping::Threat, "a"), worth(first));
    let (all, one) = (group(Grouping::Grade, "placeholder"), group(Grouping::Threat, "a"));
    assert!(all.value > one.value, "to know more is worth more: {all:?} {one:?}");
}

#[test]
fn what_is_correlated_is_learnt_of_too() {
    // E(H₂ | z₁) is lognormal in z₁ with ρ·σ₂, so that the exponents of what is resolved add up to (σ₁ + ρσ₂)²/8 and of the
    // rest (1 − ρ²)·σ₂²/4 stays.
    let rho = 0.5;
    let scenario = free(&made(lognormals(SIGMAS, rho)), simulation(20_000, 3));
    let told = told(&[scenario], &VoiWanted { outer_draws: 2, ..VoiWanted::default() });
    let median = NOW / libm::exp((SIGMAS[0] * SIGMAS[0] + SIGMAS[1] * SIGMAS[1]) / 4.0);
    for (own, other, address) in [(0, 1, "threat.a.harm"), (1, 0, "threat.b.harm")] {
        let (own, other) = (SIGMAS[own], SIGMAS[other]);
        let left = (1.0 - rho * rho) * other * other / 4.0;
        let together = own + rho * other;
        let known = median * libm::exp(left + together * together / 8.0);
        holds(address, partial(&told, address), NOW - known);
    }
}

#[test]
fn what_decides_nothing_is_worth_exactly_nothing() {
    let mut spec = lognormals(SIGMAS, 0.0);
    // Harm of a threat that nobody does anything about.
    spec.threats.push(threat("c", Distribution::lognormal(5000.0, 1.5).unwrap()));
    let scenario = free(&made(spec), simulation(2048, 3));
    let designs = vec![design("N=10 on threat.c.harm")];
    let told = told(&[scenario], &VoiWanted { designs, outer_draws: 2, ..VoiWanted::default() });
    let own = told.partials.iter().find(|partial| partial.address.as_str() == "threat.c.harm").unwrap();
    assert_eq!(own.estimator, Estimator::NotInDecision);
    assert_eq!(own.told().to_bits(), 0.0_f64.to_bits());
    assert_eq!(partial(&told, "threat.c.harm").value.to_bits(), 0.0_f64.to_bits());
    assert_eq!(told.sampled[0].estimate.value.to_bits(), 0.0_f64.to_bits());
    let group = told.groups.iter().find(|group| group.by == Grouping::Threat && group.name == "c").unwrap();
    assert_eq!(group.estimate.value.to_bits(), 0.0_f64.to_bits());
}

#[test]
fn a_study_is_as_large_as_pays() {
    let scenario = free(&made(lognormals(SIGMAS, 0.0)), simulation(10_000, 3));
    let cost = Some(Cost { per_case: 0.05, fixed: 0.0 });
    let designs = vec![design("N=10 on threat.a.harm"), design("N=10 sd=1 on threat.a.harm")];
    let wanted =
        VoiWanted { designs, cost, outer_draws: 2, decision_years: Some(3.0), ..VoiWanted::default() };
    let told = told(&[scenario], &wanted);
    let variance = SIGMAS[0] * SIGMAS[0];
    let net =
        |cases: f64, case: f64| 3.0 * worth(variance * variance / (variance + case / cases)) - 0.05 * cases;
    for (sampled, case) in told.sampled.iter().zip([variance, 1.0]) {
        let best = sampled.best.unwrap();
        let most = (1..2000).map(|cases| net(f64::from(cases), case)).fold(0.0, f64::max);
        let own = net(f64::from(u32::try_from(best.cases.unwrap()).unwrap()), case);
        // Sizes are searched to a factor of the eighth root of four: near its top, net benefit is flat.
        assert!(own > most - 0.01 * most, "{best:?}: {own} of {most}");
    }
    let dear = VoiWanted { cost: Some(Cost { per_case: 500.0, fixed: 0.0 }), ..wanted };
    assert_eq!(
        crate::told(&[free(&made(lognormals(SIGMAS, 0.0)), simulation(2048, 3))], &dear).sampled[0]
            .best
            .unwrap()
            .cases,
        None
    );
}
