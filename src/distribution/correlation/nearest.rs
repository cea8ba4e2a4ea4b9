//! The nearest possible correlation matrix to one that is not.

use crate::distribution::correlation::Matrix;
use crate::distribution::correlation::eigen::eigen;
use crate::distribution::correlation::least_eigenvalue;

/// Projections in turn converge linearly; a matrix that somebody wrote by hand is there within a few dozen.
const MOST_STEPS: usize = 500;

/// Entries that move less than this in a step have arrived: a hundredth of what is written.
const ARRIVED: f64 = 1e-7;

/// The grid that entries are written on: four decimals.
const GRID: f64 = 1e4;

/// A possible matrix near one that is not.
#[derive(Clone, Debug, PartialEq)]
pub struct Nearest {
    /// Row by row, in four decimals; possible as it is written.
    pub matrix: Matrix,
    /// The largest part of every correlation that is possible as well: 1/(1 − λ) for the least eigenvalue λ, in four
    /// decimals and rounded down.
    pub part: f64,
}

/// The nearest correlation matrix in the sum of squared differences, by projecting in turn onto matrices without
/// negative eigenvalues and onto those with a diagonal of ones, with Dykstra's correction (N. J. Higham (2002),
/// "Computing the nearest correlation matrix: a problem from finance", IMA Journal of Numerical Analysis 22).
///
/// It lies on the edge of what is possible, where rounding would push it over. So it is drawn towards no correlation at
/// all by what rounding can take: with entries off by at most ½ on the grid no eigenvalue falls by more than size/2 of
/// it.
#[must_use]
pub fn nearest(matrix: &[Vec<f64>]) -> Nearest {
    let size = matrix.len();
    let edge = projected(matrix);
    let mut drawn = f64::from(u32::try_from(size).unwrap_or(u32::MAX)) / (2.0 * GRID);
    let mut rounded = on_grid(&edge, drawn);
    while least_eigenvalue(&rounded) < 0.0 && drawn < 1.0 {
        drawn *= 2.0;
        rounded = on_grid(&edge, drawn.min(1.0));
    }
    let part = 1.0 / (1.0 - least_eigenvalue(matrix).min(0.0));
    Nearest { matrix: rounded, part: (part * GRID).floor() / GRID }
}

fn on_grid(matrix: &[Vec<f64>], drawn: f64) -> Matrix {
    let entry = |row: usize, column: usize| {
        let value = ((1.0 - drawn) * matrix[row][column] * GRID).round() / GRID;
        // A nought is written without a sign.
        if row == column { 1.0 } else { value.clamp(-1.0, 1.0) + 0.0 }
    };
    let row = |row| (0..matrix.len()).map(|column| entry(row, column)).collect();
    (0..matrix.len()).map(row).collect()
}

fn projected(matrix: &[Vec<f64>]) -> Matrix {
    let size = matrix.len();
    let mut here = matrix.to_vec();
    let mut correction = vec![vec![0.0; size]; size];
    for _ in 0..MOST_STEPS {
        let mut off = here.clone();
        for (row, correction) in off.iter_mut().zip(&correction) {
            for (entry, correction) in row.iter_mut().zip(correction) {
                *entry -= correction;
            }
        }
        let possible = without_negative(&off);
        let mut moved: f64 = 0.0;
        for row in 0..size {
            for column in 0..size {
                correction[row][column] = possible[row][column] - off[row][column];
                let next = if row == column { 1.0 } else { possible[row][column] };
                moved = moved.max((next - here[row][column]).abs());
                here[row][column] = next;
            }
        }
        if moved < ARRIVED {
            break;
        }
    }
    here
}

/// The matrix with its negative eigenvalues made nought.
fn without_negative(matrix: &[Vec<f64>]) -> Matrix {
    let size = matrix.len();
    let eigen = eigen(matrix);
    let mut sum = vec![vec![0.0; size]; size];
    for (value, vector) in eigen.values.iter().zip(&eigen.vectors).filter(|(value, _)| **value > 0.0) {
        for (row, one) in sum.iter_mut().zip(vector) {
            for (entry, other) in row.iter_mut().zip(vector) {
                *entry += value * (one * other);
            }
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_is_that_of_the_paper() {
        // Higham (2002), §4: the tridiagonal matrix of 1 and 1 has the nearest one with 0.7607 and 0.1573.
        let matrix = vec![vec![1.0, 1.0, 0.0], vec![1.0, 1.0, 1.0], vec![0.0, 1.0, 1.0]];
        let found = projected(&matrix);
        for (row, column, known) in [(0, 1, 0.7607), (1, 2, 0.7607), (0, 2, 0.1573)] {
            // The paper prints four decimals.
            assert!((found[row][column] - known).abs() < 6e-5, "{found:?}");
        }
    }

    #[test]
    fn what_is_offered_is_possible_as_it_is_written_and_hardly_further_away() {
        let against = |rho: f64| vec![vec![1.0, rho, rho], vec![rho, 1.0, rho], vec![rho, rho, 1.0]];
        for matrix in [
            against(-0.9),
            against(-0.6),
            vec![vec![1.0, 1.0, 0.0], vec![1.0, 1.0, 1.0], vec![0.0, 1.0, 1.0]],
        ] {
            let Nearest { matrix: found, part } = nearest(&matrix);
            assert!(least_eigenvalue(&found) >= 0.0, "{found:?}");
            let edge = projected(&matrix);
            for (found, edge) in found.iter().flatten().zip(edge.iter().flatten()) {
                // Drawn in by 3/2 on the grid, rounded by ½.
                assert!((found - edge).abs() <= 2.0001 / GRID, "{found} against {edge}");
            }
            let shrunk: Matrix = matrix
                .iter()
                .enumerate()
                .map(|(row, entries)| {
                    let part =
                        |(column, entry): (usize, &f64)| if row == column { 1.0 } else { part * entry };
                    entries.iter().enumerate().map(part).collect()
                })
                .collect();
            assert!(least_eigenvalue(&shrunk) >= 0.0, "{part}");
        }
        // Three numbers cannot move against each other by more than a half each.
        let found = nearest(&against(-0.9)).matrix;
        assert!((found[0][1] + 0.5).abs() < 2.0 / GRID, "{found:?}");
    }
}
