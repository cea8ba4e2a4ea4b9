//! Eigenvalues of symmetric matrices, by Jacobi's rotations.

use crate::distribution::correlation::Matrix;

/// Sweeps over all pairs; convergence is quadratic, and matrices of a hundred rows need about ten.
const MOST_SWEEPS: usize = 60;

/// Eigenvalues, and for each a unit eigenvector, in no particular order.
pub(in crate::distribution) struct Eigen {
    pub(in crate::distribution) values: Vec<f64>,
    /// One eigenvector a row.
    pub(in crate::distribution) vectors: Matrix,
}

/// The least eigenvalue of a symmetric matrix; 0 of nothing.
#[must_use]
pub fn least_eigenvalue(matrix: &[Vec<f64>]) -> f64 {
    eigen(matrix).values.into_iter().reduce(f64::min).unwrap_or(0.0)
}

/// All eigenvalues of a symmetric matrix: each rotation makes one pair of entries nought, until all that is left off the
/// diagonal is rounding (Golub & Van Loan, *Matrix Computations*, §8.5: the cyclic Jacobi method).
pub(in crate::distribution) fn eigen(matrix: &[Vec<f64>]) -> Eigen {
    let size = matrix.len();
    let mut rest = matrix.to_vec();
    let mut vectors: Matrix =
        (0..size).map(|row| (0..size).map(|column| f64::from(u8::from(row == column))).collect()).collect();
    let scale = matrix.iter().flatten().fold(0.0, |largest: f64, entry| largest.max(entry.abs()));
    for _ in 0..MOST_SWEEPS {
        let mut is_done = true;
        for first in 0..size {
            for second in first + 1..size {
                if rest[first][second].abs() <= f64::EPSILON * f64::EPSILON * scale {
                    continue;
                }
                is_done = false;
                rotate(&mut rest, &mut vectors, first, second);
            }
        }
        if is_done {
            break;
        }
    }
    Eigen { values: (0..size).map(|row| rest[row][row]).collect(), vectors }
}

/// Turns the plane of two axes so that their entry off the diagonal vanishes.
fn rotate(rest: &mut Matrix, vectors: &mut Matrix, first: usize, second: usize) {
    let off = rest[first][second];
    let slant = (rest[second][second] - rest[first][first]) / (2.0 * off);
    // The smaller of the two angles; a slant too large to square makes a tangent of nought, which is right.
    let tangent = 1.0_f64.copysign(slant) / (slant.abs() + (slant * slant + 1.0).sqrt());
    let cosine = 1.0 / (tangent * tangent + 1.0).sqrt();
    let sine = tangent * cosine;
    for row in rest.iter_mut() {
        let (one, two) = (row[first], row[second]);
        row[first] = cosine * one - sine * two;
        row[second] = sine * one + cosine * two;
    }
    for rows in [&mut *rest, vectors] {
        let (above, below) = rows.split_at_mut(second);
        for (first, second) in above[first].iter_mut().zip(&mut below[0]) {
            let (one, two) = (*first, *second);
            *first = cosine * one - sine * two;
            *second = sine * one + cosine * two;
        }
    }
    (rest[first][second], rest[second][first]) = (0.0, 0.0);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_constant_correlation_has_its_two_known_eigenvalues() {
        for (size, rho) in [(2, 0.3), (5, 0.9), (5, -0.25), (30, 0.5), (4, 0.0)] {
            let entry = |row, column| if row == column { 1.0 } else { rho };
            let matrix: Matrix =
                (0..size).map(|row| (0..size).map(|column| entry(row, column)).collect()).collect();
            let mut found = eigen(&matrix).values;
            found.sort_by(f64::total_cmp);
            let n = f64::from(u32::try_from(size).unwrap());
            // 1 + (n − 1)ρ once, along the diagonal of space, and 1 − ρ for every direction across it.
            let mut known = vec![1.0 - rho; size - 1];
            known.push(1.0 + (n - 1.0) * rho);
            known.sort_by(f64::total_cmp);
            for (found, known) in found.iter().zip(&known) {
                // Rounding of about n·ε of the largest eigenvalue.
                assert!((found - known).abs() < 1e-14 * n, "{size} {rho}: {found} against {known}");
            }
        }
    }

    #[test]
    fn vectors_are_what_they_say() {
        let matrix = vec![vec![2.0, -1.0, 0.5], vec![-1.0, 3.0, 0.25], vec![0.5, 0.25, -4.0]];
        let Eigen { values, vectors } = eigen(&matrix);
        for (value, vector) in values.iter().zip(&vectors) {
            for (row, entry) in matrix.iter().zip(vector) {
                let stretched: f64 = row.iter().zip(vector).map(|(a, b)| a * b).sum();
                assert!((stretched - value * entry).abs() < 1e-14, "{value}: {vector:?}");
            }
        }
        let (trace, sum) = (2.0 + 3.0 - 4.0, values.iter().sum::<f64>());
        assert!((sum - trace).abs() < 1e-14, "eigenvalues add up to the trace");
    }

    #[test]
    fn nothing_has_no_eigenvalues() {
        assert_eq!(least_eigenvalue(&[]).to_bits(), 0.0_f64.to_bits());
    }
}
