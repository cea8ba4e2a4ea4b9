//! A factorisation of a few rows, with what is solved by it: multipliers, shortest steps and Newton steps.
//!
//! Our own, because linear-algebra crates choose fused and vector instructions by machine, and then the same
//! input does not give the same bits everywhere. Sizes are those of a budget: tens of programmes.

/// A row counts as a combination of the rows before it if less than this part of its length is new; the rows of
/// a region have coefficients of order one, so rounding leaves about 1e-15.
const DEPENDENT: f64 = 1e-9;

/// Curvature added in every direction, as a part of the largest (Tikhonov): where harm does not bend, the shortest
/// of all equally good steps is taken. A thousand times what rounding makes of no curvature, and too little to slow
/// a step down where there is any.
const RIDGE: f64 = 1e-11;

/// Rows as Q′Aᵀ = R by Householder reflections (Golub & Van Loan, *Matrix
/// Computations*, §5.1), leaving out rows that are combinations of earlier ones. The first columns of Q
/// span the rows, the others the directions in which no row changes.
#[derive(Clone, Debug)]
pub(in crate::optimise) struct Factorisation {
    size: usize,
    /// Unit vectors u of reflections I − 2uu′.
    reflectors: Vec<Vec<f64>>,
    /// The columns of R.
    triangle: Vec<Vec<f64>>,
    /// Which rows the columns belong to.
    pivots: Vec<usize>,
    row_count: usize,
}

impl Factorisation {
    /// The factorisation of rows that have `size` entries each.
    pub(in crate::optimise) fn of(rows: &[Vec<f64>], size: usize) -> Self {
        let mut factorisation =
            Self { size, reflectors: vec![], triangle: vec![], pivots: vec![], row_count: rows.len() };
        for (index, row) in rows.iter().enumerate() {
            let rank = factorisation.pivots.len();
            let mut rotated = row.clone();
            factorisation.apply_q_transposed(&mut rotated);
            let rest = norm(&rotated[rank..]);
            if rank == size || rest <= DEPENDENT * norm(row) {
                continue;
            }
            let corner = -rest.copysign(rotated[rank]);
            let mut reflector = rotated.clone();
            reflector[..rank].fill(0.0);
            reflector[rank] -= corner;
            let scale = norm(&reflector);
            for entry in &mut reflector {
                *entry /= scale;
            }
            rotated.truncate(rank);
            rotated.push(corner);
            factorisation.reflectors.push(reflector);
            factorisation.triangle.push(rotated);
            factorisation.pivots.push(index);
        }
        factorisation
    }

    /// v ← Q′v.
    fn apply_q_transposed(&self, vector: &mut [f64]) {
        for reflector in &self.reflectors {
            reflect(vector, reflector);
        }
    }

    /// v ← Qv.
    fn apply_q(&self, vector: &mut [f64]) {
        for reflector in self.reflectors.iter().rev() {
            reflect(vector, reflector);
        }
    }

    /// What is left of a vector in the directions in which no row changes: its largest coordinate there.
    pub(in crate::optimise) fn residual(&self, vector: &[f64]) -> f64 {
        let mut rotated = vector.to_vec();
        self.apply_q_transposed(&mut rotated);
        rotated[self.pivots.len()..].iter().fold(0.0, |largest: f64, entry| largest.max(entry.abs()))
    }

    /// The combination of rows nearest to a vector, one factor for each row given; rows left out have none.
    pub(in crate::optimise) fn multipliers(&self, vector: &[f64]) -> Vec<f64> {
        let mut rotated = vector.to_vec();
        self.apply_q_transposed(&mut rotated);
        let mut factors = vec![0.0; self.row_count];
        for column in (0..self.pivots.len()).rev() {
            let later = column + 1..self.pivots.len();
            let known: f64 =
                later.map(|other| self.triangle[other][column] * factors[self.pivots[other]]).sum();
            factors[self.pivots[column]] = (rotated[column] - known) / self.triangle[column][column];
        }
        factors
    }

    /// The shortest step that changes each row's value by so much; rows left out follow the others.
    pub(in crate::optimise) fn least_norm_step(&self, changes: &[f64]) -> Vec<f64> {
        let mut step = vec![0.0; self.size];
        for (column, triangle) in self.triangle.iter().enumerate() {
            let known: f64 = triangle[..column].iter().zip(&step).map(|(factor, entry)| factor * entry).sum();
            step[column] = (changes[self.pivots[column]] - known) / triangle[column];
        }
        self.apply_q(&mut step);
        step
    }

