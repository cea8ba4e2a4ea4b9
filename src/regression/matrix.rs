//! A small symmetric positive definite system, factored once and solved for several right sides.

/// A pivot below this part of its diagonal entry is what rounding leaves of nothing.
const NOTHING: f64 = 1e-13;

/// M = LDL′ (Golub & Van Loan, *Matrix Computations*, §4.1); directions without curvature of their own are left out.
pub(super) struct Factored {
    size: usize,
    /// Rows of the upper factor, scaled by their pivots.
    rows: Vec<f64>,
    inverses: Vec<f64>,
}

impl Factored {
    /// Factors a matrix, of which only the upper triangle is read, row by row.
    pub(super) fn of(mut rows: Vec<f64>, size: usize) -> Self {
        let before: Vec<f64> = rows.iter().step_by(size + 1).copied().collect();
        let mut inverses = Vec::with_capacity(size);
        for (column, was) in before.iter().enumerate() {
            let (done, open) = rows.split_at_mut((column + 1) * size);
            let own = &done[column * size..];
            let pivot = own[column];
            let inverse = if pivot > NOTHING * was { 1.0 / pivot } else { 0.0 };
            inverses.push(inverse);
            for (row, other) in (column + 1..size).zip(open.chunks_exact_mut(size)) {
                let factor = own[row] * inverse;
                if factor != 0.0 {
                    subtract(&mut other[row..], factor, &own[row..]);
                }
            }
        }
        Self { size, rows, inverses }
    }

    /// Solves Mx = b in place.
    pub(super) fn solve(&self, right: &mut [f64]) {
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

/// x′Mx of a matrix of which only the upper triangle is read.
pub(super) fn quadratic(matrix: &[f64], x: &[f64]) -> f64 {
    let mut total = 0.0;
    for (row, (own, entries)) in x.iter().zip(matrix.chunks_exact(x.len())).enumerate() {
        let beyond: f64 = entries[row + 1..].iter().zip(&x[row + 1..]).map(|(entry, x)| entry * x).sum();
        total += own * (entries[row] * own + 2.0 * beyond);
    }
    total
}

fn subtract(vector: &mut [f64], factor: f64, other: &[f64]) {
    for (entry, other) in vector.iter_mut().zip(other) {
        *entry -= factor * other;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MATRIX: [f64; 9] = [4.0, 2.0, 1.0, 2.0, 5.0, 3.0, 1.0, 3.0, 6.0];

    #[test]
    fn what_is_solved_gives_the_right_side_back() {
        let mut solved = [1.0, -2.0, 3.0];
        Factored::of(MATRIX.to_vec(), 3).solve(&mut solved);
        for (row, expected) in MATRIX.chunks(3).zip([1.0, -2.0, 3.0]) {
            let back: f64 = row.iter().zip(&solved).map(|(entry, value)| entry * value).sum();
            // A dozen roundings of numbers of order one.
            assert!((back - expected).abs() < 1e-14, "{solved:?}");
        }
    }

    #[test]
    fn a_direction_that_others_imply_is_left_out() {
        let mut solved = [3.0, 3.0];
        Factored::of(vec![1.0; 4], 2).solve(&mut solved);
        // Whole numbers are exact.
        assert_eq!(solved.map(f64::to_bits), [3.0_f64, 0.0].map(f64::to_bits));
    }

    #[test]
    fn a_quadratic_form_reads_the_upper_triangle() {
        // 4 + 4·2 + 2·3 + 5·4 + 2·3·6 + 6·9, by hand for x = (1, 2, 3).
        assert!((quadratic(&MATRIX, &[1.0, 2.0, 3.0]) - 128.0).abs() < 1e-12);
    }
}
