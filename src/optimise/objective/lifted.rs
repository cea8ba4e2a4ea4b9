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
    /// Where amounts are felt elsewhere: for each effort what it is where all are nought, and its terms.
    felt: Option<Vec<Felt>>,
    watch: &'a dyn Watch,
    /// Passes over all draws that one evaluation takes, and those so far.
    each: usize,
    passes: Cell<usize>,
}

/// An effort where every variable is nought, £m, and the variables it is made of, each with its part in £m.
type Felt = (f64, Vec<(usize, f64)>);

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
            return Self::felt_elsewhere(cut, region, flat, watch, oracle.passes());
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
        Some(Self { cut, polytope, unit, owners, paid, felt: None, watch, each, passes })
    }

    /// The same where money is felt in other years than its own: a place's effort is made of several amounts, and which of
    /// them fills its segments is not told by any. Where nothing is cut, columns are the region's variables.
    fn felt_elsewhere(
        cut: Box<dyn Cut + 'a>,
        region: &Region,
        flat: &Polytope,
        watch: &'a dyn Watch,
        each: usize,
    ) -> Option<Self> {
        let places = cut.segments().len();
        let is_cut = cut.segments().iter().enumerate().any(|(place, segment)| segment.programme != place);
        let felt =
            (0..places).map(|place| (region.effort_besides(place), region.effort_terms(place).collect()));
        (!is_cut).then(|| Self {
            polytope: flat.clone(),
            unit: region.unit(),
            owners: (0..flat.bounds.len()).collect(),
            paid: Vec::new(),
            felt: Some(felt.collect()),
            cut,
            watch,
            each,
            passes: Cell::new(0),
        })
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
        let effort = |(besides, terms): &Felt| {
            let made: f64 = terms.iter().map(|(variable, part)| part * point[*variable]).sum();
            (besides + made).max(0.0)
        };
        let mut by_effort = Derivatives::default();
        self.cut.differentiate(&felt.iter().map(effort).collect::<Vec<f64>>(), &mut by_effort);
        into.value = by_effort.value;
        into.gradient = vec![0.0; point.len()];
        into.hessian = vec![vec![0.0; point.len()]; point.len()];
        for (((_, own), slope), bends) in felt.iter().zip(&by_effort.gradient).zip(&by_effort.hessian) {
            for (variable, part) in own {
                into.gradient[*variable] += slope * part;
            }
            for ((_, others), bend) in felt.iter().zip(bends).filter(|(_, bend)| **bend != 0.0) {
                for (row, part) in own {
                    for (column, other) in others {
                        into.hessian[*row][*column] += bend * (part * other);
                    }
                }
            }
        }
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

    fn lift(&self, point: &[f64]) -> Vec<f64> {
        let mut left = point.to_vec();
        let columns = self.owners.iter().zip(&self.polytope.bounds);
        let lifted = columns.map(|(owner, (lower, upper))| {
            let part = left[*owner].min(*upper).max(*lower);
            left[*owner] -= part;
            part
        });
        lifted.collect()
    }

    fn passes(&self) -> usize {
        self.passes.get()
    }

    fn stop(&self) -> Option<StoppedBy> {
        self.watch.stop()
    }
}
