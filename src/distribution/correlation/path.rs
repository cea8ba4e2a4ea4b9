//! Correlated scores that are drawn anew one after the other, each time as they are given those that are left.

use crate::distribution::correlation::Matrix;

/// Variances below this are rounding: such a score is what the ones before it say.
const NOTHING: f64 = 1e-12;

/// Scores in the order in which they are to be drawn anew.
///
/// From the last one back each score is a sum of those behind it and of something of its own that is independent of them
/// (Cholesky's rows). To draw a score anew is to exchange what is its own, which moves it and the ones that were exchanged
/// before it, and leaves those behind as they are.
#[derive(Clone, Debug)]
pub struct Path {
    /// Row i: what score i is made of; by places, of which it takes its own and later ones.
    rows: Matrix,
}

/// Scores of some draws on their way.
#[derive(Clone, Debug)]
pub struct Walk<'p> {
    path: &'p Path,
    /// By place, the scores of each draw.
    scores: Vec<Vec<f64>>,
    /// By place, how what is its own changes.
    changes: Vec<Vec<f64>>,
    done: usize,
}

impl Path {
    /// The path through scores with these correlations, the first of which is drawn anew first.
    #[must_use]
    pub fn of(correlations: &[Vec<f64>]) -> Self {
        let size = correlations.len();
        let mut rows = vec![vec![0.0; size]; size];
        for row in (0..size).rev() {
            for column in (row..size).rev() {
                let known: f64 = (column + 1..size).map(|k| rows[row][k] * rows[column][k]).sum();
                let left = correlations[row][column] - known;
                rows[row][column] = match (row == column, rows[column][column]) {
                    (true, _) => {
                        if left > NOTHING {
                            left.sqrt()
                        } else {
                            0.0
                        }
                    }
                    (false, own) => {
                        if own > 0.0 {
                            left / own
                        } else {
                            0.0
                        }
                    }
                };
            }
        }
        Self { rows }
    }

    /// Sets out from scores to independent ones, both by place and draw.
    #[must_use]
    pub fn walk(&self, from: Vec<Vec<f64>>, to: &[Vec<f64>]) -> Walk<'_> {
        let (own, other) = (self.own(&from), self.own(to));
        let change = |(own, other): (&Vec<f64>, &Vec<f64>)| {
            own.iter().zip(other).map(|(own, other)| other - own).collect()
        };
        let changes = own.iter().zip(&other).map(change).collect();
        Walk { path: self, scores: from, changes, done: 0 }
    }

    /// What is each score's own.
    fn own(&self, scores: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let mut own: Vec<Vec<f64>> = scores.to_vec();
        for row in (0..scores.len()).rev() {
            let (before, behind) = own.split_at_mut(row + 1);
            for (part, weight) in behind.iter().zip(&self.rows[row][row + 1..]) {
                before[row].iter_mut().zip(part).for_each(|(own, part)| *own -= weight * part);
            }
            let deviation = self.rows[row][row];
            before[row]
                .iter_mut()
                .for_each(|own| *own = if deviation > 0.0 { *own / deviation } else { 0.0 });
        }
        own
    }
}

impl Walk<'_> {
    /// Draws the next score anew; says the scores that have moved, which are this one and all before it.
    pub fn step(&mut self) -> &[Vec<f64>] {
        let place = self.done;
        if let Some(change) = self.changes.get(place) {
            for (scores, row) in self.scores[..=place].iter_mut().zip(&self.path.rows) {
                let weight = row[place];
                scores.iter_mut().zip(change).for_each(|(score, change)| *score += weight * change);
            }
            self.done += 1;
        }
        &self.scores[..self.done]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_walk_ends_where_it_was_to_go() {
        let correlations = vec![vec![1.0, 0.5, 0.2], vec![0.5, 1.0, -0.4], vec![0.2, -0.4, 1.0]];
        let path = Path::of(&correlations);
        let (from, to) = (vec![vec![0.3], vec![-1.2], vec![0.7]], vec![vec![-0.9], vec![0.1], vec![2.0]]);
        let mut walk = path.walk(from, &to);
        (0..3).for_each(|_| drop(walk.step().to_vec()));
        for (reached, wanted) in walk.step().iter().zip(&to) {
            assert!((reached[0] - wanted[0]).abs() < 1e-12, "{reached:?} against {wanted:?}");
        }
    }

    #[test]
    fn what_is_drawn_anew_first_is_drawn_given_all_others() {
        // Of two scores with correlation ρ, z′ = ρ·z₂ + √(1 − ρ²)·ε, where ε is the own part of the other draw.
        let rho = 0.6;
        let path = Path::of(&[vec![1.0, rho], vec![rho, 1.0]]);
        let mut walk = path.walk(vec![vec![0.3], vec![1.5]], &[vec![-0.4], vec![0.8]]);
        let own: f64 = (-0.4 - rho * 0.8) / 0.8;
        assert!((walk.step()[0][0] - (rho * 1.5 + 0.8 * own)).abs() < 1e-12);
        // Twins are one: the first of them does not move while the other is known.
        let path = Path::of(&[vec![1.0, 1.0], vec![1.0, 1.0]]);
        let mut walk = path.walk(vec![vec![0.3], vec![0.3]], &[vec![-0.4], vec![-0.4]]);
        assert!((walk.step()[0][0] - 0.3).abs() < 1e-12);
        assert!((walk.step()[0][0] + 0.4).abs() < 1e-12);
    }
}
