//! The faces that a point stands on: where it can go from there, and what they prove.

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

/// The faces that a point stands on and keeps to.
#[derive(Clone, Debug)]
pub(super) struct Stand<'p> {
    polytope: &'p Polytope,
    /// For each variable, the bound it is held on.
    sides: Vec<Option<Side>>,
    /// The rows kept to, those that must be met exactly first.
    rows: Vec<usize>,
}

/// A bound or a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rule {
    Bound(usize, Side),
    Row(usize),
}

impl<'p> Stand<'p> {
    pub(super) fn at(polytope: &'p Polytope, point: &[f64]) -> Self {
        let sides = point.iter().enumerate().map(|(variable, value)| polytope.side(variable, *value));
        let faces = polytope.faces.iter().enumerate();
        // Points come with rounding taken out, so a face stood on has a slack of rounding only.
        let tight = faces.filter(|(_, face)| face.equal || face.slack(point) <= ACROSS);
        Self { polytope, sides: sides.collect(), rows: tight.map(|(row, _)| row).collect() }
    }

    /// By how much a gradient fails to say that this is the best place, as a part of the gradient's size: what
    /// is left of it along the faces, or the worst multiplier of the wrong sign.
    pub(super) fn residual(&self, gradient: &[f64]) -> f64 {
        let along = self.factorisation().residual(&restricted(gradient, &self.free()));
        let wrong = self.worst_multiplier(gradient).map_or(0.0, |(_, by)| by);
        along.max(wrong) / max_norm(gradient).max(f64::MIN_POSITIVE)
    }

    fn free(&self) -> Vec<usize> {
        (0..self.sides.len()).filter(|&variable| self.sides[variable].is_none()).collect()
    }

