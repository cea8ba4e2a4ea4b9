//! Nodes of the tree, and those that are still open.

use crate::optimise::Region;
use crate::optimise::StoppedBy;
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// The most nodes kept, a hundred bytes or so each. Of those beyond it only the bound is kept: it stays true.
const MOST_NODES: usize = 100_000;

/// A part of the tree still to be looked at.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Node {
    /// Nothing below this node is better.
    pub(super) bound: f64,
    /// What is decided of each switch.
    pub(super) fixed: Vec<Option<bool>>,
    /// The switch decided last, and how far it was on before.
    pub(super) last: Option<(usize, f64)>,
    /// Nodes made earlier go first among equals.
    made: usize,
}

impl Node {
    /// Nothing is decided.
    pub(super) fn root(switches: usize, bound: f64) -> Self {
        Self { bound, fixed: vec![None; switches], last: None, made: 0 }
    }

    /// The node with one more switch on, and with it off.
    pub(super) fn split(&self, bound: f64, switch: usize, share: f64) -> (Self, Self) {
        let decided = |on| {
            let mut fixed = self.fixed.clone();
            fixed[switch] = Some(on);
            Self { bound, fixed, last: Some((switch, share)), made: 0 }
        };
        (decided(true), decided(false))
    }

    /// The bounds of every variable; `None` where a switch cannot be as decided.
    pub(super) fn bounds(&self, region: &Region) -> Option<Vec<(f64, f64)>> {
        let variables = region.variables().iter();
        let mut bounds: Vec<(f64, f64)> =
            variables.map(|variable| (variable.lower, variable.upper)).collect();
        for (switch, fixed) in region.switches().iter().zip(&self.fixed) {
            let (lower, upper) = bounds[switch.column];
            bounds[switch.column] = match fixed {
                Some(true) => (1.0, upper),
                Some(false) => (lower, 0.0),
                None => (lower, upper),
            };
            if bounds[switch.column].0 > bounds[switch.column].1 {
                return None;
            }
        }
        Some(bounds)
    }
}

impl Eq for Node {}

impl Ord for Node {
    fn cmp(&self, other: &Self) -> Ordering {
        self.bound.total_cmp(&other.bound).then(self.made.cmp(&other.made))
    }
}

impl PartialOrd for Node {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The nodes that are open, the one with the least bound first.
#[derive(Debug)]
pub(super) struct OpenNodes {
    nodes: BTreeSet<Node>,
    made: usize,
    /// The least bound of those that there was no room for.
    given_up: f64,
}

impl Default for OpenNodes {
    fn default() -> Self {
        Self { nodes: BTreeSet::new(), made: 0, given_up: f64::INFINITY }
    }
}

impl OpenNodes {
    pub(super) fn push(&mut self, mut node: Node) {
        self.made += 1;
        node.made = self.made;
        self.nodes.insert(node);
        if self.nodes.len() > MOST_NODES
            && let Some(worst) = self.nodes.pop_last()
        {
            self.given_up = self.given_up.min(worst.bound);
        }
    }

    pub(super) fn pop(&mut self) -> Option<Node> {
        self.nodes.pop_first()
    }

    /// Why some had to be given up, if any had.
    pub(super) fn stopped_by(&self) -> Option<StoppedBy> {
        self.given_up.is_finite().then_some(StoppedBy::NodeLimit)
    }

    /// What is proved of all of them; infinite where there are none.
    pub(super) fn lower(&self) -> f64 {
        self.nodes.first().map_or(f64::INFINITY, |node| node.bound).min(self.given_up)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_that_there_is_no_room_for_keep_their_bound_and_are_named() {
        let mut open = OpenNodes::default();
        let whole = |bound: usize| u32::try_from(bound).map_or(f64::NAN, f64::from);
        for bound in (1..=MOST_NODES).rev() {
            open.push(Node::root(0, whole(bound)));
        }
        assert_eq!(open.stopped_by(), None);
        open.push(Node::root(0, whole(0)));
        assert_eq!(open.stopped_by(), Some(StoppedBy::NodeLimit));
        while open.pop().is_some() {}
        assert!((open.lower() - whole(MOST_NODES)).abs() < 0.5, "the worst was given up, and its bound kept");
    }
}
