//! One end of a range: what is searched, and what has been found of it.

use crate::model::Allocation;
use crate::optimise::Oracle;
use crate::optimise::Piece;
use crate::optimise::Region;
use crate::optimise::Solver;
use crate::optimise::Watch;

/// What all ends have in common.
#[derive(Clone, Copy)]
pub(super) struct RangeSearch<'a> {
    pub(super) oracle: &'a dyn Oracle,
    pub(super) region: &'a Region,
    /// The best allocation, and its value.
    pub(super) best: &'a Allocation,
    pub(super) at_best: f64,
    /// The value that may be reached.
    pub(super) most: f64,
    /// The steepest slope by any programme's money at the best, per £m.
    pub(super) steepest: f64,
    pub(super) solver: &'a dyn Solver,
    pub(super) watch: &'a dyn Watch,
}

impl RangeSearch<'_> {
    /// By how much the value may be worse than the best.
    pub(super) fn allowance(&self) -> f64 {
        self.most - self.at_best
    }

    /// A multiplier that overrules everything but the region: where even it stays inside the allowance, the region ends
    /// there.
    pub(super) fn overruling(&self) -> f64 {
        /// So many times the steepest slope.
        const OVERRULING: f64 = 10.0;
        OVERRULING * self.steepest.max(f64::MIN_POSITIVE)
    }
}

/// Which end of whose range.
#[derive(Clone, Copy, Debug)]
pub(super) struct Which<'g> {
    /// The programmes whose money is added up.
    pub(super) group: &'g [usize],
    /// 1 for the least of it, −1 for the most.
    pub(super) sign: f64,
}

/// One end of a range, £m.
#[derive(Clone, Copy, Debug)]
pub(super) struct End {
    sign: f64,
    /// The furthest found so far.
    pub(super) found: f64,
    /// No allocation within the allowance is beyond it.
    pub(super) proven: f64,
    /// Whether its search came to its own end.
    pub(super) is_searched: bool,
}

impl End {
    /// What is known before anything is searched: where the best is.
    pub(super) fn at(which: Which<'_>, search: &RangeSearch<'_>) -> Self {
        let proven = if which.sign > 0.0 { 0.0 } else { search.region.unit() };
        let found = search.best.total_of(which.group).millions();
        Self { sign: which.sign, found, proven, is_searched: true }
    }

    /// Takes note of an allocation within the allowance.
    pub(super) fn keep(&mut self, money: f64) {
        self.found = if self.sign > 0.0 { self.found.min(money) } else { self.found.max(money) };
    }

    /// Takes note of a proof.
    pub(super) fn prove(&mut self, bound: f64) {
        self.proven = if self.sign > 0.0 { self.proven.max(bound) } else { self.proven.min(bound) };
    }

    /// The same with bounds that rounding has crossed set right.
    pub(super) fn uncrossed(self) -> Self {
        let proven = if self.sign > 0.0 { self.proven.min(self.found) } else { self.proven.max(self.found) };
        Self { proven, ..self }
    }
}

/// The value of an objective from its pieces.
pub(super) fn total(pieces: &[Piece]) -> f64 {
    pieces.iter().map(|piece| piece.value).sum()
}
