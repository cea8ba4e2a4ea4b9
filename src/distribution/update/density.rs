//! The map of a score of which the density is known and smooth.

use crate::distribution::update::curve::Curve;
use crate::distribution::update::panels::Panels;

/// Beyond this score a moved neighbour never is.
const FARTHEST: f64 = 12.0;

/// Stretches are at least a fiftieth wide.
const MOST: i32 = 1200;

/// What is less than e⁻⁸⁰ of the greatest density adds nothing.
const NOTHING: f64 = 80.0;

/// The map to a score with a density known by its logarithm but for a constant, which changes little over a `width`.
pub(super) fn smooth(ln: &dyn Fn(f64) -> f64, width: f64) -> Option<Curve> {
    let mut at: Vec<f64> =
        (0..MOST).map(|i| f64::from(i) * width - FARTHEST).take_while(|t| *t < FARTHEST).collect();
    at.push(FARTHEST);
    let heights: Vec<f64> = at.iter().map(|t| ln(*t)).collect();
    let top = heights.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let stretches = at.windows(2).zip(heights.windows(2)).filter_map(|(at, heights)| match (at, heights) {
        (&[from, to], &[first, last]) if first.max(last) > top - NOTHING => Some((from, to)),
        _ => None,
    });
    let nodes = top.is_finite().then(|| Panels::of(ln, top, &stretches.collect::<Vec<_>>()).nodes())?;
    Curve::through(nodes)
}