    /// The factorisation of the rows kept to, over the free variables.
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
    pub(super) fn newton(&self, gradient: &[f64], hessian: &[Vec<f64>]) -> Vec<f64> {
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

    /// The part of a step that can be taken, and what is in the way of the rest.
    pub(super) fn room(&self, point: &[f64], step: &[f64]) -> (f64, Option<Rule>) {
        let size = max_norm(step);
        let mut nearest = (1.0, None);
        let mut meet = |slack: f64, change: f64, rule: Rule| {
            if change < -ACROSS * size {
                let fraction = slack.max(0.0) / -change;
                if fraction < nearest.0 {
                    nearest = (fraction, Some(rule));
                }
            }
        };
        for (variable, (lower, upper)) in self.polytope.bounds.iter().enumerate() {
            if self.sides[variable].is_none() {
                let (value, change) = (point[variable], step[variable]);
                meet(value - lower, change, Rule::Bound(variable, Side::Lower));
                meet(upper - value, -change, Rule::Bound(variable, Side::Upper));
            }
        }
        for (row, face) in self.polytope.faces.iter().enumerate() {
            if !self.rows.contains(&row) {
                meet(face.slack(point), dot(&face.normal, step), Rule::Row(row));
            }
        }
        nearest
    }

    pub(super) fn keep(&mut self, rule: Rule, point: &mut [f64]) {
        match rule {
            Rule::Bound(variable, side) => {
                self.sides[variable] = Some(side);
                point[variable] = self.polytope.bound_at(variable, side);
            }
            Rule::Row(row) => self.rows.push(row),
        }
    }

    pub(super) fn leave(&mut self, rule: Rule) {
        match rule {
            Rule::Bound(variable, _) => self.sides[variable] = None,
            Rule::Row(row) => self.rows.retain(|&kept| kept != row),
        }
    }

    /// The multipliers of the rows kept to, and what they leave of the gradient: the price of each variable.
    fn prices(&self, gradient: &[f64]) -> (Vec<f64>, Vec<f64>) {
        let multipliers = self.factorisation().multipliers(&restricted(gradient, &self.free()));
        let prices = self.priced(gradient, &multipliers);
        (multipliers, prices)
    }

    fn priced(&self, gradient: &[f64], multipliers: &[f64]) -> Vec<f64> {
        let mut prices = gradient.to_vec();
        for (&row, multiplier) in self.rows.iter().zip(multipliers) {
            for (price, normal) in prices.iter_mut().zip(&self.polytope.faces[row].normal) {
                *price -= multiplier * normal;
            }
        }
        prices
    }

    /// The slope g·w along a way w, without what rounding in w makes of rows that the way keeps to: their
    /// multipliers are as large as the gradient, and near the optimum the slope itself is smaller than that.
    pub(super) fn slope(&self, gradient: &[f64], way: &[f64]) -> f64 {
        let (multipliers, _) = self.prices(gradient);
        let changes = self.rows.iter().map(|&row| dot(&self.polytope.faces[row].normal, way));
        let rounding = multipliers.iter().zip(changes).filter(|(_, change)| change.abs() <= ROUNDING);
        dot(gradient, way) - rounding.map(|(multiplier, change)| multiplier * change).sum::<f64>()
    }

    /// The rule whose multiplier is most of the wrong sign, and by how much: leaving it makes things better.
    pub(super) fn worst_multiplier(&self, gradient: &[f64]) -> Option<(Rule, f64)> {
        let (multipliers, prices) = self.prices(gradient);
        let rows = self.rows.iter().zip(&multipliers);
        let rows = rows.filter(|(row, _)| !self.polytope.faces[**row].equal);
        let rows = rows.map(|(row, multiplier)| (Rule::Row(*row), -multiplier));
        let bounds = self.sides.iter().enumerate().filter_map(|(variable, side)| match side {
            Some(Side::Lower) => Some((Rule::Bound(variable, Side::Lower), -prices[variable])),
            Some(Side::Upper) => Some((Rule::Bound(variable, Side::Upper), prices[variable])),
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
    pub(super) fn least_change(&self, point: &[f64], gradient: &[f64]) -> f64 {
        let (mut multipliers, _) = self.prices(gradient);
        for (&row, multiplier) in self.rows.iter().zip(&mut multipliers) {
            if !self.polytope.faces[row].equal {
                *multiplier = multiplier.max(0.0);
            }
        }
        let prices = self.priced(gradient, &multipliers);
        let bounds = prices.iter().zip(point).zip(&self.polytope.bounds);
        let moves = bounds.map(|((price, x), (lower, upper))| (price * (lower - x)).min(price * (upper - x)));
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
        let bound = Stand::at(&polytope, &point).least_change(&point, &[-2.0, -1.0, 2.0]);
        assert!(bound <= -4.0 + 1e-14, "{bound}: rounding only");
    }

    #[test]
    fn where_the_limits_explain_the_gradient_nothing_is_to_be_had() {
        let (polytope, point) = (simplex(), [0.5, 0.5, 0.0]);
        let stand = Stand::at(&polytope, &point);
        // Both programmes with money are worth 3 more, the one without is worth 1: the ceiling's price is 3.
        let gradient = [-3.0, -3.0, -1.0];
        assert!(stand.residual(&gradient) < 1e-15 && stand.worst_multiplier(&gradient).is_none());
        assert!(stand.least_change(&point, &gradient) > -1e-14, "rounding only");
        assert_eq!(stand.worst_multiplier(&[-3.0, -3.0, -4.0]).map(|(rule, _)| rule), {
            Some(Rule::Bound(2, Side::Lower))
        });
    }

    #[test]
    fn a_step_ends_at_the_first_face_in_the_way() {
        let (polytope, point) = (simplex(), [0.25, 0.25, 0.0]);
        let (fraction, rule) = Stand::at(&polytope, &point).room(&point, &[1.0, -0.5, 0.0]);
        assert_eq!((fraction.to_bits(), rule), (0.5_f64.to_bits(), Some(Rule::Bound(1, Side::Lower))));
    }
}
