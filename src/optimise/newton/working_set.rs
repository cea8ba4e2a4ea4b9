//! The working set: the bounds and rows that are kept active, the steps along them, and what their multipliers prove.

use crate::optimise::numeric::Factorisation;
use crate::optimise::numeric::dot;
use crate::optimise::numeric::max_norm;
use crate::optimise::region::Polytope;
use crate::optimise::region::Side;
use crate::optimise::region::restricted;

/// A multiplier of the wrong sign below this part of the gradient's largest entry is rounding.
const WRONG_SIGN: f64 = 1e-12;

/// Sums of tens of shares of all money are off by less than this.
const ROUNDING: f64 = 1e-14;

/// A step across a face counts from this part of the step's own size: less is rounding in a step along it.
const ACROSS: f64 = 1e-12;

/// A programme with less than this part of the largest curvature counts as having none: it is below what rounding
/// leaves of the others'.
const FLAT: f64 = 1e-14;

/// The bounds and rows that are active at a point and kept so.
#[derive(Clone, Debug)]
pub(in crate::optimise) struct WorkingSet<'p> {
    polytope: &'p Polytope,
    /// For each variable, the bound that is active.
    sides: Vec<Option<Side>>,
    /// The active rows, those that must be met exactly first.
    rows: Vec<usize>,
}

/// A bound or a row of the polytope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Constraint {
    Bound(usize, Side),
    Row(usize),
}

impl<'p> WorkingSet<'p> {
    pub(in crate::optimise) fn at(polytope: &'p Polytope, point: &[f64]) -> Self {
        let sides = point.iter().enumerate().map(|(variable, value)| polytope.side(variable, *value));
        let faces = polytope.faces.iter().enumerate();
        // Points come with rounding taken out, so an active face has a slack of rounding only.
        let tight = faces.filter(|(_, face)| face.equal || face.slack(point) <= ACROSS);
        Self { polytope, sides: sides.collect(), rows: tight.map(|(row, _)| row).collect() }
    }

