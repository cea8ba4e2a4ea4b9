//! A density by its logarithm, cut into panels until its distribution function is known everywhere between them.

use crate::distribution::special::Tails;
use crate::distribution::special::gauss_legendre;
use crate::distribution::special::norm_density;
use crate::distribution::special::norm_z;
use crate::distribution::update::curve::Node;
use crate::distribution::update::curve::between;

/// Nodes of the rule in each panel, over which the logarithm changes by some units at most.
const NODES: u32 = 8;

/// How far off the map may be in the middle of a panel, as a score of the posterior; panels are halved once more.
const MOST_OFF: f64 = 1e-10;

/// How much the integral over a panel may change when it is halved, as a part of itself.
const MOST_CHANGE: f64 = 1e-12;

/// Scores of draws end before; what is beyond needs no care.
const BEYOND: f64 = 8.5;

/// Nodes are kept so far out.
const KEPT: f64 = 9.5;

/// Halved so often a panel is small enough whatever is in it: a corner of the density costs the square of its width.
const MOST_ROUNDS: usize = 12;

/// No density needs more panels; one that seems to is lost in rounding.
const MOST_PANELS: usize = 20_000;

/// A score and its logarithm are rounded to some units in the last place of the score.
const ROUNDING: f64 = 8.0 * f64::EPSILON;

/// One stretch of the axis and the integral over it.
#[derive(Clone, Copy)]
struct Panel {
    from: f64,
    to: f64,
    mass: f64,
    is_settled: bool,
}

/// A density, known but for a constant, in panels.
pub(super) struct Panels<'l> {
    ln: &'l dyn Fn(f64) -> f64,
    top: f64,
    rule: Vec<(f64, f64)>,
    all: Vec<Panel>,
}

impl<'l> Panels<'l> {
    /// Over stretches in order, outside of which there is nothing; `top` is about the greatest logarithm.
    pub fn of(ln: &'l dyn Fn(f64) -> f64, top: f64, stretches: &[(f64, f64)]) -> Self {
        let mut panels = Self { ln, top, rule: gauss_legendre(NODES), all: Vec::new() };
        panels.all = stretches.iter().map(|&(from, to)| panels.panel(from, to)).collect();
        panels
    }

    /// Halves panels until the map between their ends is known, and gives its nodes.
    pub fn nodes(mut self) -> Vec<Node> {
        for _ in 0..MOST_ROUNDS {
            if !self.refine() || self.all.len() > MOST_PANELS {
                break;
            }
        }
        self.ends()
    }

    fn panel(&self, from: f64, to: f64) -> Panel {
        let width = to - from;
        let at = |(at, weight): &(f64, f64)| weight * self.density(from + width * at);
        let mass = width * self.rule.iter().map(at).sum::<f64>();
        Panel { from, to, mass, is_settled: false }
    }

    fn density(&self, t: f64) -> f64 {
        libm::exp((self.ln)(t) - self.top)
    }

    /// What lies above each panel and above the last.
    fn above(&self) -> Vec<f64> {
        let mut above = vec![0.0; self.all.len() + 1];
        for (index, panel) in self.all.iter().enumerate().rev() {
            above[index] = above[index + 1] + panel.mass;
        }
        above
    }

    fn node(&self, t: f64, lower: f64, upper: f64) -> Node {
        let total = lower + upper;
        let from = norm_z(Tails { lower: lower / total, upper: upper / total });
        Node { from, to: t, slope: norm_density(from) * total / self.density(t) }
    }

    /// Halves every panel that is not settled; whether any of the halves is not.
    fn refine(&mut self) -> bool {
        let above = self.above();
        let mut halved = Vec::with_capacity(2 * self.all.len());
        let (mut lower, mut is_open) = (0.0, false);
        for (panel, pair) in self.all.iter().zip(above.windows(2)) {
            let begun = lower;
            lower += panel.mass;
            let (true, &[upper, rest]) = (!panel.is_settled, pair) else {
                halved.push(*panel);
                continue;
            };
            let middle = 0.5 * (panel.from + panel.to);
            let (mut left, mut right) = (self.panel(panel.from, middle), self.panel(middle, panel.to));
            let ends = [self.node(panel.from, begun, upper), self.node(panel.to, lower, rest)];
            let here = self.node(middle, begun + left.mass, rest + right.mass);
            let is_settled = is_beyond(&ends)
                || is_known(&ends, &here) && is_steady(panel, left.mass + right.mass)
                || middle <= panel.from
                || panel.to <= middle;
            (left.is_settled, right.is_settled) = (is_settled, is_settled);
            is_open |= !is_settled;
            halved.extend([left, right]);
        }
        self.all = halved;
        is_open
    }

    /// The ends of panels as nodes of the map.
    fn ends(&self) -> Vec<Node> {
        let above = self.above();
        let mut nodes: Vec<Node> = Vec::with_capacity(self.all.len() + 1);
        let mut lower = 0.0;
        for (panel, pair) in self.all.iter().zip(above.windows(2)) {
            let &[upper, rest] = pair else { continue };
            if nodes.last().is_none_or(|last| last.to < panel.from) {
                nodes.push(self.node(panel.from, lower, upper));
            }
            lower += panel.mass;
            nodes.push(self.node(panel.to, lower, rest));
        }
        nodes.retain(|node| node.from.abs() <= KEPT && node.slope.is_finite());
        nodes
    }
}

/// Whether no draw has scores between two ends.
fn is_beyond([below, above]: &[Node; 2]) -> bool {
    above.from < -BEYOND || below.from > BEYOND
}

/// Whether the map between two ends meets its middle.
fn is_known([below, above]: &[Node; 2], middle: &Node) -> bool {
    let off = (between(below, above, middle.from) - middle.to).abs();
    let is_flat = above.from - below.from < MOST_OFF;
    off <= MOST_OFF * middle.slope + rounding(middle.to) || is_flat
}

/// Whether halving changes nothing of the integral, but for what rounding of the score does to the logarithm.
fn is_steady(panel: &Panel, halves: f64) -> bool {
    let rounded = rounding(panel.to) / (panel.to - panel.from);
    (panel.mass - halves).abs() <= (MOST_CHANGE + rounded) * halves
}

fn rounding(score: f64) -> f64 {
    ROUNDING * (1.0 + score.abs())
}
