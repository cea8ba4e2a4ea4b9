//! An objective over a region, lifted: the money of a programme whose curve has knots is cut at them, so that the objective
//! is smooth everywhere.
//!
//! The least value is the same, and so is every bound on it (see [`Cut`]): whatever a region allows is allowed in
//! segments, and what segments add up to leaves no more than they do.

use crate::optimise::Oracle;
use crate::optimise::Region;
use crate::optimise::StoppedBy;
use crate::optimise::Watch;
use crate::optimise::objective::evaluator::Hessian;
use crate::optimise::objective::evaluator::Iterate;
use crate::optimise::objective::smooth::Smooth;
use crate::optimise::objective::through::bends_through;
use crate::optimise::region::Face;
use crate::optimise::region::Polytope;
use crate::simulate::Cut;
use crate::simulate::Derivatives;
use std::cell::Cell;

/// An objective over the columns that a region's variables are cut into.
pub(in crate::optimise) struct Lifted<'a> {
    cut: Box<dyn Cut + 'a>,
    polytope: Polytope,
    unit: f64,
    /// The variable of each column, ascending.
    owners: Vec<usize>,
    /// What of each column goes into setting its programme up, in the region's units.
    paid: Vec<f64>,
    /// Where amounts are felt elsewhere: for each segment what it is where all columns are nought, and its terms.
    felt: Option<Vec<Felt>>,
    /// There, efforts that are cut.
    pieces: Vec<Pieces>,
    watch: &'a dyn Watch,
    /// Passes over all draws that one evaluation takes, and those so far.
    each: usize,
    passes: Cell<usize>,
}

/// An effort where every column is nought, £m, and the columns it is made of, each with its part in £m.
type Felt = (f64, Vec<(usize, f64)>);

/// An effort that is cut.
struct Pieces {
    /// What it is made of.
    made: Felt,
    /// The columns of its segments, in order.
    columns: Vec<usize>,
}

impl Pieces {
    /// That its segments add up to it, in a region's units.
    fn face(&self, size: usize, unit: f64) -> Face {
        let mut normal = vec![0.0; size];
        self.columns.iter().for_each(|column| normal[*column] = 1.0);
        for (variable, part) in &self.made.1 {
            normal[*variable] -= part / unit;
        }
        Face { normal, bound: self.made.0 / unit, equal: true }
    }
}

/// An effort at a point, £m.
fn effort((besides, terms): &Felt, point: &[f64]) -> f64 {
    let made: f64 = terms.iter().map(|(column, part)| part * point[*column]).sum();
    (besides + made).max(0.0)
}

impl<'a> Lifted<'a> {
    /// An objective over a region without switches, whose polytope is given; `None` where it has no knots, or a programme
    /// may get less than it cost to set up.
    pub(in crate::optimise) fn of(
        oracle: &'a dyn Oracle,
        region: &Region,
        flat: &Polytope,
        watch: &'a dyn Watch,
    ) -> Option<Self> {
        let unit = region.unit();
        let programmes = region.programmes();
        let efforts = region.effort_bounds(&flat.bounds);
        if efforts.iter().any(|(lower, _)| *lower < 0.0) {
            return None;
        }
        let cut = oracle.cut(&efforts)?;
        if !region.has_own_efforts() {
            return Some(Self::felt_elsewhere(cut, region, flat, watch, oracle.passes()));
        }
        let mut owners: Vec<usize> = cut.segments().iter().map(|segment| segment.programme).collect();
        let mut bounds = Vec::with_capacity(owners.len());
        let mut paid = Vec::with_capacity(owners.len());
        for (column, segment) in cut.segments().iter().enumerate() {
            let own = segment.programme;
            let is_first = column == 0 || owners[column - 1] != own;
            let is_last = owners.get(column + 1) != Some(&own);
            let (lower, upper) = flat.bounds[own];
            // What it costs to be set up is paid once, in the first column.
            let cost = if is_first { region.paid(own) / unit } else { 0.0 };
            bounds.push(match (is_first, is_last) {
                (true, true) => (lower, upper),
                (true, false) => (lower, segment.to / unit + cost),
                (false, _) => (0.0, (segment.to - segment.from) / unit),
            });
            paid.push(cost);
        }
        owners.extend(programmes..flat.bounds.len());
        bounds.extend_from_slice(&flat.bounds[programmes..]);
        paid.resize(owners.len(), 0.0);
        let faces = flat.faces.iter().map(|face| Face {
            normal: owners.iter().map(|owner| face.normal[*owner]).collect(),
            ..face.clone()
        });
        let polytope = Polytope { bounds, faces: faces.collect() };
        let (each, passes) = (oracle.passes(), Cell::new(0));
        let (felt, pieces) = (None, Vec::new());
        Some(Self { cut, polytope, unit, owners, paid, felt, pieces, watch, each, passes })
    }

