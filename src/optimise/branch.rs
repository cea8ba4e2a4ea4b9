//! Programmes that are on or off: one tree of linear programs that share every cut.
//!
//! Solving a mixed-integer master again for every cut is the plain way. Here a single branch-and-bound tree is
//! grown over the *linear* master instead (Quesada & Grossmann 1992, *An LP/NLP based branch and bound algorithm
//! for convex MINLP optimization problems*): a node fixes some switches and relaxes the others; a cut made at
//! any node holds at all of them, since planes below a convex function know nothing of switches. Where a node's
//! switches come out whole, the convex problem with that pattern is solved exactly, which gives an upper bound
//! and the planes that prove it.

use crate::model::Allocation;
use crate::optimise::Certificate;
use crate::optimise::Options;
use crate::optimise::Oracle;
use crate::optimise::Region;
use crate::optimise::SolveError;
use crate::optimise::Solved;
use crate::optimise::Solver;
use crate::optimise::cut::Cut;
use crate::optimise::master::Master;
use crate::optimise::master::Proposal;
use crate::optimise::outer::minimise_unswitched;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::collections::BinaryHeap;

/// A switch this near to on or off is.
const WHOLE: f64 = 1e-6;

/// Cuts made at one node before it is split, as long as they pay.
const ROUNDS: usize = 40;

/// A round that closes less than this part of what the node's planes miss is not worth another.
const WORTH: f64 = 0.1;

/// Minimises a convex function over a region with switches, beginning at an allocation inside it.
///
/// # Errors
/// The solver broke, or the region is empty after all.
pub(super) fn minimise_switched(
    oracle: &dyn Oracle,
    region: &Region,
    start: &Allocation,
    solver: &dyn Solver,
    options: Options,
) -> Result<Solved, SolveError> {
    let point = region.point(start);
    let efforts = region.efforts(&point);
    let pieces = oracle.at(&efforts);
    let size = pieces.iter().map(|piece| piece.value).sum();
    let mut master = Master::new(region, &pieces, size);
    master.add(pieces.iter().enumerate().map(|(i, piece)| Cut::touching(i, piece, &efforts)));
    let mut tree = Tree {
        oracle,
        region,
        solver,
        options,
        master,
        best: None,
        tried: BTreeMap::new(),
        proven: f64::INFINITY,
        iterations: 0,
        evaluations: 1,
    };
    let pattern = tree.pattern(&point);
    tree.solve_pattern(&pattern, start)?;
    tree.grow()?;
    tree.solved().ok_or(SolveError::Infeasible)
}

/// A part of the tree still to be looked at.
#[derive(Clone, Debug, PartialEq)]
struct Node {
    /// Nothing below this node is better.
    bound: f64,
    /// What is decided of each switch.
    fixed: Vec<Option<bool>>,
    /// Nodes made earlier go first among equals.
    made: usize,
}

impl Eq for Node {}

impl Ord for Node {
    /// The node with the least bound is the greatest, so that a heap gives it first.
    fn cmp(&self, other: &Self) -> Ordering {
        other.bound.total_cmp(&self.bound).then(other.made.cmp(&self.made))
    }
}

impl PartialOrd for Node {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

struct Tree<'a> {
    oracle: &'a dyn Oracle,
    region: &'a Region,
    solver: &'a dyn Solver,
    options: Options,
    master: Master<'a>,
    best: Option<Solved>,
    /// The patterns solved, and what was proved of each: nothing with it is better. Infinite where nothing is allowed.
    tried: BTreeMap<Vec<bool>, f64>,
    /// The least bound among everything that has been looked at and left behind.
    proven: f64,
    iterations: usize,
    evaluations: usize,
}

