//! What the observations in an evidence file do to its draws: the scores of observed numbers change, and those of their
//! neighbours move with them. The independent scores behind all of them stay what they were, so that draws before and after
//! an observation are a pair.

use crate::distribution::Update;
use crate::id::Address;
use crate::model::Change;
use crate::model::Evidence;
use crate::model::Learnt;
use crate::simulate::moved::Moved;
use crate::simulate::moved::moved;

/// Observed numbers whose scores change together, and the numbers that move with them.
pub(super) struct Shift {
    observed: Vec<usize>,
    change: Change,
    moved: Vec<Moved>,
}

/// Whether a number was observed itself.
pub(super) fn is_observed(evidence: &Evidence, address: &Address) -> bool {
    evidence.learnt().iter().flat_map(|learnt| &learnt.observed).any(|observed| observed.address == *address)
}

/// What was learnt of the numbers at some addresses, which are in order; `correlation` is that of two scores.
pub(super) fn shifts(
    evidence: &Evidence,
    addresses: &[Address],
    correlation: impl Fn(usize, usize) -> f64,
) -> Vec<Shift> {
    let shift = |learnt: &Learnt| {
        let place = |address: &Address| addresses.binary_search(address).ok();
        let observed: Option<Vec<usize>> =
            learnt.observed.iter().map(|observed| place(&observed.address)).collect();
        let observed = observed?;
        let known: Vec<(usize, usize)> = observed.iter().copied().enumerate().collect();
        let others = (0..addresses.len()).filter(|other| !observed.contains(other));
        let moved = moved(&known, others, &correlation);
        Some(Shift { observed, change: learnt.change.clone(), moved })
    };
    evidence.learnt().iter().filter_map(shift).collect()
}

impl Shift {
    /// Whether it changes the draws of a number.
    pub(super) fn covers(&self, number: usize) -> bool {
        self.observed.contains(&number) || self.moved.iter().any(|moved| moved.number == number)
    }

    /// How much of the score of each observed number a number's score takes up; `None` where none of any.
    fn weights(&self, number: usize) -> Option<Vec<f64>> {
        let mut weights = vec![0.0; self.observed.len()];
        if let Some(place) = self.observed.iter().position(|own| *own == number) {
            weights[place] = 1.0;
            return Some(weights);
        }
        let moved = self.moved.iter().find(|moved| moved.number == number)?;
        moved.by.iter().for_each(|(place, weight)| weights[*place] = *weight);
        Some(weights)
    }

    /// How the scores of one number by itself change.
    pub(super) fn update(&self, number: usize) -> Option<Update> {
        let weights = self.weights(number)?;
        Some(match (&self.change, &weights[..]) {
            (Change::Alone(update), _) if self.observed.contains(&number) => update.clone(),
            (Change::Alone(update), [r, ..]) => update.of_neighbour(*r),
            (Change::Alone(update), []) => update.clone(),
            (Change::Together(joint), weights) => joint.marginal(weights),
        })
    }

    /// What it adds to the covariance of the scores of two numbers.
    pub(super) fn added(&self, one: usize, other: usize) -> f64 {
        let Some((one, other)) = self.weights(one).zip(self.weights(other)) else { return 0.0 };
        match &self.change {
            Change::Alone(update) => {
                let both: f64 = one.iter().zip(&other).map(|(one, other)| one * other).sum();
                both * (update.moments().1 - 1.0)
            }
            Change::Together(joint) => joint.added(&one, &other),
        }
    }

    /// The changed scores of every number that it covers, given what gives the scores of a number before.
    pub(super) fn scores(&self, before: impl Fn(usize) -> Vec<f64>) -> Vec<(usize, Vec<f64>)> {
        let first: Vec<Vec<f64>> = self.observed.iter().map(|number| before(*number)).collect();
        let changed = changed(&self.change, &first);
        let neighbours = self.moved.iter().map(|moved| {
            let mut scores = before(moved.number);
            for (place, weight) in &moved.by {
                let steps = changed[*place].iter().zip(&first[*place]).map(|(after, before)| after - before);
                scores.iter_mut().zip(steps).for_each(|(score, step)| *score += weight * step);
            }
            (moved.number, scores)
        });
        let neighbours: Vec<_> = neighbours.collect();
        self.observed.iter().copied().zip(changed).chain(neighbours).collect()
    }
}

/// Columns of scores, changed draw by draw.
fn changed(change: &Change, before: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let mut columns = before.to_vec();
    match change {
        Change::Alone(update) => columns.iter_mut().for_each(|column| update.scores(column)),
        Change::Together(joint) => {
            for draw in 0..columns.first().map_or(0, Vec::len) {
                let scores: Vec<f64> = before.iter().map(|column| column[draw]).collect();
                for (column, score) in columns.iter_mut().zip(joint.scores(&scores)) {
                    column[draw] = score;
                }
            }
        }
    }
    columns
}
