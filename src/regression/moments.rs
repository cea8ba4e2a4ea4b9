//! Sums of squares and products of functions and outcomes: all that a fit needs of its draws.

use crate::regression::design::Design;
use crate::regression::folds::FOLDS;
use crate::regression::folds::fold;

/// The sums of some draws.
#[derive(Clone)]
pub(super) struct Moments {
    pub(super) draws: f64,
    /// Of products of functions; the upper triangle.
    pub(super) gram: Vec<f64>,
    /// Of products of functions and each outcome.
    pub(super) cross: Vec<Vec<f64>>,
    /// Of squares of each outcome.
    pub(super) squares: Vec<f64>,
}

impl Moments {
    fn none(size: usize, outcomes: usize) -> Self {
        Self {
            draws: 0.0,
            gram: vec![0.0; size * size],
            cross: vec![vec![0.0; size]; outcomes],
            squares: vec![0.0; outcomes],
        }
    }

    /// The sums of each fold, and of all draws.
    pub(super) fn of(design: &Design, outcomes: &[Vec<f64>]) -> (Vec<Self>, Self) {
        let size = design.size;
        let mut folds = vec![Self::none(size, outcomes.len()); FOLDS];
        let mut row = Vec::new();
        for draw in 0..outcomes.first().map_or(0, Vec::len) {
            design.row(draw, &mut row);
            let own = &mut folds[fold(draw)];
            own.draws += 1.0;
            for (place, &(column, value)) in row.iter().enumerate() {
                let entries = &mut own.gram[column * size..(column + 1) * size];
                row[place..].iter().for_each(|&(other, factor)| entries[other] += value * factor);
            }
            for (outcome, (cross, squares)) in outcomes.iter().zip(own.cross.iter_mut().zip(&mut own.squares))
            {
                for &(column, value) in &row {
                    cross[column] += value * outcome[draw];
                }
                *squares += outcome[draw] * outcome[draw];
            }
        }
        let mut all = Self::none(size, outcomes.len());
        for fold in &folds {
            all.add(fold, 1.0);
        }
        (folds, all)
    }

    /// The sums of all draws but those of a fold.
    pub(super) fn without(&self, fold: &Self) -> Self {
        let mut rest = self.clone();
        rest.add(fold, -1.0);
        rest
    }

    fn add(&mut self, other: &Self, sign: f64) {
        let add = |to: &mut [f64], from: &[f64]| {
            to.iter_mut().zip(from).for_each(|(entry, other)| *entry += sign * other);
        };
        self.draws += sign * other.draws;
        add(&mut self.gram, &other.gram);
        add(&mut self.squares, &other.squares);
        self.cross.iter_mut().zip(&other.cross).for_each(|(to, from)| add(to, from));
    }
}