impl Tree<'_> {
    fn grow(&mut self) -> Result<(), SolveError> {
        let nothing = vec![None; self.region.switches().len()];
        let mut open = BinaryHeap::from([Node { bound: f64::NEG_INFINITY, fixed: nothing, made: 0 }]);
        let mut made = 0;
        while let Some(node) = open.pop() {
            if self.iterations >= self.options.most_iterations * 20 {
                self.proven = self.proven.min(node.bound);
                break;
            }
            let Some((bound, split)) = self.look_at(&node)? else { continue };
            for on in [true, false] {
                made += 1;
                let mut fixed = node.fixed.clone();
                fixed[split] = Some(on);
                open.push(Node { bound, fixed, made });
            }
        }
        self.proven = open.iter().map(|node| node.bound).fold(self.proven, f64::min);
        Ok(())
    }

    /// Makes cuts at a node until it can be left behind (`None`), or is worth splitting: its bound, and which
    /// switch to split.
    fn look_at(&mut self, node: &Node) -> Result<Option<(f64, usize)>, SolveError> {
        let mut bound = node.bound;
        for round in 0.. {
            let Some(proposal) = self.relaxed(&node.fixed)? else { return Ok(None) };
            bound = bound.max(proposal.bound);
            if self.is_beaten(bound) {
                self.proven = self.proven.min(bound);
                return Ok(None);
            }
            let Some(split) = self.least_whole(&proposal.point) else {
                let pattern = self.pattern(&proposal.point);
                let start = self.region.allocation(&proposal.point);
                if !self.solve_pattern(&pattern, &start)? {
                    if let Some(undecided) = node.fixed.iter().position(Option::is_none) {
                        return Ok(Some((bound, undecided)));
                    }
                    // Nothing is left to decide, and the proof of a tail takes more planes than the master has got.
                    self.proven = self.proven.min(bound.max(self.tried[&pattern]));
                    return Ok(None);
                }
                continue;
            };
            if round >= ROUNDS || !self.cut_at(&proposal) {
                return Ok(Some((bound, split)));
            }
        }
        Ok(None)
    }

    /// The best point of the master with some switches decided and the others anywhere between.
    fn relaxed(&mut self, fixed: &[Option<bool>]) -> Result<Option<Proposal>, SolveError> {
        self.iterations += 1;
        let variables = self.region.variables().iter();
        let mut bounds: Vec<(f64, f64)> =
            variables.map(|variable| (variable.lower, variable.upper)).collect();
        for (switch, fixed) in self.region.switches().iter().zip(fixed) {
            let (lower, upper) = bounds[switch.column];
            bounds[switch.column] = match fixed {
                Some(true) => (1.0, upper),
                Some(false) => (lower, 0.0),
                None => (lower, upper),
            };
            if bounds[switch.column].0 > bounds[switch.column].1 {
                return Ok(None);
            }
        }
        match self.master.solve(self.solver, Some(&bounds)) {
            Ok(proposal) => Ok(Some(proposal)),
            Err(SolveError::Infeasible) => Ok(None),
            Err(other) => Err(other),
        }
    }

    /// Whether nothing with this bound can be better than the best by more than the gap asked for.
    fn is_beaten(&self, bound: f64) -> bool {
        self.best
            .as_ref()
            .is_some_and(|best| Certificate::gap_between(best.certificate.upper, bound) <= self.options.gap)
    }

    /// The switch furthest from being on or off; `None` where all are.
    fn least_whole(&self, point: &[f64]) -> Option<usize> {
        let between = |column: usize| (point[column] - point[column].round()).abs();
        let switches = self.region.switches().iter().enumerate();
        let open = switches.filter(|(_, switch)| between(switch.column) > WHOLE);
        let furthest =
            open.max_by(|a, b| between(a.1.column).total_cmp(&between(b.1.column)).then(b.0.cmp(&a.0)));
        furthest.map(|(position, _)| position)
    }

    fn pattern(&self, point: &[f64]) -> Vec<bool> {
        self.region.switches().iter().map(|switch| point[switch.column] >= 0.5).collect()
    }

    /// Cuts where a relaxed proposal is; whether the planes there missed enough to look again.
    fn cut_at(&mut self, proposal: &Proposal) -> bool {
        let efforts = self.region.efforts(&proposal.point);
        let pieces = self.oracle.at(&efforts);
        self.evaluations += 1;
        let value: f64 = pieces.iter().map(|piece| piece.value).sum();
        self.master.add(pieces.iter().enumerate().map(|(i, piece)| Cut::touching(i, piece, &efforts)));
        let missed = value - proposal.bound;
        let to_best =
            self.best.as_ref().map_or(f64::INFINITY, |best| best.certificate.upper - proposal.bound);
        // Planes that are already good to a part of the way to the best will not lift the bound there.
        missed > WORTH * to_best.min(value.abs()) && missed > self.options.gap * value.abs() * WORTH
    }

    /// Solves the convex problem with the switches decided, once; whether it was new.
    fn solve_pattern(&mut self, pattern: &[bool], start: &Allocation) -> Result<bool, SolveError> {
        if self.tried.contains_key(pattern) {
            return Ok(false);
        }
        self.tried.insert(pattern.to_vec(), f64::INFINITY);
        let Some(decided) = self.region.with_switches(pattern) else { return Ok(true) };
        let Some(start) = decided.nearest_to(start, self.solver)? else { return Ok(true) };
        let solved = minimise_unswitched(self.oracle, &decided, &start, self.solver, self.options)?;
        self.tried.insert(pattern.to_vec(), solved.certificate.lower);
        self.iterations += solved.certificate.iterations;
        self.evaluations += solved.certificate.evaluations + 1;
        let efforts = decided.efforts(&decided.point(&solved.allocation));
        let pieces = self.oracle.at(&efforts);
        self.master.add(pieces.iter().enumerate().map(|(i, piece)| Cut::touching(i, piece, &efforts)));
        let is_better =
            self.best.as_ref().is_none_or(|best| solved.certificate.upper < best.certificate.upper);
        if is_better {
            self.best = Some(solved);
        }
        Ok(true)
    }

    fn solved(self) -> Option<Solved> {
        let best = self.best?;
        let upper = best.certificate.upper;
        let lower = self.proven.min(best.certificate.lower);
        let gap = Certificate::gap_between(upper, lower);
        let certificate = Certificate {
            upper,
            lower,
            gap,
            iterations: self.iterations,
            evaluations: self.evaluations,
            reached: gap <= self.options.gap,
        };
        Some(Solved { certificate, ..best })
    }
}
