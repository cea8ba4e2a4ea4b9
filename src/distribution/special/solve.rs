//! Inverting a distribution function, on an axis where it is nearly straight.

use crate::distribution::special::Tails;

/// A distribution function and its first two derivatives at one point s of the axis.
pub(super) struct Local {
    /// F(s) and 1 − F(s).
    pub tails: Tails,
    /// F′(s).
    pub rise: f64,
    /// d ln F′ / ds.
    pub bend: f64,
}

/// Beyond e^±750 a double is 0 or infinite, so no root lies outside.
const EDGE: f64 = 750.0;

/// Bisection alone closes ±750 down to one unit in the last place in 64 steps.
const MOST_STEPS: u32 = 100;

/// A step this small, in units of the tail's own relative change, is followed by nothing: Halley's error is its cube.
const LAST_STEP: f64 = 1e-5;

/// The s at which `local(s).tails` equals `target`.
///
/// Halley's method on ln(tail(s) / target tail), for the smaller tail: a power-law tail is a straight line there on a
/// log axis. A bracket is kept, and a step that leaves it is replaced by a bisection, so it ends whatever the start.
pub(super) fn solve(target: Tails, start: f64, local: impl Fn(f64) -> Local) -> f64 {
    let (mut low, mut high) = (-EDGE, EDGE);
    let mut s = start.clamp(low, high);
    for _ in 0..MOST_STEPS {
        let here = local(s);
        let (gap, slope) = if target.is_high() {
            let tail = here.tails.upper;
            (libm::log(tail / target.upper), -here.rise / tail)
        } else {
            let tail = here.tails.lower;
            (libm::log(tail / target.lower), here.rise / tail)
        };
        if (gap < 0.0) == target.is_high() {
            high = s;
        } else {
            low = s;
        }
        let newton = -gap / slope;
        let step = newton / (1.0 + 0.5 * newton * (here.bend - slope)).clamp(0.5, 2.0);
        let next = s + step;
        if step.abs() * slope.abs().max(1.0) < LAST_STEP {
            return next;
        }
        s = if next > low && next < high { next } else { 0.5 * (low + high) };
    }
    s
}

#[cfg(test)]
mod tests {
    use super::Local;
    use super::solve;
    use crate::distribution::special::Tails;

    /// The logistic distribution: F = 1/(1+e^−s), whose inverse is ln(p/q).
    fn logistic(s: f64) -> Local {
        let (lower, upper) = (1.0 / (1.0 + libm::exp(-s)), 1.0 / (1.0 + libm::exp(s)));
        Local { tails: Tails { lower, upper }, rise: lower * upper, bend: upper - lower }
    }

    #[test]
    fn logistic_roots_are_found_from_any_start() {
        for (tails, root) in [
            (Tails::from_lower(0.2), libm::log(0.25)),
            (Tails::from_upper(0.2), libm::log(4.0)),
            (Tails::from_lower(1e-30), libm::log(1e-30)),
            (Tails::from_upper(1e-30), -libm::log(1e-30)),
        ] {
            for start in [-1e9, -40.0, -1.0, 0.0, 3.0, 200.0, f64::INFINITY] {
                let s = solve(tails, start, logistic);
                // A few units in the last place of s.
                assert!((s - root).abs() < 4e-16 * (1.0 + root.abs()), "{start}: {s}");
            }
        }
    }

    #[test]
    fn a_function_without_a_root_still_ends() {
        let flat = |_| Local { tails: Tails::from_lower(0.3), rise: 0.0, bend: 0.0 };
        assert!(solve(Tails::from_lower(0.2), 0.0, flat) <= -749.0);
    }
}