    /// The step that minimises g·p + ½·p′Hp without changing any row.
    pub(in crate::optimise) fn newton_step(&self, gradient: &[f64], hessian: &[Vec<f64>]) -> Vec<f64> {
        let rank = self.pivots.len();
        let mut rotated: Vec<Vec<f64>> = hessian.to_vec();
        for row in &mut rotated {
            self.apply_q_transposed(row);
        }
        let mut reduced: Vec<Vec<f64>> =
            (rank..self.size).map(|axis| rotated.iter().map(|row| row[axis]).collect::<Vec<f64>>()).collect();
        for row in &mut reduced {
            self.apply_q_transposed(row);
            row.drain(..rank);
        }
        let mut step = gradient.to_vec();
        self.apply_q_transposed(&mut step);
        step[..rank].fill(0.0);
        // A part of the whole matrix, not of what is left of it: that may be rounding and nothing else.
        let steepest = (0..self.size).fold(0.0, |steepest: f64, i| steepest.max(hessian[i][i]));
        solve(reduced, &mut step[rank..], (RIDGE * steepest).max(f64::MIN_POSITIVE));
        for entry in &mut step {
            *entry = -*entry;
        }
        self.apply_q(&mut step);
        step
    }
}

/// v ← (I − 2uu′)v.
fn reflect(vector: &mut [f64], unit: &[f64]) {
    let along = 2.0 * dot(vector, unit);
    for (entry, unit) in vector.iter_mut().zip(unit) {
        *entry -= along * unit;
    }
}

/// Solves (M + ridge·I)x = b in place for a symmetric M without negative curvature, by LDL′.
#[expect(clippy::needless_range_loop, reason = "two rows of one matrix at a time")]
fn solve(mut matrix: Vec<Vec<f64>>, right: &mut [f64], ridge: f64) {
    let size = right.len();
    for column in 0..size {
        // Rounding can leave a little less than nought, never less than a ridge.
        let pivot = (matrix[column][column] + ridge).max(ridge);
        matrix[column][column] = pivot;
        for row in column + 1..size {
            let factor = matrix[row][column] / pivot;
            for other in column + 1..=row {
                matrix[row][other] -= factor * matrix[other][column];
            }
        }
        for row in column + 1..size {
            matrix[row][column] /= pivot;
        }
    }
    for row in 0..size {
        let known = dot(&matrix[row][..row], &right[..row]);
        right[row] -= known;
    }
    for row in (0..size).rev() {
        let known: f64 = (row + 1..size).map(|below| matrix[below][row] * right[below]).sum();
        right[row] = right[row] / matrix[row][row] - known;
    }
}

/// The product of two vectors.
pub(in crate::optimise) fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// The largest size of any entry.
pub(in crate::optimise) fn max_norm(vector: &[f64]) -> f64 {
    vector.iter().fold(0.0, |largest: f64, entry| largest.max(entry.abs()))
}

fn norm(vector: &[f64]) -> f64 {
    dot(vector, vector).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rounding over a handful of operations on numbers of order one.
    const EXACT: f64 = 1e-13;

    /// What the ridge does to a step of order one, some ten times over.
    const RIDGED: f64 = 1e-10;

    fn rows() -> Vec<Vec<f64>> {
        // The third is the sum of the first two: four fixed strand shares and the budget, in small.
        vec![vec![1.0, 1.0, 0.0, 0.0], vec![0.0, 0.0, 1.0, 1.0], vec![1.0; 4]]
    }

    #[test]
    fn a_row_that_others_imply_is_left_out() {
        let factorisation = Factorisation::of(&rows(), 4);
        assert_eq!(factorisation.pivots, [0, 1]);
        assert!(
            factorisation.residual(&[2.0, 2.0, 3.0, 3.0]) < EXACT,
            "a combination of the rows leaves nothing"
        );
        let factors = factorisation.multipliers(&[2.0, 2.0, 3.0, 3.0]);
        for (factor, expected) in factors.iter().zip([2.0, 3.0, 0.0]) {
            assert!((factor - expected).abs() < EXACT, "{factors:?}");
        }
    }

    #[test]
    fn the_shortest_step_spreads_a_change_evenly() {
        let step = Factorisation::of(&rows(), 4).least_norm_step(&[0.2, -0.4, -0.2]);
        for (entry, expected) in step.iter().zip([0.1, 0.1, -0.2, -0.2]) {
            assert!((entry - expected).abs() < EXACT, "{step:?}");
        }
    }

    #[test]
    fn a_newton_step_keeps_the_rows_and_stays_where_nothing_bends() {
        // Minimise ½(a − 1)² + ½·4·(b − 1)² from (0, 0) with a + b unchanged: a − b = −2 + …: p = (−0.6, 0.6).
        let hessian = vec![vec![1.0, 0.0, 0.0], vec![0.0, 4.0, 0.0], vec![0.0; 3]];
        let step = Factorisation::of(&[vec![1.0, 1.0, 0.0]], 3).newton_step(&[-1.0, -4.0, 0.0], &hessian);
        for (entry, expected) in step.iter().zip([-0.6, 0.6, 0.0]) {
            assert!((entry - expected).abs() < RIDGED, "{step:?}");
        }
    }

    #[test]
    fn no_rows_and_no_entries_are_no_trouble() {
        let free = Factorisation::of(&[], 1).newton_step(&[3.0], &[vec![2.0]]);
        assert!((free[0] + 1.5).abs() < RIDGED);
        assert!(Factorisation::of(&[vec![]], 0).newton_step(&[], &[]).is_empty());
    }
}