    /// The same at a point of a larger polytope with the same faces: a bound of the smaller one alone holds nothing there.
    pub(in crate::optimise) fn within<'q>(&self, polytope: &'q Polytope, point: &[f64]) -> WorkingSet<'q> {
        let sides = self.sides.iter().zip(point).enumerate();
        let sides = sides.map(|(variable, (side, value))| side.and(polytope.side(variable, *value)));
        WorkingSet { polytope, sides: sides.collect(), rows: self.rows.clone() }
    }

    /// By how much a gradient fails to say that this is the optimum, as a part of the gradient's size: what
    /// is left of it along the faces, or the worst multiplier of the wrong sign.
    pub(in crate::optimise) fn residual(&self, gradient: &[f64]) -> f64 {
        let along = self.factorisation().residual(&restricted(gradient, &self.free()));
        let wrong = self.worst_multiplier(gradient).map_or(0.0, |(_, by)| by);
        along.max(wrong) / max_norm(gradient).max(f64::MIN_POSITIVE)
    }

    fn free(&self) -> Vec<usize> {
        (0..self.sides.len()).filter(|&variable| self.sides[variable].is_none()).collect()
    }

    /// The factorisation of the active rows, over the free variables.
    fn factorisation(&self) -> Factorisation {
        let free = self.free();
        let rows: Vec<Vec<f64>> =
            self.rows.iter().map(|&row| restricted(&self.polytope.faces[row].normal, &free)).collect();
        Factorisation::of(&rows, free.len())
    }

    /// The step to the model's minimum along the faces.
    ///
    /// Worked out in units in which every programme bends alike: small threats and large ones differ in
    /// curvature by more digits than a number has, and the flat directions would drown in rounding.
    pub(super) fn newton_step(&self, gradient: &[f64], hessian: &[Vec<f64>]) -> Vec<f64> {
        let free = self.free();
        let steepest = free.iter().fold(0.0, |steepest: f64, &j| steepest.max(hessian[j][j]));
        let unit_of = |&j: &usize| {
            let bend = if hessian[j][j] > FLAT * steepest { hessian[j][j] } else { steepest };
            if bend > 0.0 { 1.0 / bend.sqrt() } else { 1.0 }
        };
        let units: Vec<f64> = free.iter().map(unit_of).collect();
        let scaled = |vector: &[f64]| -> Vec<f64> {
            free.iter().zip(&units).map(|(&variable, unit)| vector[variable] * unit).collect()
        };
        let rows: Vec<Vec<f64>> =
            self.rows.iter().map(|&row| scaled(&self.polytope.faces[row].normal)).collect();
        let mut inner: Vec<Vec<f64>> = free.iter().map(|&row| scaled(&hessian[row])).collect();
        for (row, unit) in inner.iter_mut().zip(&units) {
            for entry in row {
                *entry *= unit;
            }
        }
        let parts = Factorisation::of(&rows, free.len()).newton_step(&scaled(gradient), &inner);
        let mut step = vec![0.0; gradient.len()];
        for ((&variable, unit), part) in free.iter().zip(&units).zip(parts) {
            step[variable] = unit * part;
        }
        step
    }

    /// The part of a step that can be taken, and the constraint that blocks the rest.
    pub(super) fn step_length(&self, point: &[f64], step: &[f64]) -> (f64, Option<Constraint>) {
        let size = max_norm(step);
        let mut nearest = (1.0, None);
        let mut meet = |slack: f64, change: f64, constraint: Constraint| {
            if change < -ACROSS * size {
                let fraction = slack.max(0.0) / -change;
                if fraction < nearest.0 {
                    nearest = (fraction, Some(constraint));
                }
            }
        };
        for (variable, (lower, upper)) in self.polytope.bounds.iter().enumerate() {
            if self.sides[variable].is_none() {
                let (value, change) = (point[variable], step[variable]);
                meet(value - lower, change, Constraint::Bound(variable, Side::Lower));
                meet(upper - value, -change, Constraint::Bound(variable, Side::Upper));
            }
        }
        for (row, face) in self.polytope.faces.iter().enumerate() {
            if !self.rows.contains(&row) {
                meet(face.slack(point), dot(&face.normal, step), Constraint::Row(row));
            }
        }
        nearest
    }

    pub(super) fn add(&mut self, constraint: Constraint, point: &mut [f64]) {
        match constraint {
            Constraint::Bound(variable, side) => {
                self.sides[variable] = Some(side);
                point[variable] = self.polytope.bound_at(variable, side);
            }
            Constraint::Row(row) => self.rows.push(row),
        }
    }

    pub(super) fn remove(&mut self, constraint: Constraint) {
        match constraint {
            Constraint::Bound(variable, _) => self.sides[variable] = None,
            Constraint::Row(row) => self.rows.retain(|&kept| kept != row),
        }
    }

    /// What the active rows say of a gradient: the slope of each variable that would leave nothing to be had.
    pub(in crate::optimise) fn explained(&self, gradient: &[f64]) -> Vec<f64> {
        let (_, reduced_costs) = self.multipliers(gradient);
        gradient.iter().zip(reduced_costs).map(|(slope, left)| slope - left).collect()
    }

    /// The multiplier of every row; nought of one that is not active.
    pub(in crate::optimise) fn by_row(&self, gradient: &[f64]) -> Vec<f64> {
        let (multipliers, _) = self.multipliers(gradient);
        let mut said = vec![0.0; self.polytope.faces.len()];
        for (&row, multiplier) in self.rows.iter().zip(multipliers) {
            said[row] = multiplier;
        }
        said
    }

    /// The multipliers of the active rows, and what they leave of the gradient: the reduced cost of each variable.
    fn multipliers(&self, gradient: &[f64]) -> (Vec<f64>, Vec<f64>) {
        let multipliers = self.factorisation().multipliers(&restricted(gradient, &self.free()));
        let reduced_costs = self.reduced_costs_at(gradient, &multipliers);
        (multipliers, reduced_costs)
    }

    fn reduced_costs_at(&self, gradient: &[f64], multipliers: &[f64]) -> Vec<f64> {
        let mut reduced_costs = gradient.to_vec();
        for (&row, multiplier) in self.rows.iter().zip(multipliers) {
            for (reduced_cost, normal) in reduced_costs.iter_mut().zip(&self.polytope.faces[row].normal) {
                *reduced_cost -= multiplier * normal;
            }
        }
        reduced_costs
    }

    /// The slope g·d along a direction d, without what rounding in d makes of rows that it keeps active: their
    /// multipliers are as large as the gradient, and near the optimum the slope itself is smaller than that.
    pub(super) fn slope(&self, gradient: &[f64], direction: &[f64]) -> f64 {
        let (multipliers, _) = self.multipliers(gradient);
        let changes = self.rows.iter().map(|&row| dot(&self.polytope.faces[row].normal, direction));
        let rounding = multipliers.iter().zip(changes).filter(|(_, change)| change.abs() <= ROUNDING);
        dot(gradient, direction) - rounding.map(|(multiplier, change)| multiplier * change).sum::<f64>()
    }

    /// The constraint whose multiplier is most of the wrong sign, and by how much: leaving it makes things better.
    pub(super) fn worst_multiplier(&self, gradient: &[f64]) -> Option<(Constraint, f64)> {
        let (multipliers, reduced_costs) = self.multipliers(gradient);
        let rows = self.rows.iter().zip(&multipliers);
        let rows = rows.filter(|(row, _)| !self.polytope.faces[**row].equal);
        let rows = rows.map(|(row, multiplier)| (Constraint::Row(*row), -multiplier));
        let bounds = self.sides.iter().enumerate().filter_map(|(variable, side)| match side {
            Some(Side::Lower) => Some((Constraint::Bound(variable, Side::Lower), -reduced_costs[variable])),
            Some(Side::Upper) => Some((Constraint::Bound(variable, Side::Upper), reduced_costs[variable])),
            Some(Side::Both) | None => None,
        });
        let wrong = rows.chain(bounds).filter(|(_, by)| *by > WRONG_SIGN * max_norm(gradient));
        wrong.reduce(|worst, next| if next.1 > worst.1 { next } else { worst })
    }

    /// A bound from below on g·(y − x) over every point y of the polytope, at most nought and at the minimum of a
    /// convex function nought: with rows a·y ≥ b and any multipliers λ ≥ 0 (of either sign where a·y = b),
    ///
    /// ```text
    /// g·(y − x) = (g − λA)·(y − x) + λA(y − x) ≥ Σ_j min over bounds of (g − λA)_j·(y_j − x_j) − λ·(Ax − b)
    /// ```
    pub(in crate::optimise) fn dual_bound(&self, point: &[f64], gradient: &[f64]) -> f64 {
        let (mut multipliers, _) = self.multipliers(gradient);
        for (&row, multiplier) in self.rows.iter().zip(&mut multipliers) {
            if !self.polytope.faces[row].equal {
                *multiplier = multiplier.max(0.0);
            }
        }
        let reduced_costs = self.reduced_costs_at(gradient, &multipliers);
        let bounds = reduced_costs.iter().zip(point).zip(&self.polytope.bounds);
        let moves = bounds.map(|((reduced_cost, x), (lower, upper))| {
            (reduced_cost * (lower - x)).min(reduced_cost * (upper - x))
        });
        let rows = self.rows.iter().zip(&multipliers);
        let slacks = rows.map(|(&row, multiplier)| multiplier * self.polytope.faces[row].slack(point));
        (moves.sum::<f64>() - slacks.sum::<f64>()).min(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::optimise::region::Face;

    /// x ≥ 0, x₁ + x₂ + x₃ ≤ 1.
    fn simplex() -> Polytope {
        let faces = vec![Face { normal: vec![-1.0; 3], bound: -1.0, equal: false }];
        Polytope { bounds: vec![(0.0, 5.0); 3], faces }
    }

    #[test]
    fn a_bound_promises_no_more_than_there_is_to_be_had() {
        let (polytope, point) = (simplex(), [0.0, 0.0, 1.0]);
        // The best for the gradient (−2, −1, 2) is (1, 0, 0): −2 − 2 from here.
        let bound = WorkingSet::at(&polytope, &point).dual_bound(&point, &[-2.0, -1.0, 2.0]);
        assert!(bound <= -4.0 + 1e-14, "{bound}: rounding only");
    }

    #[test]
    fn where_the_limits_explain_the_gradient_nothing_is_to_be_had() {
        let (polytope, point) = (simplex(), [0.5, 0.5, 0.0]);
        let working_set = WorkingSet::at(&polytope, &point);
        // Both programmes with money are worth 3 more, the one without is worth 1: the ceiling's price is 3.
        let gradient = [-3.0, -3.0, -1.0];
        assert!(working_set.residual(&gradient) < 1e-15 && working_set.worst_multiplier(&gradient).is_none());
        assert!(working_set.dual_bound(&point, &gradient) > -1e-14, "rounding only");
        assert_eq!(working_set.worst_multiplier(&[-3.0, -3.0, -4.0]).map(|(constraint, _)| constraint), {
            Some(Constraint::Bound(2, Side::Lower))
        });
    }

    #[test]
    fn a_step_ends_at_the_first_face_in_the_way() {
        let (polytope, point) = (simplex(), [0.25, 0.25, 0.0]);
        let (fraction, constraint) = WorkingSet::at(&polytope, &point).step_length(&point, &[1.0, -0.5, 0.0]);
        assert_eq!(
            (fraction.to_bits(), constraint),
            (0.5_f64.to_bits(), Some(Constraint::Bound(1, Side::Lower)))
        );
    }
}
