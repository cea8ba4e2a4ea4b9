//! Branch and bound: one tree of linear programs that share every cut.
//!
//! Solving a mixed-integer master again for every cut is the plain method. Here a single branch-and-bound tree is
//! grown over the *linear* master instead (Quesada & Grossmann 1992, *An LP/NLP based branch and bound algorithm
//! for convex MINLP optimization problems*): a node fixes some switches and relaxes the others; a cut made at
//! any node holds at all of them. What is relaxed is not the plain objective but its perspective (`simulate::blended`),
//! which touches it where every programme is on or off and is as high as a convex function can be in between, one
//! programme at a time. Where a node's switches come out whole, the convex problem with that pattern is solved, which
//! gives an upper bound and the planes that prove it.

use crate::model::Allocation;
use crate::optimise::Certificate;
use crate::optimise::Options;
use crate::optimise::Oracle;
use crate::optimise::Quietly;
use crate::optimise::Region;
use crate::optimise::SolveError;
use crate::optimise::Solved;
use crate::optimise::Solver;
use crate::optimise::StoppedBy;
use crate::optimise::branch::node::Node;
use crate::optimise::branch::node::OpenNodes;
use crate::optimise::branch::patterns::Patterns;
use crate::optimise::branch::pseudo_costs::PseudoCosts;
use crate::optimise::cuts::Master;
use crate::optimise::cuts::Proposal;
use crate::optimise::cuts::Relaxation;
use crate::optimise::objective::Evaluator;
use crate::optimise::objective::Iterate;

/// Cuts made at one node before it is branched on, as long as they pay.
const ROUNDS: usize = 8;

/// Planes that miss less than this part of what would prune the node are good enough: better ones would not.
const WORTH: f64 = 0.1;

/// The relaxation at the root is solved to this part of the gap asked for.
const ROOT: f64 = 0.4;

/// Before that to this gap, for first allocations and a first bound.
const ROUGH: f64 = 1e-2;

/// A round of cuts that lifts the bound by less than this part of what would prune the node is the last.
const SLOW: f64 = 0.05;

/// Shares from which the relaxation's switches are taken to be on, for first allocations.
const ROUNDED_UP: [f64; 3] = [0.5, 0.25, 0.75];

/// Steps beyond those of a search without switches.
const STEPS: usize = 200;

/// Minimises a convex function over a region with switches, beginning at an allocation inside it.
///
/// # Errors
/// The solver broke, or the region is empty after all.
pub(super) fn minimise_switched(
    oracle: &dyn Oracle,
    region: &Region,
    start: &Allocation,
    solver: &dyn Solver,
    options: Options<'_>,
) -> Result<Solved, SolveError> {
    let quietly = Quietly(options.watch);
    let quiet = Options { watch: &quietly, ..options };
    let mut patterns = Patterns::new(oracle, region, solver, quiet);
    patterns.begin(start)?;
    options.watch.bounds(patterns.upper(), f64::NEG_INFINITY);
    let mut relaxation = Relaxation::begin(oracle, region, start, solver, quiet);
    for gap in [ROUGH.max(options.gap), ROOT * options.gap] {
        relaxation.close(gap)?;
        options.watch.bounds(patterns.upper(), relaxation.lower());
        for from in ROUNDED_UP {
            if options.watch.stop().is_none() {
                patterns.solve(&rounded(region, relaxation.point(), from))?;
            }
        }
        options.watch.bounds(patterns.upper(), relaxation.lower());
    }
    let lower = relaxation.lower();
    let (master, iterations, passes) = relaxation.master();
    patterns.evaluations += passes;
    let evaluator = Evaluator::new(oracle, region, options.watch);
    let mut tree = Tree {
        region,
        solver,
        options,
        evaluator,
        master,
        patterns,
        pseudo_costs: PseudoCosts::new(region.switches().len()),
        proven: f64::INFINITY,
        iterations,
        stopped_by: None,
        broke: None,
    };
    tree.grow(lower)?;
    tree.solved()
}

struct Tree<'a> {
    region: &'a Region,
    solver: &'a dyn Solver,
    options: Options<'a>,
    evaluator: Evaluator<'a>,
    master: Master<'a>,
    patterns: Patterns<'a>,
    pseudo_costs: PseudoCosts,
    /// The least bound among everything that has been pruned.
    proven: f64,
    iterations: usize,
    stopped_by: Option<StoppedBy>,
    /// Whether the solver could not go on at some node.
    broke: Option<StoppedBy>,
}

/// What comes of a node.
enum Outcome {
    /// Nothing below it is better.
    Pruned,
    /// It is to be branched on: its bound, at which switch, how far that is on.
    Branch(f64, usize, f64),
    /// The search stops: its bound.
    Stop(f64),
}

