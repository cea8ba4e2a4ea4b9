//! Numbers that move together: by a factor or a matrix, at random or in strata.

use crate::bits;
use crate::drawn;
use crate::mean;
use crate::support::evidence_spec;
use crate::support::programme;
use crate::support::share;
use crate::support::simulation;
use crate::support::threat;
use apportion::distribution::Distribution;
use apportion::distribution::special::norm_quantile;
use apportion::id::Pattern;
use apportion::model::Correlation;
use apportion::model::Dependence;
use apportion::model::Evidence;
use apportion::model::Sampler;
use apportion::model::Simulation;
use apportion::simulate::sample;
use apportion::simulate::with_threads;
use std::f64::consts::PI;

const DRAWS: usize = 20_000;

const SAMPLERS: [Sampler; 2] = [Sampler::Random, Sampler::LatinHypercube];

const NAMES: [&str; 3] = ["a", "b", "c"];

/// Above, below and far below nought.
const ALL_SORTS: [[f64; 3]; 3] = [[1.0, 0.5, -0.3], [0.5, 1.0, -0.8], [-0.3, -0.8, 1.0]];

fn harm_of(name: &str) -> String {
    format!("threat.{name}.harm")
}

/// Three harms in a group, uniform from 0 to 1 so that a draw is the uniform behind it, `order` as the file has them.
fn group(order: [usize; 3], dependence: Dependence) -> Evidence {
    let uniform = || Distribution::uniform(0.0, 1.0).unwrap();
    let threats = NAMES.iter().map(|name| threat(name, uniform())).collect();
    let mut spec = evidence_spec(&["all"], threats, vec![programme("idle", "all", 1.0, Vec::new())]);
    let between = order.iter().map(|&number| Pattern::new(&harm_of(NAMES[number])).unwrap()).collect();
    spec.correlations.push(Correlation { between, dependence });
    Evidence::new(spec).unwrap()
}

fn matrix_in(order: [usize; 3], of: &[[f64; 3]; 3]) -> Evidence {
    let matrix = order.iter().map(|&row| order.iter().map(|&column| of[row][column]).collect()).collect();
    group(order, Dependence::Matrix(matrix))
}

fn matrix(of: &[[f64; 3]; 3]) -> Evidence {
    matrix_in([0, 1, 2], of)
}

fn columns(evidence: &Evidence, simulation: Simulation) -> Vec<Vec<f64>> {
    let sample = sample(evidence, simulation);
    NAMES.iter().map(|name| drawn(&sample, &harm_of(name))).collect()
}

fn sampled(sampler: Sampler, draws: usize, seed: u64) -> Simulation {
    Simulation { sampler, ..simulation(draws, seed) }
}

/// Pearson's correlation of normal scores, whose mean and variance are known.
fn correlation_of_scores(a: &[f64], b: &[f64]) -> f64 {
    mean(&a.iter().zip(b).map(|(a, b)| norm_quantile(*a) * norm_quantile(*b)).collect::<Vec<_>>())
}

#[test]
fn scores_have_the_correlations_of_the_matrix() {
    for sampler in SAMPLERS {
        let columns = columns(&matrix(&ALL_SORTS), sampled(sampler, DRAWS, 11));
        for (one, two) in [(0, 1), (0, 2), (1, 2)] {
            let (found, rho) = (correlation_of_scores(&columns[one], &columns[two]), ALL_SORTS[one][two]);
            // A product of two normal scores has the variance 1 + ρ².
            let standard_error = ((1.0 + rho * rho) / 20_000.0).sqrt();
            assert!(
                (found - rho).abs() < 4.0 * standard_error,
                "{sampler:?} {one} {two}: {found} against {rho}"
            );
        }
    }
}

#[test]
fn a_matrix_leaves_every_number_its_distribution() {
    for mut column in columns(&matrix(&ALL_SORTS), sampled(Sampler::Random, DRAWS, 12)) {
        column.sort_by(f64::total_cmp);
        let expected = (0..20_000_u32).map(|rank| (f64::from(rank) + 0.5) / 20_000.0);
        let furthest =
            column.iter().zip(expected).map(|(found, known)| (found - known).abs()).fold(0.0, f64::max);
        // Kolmogorov's distance is above 1.95/√n in one sample of a thousand.
        assert!(furthest < 1.95 / 20_000_f64.sqrt(), "{furthest}");
    }
}

#[test]
fn a_matrix_of_one_correlation_is_the_group_with_one_factor() {
    let rho = 0.6;
    let same = [[1.0, rho, rho], [rho, 1.0, rho], [rho, rho, 1.0]];
    let both = [matrix(&same), group([0, 1, 2], Dependence::OneFactor(share(rho)))];
    for evidence in &both {
        let columns = columns(evidence, sampled(Sampler::Random, DRAWS, 13));
        let sums: Vec<f64> =
            (0..DRAWS).map(|draw| columns.iter().map(|column| norm_quantile(column[draw])).sum()).collect();
        let variance = mean(&sums.iter().map(|sum| sum * sum).collect::<Vec<_>>());
        let fourth = mean(&sums.iter().map(|sum| sum.powi(4)).collect::<Vec<_>>());
        // The sum of three normal scores is normal with variance v = 3 + 6ρ, its square's variance 2v² and its fourth
        // power's mean 3v² and variance 96v⁴.
        let v = 3.0 + 6.0 * rho;
        assert!((variance - v).abs() < 4.0 * v * (2.0_f64 / 20_000.0).sqrt(), "{variance} against {v}");
        assert!((fourth - 3.0 * v * v).abs() < 4.0 * v * v * (96.0_f64 / 20_000.0).sqrt(), "{fourth}");
    }
}