    /// The same where money is felt in other years than its own. Columns are the region's variables, and behind them the
    /// segments of every effort that is cut, which add up to what is felt there.
    fn felt_elsewhere(
        cut: Box<dyn Cut + 'a>,
        region: &Region,
        flat: &Polytope,
        watch: &'a dyn Watch,
        each: usize,
    ) -> Self {
        let (unit, variables) = (region.unit(), flat.bounds.len());
        let segments = cut.segments();
        let is_alone =
            |place: usize| segments.iter().filter(|segment| segment.programme == place).count() == 1;
        let (mut bounds, mut felt, mut pieces) = (flat.bounds.clone(), Vec::new(), Vec::new());
        for (column, segment) in segments.iter().enumerate() {
            let place = segment.programme;
            let made = (region.effort_besides(place), region.effort_terms(place).collect::<Vec<_>>());
            if is_alone(place) {
                felt.push(made);
                continue;
            }
            let own = bounds.len();
            felt.push((0.0, vec![(own, unit)]));
            let is_first = column == 0 || segments[column - 1].programme != place;
            let whole = (segment.from / unit, segment.to / unit);
            bounds.push(if is_first { whole } else { (0.0, whole.1 - whole.0) });
            if is_first {
                pieces.push(Pieces { made, columns: Vec::new() });
            }
            if let Some(pieces) = pieces.last_mut() {
                pieces.columns.push(own);
            }
        }
        let longer = |face: &Face| {
            let mut face = face.clone();
            face.normal.resize(bounds.len(), 0.0);
            face
        };
        let (equal, other): (Vec<&Face>, Vec<&Face>) = flat.faces.iter().partition(|face| face.equal);
        let sums = pieces.iter().map(|pieces| pieces.face(bounds.len(), unit));
        let faces = equal.into_iter().map(longer).chain(sums).chain(other.into_iter().map(longer)).collect();
        // A segment is part of no variable alone.
        let owners = (0..bounds.len()).map(|column| column.min(variables)).collect();
        let polytope = Polytope { bounds, faces };
        let (paid, passes, felt) = (Vec::new(), Cell::new(0), Some(felt));
        Self { cut, polytope, unit, owners, paid, felt, pieces, watch, each, passes }
    }

    /// The value at a point of the columns, with its derivatives in the region's units.
    pub(in crate::optimise) fn differentiate(&self, point: &[f64], into: &mut Derivatives) {
        self.passes.set(self.passes.get() + self.each);
        if let Some(felt) = &self.felt {
            self.differentiate_felt(felt, point, into);
            return;
        }
        let columns = self.cut.segments().len();
        let amounts = point[..columns].iter().zip(&self.paid);
        let amounts: Vec<f64> = amounts.map(|(value, paid)| ((value - paid) * self.unit).max(0.0)).collect();
        self.cut.differentiate(&amounts, into);
        for slope in &mut into.gradient {
            *slope *= self.unit;
        }
        for entry in into.hessian.iter_mut().flatten() {
            *entry *= self.unit * self.unit;
        }
        into.gradient.resize(point.len(), 0.0);
        into.hessian.resize_with(point.len(), Vec::new);
        for row in &mut into.hessian {
            row.resize(point.len(), 0.0);
        }
    }

