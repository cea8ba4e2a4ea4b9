//! Estimators on functions whose indices are known.

use crate::support::instances::Dice;
use apportion::distribution::special::norm_quantile;
use apportion::risk::Estimate;
use apportion::risk::PickFreeze;
use apportion::risk::Shapley;
use apportion::risk::added_in_walk;
use apportion::risk::given_data;
use std::f64::consts::PI;

const DRAWS: usize = 20_000;

/// Intervals are of 95%; of the dozens here some must miss by a little, and none by as much as this many standard errors.
const ERRORS: f64 = 4.0;

/// A function of independent factors, each given by its uniform.
struct Function {
    of: fn(&[f64]) -> f64,
    first: Vec<f64>,
    total: Vec<f64>,
}

type Rows = Vec<Vec<f64>>;

fn uniforms(factors: usize, seed: u64) -> Rows {
    let mut dice = Dice::new(seed);
    (0..DRAWS).map(|_| (0..factors).map(|_| dice.between(1e-9, 1.0 - 1e-9)).collect()).collect()
}

fn outcomes(of: fn(&[f64]) -> f64, rows: &Rows) -> Vec<f64> {
    rows.iter().map(|row| of(row)).collect()
}

fn is_near(found: &Estimate, wanted: f64, what: &str) {
    let error = (found.value - wanted).abs();
    assert!(error <= ERRORS * found.se + 1e-9, "{what}: {found:?} against {wanted}");
    // Of 20,000 draws an index is known to a few hundredths at the worst, which is that of products with long tails.
    assert!(found.se < 0.05, "{what}: {found:?}");
}

fn is_as_known(function: &Function) {
    let factors = function.first.len();
    let (one, other) = (uniforms(factors, 1), uniforms(factors, 2));
    let (base, from) = (outcomes(function.of, &one), outcomes(function.of, &other));
    for factor in 0..factors {
        let exchanged: Rows = one
            .iter()
            .zip(&other)
            .map(|(own, other)| {
                let mut row = own.clone();
                row[factor] = other[factor];
                row
            })
            .collect();
        let pairs = PickFreeze::of(&base, &from, &outcomes(function.of, &exchanged));
        let (first, total) = (function.first[factor], function.total[factor]);
        is_near(&pairs.saltelli().unwrap(), first, &format!("Saltelli, factor {factor}"));
        is_near(&pairs.janon().unwrap(), first, &format!("Janon, factor {factor}"));
        is_near(&pairs.total().unwrap().share, total, &format!("Jansen, factor {factor}"));
        let values: Vec<f64> = one.iter().map(|row| row[factor]).collect();
        is_near(&given_data(&values, &base).unwrap(), first, &format!("given data, factor {factor}"));
    }
}

/// I. M. Sobol' & Yu. L. Levitan (1999): the Ishigami function with a = 7, b = 0.1.
fn ishigami() -> Function {
    Function {
        of: |u| {
            let x: Vec<f64> = u.iter().map(|u| PI * (2.0 * u - 1.0)).collect();
            let square = x[1].sin() * x[1].sin();
            x[0].sin() + 7.0 * square + 0.1 * x[2].powi(4) * x[0].sin()
        },
        first: vec![0.313_905, 0.442_411, 0.0],
        total: vec![0.557_589, 0.442_411, 0.243_684],
    }
}

#[test]
fn the_ishigami_function_has_its_published_indices() {
    is_as_known(&ishigami());
}

#[test]
fn a_product_of_lognormals_has_its_indices() {
    // S = (e^σ² − 1)/(Π e^σ² − 1); total: the same times Π e^σ² of the others.
    is_as_known(&Function {
        of: |u| {
            let sigmas = [0.8, 0.4, 0.2];
            u.iter().zip(sigmas).map(|(u, sigma)| sigma * norm_quantile(*u)).sum::<f64>().exp()
        },
        first: vec![0.681_027, 0.131_810, 0.031_003],
        total: vec![0.831_808, 0.260_178, 0.068_998],
    });
}

