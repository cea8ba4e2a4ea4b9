//! What draws are once something is known of some uncertain numbers, and what the numbers that move with them are then.
//!
//! To know something of a number is a map of its uniform: to one place, into a part, or any other that rises. In the
//! normal scores of a Gaussian copula a neighbour is r·z and something of its own that is independent of z, so once the
//! score z has become z′ it is moved by r·(z′ − z); with several scores known, by B·(z′ − z) with B = R(j, S)·R(S, S)⁻¹,
//! the regression of the neighbour on what is known. Both are exact where each known number is known to be in one place,
//! or one number of a group is known in any way.

use crate::distribution::correlation::Root;
use crate::distribution::quantiles;
use crate::simulate::copula::END;
use crate::simulate::plan::Plan;
use std::fmt;
use std::sync::Arc;

/// Loadings below this are rounding.
const NOTHING: f64 = 1e-12;

/// What is known of an uncertain number.
#[derive(Clone)]
pub enum Learnt {
    /// It is this quantile of its distribution.
    At(f64),
    /// It lies between these quantiles, as it is drawn inside.
    Between(f64, f64),
    /// What was the quantile u is now another: a rising map of (0, 1) to itself.
    Mapped(Arc<dyn Fn(f64) -> f64 + Send + Sync>),
}

impl fmt::Debug for Learnt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::At(at) => f.debug_tuple("At").field(at).finish(),
            Self::Between(low, high) => f.debug_tuple("Between").field(low).field(high).finish(),
            Self::Mapped(_) => f.debug_tuple("Mapped").finish_non_exhaustive(),
        }
    }
}

impl Learnt {
    /// What uniforms become.
    fn map(&self, uniforms: &mut [f64]) {
        let inside = |u: f64| u.clamp(END, 1.0 - END);
        match self {
            Self::At(at) => uniforms.fill(inside(*at)),
            Self::Between(low, high) => {
                uniforms.iter_mut().for_each(|u| *u = inside(low + *u * (high - low)));
            }
            Self::Mapped(map) => uniforms.iter_mut().for_each(|u| *u = inside(map(*u))),
        }
    }
}

/// Some numbers of a plan of which something is known, and those that move with them.
pub(super) struct Learning<'a> {
    plan: &'a Plan,
    known: &'a [(usize, Learnt)],
    moved: Vec<Moved>,
}

/// A number that moves with known ones.
struct Moved {
    number: usize,
    /// By how much of what each known one moves: (its place among those known, weight).
    by: Vec<(usize, f64)>,
}

impl<'a> Learning<'a> {
    /// What is known of some numbers of a plan, each named once.
    pub(super) fn of(plan: &'a Plan, known: &'a [(usize, Learnt)]) -> Self {
        let tied: Vec<usize> = (0..known.len()).filter(|&k| plan.is_tied(known[k].0)).collect();
        let number = |k: &usize| known[*k].0;
        let row = |a: &usize| tied.iter().map(|b| plan.correlation(number(a), number(b))).collect();
        let root = Root::of(&tied.iter().map(row).collect::<Vec<Vec<f64>>>());
        let others = (0..plan.addresses().len())
            .filter(|&other| plan.is_tied(other) && known.iter().all(|(number, _)| *number != other));
        let moved = others.filter_map(|other| {
            let with: Vec<f64> = tied.iter().map(|k| plan.correlation(other, number(k))).collect();
            if with.iter().all(|r| r.abs() < NOTHING) {
                return None;
            }
            let by = tied
                .iter()
                .copied()
                .zip(regression(&root, with))
                .filter(|(_, weight)| weight.abs() > NOTHING);
            Some(Moved { number: other, by: by.collect() })
        });
        Self { plan, known, moved: moved.collect() }
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
        for (number, learnt) in self.known {
            let mut uniforms = self.plan.uniforms(*number, &shared, first, length);
            let before = uniforms.clone();
            learnt.map(&mut uniforms);
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

/// The b with L·L′·b = r: nought along what L has no pivot for, which says nothing new.
fn regression(root: &Root, mut r: Vec<f64>) -> Vec<f64> {
    let size = r.len();
    let order = in_order(root, size);
    for (place, &k) in order.iter().enumerate() {
        let before: f64 = order[..place].iter().map(|&l| root.weights(k)[l] * r[l]).sum();
        r[k] = (r[k] - before) / root.weights(k)[k];
    }
    let mut b = vec![0.0; size];
    for (place, &k) in order.iter().enumerate().rev() {
        let behind: f64 = order[place + 1..].iter().map(|&l| root.weights(l)[k] * b[l]).sum();
        b[k] = (r[k] - behind) / root.weights(k)[k];
    }
    b
}

/// The numbers that a root has pivots for, each behind those that its row rests on.
fn in_order(root: &Root, size: usize) -> Vec<usize> {
    let mut order: Vec<usize> = Vec::new();
    let mut left: Vec<usize> = (0..size).filter(|&k| root.weights(k)[k] > NOTHING).collect();
    let rests_on = |k: usize, l: usize| l != k && root.weights(k)[l].abs() > 0.0;
    while let Some(next) = left.iter().position(|&k| left.iter().all(|&l| !rests_on(k, l))) {
        order.push(left.remove(next));
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_regression_on_correlated_scores_solves_the_normal_equations() {
        // By hand: R = [[1, ½], [½, 1]], r = (0.6, 0.9): b = R⁻¹·r = (0.2, 0.8).
        let pair = vec![vec![1.0, 0.5], vec![0.5, 1.0]];
        let b = regression(&Root::of(&pair), vec![0.6, 0.9]);
        assert!((b[0] - 0.2).abs() < 1e-12 && (b[1] - 0.8).abs() < 1e-12, "{b:?}");
        // Of twins one says all; the other says nothing new.
        let twins = vec![vec![1.0, 1.0], vec![1.0, 1.0]];
        let b = regression(&Root::of(&twins), vec![0.7, 0.7]);
        assert!((b[0] + b[1] - 0.7).abs() < 1e-12, "{b:?}");
        // A chain, in which pivots are not taken in the order of the fullest rows: checked by multiplying back.
        let chain = vec![
            vec![1.0, 0.0, 0.5, 0.0],
            vec![0.0, 1.0, 0.5, 0.0],
            vec![0.5, 0.5, 1.0, 0.4],
            vec![0.0, 0.0, 0.4, 1.0],
        ];
        let r = vec![0.3, -0.2, 0.4, 0.1];
        let b = regression(&Root::of(&chain), r.clone());
        for (row, wanted) in chain.iter().zip(&r) {
            let found: f64 = row.iter().zip(&b).map(|(entry, b)| entry * b).sum();
            assert!((found - wanted).abs() < 1e-12, "{b:?}");
        }
    }
}
