//! Where the posterior of an observed number is: stretches of its score over which it changes by a few units of e.
//!
//! Along the score t the likelihood rises up to the score of the value measured and falls from there on, and φ rises up to
//! 0. So the ends of a stretch bound both inside it, and no peak is missed, however narrow: a study may be a million times
//! as precise as the prior.

use crate::distribution::update::curve::Curve;
use crate::distribution::update::panels::Panels;

/// Beyond this score is no part of a prior that a draw ever meets.
const FARTHEST: f64 = 12.0;

/// Stretches begin this wide.
const WIDTH: f64 = 0.25;

/// So many of them reach from one end to the other.
const STRETCHES: i32 = 96;

/// A stretch over which the logarithm may change by more is halved.
const MOST_CHANGE: f64 = 2.0;

/// What is less than e⁻⁸⁰ of the greatest density adds nothing.
const NOTHING: f64 = 80.0;

/// More rounds of halving than leave anything of a stretch.
const MOST_ROUNDS: usize = 60;

/// A score, and the logarithm of the likelihood there.
#[derive(Clone, Copy)]
struct Edge {
    at: f64,
    ln: f64,
}

/// The map of a number's scores under a likelihood that rises up to a score and falls from there on; `None` where the
/// likelihood is nothing anywhere.
pub(super) fn observed(ln: &dyn Fn(f64) -> f64, peak: f64) -> Option<Curve> {
    let peak = peak.clamp(-FARTHEST, FARTHEST);
    let mut at: Vec<f64> = (0..STRETCHES).map(|i| f64::from(i) * WIDTH - FARTHEST).collect();
    at.extend([peak, FARTHEST]);
    at.sort_by(f64::total_cmp);
    at.dedup();
    let mut edges: Vec<Edge> = at.into_iter().map(|at| Edge { at, ln: ln(at) }).collect();
    let mut top = greatest(&edges);
    for _ in 0..MOST_ROUNDS {
        let before = edges.len();
        edges = halved(&edges, ln, top);
        top = greatest(&edges);
        if edges.len() == before {
            break;
        }
    }
    let stretches = edges.windows(2).filter_map(|pair| match pair {
        [from, to] if bounds(from, to).1 > top - NOTHING => Some((from.at, to.at)),
        _ => None,
    });
    let both = |t: f64| ln(t) - 0.5 * t * t;
    let nodes = top.is_finite().then(|| Panels::of(&both, top, &stretches.collect::<Vec<_>>()).nodes())?;
    Curve::through(nodes)
}

fn greatest(edges: &[Edge]) -> f64 {
    edges.iter().fold(f64::NEG_INFINITY, |top, edge| top.max(edge.ln - 0.5 * edge.at * edge.at))
}

/// Between what the logarithm of the density is inside a stretch.
fn bounds(from: &Edge, to: &Edge) -> (f64, f64) {
    let nearest = if from.at <= 0.0 && to.at >= 0.0 { 0.0 } else { from.at.abs().min(to.at.abs()) };
    let farthest = from.at.abs().max(to.at.abs());
    let low = from.ln.min(to.ln) - 0.5 * farthest * farthest;
    (low, from.ln.max(to.ln) - 0.5 * nearest * nearest)
}

fn halved(edges: &[Edge], ln: &dyn Fn(f64) -> f64, top: f64) -> Vec<Edge> {
    let mut finer = Vec::with_capacity(edges.len());
    for pair in edges.windows(2) {
        let [from, to] = pair else { continue };
        finer.push(*from);
        let (low, high) = bounds(from, to);
        let middle = 0.5 * (from.at + to.at);
        if high > top - NOTHING && high - low > MOST_CHANGE && from.at < middle && middle < to.at {
            finer.push(Edge { at: middle, ln: ln(middle) });
        }
    }
    finer.extend(edges.last());
    finer
}
