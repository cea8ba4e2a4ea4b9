//! Numbers of a Gaussian copula that move when the scores of others do.
//!
//! In normal scores a neighbour is r·z and something of its own that is independent of z, so once the score z has become
//! z′ it is moved by r·(z′ − z); with several scores by B·(z′ − z) with B = R(j, S)·R(S, S)⁻¹, the regression of the
//! neighbour on what has changed.

use crate::distribution::correlation::Root;

/// Loadings below this are rounding.
const NOTHING: f64 = 1e-12;

/// A number that moves with known ones.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Moved {
    pub(super) number: usize,
    /// By how much of what each known one moves: (its place among those known, weight).
    pub(super) by: Vec<(usize, f64)>,
}

/// Those of some numbers that move with known ones, each known one with its place; `correlation` is that of two scores.
pub(super) fn moved(
    known: &[(usize, usize)],
    others: impl Iterator<Item = usize>,
    correlation: impl Fn(usize, usize) -> f64,
) -> Vec<Moved> {
    let row = |a: &(usize, usize)| known.iter().map(|b| correlation(a.1, b.1)).collect();
    let root = Root::of(&known.iter().map(row).collect::<Vec<Vec<f64>>>());
    let one = |other: usize| {
        let with: Vec<f64> = known.iter().map(|(_, number)| correlation(other, *number)).collect();
        if with.iter().all(|r| r.abs() < NOTHING) {
            return None;
        }
        let by = known.iter().map(|(place, _)| *place).zip(regression(&root, with));
        Some(Moved { number: other, by: by.filter(|(_, weight)| weight.abs() > NOTHING).collect() })
    };
    others.filter_map(one).collect()
}

/// The b with L·L′·b = r: nought along what L has no pivot for, which says nothing new.
fn regression(root: &Root, mut r: Vec<f64>) -> Vec<f64> {
    let size = r.len();
    let order = in_order(root, size);
    for (place, &k) in order.iter().enumerate() {
        let before: f64 = order[..place].iter().map(|&l| root.weights(k)[l] * r[l]).sum();
        r[k] = (r[k] - before) / root.weights(k)[k];
    }
    let mut b = vec![0.0; size];
    for (place, &k) in order.iter().enumerate().rev() {
        let behind: f64 = order[place + 1..].iter().map(|&l| root.weights(l)[k] * b[l]).sum();
        b[k] = (r[k] - behind) / root.weights(k)[k];
    }
    b
}

/// The numbers that a root has pivots for, each behind those that its row rests on.
fn in_order(root: &Root, size: usize) -> Vec<usize> {
    let mut order: Vec<usize> = Vec::new();
    let mut left: Vec<usize> = (0..size).filter(|&k| root.weights(k)[k] > NOTHING).collect();
    let rests_on = |k: usize, l: usize| l != k && root.weights(k)[l].abs() > 0.0;
    while let Some(next) = left.iter().position(|&k| left.iter().all(|&l| !rests_on(k, l))) {
        order.push(left.remove(next));
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_regression_on_correlated_scores_solves_the_normal_equations() {
        // By hand: R = [[1, ½], [½, 1]], r = (0.6, 0.9): b = R⁻¹·r = (0.2, 0.8).
        let pair = vec![vec![1.0, 0.5], vec![0.5, 1.0]];
        let b = regression(&Root::of(&pair), vec![0.6, 0.9]);
        assert!((b[0] - 0.2).abs() < 1e-12 && (b[1] - 0.8).abs() < 1e-12, "{b:?}");
        // Of twins one says all; the other says nothing new.
        let twins = vec![vec![1.0, 1.0], vec![1.0, 1.0]];
        let b = regression(&Root::of(&twins), vec![0.7, 0.7]);
        assert!((b[0] + b[1] - 0.7).abs() < 1e-12, "{b:?}");
        // A chain, in which pivots are not taken in the order of the fullest rows: checked by multiplying back.
        let chain = vec![
            vec![1.0, 0.0, 0.5, 0.0],
            vec![0.0, 1.0, 0.5, 0.0],
            vec![0.5, 0.5, 1.0, 0.4],
            vec![0.0, 0.0, 0.4, 1.0],
        ];
        let r = vec![0.3, -0.2, 0.4, 0.1];
        let b = regression(&Root::of(&chain), r.clone());
        for (row, wanted) in chain.iter().zip(&r) {
            let found: f64 = row.iter().zip(&b).map(|(entry, b)| entry * b).sum();
            assert!((found - wanted).abs() < 1e-12, "{b:?}");
        }
    }
}
