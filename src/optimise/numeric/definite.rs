//! A positive definite matrix, factored: what an interior-point step solves.

/// A pivot below this part of its diagonal entry before elimination is what rounding leaves of nothing.
const NOTHING: f64 = 1e-14;

/// M = U′DU with U of unit diagonal, by elimination (Golub & Van Loan, *Matrix Computations*, §4.1). Directions without
/// any curvature of their own are left out: what is solved for is nought there.
#[derive(Clone, Debug, Default)]
pub(in crate::optimise) struct Definite {
    size: usize,
    /// DU, row by row; what is below the diagonal is never read.
    rows: Vec<f64>,
    /// 1/D, or nought where a direction is left out.
    inverses: Vec<f64>,
}

impl Definite {
    /// Factors a matrix, of which only the upper triangle is read, row by row.
    pub(in crate::optimise) fn factor(&mut self, matrix: &[f64], size: usize) {
        self.size = size;
        self.rows.clear();
        self.rows.extend_from_slice(matrix);
        self.inverses.clear();
        for column in 0..size {
            let (done, open) = self.rows.split_at_mut((column + 1) * size);
            let own = &done[column * size..];
            let pivot = own[column];
            let was = matrix[column * size + column];
            let inverse = if pivot > NOTHING * was { 1.0 / pivot } else { 0.0 };
            self.inverses.push(inverse);
            for (row, other) in (column + 1..size).zip(open.chunks_exact_mut(size)) {
                let factor = own[row] * inverse;
                if factor != 0.0 {
                    subtract(&mut other[row..], factor, &own[row..]);
                }
            }
        }
    }

    /// Solves Mx = b in place.
    pub(in crate::optimise) fn solve(&self, right: &mut [f64]) {
        for column in 0..self.size {
            let own = &self.rows[column * self.size..(column + 1) * self.size];
            let (done, open) = right.split_at_mut(column + 1);
            subtract(open, done[column] * self.inverses[column], &own[column + 1..]);
        }
        for column in (0..self.size).rev() {
            let own = &self.rows[column * self.size + column + 1..(column + 1) * self.size];
            let (done, later) = right.split_at_mut(column + 1);
            let known: f64 = own.iter().zip(later.iter()).map(|(entry, value)| entry * value).sum();
            done[column] = (done[column] - known) * self.inverses[column];
        }
    }
}

/// v ← v − factor·u, entry by entry.
fn subtract(vector: &mut [f64], factor: f64, other: &[f64]) {
    for (entry, other) in vector.iter_mut().zip(other) {
        *entry -= factor * other;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_solved_gives_the_right_side_back() {
        let matrix = [4.0, 2.0, 1.0, 2.0, 5.0, 3.0, 1.0, 3.0, 6.0];
        let mut definite = Definite::default();
        definite.factor(&matrix, 3);
        let mut solved = [1.0, -2.0, 3.0];
        definite.solve(&mut solved);
        for (row, expected) in matrix.chunks(3).zip([1.0, -2.0, 3.0]) {
            let back: f64 = row.iter().zip(&solved).map(|(entry, value)| entry * value).sum();
            // A dozen roundings of numbers of order one.
            assert!((back - expected).abs() < 1e-14, "{solved:?}");
        }
    }

    #[test]
    fn a_direction_that_others_imply_is_left_out() {
        let mut definite = Definite::default();
        definite.factor(&[1.0, 1.0, 1.0, 1.0], 2);
        let mut solved = [3.0, 3.0];
        definite.solve(&mut solved);
        // Whole numbers are exact.
        assert_eq!(solved.map(f64::to_bits), [3.0_f64, 0.0].map(f64::to_bits));
    }
}
