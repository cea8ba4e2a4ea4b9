//! A rising curve through points of which the slopes are known.

/// A point of a map of scores: the score of the prior's draw, the posterior's score there, and how fast that rises.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Node {
    /// z, the score behind a draw.
    pub from: f64,
    /// T(z).
    pub to: f64,
    /// T′(z).
    pub slope: f64,
}

/// Nodes in order, with Hermite's cubic between each two. Where two have the same `from` the map jumps.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Curve(Vec<Node>);

/// Halving an interval as often leaves nothing of it.
const MOST_HALVINGS: usize = 60;

impl Curve {
    /// Through at least one node.
    pub fn through(nodes: Vec<Node>) -> Option<Self> {
        (!nodes.is_empty()).then_some(Self(nodes))
    }

    /// T(z); beyond the nodes that of the nearest.
    pub fn at(&self, z: f64) -> f64 {
        let after = self.0.partition_point(|node| node.from <= z);
        let below = after.checked_sub(1).and_then(|below| self.0.get(below));
        match (below, self.0.get(after)) {
            (Some(below), Some(above)) => between(below, above, z),
            (Some(only), None) | (None, Some(only)) => only.to,
            (None, None) => f64::NAN,
        }
    }

    /// The z at which T(z) is t; beyond the nodes ±∞.
    pub fn back(&self, t: f64) -> f64 {
        let after = self.0.partition_point(|node| node.to <= t);
        let below = after.checked_sub(1).and_then(|below| self.0.get(below));
        let (Some(below), Some(above)) = (below, self.0.get(after)) else {
            return if below.is_none() { f64::NEG_INFINITY } else { f64::INFINITY };
        };
        let (mut low, mut high) = (below.from, above.from);
        for _ in 0..MOST_HALVINGS {
            let middle = 0.5 * (low + high);
            if between(below, above, middle) < t {
                low = middle;
            } else {
                high = middle;
            }
        }
        0.5 * (low + high)
    }

    /// The same seen from the other end: −T(−z).
    pub fn mirrored(&self) -> Self {
        let turned = |node: &Node| Node { from: -node.from, to: -node.to, slope: node.slope };
        Self(self.0.iter().rev().map(turned).collect())
    }

    /// The steepest slope at any node but in the farthest tails.
    pub fn steepest(&self) -> f64 {
        const TAIL: f64 = 6.0;
        let inside = self.0.iter().filter(|node| node.from.abs() < TAIL);
        inside.fold(0.0, |most, node| node.slope.max(most))
    }
}

/// Hermite's cubic between two nodes, never outside them.
pub(super) fn between(below: &Node, above: &Node, z: f64) -> f64 {
    let width = above.from - below.from;
    if width <= 0.0 {
        return above.to;
    }
    let across = (z - below.from) / width;
    let rest = 1.0 - across;
    let rise = above.to - below.to;
    // From the nearer node, so that little of a large number is taken away.
    let bent = across * rest * (rest * (below.slope * width - rise) - across * (above.slope * width - rise));
    let to = if across < 0.5 { below.to + (across * rise + bent) } else { above.to + (bent - rest * rise) };
    to.clamp(below.to, above.to)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cubic() -> Curve {
        let node = |z: f64| Node { from: z, to: z * z * z + z, slope: 3.0 * z * z + 1.0 };
        Curve::through([-2.0, -0.5, 1.0, 3.0].map(node).to_vec()).unwrap()
    }

    #[test]
    fn a_cubic_is_met_between_its_nodes_and_turned_round() {
        let curve = cubic();
        for z in [-2.0, -1.3, 0.0, 0.99, 2.5] {
            let exact = z * z * z + z;
            // A dozen roundings of numbers below 40.
            assert!((curve.at(z) - exact).abs() < 1e-13, "{z}");
            assert!((curve.back(exact) - z).abs() < 1e-13, "{z}");
            assert!((curve.mirrored().at(-z) + exact).abs() < 1e-13, "{z}");
        }
    }

    #[test]
    fn beyond_its_nodes_a_curve_stays_where_it_is() {
        let curve = cubic();
        assert!((curve.at(-9.0) + 10.0).abs() < 1e-15 && (curve.at(9.0) - 30.0).abs() < 1e-15);
        assert!(curve.back(31.0).is_infinite() && curve.back(-11.0).is_infinite());
    }
}
