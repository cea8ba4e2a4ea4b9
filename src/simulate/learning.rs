//! What draws are once something is known of some uncertain numbers, and what the numbers that move with them are then.
//!
//! To know something of a number is a map of its uniform: to one place, into a part, or any other that rises. Its
//! neighbours move as `moved` says, which is exact where each known number is known to be in one place, or one number of a
//! group is known in any way. After observations in a file neighbours move by the covariances that these have left, which is
//! exact for what was observed itself.

use crate::distribution::Update;
use crate::distribution::quantiles;
use crate::simulate::copula::END;
use crate::simulate::moved::Moved;
use crate::simulate::moved::moved;
use crate::simulate::plan::Plan;
use std::fmt;
use std::sync::Arc;

/// What is known of an uncertain number.
#[derive(Clone)]
pub enum Learnt {
    /// It is this quantile of its distribution.
    At(f64),
    /// It lies between these quantiles, as it is drawn inside.
    Between(f64, f64),
    /// What was the quantile u is now another: a rising map of (0, 1) to itself.
    Mapped(Arc<dyn Fn(f64) -> f64 + Send + Sync>),
    /// In each draw it is a quantile of its own, as it was drawn elsewhere.
    Drawn(Arc<Vec<f64>>),
}

impl fmt::Debug for Learnt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::At(at) => f.debug_tuple("At").field(at).finish(),
            Self::Between(low, high) => f.debug_tuple("Between").field(low).field(high).finish(),
            Self::Mapped(_) => f.debug_tuple("Mapped").finish_non_exhaustive(),
            Self::Drawn(_) => f.debug_tuple("Drawn").finish_non_exhaustive(),
        }
    }
}

impl Learnt {
    /// What the uniforms of consecutive draws beginning at `first` become.
    fn map(&self, first: usize, uniforms: &mut [f64]) {
        let inside = |u: f64| u.clamp(END, 1.0 - END);
        match self {
            Self::At(at) => uniforms.fill(inside(*at)),
            Self::Between(low, high) => {
                for u in uniforms.iter_mut() {
                    *u = inside(low + *u * (high - low));
                }
            }
            Self::Mapped(map) => uniforms.iter_mut().for_each(|u| *u = inside(map(*u))),
            Self::Drawn(drawn) => {
                uniforms.iter_mut().zip(drawn.iter().skip(first)).for_each(|(u, drawn)| *u = inside(*drawn));
            }
        }
    }
}

/// Some numbers of a plan of which something is known, and those that move with them.
pub(super) struct Learning<'a> {
    plan: &'a Plan,
    known: &'a [(usize, Learnt)],
    /// How what was observed before has changed each known one.
    updates: Vec<Option<Update>>,
    moved: Vec<Moved>,
}

impl<'a> Learning<'a> {
    /// What is known of some numbers of a plan, each named once.
    pub(super) fn of(plan: &'a Plan, known: &'a [(usize, Learnt)]) -> Self {
        let tied: Vec<usize> = (0..known.len()).filter(|&k| plan.is_tied(known[k].0)).collect();
        let tied: Vec<(usize, usize)> = tied.into_iter().map(|place| (place, known[place].0)).collect();
        let others = (0..plan.addresses().len())
            .filter(|&other| plan.is_tied(other) && known.iter().all(|(number, _)| *number != other));
        let moved = moved(&tied, others, |one, other| plan.covariance(one, other));
        let updates = known.iter().map(|(number, _)| plan.update(*number).cloned()).collect();
        Self { plan, known, updates, moved }
    }

    /// The numbers whose draws are others than they were.
    pub(super) fn numbers(&self) -> impl Iterator<Item = usize> {
        self.known.iter().map(|(number, _)| *number).chain(self.moved.iter().map(|moved| moved.number))
    }

    /// The values of consecutive draws beginning at `first`, a column for each of [`Learning::numbers`].
    pub(super) fn columns(&self, first: usize, length: usize) -> Vec<Vec<f64>> {
        let shared = self.plan.shared(first, length);
        let mut steps = Vec::new();
        let mut columns = Vec::new();
        for ((number, learnt), update) in self.known.iter().zip(&self.updates) {
            let mut uniforms = self.plan.uniforms(*number, &shared, first, length);
            let before = uniforms.clone();
            match update {
                None => learnt.map(first, &mut uniforms),
                // What is learnt is learnt of what is believed now.
                Some(update) => {
                    for u in &mut uniforms {
                        *u = update.uniform_back(*u);
                    }
                    learnt.map(first, &mut uniforms);
                    for u in &mut uniforms {
                        *u = update.uniform(*u).clamp(END, 1.0 - END);
                    }
                }
            }
            steps.push(self.plan.is_tied(*number).then(|| step(before, uniforms.clone())));
            self.plan.values(*number, &mut uniforms);
            columns.push(uniforms);
        }
        for Moved { number, by } in &self.moved {
            let mut scores = self.plan.uniforms(*number, &shared, first, length);
            quantiles::scores(&mut scores);
            for (known, weight) in by {
                if let Some(step) = &steps[*known] {
                    scores.iter_mut().zip(step).for_each(|(score, step)| *score += weight * step);
                }
            }
            self.plan.values_of_scores(*number, &mut scores);
            columns.push(scores);
        }
        columns
    }
}

/// How far normal scores move where uniforms do.
fn step(mut before: Vec<f64>, mut after: Vec<f64>) -> Vec<f64> {
    quantiles::scores(&mut before);
    quantiles::scores(&mut after);
    after.iter().zip(&before).map(|(after, before)| after - before).collect()
}
