//! The parts of the tree that are still to be looked at, and where to split them.

use crate::optimise::Region;
use crate::optimise::StoppedBy;
use crate::optimise::linear::INTEGRAL;
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
    last: Option<(usize, f64)>,
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
pub(super) struct Open {
    nodes: BTreeSet<Node>,
    made: usize,
    /// The least bound of those that there was no room for.
    given_up: f64,
}

impl Default for Open {
    fn default() -> Self {
        Self { nodes: BTreeSet::new(), made: 0, given_up: f64::INFINITY }
    }
}

impl Open {
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

/// How much deciding each switch has lifted the bound so far (*pseudo-costs*; Bénichou et al. 1971, *Experiments in
/// mixed-integer linear programming*).
#[derive(Debug)]
pub(super) struct Bend {
    /// For each switch, for off and on: the sum of what the bound rose by for each whole step, and how often.
    lifts: Vec<[(f64, f64); 2]>,
}

impl Bend {
    pub(super) fn new(switches: usize) -> Self {
        Self { lifts: vec![[(0.0, 0.0); 2]; switches] }
    }

    /// Learns from the first bound of a node.
    pub(super) fn learn(&mut self, node: &Node, bound: f64) {
        let Some((switch, share)) = node.last else { return };
        let is_on = node.fixed[switch] == Some(true);
        let step = if is_on { 1.0 - share } else { share };
        if step > INTEGRAL && node.bound.is_finite() {
            let (sum, count) = &mut self.lifts[switch][usize::from(is_on)];
            *sum += (bound - node.bound).max(0.0) / step;
            *count += 1.0;
        }
    }

    /// The switch that promises most of those between on and off, and how far it is on; `None` where all are whole.
    /// `whole` is what deciding a switch might lift the bound by where nothing is known of any.
    pub(super) fn split(&self, region: &Region, point: &[f64], whole: f64) -> Option<(usize, f64)> {
        let known = |side: usize| {
            let of_all = self.lifts.iter().map(|lifts| lifts[side]);
            let (sum, count) = of_all.fold((0.0, 0.0), |all, own| (all.0 + own.0, all.1 + own.1));
            if count > 0.0 { sum / count } else { whole }
        };
        let average = [known(0), known(1)];
        let lift = |switch: usize, side: usize, step: f64| {
            let (sum, count) = self.lifts[switch][side];
            step * if count > 0.0 { sum / count } else { average[side] }
        };
        let switches = region.switches().iter().enumerate();
        let between = switches.map(|(position, switch)| (position, point[switch.column]));
        let between = between.filter(|(_, share)| (share - share.round()).abs() > INTEGRAL);
        let least = 1e-6 * whole.max(f64::MIN_POSITIVE);
        let promise = |(switch, share): &(usize, f64)| {
            lift(*switch, 0, *share).max(least) * lift(*switch, 1, 1.0 - share).max(least)
        };
        between.max_by(|a, b| promise(a).total_cmp(&promise(b)).then(b.0.cmp(&a.0)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_that_there_is_no_room_for_keep_their_bound_and_are_named() {
        let mut open = Open::default();
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