#[test]
fn every_stratum_has_one_draw_whatever_the_group() {
    let few = 1300;
    let groups = [matrix(&ALL_SORTS), group([0, 1, 2], Dependence::OneFactor(share(0.7)))];
    for column in
        groups.iter().flat_map(|evidence| columns(evidence, sampled(Sampler::LatinHypercube, few, 3)))
    {
        let mut column = column;
        column.sort_by(f64::total_cmp);
        for (stratum, uniform) in (0_u32..).zip(&column) {
            let within = uniform * 1300.0 - f64::from(stratum);
            // Scaling up again may round to the next whole number.
            assert!((-1e-9..1.0 + 1e-9).contains(&within), "{stratum}: {uniform}");
        }
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

#[test]
fn strata_keep_the_rank_correlation_of_the_copula() {
    let columns = columns(&matrix(&ALL_SORTS), sampled(Sampler::LatinHypercube, DRAWS, 5));
    for (one, two) in [(0, 1), (0, 2), (1, 2)] {
        let squares: f64 =
            ranks(&columns[one]).iter().zip(ranks(&columns[two])).map(|(a, b)| (a - b) * (a - b)).sum();
        let n = 20_000.0;
        let found = 1.0 - 6.0 * squares / (n * (n * n - 1.0));
        let expected = 6.0 / PI * (ALL_SORTS[one][two] / 2.0).asin();
        // Bonett & Wright (2000): Fisher's z of a rank correlation has variance (1 + r²/2)/(n − 3).
        let standard_error =
            (1.0 - expected * expected) * ((1.0 + expected * expected / 2.0) / (n - 3.0)).sqrt();
        assert!((found - expected).abs() < 4.0 * standard_error, "{one} {two}: {found} against {expected}");
    }
}

#[test]
fn strata_make_the_mean_of_a_sum_far_surer_inside_a_group_too() {
    let groups = [matrix(&ALL_SORTS), group([0, 1, 2], Dependence::OneFactor(share(0.7)))];
    for evidence in &groups {
        let error = |sampler| {
            let squares = (0..25).map(|seed| {
                let columns = columns(evidence, sampled(sampler, 200, seed));
                let sum: f64 =
                    columns.iter().zip([1.0, 2.0, 3.0]).map(|(column, weight)| weight * mean(column)).sum();
                (sum - 3.0).powi(2)
            });
            mean(&squares.collect::<Vec<f64>>()).sqrt()
        };
        let (random, spread) = (error(Sampler::Random), error(Sampler::LatinHypercube));
        // Strata of 1/200 leave a two-hundredth of the error, groups of three numbers at most three times as much.
        assert!(spread < random / 10.0, "{spread} against {random}");
    }
}

#[test]
fn twins_are_one_number_and_mirror_images_stay_so() {
    let evidence = matrix(&[[1.0, 1.0, -1.0], [1.0, 1.0, -1.0], [-1.0, -1.0, 1.0]]);
    let factor = group([0, 1, 2], Dependence::OneFactor(share(1.0)));
    for sampler in SAMPLERS {
        let drawn = columns(&evidence, sampled(sampler, 1300, 8));
        assert_eq!(bits(&drawn[0]), bits(&drawn[1]), "{sampler:?}");
        for (one, mirrored) in drawn[0].iter().zip(&drawn[2]) {
            // Φ and its inverse round, and so does a stratum's width.
            assert!((one + mirrored - 1.0).abs() < 1e-14, "{sampler:?}: {one} and {mirrored}");
        }
        let drawn = columns(&factor, sampled(sampler, 1300, 8));
        assert_eq!(bits(&drawn[0]), bits(&drawn[2]), "{sampler:?}");
    }
}

#[test]
fn neither_the_order_of_a_matrix_nor_the_threads_change_a_bit() {
    for sampler in SAMPLERS {
        let all = |evidence: &Evidence| -> Vec<Vec<u64>> {
            columns(evidence, sampled(sampler, 1300, 4)).iter().map(|column| bits(column)).collect()
        };
        let plain = all(&matrix(&ALL_SORTS));
        assert_eq!(plain, all(&matrix_in([2, 0, 1], &ALL_SORTS)), "{sampler:?}");
        for threads in [1, 2, 8] {
            let on = with_threads(Some(threads), |_| all(&matrix(&ALL_SORTS)));
            assert_eq!(plain, on, "{sampler:?} {threads}");
        }
    }
}
