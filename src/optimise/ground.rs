//! The objective over a region, in the region's units.

use crate::optimise::Oracle;
use crate::optimise::Piece;
use crate::optimise::Region;
use crate::optimise::polytope::Polytope;
use std::cell::Cell;

/// Values closer than this part of their size are the same: adding up 10,000 draws in one order instead of
/// another changes about 1e-14, and an optimum cannot be told apart below that.
pub(super) const SAME_VALUE: f64 = 1e-13;

/// The objective and where it may be asked.
pub(super) struct Ground<'a> {
    oracle: &'a dyn Oracle,
    pub(super) region: &'a Region,
    pub(super) polytope: Polytope,
    passes: Cell<usize>,
}

/// A point of the region, evaluated.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// The point, in shares of all money.
    pub(super) point: Vec<f64>,
    /// The planned efforts there, £m by programme.
    pub(super) efforts: Vec<f64>,
    /// The pieces of the objective there.
    pub(super) pieces: Vec<Piece>,
    /// Their sum.
    pub(super) value: f64,
    /// The derivative of the value by each variable.
    pub(super) gradient: Vec<f64>,
}

impl<'a> Ground<'a> {
    pub(super) fn new(oracle: &'a dyn Oracle, region: &'a Region) -> Self {
        Self { oracle, region, polytope: Polytope::of(region), passes: Cell::new(0) }
    }

    /// Evaluates at a point, once rounding is taken out of it.
    pub(super) fn visit(&self, point: &[f64]) -> Place {
        let point = self.polytope.settle(point);
        let efforts = self.region.efforts(&point);
        let pieces = self.oracle.at(&efforts);
        self.passes.set(self.passes.get() + 1);
        let mut gradient = vec![0.0; point.len()];
        for &(programme, slope) in pieces.iter().flat_map(|piece| &piece.gradient) {
            gradient[programme] += slope * self.region.unit();
        }
        let value = pieces.iter().map(|piece| piece.value).sum();
        Place { point, efforts, pieces, value, gradient }
    }

    /// The second derivatives of the value by the variables, where the objective has them.
    pub(super) fn hessian(&self, place: &Place) -> Option<Vec<Vec<f64>>> {
        let mut matrix = self.oracle.curvature(&place.efforts)?.matrix(place.point.len());
        self.passes.set(self.passes.get() + 1);
        let unit = self.region.unit();
        for entry in matrix.iter_mut().flatten() {
            *entry *= unit * unit;
        }
        Some(matrix)
    }

    /// Passes over all draws so far, for values or for second derivatives.
    pub(super) fn passes(&self) -> usize {
        self.passes.get()
    }
}

impl Place {
    /// Whether the value here is no worse than there, as far as values can be told apart.
    pub(super) fn is_no_worse_than(&self, other: &Self) -> bool {
        self.value <= other.value + SAME_VALUE * other.value.abs()
    }
}
