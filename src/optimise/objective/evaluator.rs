//! The objective over a region, in the region's units, evaluated at points of it.

use crate::optimise::BlendedPiece;
use crate::optimise::Curved;
use crate::optimise::Oracle;
use crate::optimise::Piece;
use crate::optimise::Region;
use crate::optimise::StoppedBy;
use crate::optimise::Watch;
use crate::optimise::objective::cut::Cut;
use crate::optimise::objective::through::bends_through;
use crate::optimise::region::Polytope;
use std::cell::Cell;
use std::cell::RefCell;

/// Values closer than this part of their size are the same: adding up 10,000 draws in one order instead of
/// another changes about 1e-14, and an optimum cannot be told apart below that.
pub(in crate::optimise) const SAME_VALUE: f64 = 1e-13;

/// The objective and the region over which it is evaluated.
///
/// Where a region has switches, they may be anything from off to on, and the objective there is its relaxation, which
/// no allocation's value is below.
pub(in crate::optimise) struct Evaluator<'a> {
    pub(in crate::optimise) oracle: &'a dyn Oracle,
    pub(in crate::optimise) region: &'a Region,
    pub(in crate::optimise) polytope: Polytope,
    watch: &'a dyn Watch,
    passes: Cell<usize>,
    /// What each programme last got while it was on, £m of effort: where its curve is touched while it is off.
    while_on: RefCell<Vec<f64>>,
}

/// The second derivatives of the value by the variables, row by row.
pub(in crate::optimise) type Hessian = Curved;

/// A point of the region, evaluated.
#[derive(Clone, Debug)]
pub(in crate::optimise) struct Iterate {
    /// The point, in shares of all money.
    pub(in crate::optimise) point: Vec<f64>,
    /// The planned efforts there, £m by programme.
    pub(in crate::optimise) efforts: Vec<f64>,
    /// The pieces of the objective there.
    pub(in crate::optimise) pieces: Vec<Piece>,
    /// The planes that touch them there.
    pub(in crate::optimise) cuts: Vec<Cut>,
    /// Their sum.
    pub(in crate::optimise) value: f64,
    /// The derivative of the value by each variable.
    pub(in crate::optimise) gradient: Vec<f64>,
}

impl<'a> Evaluator<'a> {
    pub(in crate::optimise) fn new(oracle: &'a dyn Oracle, region: &'a Region, watch: &'a dyn Watch) -> Self {
        let (passes, while_on) = (Cell::new(0), RefCell::new(region.most_efforts()));
        Self { oracle, region, polytope: Polytope::of(region), watch, passes, while_on }
    }

    /// Why the search should end now, if it should.
    pub(in crate::optimise) fn stop(&self) -> Option<StoppedBy> {
        self.watch.stop()
    }

    /// Evaluates at a point.
    pub(in crate::optimise) fn evaluate(&self, point: &[f64]) -> Iterate {
        if self.region.switches().is_empty() {
            self.evaluate_decided(point)
        } else {
            self.evaluate_relaxed(point)
        }
    }

    /// Evaluates at a point whose switches may be anything from off to on.
    fn evaluate_relaxed(&self, point: &[f64]) -> Iterate {
        let bounds = &self.polytope.bounds;
        let inside = point.iter().zip(bounds).map(|(x, (lower, upper))| x.max(*lower).min(*upper));
        let point: Vec<f64> = inside.collect();
        let blend = self.region.blend(&point, &mut self.while_on.borrow_mut());
        let efforts = blend.efforts.iter().zip(&blend.shares);
        let efforts: Vec<f64> = efforts.map(|(effort, share)| effort * share.unwrap_or(1.0)).collect();
        let plain = |piece| BlendedPiece { piece, shares: Vec::new() };
        let pieces = self.oracle.blended(&blend);
        let pieces = pieces.unwrap_or_else(|| self.oracle.at(&efforts).into_iter().map(plain).collect());
        self.count(self.oracle.passes());
        let mut gradient = vec![0.0; point.len()];
        for piece in &pieces {
            for &(programme, slope) in &piece.piece.gradient {
                for (column, part) in self.region.effort_terms(programme) {
                    gradient[column] += slope * part;
                }
            }
            for &(programme, slope) in &piece.shares {
                if let Some(column) = self.region.switch_of(programme) {
                    gradient[column] += slope;
                }
            }
        }
        let cuts = pieces.iter().enumerate().map(|(i, piece)| Cut::blended(i, piece, &blend)).collect();
        let pieces: Vec<Piece> = pieces.into_iter().map(|piece| piece.piece).collect();
        let value = pieces.iter().map(|piece| piece.value).sum();
        Iterate { point, efforts, pieces, cuts, value, gradient }
    }

    /// Evaluates at a point of a region without switches, once rounding is taken out of it.
    fn evaluate_decided(&self, point: &[f64]) -> Iterate {
        let point = self.polytope.project(point);
        let efforts = self.region.efforts(&point);
        let pieces = self.oracle.at(&efforts);
        self.iterate(point, efforts, pieces)
    }

    /// The same with second derivatives in the same pass; `None` where the objective has none.
    pub(in crate::optimise) fn evaluate_curved(&self, point: &[f64]) -> Option<(Iterate, Hessian)> {
        if !self.region.switches().is_empty() {
            return None;
        }
        let point = self.polytope.project(point);
        let efforts = self.region.efforts(&point);
        let (pieces, mut hessian) = self.oracle.curved(&efforts)?;
        if self.region.has_own_efforts() {
            let unit = self.region.unit();
            for entry in hessian.iter_mut().flatten() {
                *entry *= unit * unit;
            }
            // Variables that are no programme's money, such as how far each is moved, bend nothing.
            for row in &mut hessian {
                row.resize(point.len(), 0.0);
            }
            hessian.resize_with(point.len(), || vec![0.0; point.len()]);
        } else {
            let terms = (0..hessian.len()).map(|place| self.region.effort_terms(place).collect());
            let terms: Vec<Vec<(usize, f64)>> = terms.collect();
            hessian = bends_through(&terms, &hessian, point.len());
        }
        Some((self.iterate(point, efforts, pieces), hessian))
    }

    fn iterate(&self, point: Vec<f64>, efforts: Vec<f64>, pieces: Vec<Piece>) -> Iterate {
        self.count(self.oracle.passes());
        let mut gradient = vec![0.0; point.len()];
        for &(place, slope) in pieces.iter().flat_map(|piece| &piece.gradient) {
            for (column, part) in self.region.effort_terms(place) {
                gradient[column] += slope * part;
            }
        }
        let value = pieces.iter().map(|piece| piece.value).sum();
        let touching = pieces.iter().enumerate();
        let cuts = touching.map(|(index, piece)| Cut::touching(index, piece, &efforts)).collect();
        Iterate { point, efforts, pieces, cuts, value, gradient }
    }

    /// Counts passes that were made elsewhere.
    pub(in crate::optimise) fn count(&self, passes: usize) {
        self.passes.set(self.passes.get() + passes);
    }

    /// Passes over all draws so far.
    pub(in crate::optimise) fn passes(&self) -> usize {
        self.passes.get()
    }
}

impl Iterate {
    /// Whether the value here is no worse than there, as far as values can be told apart.
    pub(in crate::optimise) fn is_no_worse_than(&self, other: &Self) -> bool {
        self.value <= other.value + SAME_VALUE * other.value.abs()
    }
}
