//! How far a linear function can fall before a quadratic model has risen by an allowance.
//!
//! With a multiplier κ ≥ 0 the least of model + κ·linear over the polytope is a quadratic program. The larger κ, the lower
//! the linear function there and the higher the model, near its own minimum with the square of κ: so the root of its rise
//! is nearly straight, and a few secants find the κ at which the allowance is used up.

use crate::optimise::newton::QuadraticModel;
use crate::optimise::newton::WorkingSet;
use crate::optimise::numeric::bisect;
use crate::optimise::numeric::dot;
use crate::optimise::region::Polytope;

/// Quadratic programs solved at most.
const TRIALS: usize = 12;

/// Halvings of a segment that no multiplier stops on.
const HALVINGS: usize = 30;

/// The allowance is used up when no more than this part of its root is left.
const UNUSED: f64 = 2e-3;

/// A linear function that changes by less than this part of itself does not change.
const STUCK: f64 = 1e-9;

/// What a linear function may cost.
#[derive(Clone, Copy, Debug)]
pub(in crate::optimise) struct Allowance<'a> {
    /// The linear function that is to fall, by variable.
    pub(in crate::optimise) linear: &'a [f64],
    /// The value of the model at its origin.
    pub(in crate::optimise) value: f64,
    /// Its least value, or near it.
    pub(in crate::optimise) least: f64,
    /// The value that it may rise to.
    pub(in crate::optimise) most: f64,
    /// A multiplier that overrules everything but the polytope.
    pub(in crate::optimise) overruling: f64,
}

/// A point and the multiplier that leads there.
#[derive(Clone, Debug)]
pub(in crate::optimise) struct Furthest<'p> {
    /// The point.
    pub(in crate::optimise) point: Vec<f64>,
    /// The multiplier.
    pub(in crate::optimise) multiplier: f64,
    /// What holds it there.
    pub(in crate::optimise) working_set: WorkingSet<'p>,
    /// The part of the allowance that it uses up by the model; its root.
    used: f64,
}

impl QuadraticModel<'_> {
    /// Where a linear function is least in the part of a polytope where the model is within an allowance; `from` is a
    /// point and a multiplier that may be near.
    pub(in crate::optimise) fn furthest<'p>(
        &self,
        polytope: &'p Polytope,
        allowance: Allowance<'_>,
        from: (&[f64], f64),
    ) -> Furthest<'p> {
        let overruling = allowance.overruling;
        let mut multiplier = from.1.min(overruling);
        let mut last = self.tilted(polytope, allowance, multiplier, from.0);
        let (mut inside, mut beyond): (Option<Furthest<'p>>, Option<Furthest<'p>>) = (None, None);
        for _ in 1..TRIALS {
            if last.used <= 1.0 && (last.used >= 1.0 - UNUSED || multiplier >= overruling) {
                return last;
            }
            let start = last.point.clone();
            // Where a larger multiplier moves nothing, none does but the one that overrules all.
            let is_stuck = inside.as_ref().is_some_and(|inside| {
                let moved = |at: &Furthest<'_>| dot(allowance.linear, &at.point);
                last.used <= 1.0 && (moved(inside) - moved(&last)).abs() <= STUCK * moved(inside).abs()
            });
            let side = if last.used > 1.0 { &mut beyond } else { &mut inside };
            let straight = multiplier / last.used.max(1e-3) * (1.0 - UNUSED / 2.0);
            *side = Some(last);
            let small = inside.as_ref().map_or(0.0, |inside| inside.multiplier);
            let large = beyond.as_ref().map_or(overruling, |beyond| beyond.multiplier);
            multiplier = if is_stuck && beyond.is_none() {
                overruling
            } else if straight > small && straight < large {
                straight
            } else if straight >= large && beyond.is_none() {
                overruling
            } else {
                f64::midpoint(small, large)
            };
            last = self.tilted(polytope, allowance, multiplier, &start);
        }
        let (inside, beyond) = if last.used > 1.0 { (inside, Some(last)) } else { (Some(last), beyond) };
        let inside = inside.unwrap_or_else(|| self.tilted(polytope, allowance, 0.0, from.0));
        match beyond {
            Some(beyond) => self.edge(allowance, &inside, &beyond),
            None => inside,
        }
    }

    /// The minimum where the linear function counts by a multiplier.
    fn tilted<'p>(
        &self,
        polytope: &'p Polytope,
        allowance: Allowance<'_>,
        multiplier: f64,
        from: &[f64],
    ) -> Furthest<'p> {
        let gradient = self.gradient.iter().zip(allowance.linear);
        let gradient: Vec<f64> = gradient.map(|(slope, linear)| slope + multiplier * linear).collect();
        let (point, working_set) =
            QuadraticModel { gradient: &gradient, ..*self }.minimum_from(polytope, from);
        let used = self.used(allowance, &point);
        Furthest { point, multiplier, working_set, used }
    }

    /// The root of the part of an allowance that is used up at a point.
    fn used(&self, Allowance { value, least, most, .. }: Allowance<'_>, point: &[f64]) -> f64 {
        ((value + self.rise(point) - least).max(0.0) / (most - least)).sqrt()
    }

    /// The point on the segment from inside to beyond where the allowance is used up: where the model is straight, money
    /// moves all at once, and no multiplier stops on the way.
    fn edge<'p>(
        &self,
        allowance: Allowance<'_>,
        inside: &Furthest<'p>,
        beyond: &Furthest<'p>,
    ) -> Furthest<'p> {
        let segment = inside.point.iter().zip(&beyond.point);
        let at = |part: f64| segment.clone().map(|(a, b)| a + part * (b - a)).collect::<Vec<f64>>();
        let part = bisect(HALVINGS, |part| self.used(allowance, &at(part)) <= 1.0);
        let point = at(part);
        Furthest { used: self.used(allowance, &point), point, ..beyond.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// ½(x₁² + 4·x₂²) from the origin, over x₁ + x₂ free in a box.
    fn furthest(half_width: f64) -> (Vec<f64>, f64, f64) {
        let hessian = vec![vec![1.0, 0.0], vec![0.0, 4.0]];
        let model = QuadraticModel { origin: &[0.0, 0.0], gradient: &[0.0, 0.0], hessian: &hessian };
        let polytope = Polytope { bounds: vec![(-half_width, half_width); 2], faces: Vec::new() };
        let linear = [1.0, 1.0];
        let allowance = Allowance { linear: &linear, value: 0.0, least: 0.0, most: 0.1, overruling: 1e3 };
        let found = model.furthest(&polytope, allowance, (&[0.0, 0.0], 0.01));
        (found.point, found.multiplier, found.used)
    }

    #[test]
    fn inside_a_box_it_is_where_the_ellipse_ends() {
        // x = −κ·(1, ¼), ½κ²·(1 + ¼) = 0.1: κ = 0.4.
        let (point, multiplier, _) = furthest(10.0);
        assert!((multiplier / 0.4 - 1.0).abs() <= UNUSED, "{multiplier}");
        for (value, exact) in point.iter().zip([-0.4, -0.1]) {
            assert!((value / exact - 1.0).abs() <= UNUSED, "{point:?}");
        }
    }

    #[test]
    fn a_box_that_ends_first_is_the_end() {
        let (point, _, used) = furthest(0.05);
        assert!(used < 1.0, "{used}");
        assert_eq!(point, [-0.05, -0.05]);
    }
}
