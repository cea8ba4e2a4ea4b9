//! How draws are spread, and how they move together.

use crate::drawn;
use crate::mean;
use crate::support::evidence_spec;
use crate::support::programme;
use crate::support::share;
use crate::support::simulation;
use crate::support::threat;
use apportion::distribution::Distribution;
use apportion::id::Pattern;
use apportion::model::Correlation;
use apportion::model::Dependence;
use apportion::model::Evidence;
use apportion::model::Sampler;
use apportion::model::Simulation;
use apportion::risk::Summary;
use apportion::simulate::sample;
use std::f64::consts::PI;

fn two_harms(rho: Option<f64>) -> Evidence {
    let uniform = Distribution::uniform(0.0, 1.0).unwrap();
    let skewed = Distribution::lognormal(1.0, 1.5).unwrap();
    let idle = programme("idle", "all", 1.0, Vec::new());
    let mut spec = evidence_spec(&["all"], vec![threat("a", uniform), threat("b", skewed)], vec![idle]);
    if let Some(rho) = rho {
        let between = vec![Pattern::new("threat.*.harm").unwrap()];
        spec.correlations.push(Correlation { between, dependence: Dependence::OneFactor(share(rho)) });
    }
    Evidence::new(spec).unwrap()
}

/// The mean of the uniform one less what it should be, over some seeds: root mean square.
fn error_of_the_mean(sampler: Sampler, draws: usize, seeds: u64) -> f64 {
    let evidence = two_harms(None);
    let squares: Vec<f64> = (0..seeds)
        .map(|seed| {
            let sample = sample(&evidence, Simulation { sampler, ..simulation(draws, seed) });
            (mean(&drawn(&sample, "threat.a.harm")) - 0.5).powi(2)
        })
        .collect();
    mean(&squares).sqrt()
}

#[test]
fn a_latin_hypercube_has_a_far_better_mean() {
    let random = error_of_the_mean(Sampler::Random, 200, 25);
    let spread = error_of_the_mean(Sampler::LatinHypercube, 200, 25);
    // One draw a stratum errs by 1/√12·n^−1.5, a random one by 1/√12·n^−0.5: 200 times less. A tenth could
    // come of no more than 20 strata.
    assert!(spread < random / 10.0, "{spread} against {random}");
}

#[test]
fn the_standard_error_is_the_error_that_is_made() {
    for draws in [100, 400, 1600] {
        let made = error_of_the_mean(Sampler::Random, draws, 200);
        let stated = 1.0 / (12.0 * f64::from(u32::try_from(draws).unwrap())).sqrt();
        // A root mean square over 200 seeds is known to 1/√400 = 5%; four times that.
        assert!((made / stated - 1.0).abs() < 0.2, "{draws}: {made} against {stated}");
    }
}

#[test]
fn four_times_the_draws_halve_the_standard_error() {
    let evidence = two_harms(None);
    let stated = |draws| {
        let sample = sample(&evidence, simulation(draws, 6));
        Summary::of(&drawn(&sample, "threat.a.harm")).unwrap().se
    };
    for draws in [1000, 4000] {
        let ratio = stated(draws) / stated(4 * draws);
        // A standard deviation of n uniforms is known to √(0.2/n) = 1.4% of itself (kurtosis 1.8); four times.
        assert!((ratio / 2.0 - 1.0).abs() < 0.06, "{draws}: {ratio}");
    }
}

fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| values[a].total_cmp(&values[b]));
    let mut ranks = vec![0.0; values.len()];
    for (rank, &position) in (0_u32..).zip(&order) {
        ranks[position] = f64::from(rank);
    }
    ranks
}

/// Spearman's rank correlation, of samples without ties.
fn rank_correlation(a: &[f64], b: &[f64]) -> f64 {
    let n = f64::from(u32::try_from(a.len()).unwrap());
    let squares: f64 = ranks(a).iter().zip(ranks(b)).map(|(a, b)| (a - b) * (a - b)).sum();
    1.0 - 6.0 * squares / (n * (n * n - 1.0))
}

#[test]
fn a_group_has_the_rank_correlation_of_its_copula() {
    const DRAWS: usize = 20_000;
    for sampler in [Sampler::Random, Sampler::LatinHypercube] {
        for rho in [0.0, 0.3, 0.6, 0.9] {
            let sample = sample(&two_harms(Some(rho)), Simulation { sampler, ..simulation(DRAWS, 17) });
            let found = rank_correlation(&drawn(&sample, "threat.a.harm"), &drawn(&sample, "threat.b.harm"));
            let expected = 6.0 / PI * (rho / 2.0).asin();
            // Bonett & Wright (2000): Fisher's z of a rank correlation has variance (1 + r²/2)/(n − 3).
            let standard_error =
                (1.0 - expected * expected) * ((1.0 + expected * expected / 2.0) / 19_997.0).sqrt();
            assert!(
                (found - expected).abs() < 4.0 * standard_error,
                "{sampler:?} {rho}: {found} against {expected}"
            );
        }
    }
}

#[test]
fn full_correlation_puts_draws_in_one_order() {
    let sample = sample(&two_harms(Some(1.0)), simulation(2000, 17));
    let found = rank_correlation(&drawn(&sample, "threat.a.harm"), &drawn(&sample, "threat.b.harm"));
    // Equal ranks leave a sum of squares of exactly nought.
    assert!((found - 1.0).abs() < f64::EPSILON, "{found}");
}

#[test]
fn numbers_in_no_group_move_apart() {
    let sample = sample(&two_harms(None), simulation(20_000, 17));
    let found = rank_correlation(&drawn(&sample, "threat.a.harm"), &drawn(&sample, "threat.b.harm"));
    assert!(found.abs() < 4.0 / 20_000_f64.sqrt(), "{found}: the standard error of no correlation is 1/√n");
}
