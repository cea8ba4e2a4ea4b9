//! First guesses for an inverse, tabled once per distribution.

use crate::distribution::special::Tails;
use crate::distribution::special::norm_density;
use crate::distribution::special::norm_tails;
use crate::distribution::special::norm_z;

/// The table runs from −SPAN to SPAN normal deviations; beyond (6 draws in 10 million) the inverse finds its own start.
const SPAN: f64 = 5.0;
const PER_UNIT: f64 = 4.0;
const LAST_INTERVAL: u32 = 39;

/// A quantile function on its solving axis, as a cubic Hermite interpolant in z = Φ⁻¹(p).
///
/// Most shapes are nearly straight lines when plotted against the normal, so 41 nodes come within 1e-6 and one Halley
/// step does the rest. This is what makes a draw cost one continued fraction instead of four.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::distribution) struct Starts {
    nodes: Box<[Node]>,
}

#[derive(Clone, Debug, PartialEq)]
struct Node {
    s: f64,
    /// ds/dz, times the width of an interval.
    lean: f64,
}

impl Starts {
    /// Tables `solve`, which gives s and dF/ds for the two tails of a point.
    pub fn table(solve: impl Fn(Tails) -> (f64, f64)) -> Self {
        let node = |index: u32| {
            let z = f64::from(index) / PER_UNIT - SPAN;
            let (s, rise) = solve(norm_tails(z));
            let lean = norm_density(z) / rise / PER_UNIT;
            Node { s, lean }
        };
        Self { nodes: (0..=LAST_INTERVAL + 1).map(node).collect() }
    }

    /// A guess at the s of this point; none outside the table.
    pub fn at(&self, tails: Tails) -> Option<f64> {
        let place = (norm_z(tails) + SPAN) * PER_UNIT;
        if !(0.0..f64::from(LAST_INTERVAL + 1)).contains(&place) {
            return None;
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "checked to lie in 0..40 just above"
        )]
        let index = place as usize;
        let t = place - place.floor();
        let (left, right) = (self.nodes.get(index)?, self.nodes.get(index + 1)?);
        let climb = right.s - left.s;
        let bow = (1.0 - t) * (left.lean - climb) - t * (right.lean - climb);
        Some(left.s + t * (climb + (1.0 - t) * bow))
    }
}

#[cfg(test)]
mod tests {
    use super::Starts;
    use crate::distribution::special::Tails;

    /// The logistic distribution, s = ln(p/q) and dF/ds = p·q.
    fn logistic() -> Starts {
        Starts::table(|at| (libm::log(at.lower / at.upper), at.lower * at.upper))
    }

    #[test]
    fn guesses_between_nodes_are_close() {
        let starts = logistic();
        for p in [0.001, 0.2, 0.456, 0.5, 0.77, 0.999] {
            let guess = starts.at(Tails::from_lower(p)).expect("inside the table");
            // Hermite's error is h⁴/384 times the fourth derivative, which stays below 0.2 here: 2e-6.
            assert!((guess - libm::log(p / (1.0 - p))).abs() < 2e-6, "{p}");
        }
    }

    #[test]
    fn there_is_no_guess_outside_the_table() {
        let starts = logistic();
        assert_eq!(starts.at(Tails::from_lower(1e-8)), None);
        assert_eq!(starts.at(Tails::from_upper(1e-8)), None);
        assert_eq!(starts.at(Tails::from_lower(f64::NAN)), None);
    }
}
