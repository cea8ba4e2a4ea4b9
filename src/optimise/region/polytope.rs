//! A region as a polytope: bounds and faces, and the projection onto those that a point all but touches.

use crate::optimise::Region;
use crate::optimise::Sense;
use crate::optimise::numeric::Factorisation;
use crate::optimise::numeric::dot;

/// A face this near to a point, in shares of all money, is active there: a hundred times below the pound that budgets
/// tell apart at £bn, and a hundred times above what adding up forty shares can lose.
pub(in crate::optimise) const ACTIVE: f64 = 1e-9;

/// Bounds and rows of a region, rows written out in full.
#[derive(Clone, Debug)]
pub(in crate::optimise) struct Polytope {
    /// The bounds of each variable.
    pub(in crate::optimise) bounds: Vec<(f64, f64)>,
    /// The rows.
    pub(in crate::optimise) faces: Vec<Face>,
}

/// A row: normal·x at least, or exactly, a bound.
#[derive(Clone, Debug)]
pub(in crate::optimise) struct Face {
    /// One coefficient a variable.
    pub(in crate::optimise) normal: Vec<f64>,
    /// What normal·x is held against.
    pub(in crate::optimise) bound: f64,
    /// Whether it must be met exactly.
    pub(in crate::optimise) equal: bool,
}

/// Which bound of a variable is active.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::optimise) enum Side {
    /// The lower.
    Lower,
    /// The upper.
    Upper,
    /// Both: there is nothing to choose.
    Both,
}

impl Face {
    /// How far inside a point is; negative outside.
    pub(in crate::optimise) fn slack(&self, point: &[f64]) -> f64 {
        dot(&self.normal, point) - self.bound
    }
}

impl Polytope {
    /// The faces of a region, those that must be met exactly first.
    pub(in crate::optimise) fn of(region: &Region) -> Self {
        let bounds: Vec<(f64, f64)> =
            region.variables().iter().map(|variable| (variable.lower, variable.upper)).collect();
        let faces = region.rows().iter().map(|row| {
            let sign = if row.sense == Sense::AtMost { -1.0 } else { 1.0 };
            let mut normal = vec![0.0; bounds.len()];
            for &(variable, coefficient) in &row.terms {
                normal[variable] += sign * coefficient;
            }
            Face { normal, bound: sign * row.bound, equal: row.sense == Sense::Equal }
        });
        let (equal, other): (Vec<Face>, Vec<Face>) = faces.partition(|face| face.equal);
        Self { bounds, faces: equal.into_iter().chain(other).collect() }
    }

    /// The part of it within a box of a half-width around a point of it.
    pub(in crate::optimise) fn around(&self, point: &[f64], radius: f64) -> Self {
        let bounds = self.bounds.iter().zip(point);
        let bounds = bounds.map(|((lower, upper), x)| (lower.max(x - radius), upper.min(x + radius)));
        Self { bounds: bounds.collect(), faces: self.faces.clone() }
    }

    /// Which bound of a variable is active at a value.
    pub(in crate::optimise) fn side(&self, variable: usize, value: f64) -> Option<Side> {
        let (lower, upper) = self.bounds[variable];
        if upper - lower <= f64::EPSILON {
            Some(Side::Both)
        } else if value - lower <= ACTIVE {
            Some(Side::Lower)
        } else if upper - value <= ACTIVE {
            Some(Side::Upper)
        } else {
            None
        }
    }

    /// The value of a variable on an active bound.
    pub(in crate::optimise) fn bound_at(&self, variable: usize, side: Side) -> f64 {
        let (lower, upper) = self.bounds[variable];
        if side == Side::Upper { upper } else { lower }
    }

    /// By how much a point breaks the worst rule.
    pub(in crate::optimise) fn worst_violation(&self, point: &[f64]) -> f64 {
        let faces = self.faces.iter().map(|face| {
            let slack = face.slack(point);
            if face.equal { slack.abs() } else { -slack }
        });
        let bounds = self.bounds.iter().zip(point).map(|((lower, upper), x)| (lower - x).max(x - upper));
        faces.chain(bounds).fold(0.0, f64::max)
    }

    /// The projection of a point onto the faces that are active there, which takes rounding out of it: on them to the
    /// last digit or so, and inside the others. A point that is further out than rounding comes back as near as can be.
    pub(in crate::optimise) fn project(&self, point: &[f64]) -> Vec<f64> {
        // Each round can push variables onto bounds, and what they may not take is left to the next.
        const ROUNDS: usize = 4;
        let mut point = point.to_vec();
        for _ in 0..ROUNDS {
            for (variable, value) in point.iter_mut().enumerate() {
                let (lower, upper) = self.bounds[variable];
                let side = self.side(variable, *value);
                *value = side.map_or(value.max(lower).min(upper), |side| self.bound_at(variable, side));
            }
            let active: Vec<&Face> =
                self.faces.iter().filter(|face| face.equal || face.slack(&point) <= ACTIVE).collect();
            let free: Vec<usize> =
                (0..point.len()).filter(|&variable| self.side(variable, point[variable]).is_none()).collect();
            let normals: Vec<Vec<f64>> = active.iter().map(|face| restricted(&face.normal, &free)).collect();
            let changes: Vec<f64> = active.iter().map(|face| -face.slack(&point)).collect();
            let step = Factorisation::of(&normals, free.len()).least_norm_step(&changes);
            for (&variable, step) in free.iter().zip(step) {
                point[variable] += step;
            }
        }
        for (value, (lower, upper)) in point.iter_mut().zip(&self.bounds) {
            *value = value.max(*lower).min(*upper);
        }
        point
    }
}

/// Some entries of a vector.
pub(in crate::optimise) fn restricted(vector: &[f64], positions: &[usize]) -> Vec<f64> {
    positions.iter().map(|&position| vector[position]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn face(normal: [f64; 3], bound: f64, equal: bool) -> Face {
        Face { normal: normal.to_vec(), bound, equal }
    }

    #[test]
    fn rounding_is_taken_out_to_the_last_digit() {
        let faces = vec![face([1.0, 1.0, 0.0], 0.6, true), face([-1.0; 3], -1.0, false)];
        let polytope = Polytope { bounds: vec![(0.0, 1.0), (0.2, 1.0), (0.0, 1.0)], faces };
        let point = polytope.project(&[0.4 + 3e-10, 0.2 - 4e-10, 0.4 + 5e-10]);
        // Sums of three shares: one rounding.
        assert!(polytope.worst_violation(&point) < 1e-15, "{point:?}");
        assert_eq!(point[1].to_bits(), 0.2_f64.to_bits(), "a bound is met exactly");
        assert!((point[2] - 0.4).abs() < 1e-15, "a ceiling that was all but reached is reached");
    }

    #[test]
    fn a_point_well_inside_stays_where_it_is() {
        let faces = vec![face([-1.0; 3], -1.0, false)];
        let polytope = Polytope { bounds: vec![(0.0, 1.0); 3], faces };
        assert_eq!(polytope.project(&[0.1, 0.2, 0.3]), [0.1, 0.2, 0.3]);
    }
}