    fn differentiate_felt(&self, felt: &[Felt], point: &[f64], into: &mut Derivatives) {
        let mut by_effort = Derivatives::default();
        let amounts: Vec<f64> = felt.iter().map(|felt| effort(felt, point)).collect();
        self.cut.differentiate(&amounts, &mut by_effort);
        into.value = by_effort.value;
        into.gradient = vec![0.0; point.len()];
        for ((_, own), slope) in felt.iter().zip(&by_effort.gradient) {
            for (variable, part) in own {
                into.gradient[*variable] += slope * part;
            }
        }
        let terms: Vec<&[(usize, f64)]> = felt.iter().map(|(_, own)| own.as_slice()).collect();
        into.hessian = bends_through(&terms, &by_effort.hessian, point.len());
    }
}

impl Smooth for Lifted<'_> {
    fn polytope(&self) -> &Polytope {
        &self.polytope
    }

    fn evaluate_curved(&self, point: &[f64]) -> Option<(Iterate, Hessian)> {
        let mut at = Derivatives::default();
        let point = self.polytope.project(point);
        self.differentiate(&point, &mut at);
        let Derivatives { value, gradient, hessian } = at;
        let (efforts, pieces, cuts) = (Vec::new(), Vec::new(), Vec::new());
        Some((Iterate { point, efforts, pieces, cuts, value, gradient }, hessian))
    }

    fn owners(&self) -> Vec<usize> {
        self.owners.clone()
    }

    fn slopes_through(&self, point: &[f64], gradient: &[f64], said: &[f64]) -> Option<Vec<f64>> {
        self.felt.as_ref()?;
        let mut slopes = gradient.to_vec();
        let first = self.polytope.faces.iter().filter(|face| face.equal).count() - self.pieces.len();
        for (position, Pieces { made, columns }) in self.pieces.iter().enumerate() {
            let bounds = |column: usize| self.polytope.bounds[column];
            let is_begun = |column: &&usize| point[**column] > bounds(**column).0;
            let Some(&last) = columns.iter().rev().find(is_begun).or(columns.first()) else { continue };
            let is_full = point[last] >= bounds(last).1;
            let next =
                columns.iter().copied().find(|column| *column > last).filter(|_| is_full).unwrap_or(last);
            // Inside a segment the slope is its own; at a knot it is what the rules say, between those of its two sides.
            let (before, behind) = (gradient[last].min(gradient[next]), gradient[last].max(gradient[next]));
            let slope = said[first + position].max(before).min(behind);
            for (variable, part) in &made.1 {
                slopes[*variable] += slope * part / self.unit;
            }
        }
        Some(slopes)
    }

    fn lift(&self, point: &[f64]) -> Vec<f64> {
        if self.felt.is_some() {
            let mut lifted = point.to_vec();
            lifted.resize(self.owners.len(), 0.0);
            for Pieces { made, columns } in &self.pieces {
                let mut left = effort(made, point) / self.unit;
                for &column in columns {
                    let (lower, upper) = self.polytope.bounds[column];
                    lifted[column] = left.min(upper).max(lower);
                    left -= lifted[column];
                }
            }
            return lifted;
        }
        let mut left = point.to_vec();
        let columns = self.owners.iter().zip(&self.polytope.bounds);
        let lifted = columns.map(|(owner, (lower, upper))| {
            let part = left[*owner].min(*upper).max(*lower);
            left[*owner] -= part;
            part
        });
        lifted.collect()
    }

    fn lower(&self, point: &[f64], variables: usize) -> Vec<f64> {
        if self.felt.is_some() {
            return point[..variables].to_vec();
        }
        let mut lowered = vec![0.0; variables];
        for (owner, part) in self.owners.iter().zip(point) {
            lowered[*owner] += part;
        }
        lowered
    }

    fn passes(&self) -> usize {
        self.passes.get()
    }

    fn stop(&self) -> Option<StoppedBy> {
        self.watch.stop()
    }
}
