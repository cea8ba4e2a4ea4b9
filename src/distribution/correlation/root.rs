//! The square root that draws are made with: L with L·L′ = R.

use crate::distribution::correlation::Matrix;
use crate::distribution::correlation::ROUNDING;

/// How each of several correlated normal scores is made of independent ones.
#[derive(Clone, Debug, PartialEq)]
pub struct Root(Matrix);

impl Root {
    /// The root of a correlation matrix, by Cholesky's method with the largest remaining variance first (Higham,
    /// *Accuracy and Stability of Numerical Algorithms*, §10.3; of equal ones the first).
    ///
    /// Where the matrix has no full rank the process ends when what is left is rounding, and what has been left out of
    /// any entry is no more than that. A number that is another one, or its mirror image, gets the same row to the bit.
    #[must_use]
    pub fn of(matrix: &[Vec<f64>]) -> Self {
        let size = matrix.len();
        let mut rest = matrix.to_vec();
        let mut root = vec![vec![0.0; size]; size];
        let mut left: Vec<usize> = (0..size).collect();
        while let Some(position) = largest(&left, &rest) {
            let pivot = left.remove(position);
            let variance = rest[pivot][pivot];
            if variance <= ROUNDING {
                break;
            }
            let deviation = variance.sqrt();
            root[pivot][pivot] = deviation;
            for &row in &left {
                root[row][pivot] = rest[row][pivot] / deviation;
            }
            for &row in &left {
                for &column in &left {
                    rest[row][column] -= root[row][pivot] * root[column][pivot];
                }
            }
        }
        Self(root)
    }

    /// The weights of a number's score: one for each independent score, most of them nought.
    #[must_use]
    pub fn weights(&self, number: usize) -> &[f64] {
        &self.0[number]
    }
}

fn largest(left: &[usize], rest: &[Vec<f64>]) -> Option<usize> {
    let variances = left.iter().map(|&row| rest[row][row]).enumerate();
    let larger = |best: (usize, f64), next: (usize, f64)| if next.1 > best.1 { next } else { best };
    variances.reduce(larger).map(|(position, _)| position)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn product(root: &Root, size: usize) -> Matrix {
        let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum();
        let row = |one| (0..size).map(|other| dot(root.weights(one), root.weights(other))).collect();
        (0..size).map(row).collect()
    }

    #[test]
    fn a_root_times_itself_is_the_matrix_even_where_ranks_are_missing() {
        let full = vec![vec![1.0, -0.3, 0.2], vec![-0.3, 1.0, 0.5], vec![0.2, 0.5, 1.0]];
        // In `flat` the third score is 0.6 of the first and 0.8 of the second; in `line` there is one score.
        let flat = vec![vec![1.0, 0.0, 0.6], vec![0.0, 1.0, 0.8], vec![0.6, 0.8, 1.0]];
        let line = vec![vec![1.0, -1.0, 1.0], vec![-1.0, 1.0, -1.0], vec![1.0, -1.0, 1.0]];
        for matrix in [full, flat, line] {
            let product = product(&Root::of(&matrix), 3);
            for (found, wanted) in product.iter().flatten().zip(matrix.iter().flatten()) {
                // A few roundings of numbers of order one, and what ends the process.
                assert!((found - wanted).abs() < 2.0 * ROUNDING, "{product:?}");
            }
        }
    }

    #[test]
    fn twins_and_mirror_images_share_their_weights_to_the_bit() {
        let matrix = vec![vec![1.0, 0.3, -1.0], vec![0.3, 1.0, -0.3], vec![-1.0, -0.3, 1.0]];
        let root = Root::of(&matrix);
        let bits = |weights: &[f64], sign: f64| -> Vec<u64> {
            weights.iter().map(|weight| (sign * weight + 0.0).to_bits()).collect()
        };
        assert_eq!(bits(root.weights(0), -1.0), bits(root.weights(2), 1.0));
    }
}