impl Tree<'_> {
    fn grow(&mut self, lower: f64) -> Result<(), SolveError> {
        let mut open = OpenNodes::default();
        let mut next = Some(Node::root(self.region.switches().len(), lower));
        while let Some(node) = next.take().or_else(|| open.pop()) {
            self.options.watch.bounds(self.patterns.upper(), open.lower().min(node.bound).min(self.proven));
            match self.bound_node(&node)? {
                Outcome::Pruned => {}
                Outcome::Stop(bound) => {
                    self.proven = self.proven.min(bound);
                    break;
                }
                Outcome::Branch(bound, switch, share) => {
                    let (up, down) = node.split(bound, switch, share);
                    let (first, second) = if share >= 0.5 { (up, down) } else { (down, up) };
                    open.push(second);
                    next = Some(first);
                }
            }
        }
        self.proven = self.proven.min(open.lower());
        self.stopped_by = self.stopped_by.or(open.stopped_by());
        Ok(())
    }

    /// Why the search should end now, if it should.
    fn stop(&self) -> Option<StoppedBy> {
        let is_out = self.iterations >= self.options.most_iterations.saturating_mul(STEPS);
        self.options.watch.stop().or(is_out.then_some(StoppedBy::IterationLimit))
    }

    /// Makes cuts at a node until it can be pruned, or is worth branching on.
    fn bound_node(&mut self, node: &Node) -> Result<Outcome, SolveError> {
        let mut bound = node.bound;
        for round in 0.. {
            let before = bound;
            if self.is_pruned(bound) {
                self.proven = self.proven.min(bound);
                return Ok(Outcome::Pruned);
            }
            self.stopped_by = self.stop();
            if self.stopped_by.is_some() {
                return Ok(Outcome::Stop(bound));
            }
            let proposal = match self.solve_relaxation(node) {
                Ok(Some(proposal)) => proposal,
                Ok(None) => return Ok(Outcome::Pruned),
                // What has been proved stays proved; the node is left with that.
                Err(_) if bound > f64::NEG_INFINITY => {
                    self.broke = Some(StoppedBy::Solver);
                    self.proven = self.proven.min(bound);
                    return Ok(Outcome::Pruned);
                }
                Err(problem) => return Err(problem),
            };
            bound = bound.max(proposal.bound);
            if round == 0 {
                self.pseudo_costs.learn(node, bound);
            }
            if self.is_pruned(bound) {
                continue;
            }
            let split = self.pseudo_costs.split(self.region, &proposal.point, self.patterns.upper() - bound);
            let is_new = split.is_none() && self.patterns.solve(&proposal.point)?;
            let missed = self.cut(&proposal);
            if is_new {
                if let Some(iterate) = self.patterns.latest() {
                    let iterate = self.evaluator.evaluate(&iterate);
                    self.add(&iterate);
                }
                continue;
            }
            let to_best = self.patterns.upper() * (1.0 - self.options.gap) - bound;
            let is_slow = round > 0 && bound - before <= SLOW * to_best;
            let are_good = missed <= WORTH * to_best || round >= ROUNDS || is_slow && split.is_some();
            if !are_good {
                continue;
            }
            if let Some((switch, share)) = split {
                return Ok(Outcome::Branch(bound, switch, share));
            }
            // Whole, solved and yet not proved: a tail takes more planes than the master has got.
            let Some(undecided) = node.fixed.iter().position(Option::is_none) else {
                self.proven = self.proven.min(bound.max(self.patterns.proven(&proposal.point)));
                return Ok(Outcome::Pruned);
            };
            let share = proposal.point[self.region.switches()[undecided].column];
            return Ok(Outcome::Branch(bound, undecided, share));
        }
        Ok(Outcome::Pruned)
    }

    /// The best point of the master with some switches decided and the others anywhere between.
    fn solve_relaxation(&mut self, node: &Node) -> Result<Option<Proposal>, SolveError> {
        self.iterations += 1;
        let Some(bounds) = node.bounds(self.region) else { return Ok(None) };
        match self.master.solve_and_purge(self.master.most_cuts(), self.solver, Some(&bounds)) {
            Ok(proposal) => Ok(Some(proposal)),
            Err(SolveError::Infeasible) => Ok(None),
            Err(other) => Err(other),
        }
    }

    /// Whether nothing with this bound can be better than the best by more than the gap asked for.
    fn is_pruned(&self, bound: f64) -> bool {
        let upper = self.patterns.upper();
        upper < f64::INFINITY && Certificate::gap_between(upper, bound) <= self.options.gap
    }

    /// Makes cuts where a proposal is; by how much the planes there were too low.
    fn cut(&mut self, proposal: &Proposal) -> f64 {
        let iterate = self.evaluator.evaluate(&proposal.point);
        self.add(&iterate);
        iterate.value - proposal.bound
    }

    /// Adds the planes of an iterate that are worth their row.
    fn add(&mut self, iterate: &Iterate) {
        self.master.add_higher(iterate, self.options.gap);
    }

    fn solved(self) -> Result<Solved, SolveError> {
        let evaluations = self.evaluator.passes();
        let (proven, iterations, gap) = (self.proven, self.iterations, self.options.gap);
        // Whatever kept the gap open has a name: what ended the search of a pattern, or the last digits of the solver.
        let inside = self.patterns.stopped_by().or(Some(StoppedBy::Solver));
        let best = self.patterns.finish()?;
        let upper = best.certificate.upper;
        let lower = proven.min(upper);
        let found = Certificate::gap_between(upper, lower);
        let certificate = Certificate {
            upper,
            lower,
            gap: found,
            iterations: iterations + best.certificate.iterations,
            evaluations: evaluations + best.certificate.evaluations,
            reached: found <= gap,
            stopped_by: self.stopped_by.or(self.broke).or(inside).filter(|_| found > gap),
        };
        Ok(Solved { certificate, ..best })
    }
}

/// A point with every switch on that is on to a share of at least so much, and the others off.
fn rounded(region: &Region, point: &[f64], from: f64) -> Vec<f64> {
    let mut rounded = point.to_vec();
    for switch in region.switches() {
        rounded[switch.column] = if point[switch.column] >= from { 1.0 } else { 0.0 };
    }
    rounded
}
