//! The minimum of a quadratic model over a polytope, by an active-set method.
//!
//! A primal one (Nocedal & Wright 2006, *Numerical Optimization*, §16.5): keep the working
//! set active, step to the model's minimum there, stop early at the first constraint that blocks and add it; when
//! there is nothing left to gain, remove a constraint whose multiplier has the wrong sign.

use crate::optimise::newton::working_set::WorkingSet;
use crate::optimise::numeric::dot;
use crate::optimise::region::Polytope;

/// A convex quadratic: value g·(x − x₀) + ½·(x − x₀)′H(x − x₀) about an origin x₀.
#[derive(Clone, Copy, Debug)]
pub(in crate::optimise) struct QuadraticModel<'m> {
    /// x₀.
    pub(in crate::optimise) origin: &'m [f64],
    /// g.
    pub(in crate::optimise) gradient: &'m [f64],
    /// H.
    pub(in crate::optimise) hessian: &'m [Vec<f64>],
}

impl QuadraticModel<'_> {
    fn gradient_at(&self, point: &[f64]) -> Vec<f64> {
        let moved: Vec<f64> = point.iter().zip(self.origin).map(|(x, origin)| x - origin).collect();
        self.gradient.iter().zip(self.hessian).map(|(gradient, row)| gradient + dot(row, &moved)).collect()
    }

    /// By how much the value at a point is above that at the origin.
    pub(in crate::optimise) fn rise(&self, point: &[f64]) -> f64 {
        let moved: Vec<f64> = point.iter().zip(self.origin).map(|(x, origin)| x - origin).collect();
        let bends = self.hessian.iter().zip(&moved).map(|(row, own)| own * dot(row, &moved));
        dot(self.gradient, &moved) + 0.5 * bends.sum::<f64>()
    }

    /// The minimum over a polytope, beginning at the origin, and its working set.
    pub(super) fn minimum<'p>(&self, polytope: &'p Polytope) -> (Vec<f64>, WorkingSet<'p>) {
        self.minimum_from(polytope, self.origin)
    }

    /// The same, beginning at a point of the polytope that may be nearer.
    pub(super) fn minimum_from<'p>(
        &self,
        polytope: &'p Polytope,
        from: &[f64],
    ) -> (Vec<f64>, WorkingSet<'p>) {
        let mut point = from.to_vec();
        let mut working_set = WorkingSet::at(polytope, &point);
        // Each constraint is added and removed a few times at most, unless rounding makes the method cycle.
        let most_steps = 5 * (polytope.bounds.len() + polytope.faces.len()) + 20;
        for _ in 0..most_steps {
            let step = working_set.newton_step(&self.gradient_at(&point), self.hessian);
            let (fraction, blocked) = working_set.step_length(&point, &step);
            for (value, step) in point.iter_mut().zip(&step) {
                *value += fraction * step;
            }
            if let Some(constraint) = blocked {
                working_set.add(constraint, &mut point);
            } else if let Some((constraint, _)) = working_set.worst_multiplier(&self.gradient_at(&point)) {
                working_set.remove(constraint);
            } else {
                break;
            }
        }
        (point, working_set)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::optimise::region::Face;

    fn diagonal(curvatures: &[f64]) -> Vec<Vec<f64>> {
        let rows = curvatures.iter().enumerate();
        rows.map(|(i, curvature)| {
            let mut row = vec![0.0; curvatures.len()];
            row[i] = *curvature;
            row
        })
        .collect()
    }

    #[test]
    fn the_minimum_stands_on_the_faces_that_stop_it() {
        // min ½|x − (2, 1, −1)|² over x ≥ 0, x₁ + x₂ + x₃ ≤ 1: (1, 0, 0), by hand.
        let polytope = Polytope {
            bounds: vec![(0.0, 5.0); 3],
            faces: vec![Face { normal: vec![-1.0; 3], bound: -1.0, equal: false }],
        };
        let hessian = diagonal(&[1.0; 3]);
        let model =
            QuadraticModel { origin: &[0.0, 0.0, 1.0], gradient: &[-2.0, -1.0, 2.0], hessian: &hessian };
        let (point, working_set) = model.minimum(&polytope);
        for (value, expected) in point.iter().zip([1.0, 0.0, 0.0]) {
            assert!((value - expected).abs() < 1e-14, "{point:?}: a vertex, exact but for rounding");
        }
        let gradient = model.gradient_at(&point);
        assert!(working_set.residual(&gradient) < 1e-14, "and nothing says to go on");
        assert!(working_set.dual_bound(&point, &gradient) > -1e-14, "which is a proof");
    }

    #[test]
    fn rows_that_say_the_same_thing_twice_do_no_harm() {
        // Two shares that fill the budget, and the budget: x₁ + x₂ = 0.6, x₃ + x₄ = 0.4, Σ ≤ 1.
        let row = |normal: [f64; 4], bound, equal| Face { normal: normal.to_vec(), bound, equal };
        let polytope = Polytope {
            bounds: vec![(0.0, 1.0); 4],
            faces: vec![
                row([1.0, 1.0, 0.0, 0.0], 0.6, true),
                row([0.0, 0.0, 1.0, 1.0], 0.4, true),
                row([-1.0; 4], -1.0, false),
            ],
        };
        let hessian = diagonal(&[1.0, 2.0, 0.0, 0.0]);
        let model = QuadraticModel {
            origin: &[0.6, 0.0, 0.1, 0.3],
            gradient: &[0.6, 0.0, 0.0, 0.0],
            hessian: &hessian,
        };
        let (point, _) = model.minimum(&polytope);
        // ½a² + b² with a + b = 0.6: a = 0.4; nothing is to be had from moving the other two. The ridge shifts the
        // first two by 1e-11 or so; over it, rounding moves the others by 1e-6, and they are put back at the end.
        for ((value, expected), shift) in point.iter().zip([0.4, 0.2, 0.1, 0.3]).zip([1e-9, 1e-9, 1e-5, 1e-5])
        {
            assert!((value - expected).abs() < shift, "{point:?}");
        }
    }
}