#[test]
fn the_g_function_has_its_indices() {
    // V[i] = 1/(3·(1 + a)²), V = Π(1 + V[i]) − 1, for a = 0, 1, 4.5, 9.
    const A: [f64; 4] = [0.0, 1.0, 4.5, 9.0];
    let parts: Vec<f64> = A.iter().map(|a| 1.0 / (3.0 * (1.0 + a) * (1.0 + a))).collect();
    let all: f64 = parts.iter().map(|part| 1.0 + part).product();
    let first: Vec<f64> = parts.iter().map(|part| part / (all - 1.0)).collect();
    for (found, published) in first.iter().zip([0.7165, 0.1791, 0.0237, 0.0072]) {
        assert!((found - published).abs() < 5e-5, "{found} against {published}");
    }
    let total = parts.iter().map(|part| part * all / (1.0 + part) / (all - 1.0)).collect();
    is_as_known(&Function {
        of: |u| u.iter().zip(A).map(|(u, a)| ((4.0 * u - 2.0).abs() + a) / (1.0 + a)).product(),
        first,
        total,
    });
}

#[test]
fn of_an_additive_function_first_and_total_indices_are_the_same() {
    // Variances of c·u: c²/12, here in the ratio 1 : 4 : 9.
    let first: Vec<f64> = [1.0, 4.0, 9.0].map(|part| part / 14.0).to_vec();
    is_as_known(&Function { of: |u| u[0] + 2.0 * u[1] + 3.0 * u[2], total: first.clone(), first });
}

#[test]
fn what_does_nothing_is_not_told_from_nought_and_a_constant_has_no_indices() {
    let rows = uniforms(2, 3);
    let base = outcomes(|u| u[0], &rows);
    let values: Vec<f64> = rows.iter().map(|row| row[1]).collect();
    let idle = given_data(&values, &base).unwrap();
    assert!(!idle.is_distinguishable_from_nought() && idle.se < 0.002, "{idle:?}");
    let same = vec![3.0; DRAWS];
    assert_eq!(given_data(&values, &same), None);
    assert_eq!(PickFreeze::of(&same, &same, &same).total(), None);
    assert_eq!(given_data(&values[..50], &base[..50]), None, "fifty draws tell nothing of a curve");
}

#[test]
fn shapley_effects_of_independent_factors_share_interactions_equally() {
    // Of the Ishigami function the only interaction, of the first and the third factor, is halved between them.
    let function = ishigami();
    let interaction = function.total[2];
    let wanted = [function.first[0] + interaction / 2.0, function.first[1], interaction / 2.0];
    let (one, other) = (uniforms(3, 4), uniforms(3, 5));
    let orders = [[0, 1, 2], [2, 1, 0], [1, 0, 2], [2, 0, 1], [0, 2, 1], [1, 2, 0]];
    let batches = one.chunks(100).zip(other.chunks(100)).map(|(one, other)| {
        let mut sums = vec![0.0; 3];
        for order in orders {
            let mut rows = one.to_vec();
            let start: Vec<f64> = rows.iter().map(|row| (function.of)(row)).collect();
            let steps: Vec<Vec<f64>> = order
                .iter()
                .map(|&factor| {
                    rows.iter_mut().zip(other).for_each(|(row, other)| row[factor] = other[factor]);
                    rows.iter().map(|row| (function.of)(row)).collect()
                })
                .collect();
            let added = added_in_walk(3, &order, &start, &steps);
            sums.iter_mut().zip(added).for_each(|(sum, added)| *sum += added);
        }
        sums
    });
    let shapley = Shapley::of(&batches.collect::<Vec<_>>());
    for (factor, wanted) in wanted.into_iter().enumerate() {
        is_near(&shapley.share(&[factor]).unwrap(), wanted, &format!("factor {factor}"));
    }
    let all = shapley.share(&[0, 1, 2]).unwrap();
    assert!((all.value - 1.0).abs() < 1e-12 && all.se < 1e-12, "{all:?}");
}
