//! Several observed numbers of one group: their scores are updated together.
//!
//! Each observation is taken as normal in its number's score, with the precision and the place that give the moments of the
//! number's own posterior: exp(−p·z²/2 + h·z) with p = 1/v − 1 and h = μ/v. The scores are z = B·w of independent ones w,
//! with B·B = R, their correlations. The posterior of w has the precision M = I + B·P·B and the mean M⁻¹·B·h, so
//! w ↦ M⁻¹·B·h + M^(−½)·w makes draws of the posterior out of draws of the prior, and B takes them back to scores. It is
//! exact where each number and each likelihood is normal; numbers of R that are one number stay one.

use crate::distribution::correlation::Matrix;
use crate::distribution::correlation::eigen;
use crate::distribution::update::map::Update;

/// Eigenvalues below this part are rounding.
const NOTHING: f64 = 1e-12;

/// An affine map of the scores of several numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Joint {
    shift: Vec<f64>,
    map: Matrix,
    correlations: Matrix,
}

impl Joint {
    /// Of numbers with these correlations and, each for itself, these updates.
    #[must_use]
    pub fn of(correlations: &[Vec<f64>], own: &[Update]) -> Self {
        let (root, back) = (power(correlations, f64::sqrt), power(correlations, |value| 1.0 / value.sqrt()));
        let moments: Vec<(f64, f64)> = own.iter().map(Update::moments).collect();
        let precision = |place: usize| (1.0 / moments[place].1 - 1.0).max(0.0);
        let size = own.len();
        let weighed: Matrix = (0..size)
            .map(|row| (0..size).map(|column| precision(row) * root[row][column]).collect())
            .collect();
        let mut posterior = times(&root, &weighed);
        for (place, row) in posterior.iter_mut().enumerate() {
            row[place] += 1.0;
        }
        let pulls: Vec<f64> = moments.iter().map(|(mean, variance)| mean / variance).collect();
        let spread = power(&posterior, |value| 1.0 / value.sqrt());
        let covariance = times(&spread, &spread);
        let shift = apply(&root, &apply(&covariance, &apply(&root, &pulls)));
        let map = times(&root, &times(&spread, &back));
        Self { shift, map, correlations: correlations.to_vec() }
    }

    /// The scores behind the posterior's draw, from those behind the prior's.
    #[must_use]
    pub fn scores(&self, scores: &[f64]) -> Vec<f64> {
        apply(&self.map, scores).iter().zip(&self.shift).map(|(moved, shift)| moved + shift).collect()
    }

    /// How much of the scores a number takes up that has these correlations with them: R⁻¹·r, nought along what says nothing
    /// new.
    #[must_use]
    pub fn regression(&self, r: &[f64]) -> Vec<f64> {
        apply(&power(&self.correlations, |value| 1.0 / value), r)
    }

    /// What the observations add to the covariance of two weighted sums of the scores; it is below nought where they were
    /// alike.
    #[must_use]
    pub fn added(&self, one: &[f64], other: &[f64]) -> f64 {
        dot(one, &apply(&self.covariance(), other)) - dot(one, &apply(&self.correlations, other))
    }

    /// The covariance of the posterior's scores.
    fn covariance(&self) -> Matrix {
        times(&self.map, &times(&self.correlations, &transposed(&self.map)))
    }

    /// The update of a weighted sum of the scores and of something of its own that makes it a standard normal one; with
    /// one weight of 1 that of one of the numbers.
    #[must_use]
    pub fn marginal(&self, weights: &[f64]) -> Update {
        Update::straight(dot(weights, &self.shift), (1.0 + self.added(weights, weights)).max(0.0).sqrt())
    }
}

/// A function of a symmetric matrix with no negative eigenvalue; nought along what is nought.
fn power(matrix: &[Vec<f64>], of: impl Fn(f64) -> f64) -> Matrix {
    let eigen = eigen::eigen(matrix);
    let largest = eigen.values.iter().copied().fold(0.0, f64::max);
    let size = matrix.len();
    let mut result = vec![vec![0.0; size]; size];
    for (value, vector) in eigen.values.iter().zip(&eigen.vectors) {
        if *value <= NOTHING * largest {
            continue;
        }
        let factor = of(*value);
        for (row, one) in result.iter_mut().zip(vector) {
            for (entry, other) in row.iter_mut().zip(vector) {
                *entry += factor * one * other;
            }
        }
    }
    result
}

fn dot(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(a, b)| a * b).sum()
}

fn apply(matrix: &[Vec<f64>], vector: &[f64]) -> Vec<f64> {
    matrix.iter().map(|row| dot(row, vector)).collect()
}

fn transposed(matrix: &[Vec<f64>]) -> Matrix {
    (0..matrix.len()).map(|column| matrix.iter().map(|row| row[column]).collect()).collect()
}

fn times(one: &[Vec<f64>], other: &[Vec<f64>]) -> Matrix {
    let other = transposed(other);
    one.iter().map(|row| apply(&other, row)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Posterior mean and covariance of two correlated standard normal scores, each observed, by the 2 by 2 inverse.
    fn by_hand(r: f64, observed: [(f64, f64); 2]) -> ([f64; 2], [[f64; 2]; 2]) {
        let inner = 1.0 - r * r;
        let precision = |error: f64| 1.0 / (error * error);
        let (p, q) = (1.0 / inner + precision(observed[0].1), 1.0 / inner + precision(observed[1].1));
        let off = -r / inner;
        let determinant = p * q - off * off;
        let covariance = [[q / determinant, -off / determinant], [-off / determinant, p / determinant]];
        let pulls = observed.map(|(value, error)| value * precision(error));
        let mean = covariance.map(|row| row[0] * pulls[0] + row[1] * pulls[1]);
        (mean, covariance)
    }

    fn conjugate((value, error): (f64, f64)) -> Update {
        let kept = error * error / (1.0 + error * error);
        Update::straight(value / (1.0 + error * error), kept.sqrt())
    }

    #[test]
    fn two_observed_normal_scores_have_the_posterior_of_the_closed_form() {
        for (r, observed) in
            [(0.6, [(1.0, 0.5), (-0.4, 0.8)]), (-0.9, [(2.0, 0.1), (0.0, 3.0)]), (0.0, [(1.0, 1.0); 2])]
        {
            let joint = Joint::of(&[vec![1.0, r], vec![r, 1.0]], &observed.map(conjugate));
            let (mean, covariance) = by_hand(r, observed);
            let moved = joint.scores(&[0.0, 0.0]);
            for place in 0..2 {
                // A few dozen roundings of numbers of order 1 to 100.
                assert!((moved[place] - mean[place]).abs() < 1e-12, "{r}: {moved:?} {mean:?}");
                let mut unit = [0.0; 2];
                unit[place] = 1.0;
                let (own, variance) = joint.marginal(&unit).moments();
                assert!((own - mean[place]).abs() < 1e-12);
                assert!((variance - covariance[place][place]).abs() < 1e-12, "{r}: {variance}");
            }
        }
    }

    #[test]
    fn twins_stay_twins() {
        let observed = [(1.0, 0.5), (2.0, 0.5)];
        let joint = Joint::of(&[vec![1.0, 1.0], vec![1.0, 1.0]], &observed.map(conjugate));
        let moved = joint.scores(&[0.7, 0.7]);
        // Both observations are of one number: precision 1 + 4 + 4, mean (4 + 8)/9.
        let exact = 12.0 / 9.0 + 0.7 / 3.0;
        assert!((moved[0] - exact).abs() < 1e-12 && (moved[1] - exact).abs() < 1e-12, "{moved:?}");
    }
}
