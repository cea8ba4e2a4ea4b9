//! Outer approximation: the loop that closes the gap.
//!
//! A smooth objective is polished first, and an exact optimum proves itself by duality. The loop takes over
//! wherever second derivatives do not help (a tail mean, knots of a curve through points), and what it finds is
//! polished once more.

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
use crate::optimise::cuts::master::Master;
use crate::optimise::cuts::master::Proposal;
use crate::optimise::cuts::tie_break::break_ties;
use crate::optimise::cuts::trust_region::TrustRegion;
use crate::optimise::newton::BestLifted;
use crate::optimise::newton::Polished;
use crate::optimise::newton::WorkingSet;
use crate::optimise::newton::best_lifted;
use crate::optimise::newton::polish;
use crate::optimise::objective::Evaluator;
use crate::optimise::objective::Iterate;
use crate::optimise::objective::ROUNDED_OFF;
use crate::optimise::objective::smooth_of;

/// Minimises a convex function over a region without switches, beginning at an allocation inside it.
///
/// # Errors
/// The solver broke, or the region is empty after all.
pub(in crate::optimise) fn minimise_unswitched(
    oracle: &dyn Oracle,
    region: &Region,
    start: &Allocation,
    solver: &dyn Solver,
    options: Options<'_>,
) -> Result<Solved, SolveError> {
    let mut search = OuterApproximation::searched(oracle, region, start, solver, options)?;
    if search.stopped_by.is_none_or(|by| by == StoppedBy::IterationLimit) {
        search.polish();
        search.break_ties();
    }
    Ok(search.solved())
}

/// The same where only the value matters, and not which of equally good allocations has it.
///
/// # Errors
/// As [`minimise_unswitched`].
pub(in crate::optimise) fn least_value(
    oracle: &dyn Oracle,
    region: &Region,
    start: &Allocation,
    solver: &dyn Solver,
    options: Options<'_>,
) -> Result<Certificate, SolveError> {
    Ok(OuterApproximation::searched(oracle, region, start, solver, options)?.solved().certificate)
}

/// Where to begin: the best allocation over the first of the draws, from which few steps over all of them are left.
fn best_over_few(
    oracle: &dyn Oracle,
    region: &Region,
    start: &Allocation,
    solver: &dyn Solver,
    options: Options<'_>,
) -> Allocation {
    let Some(few) = oracle.over_few() else { return start.clone() };
    let watch = Quietly(options.watch);
    let options = Options { gap: options.gap.max(ROUGHLY), exact: false, watch: &watch, ..options };
    // A solver that breaks here loses nothing: the search begins where it would have begun.
    let best = minimise_unswitched(&*few, region, start, solver, options);
    best.map_or_else(|_| start.clone(), |best| best.allocation)
}

/// Over few draws a gap below their sampling error would be proved for nothing.
const ROUGHLY: f64 = 1e-5;

/// The state of the loop.
pub(super) struct OuterApproximation<'a> {
    pub(super) evaluator: Evaluator<'a>,
    solver: &'a dyn Solver,
    pub(super) options: Options<'a>,
    pub(super) master: Master<'a>,
    trust: TrustRegion,
    start: Iterate,
    pub(super) best: Iterate,
    is_polished: bool,
    pub(super) lower: f64,
    pub(super) iterations: usize,
    stopped_by: Option<StoppedBy>,
    /// How often the solver broke.
    failures: usize,
}

/// A solver that breaks so often is given up.
const MOST_FAILURES: usize = 6;

impl<'a> OuterApproximation<'a> {
    pub(super) fn begin(
        oracle: &'a dyn Oracle,
        region: &'a Region,
        start: &Allocation,
        solver: &'a dyn Solver,
        options: Options<'a>,
    ) -> Self {
        let evaluator = Evaluator::new(oracle, region, options.watch);
        let start = evaluator.evaluate(&region.point(start));
        let mut master = Master::new(region, &start.pieces, start.value);
        master.add(start.cuts.clone());
        Self {
            evaluator,
            solver,
            options,
            master,
            trust: if region.switches().is_empty() { TrustRegion::new() } else { TrustRegion::wide() },
            best: start.clone(),
            start,
            is_polished: false,
            lower: f64::NEG_INFINITY,
            iterations: 0,
            stopped_by: None,
            failures: 0,
        }
    }

    /// A search that has ended: over few draws first, by second derivatives where there are any, and by planes.
    fn searched(
        oracle: &'a dyn Oracle,
        region: &'a Region,
        start: &Allocation,
        solver: &'a dyn Solver,
        options: Options<'a>,
    ) -> Result<Self, SolveError> {
        let start = best_over_few(oracle, region, start, solver, options);
        let mut search = Self::begin(oracle, region, &start, solver, options);
        search.cut();
        search.round_off();
        search.polish();
        search.run()?;
        Ok(search)
    }

    /// Steps until the gap has closed, or something ends the search.
    ///
    /// # Errors
    /// The solver broke before anything was proved.
    pub(super) fn run(&mut self) -> Result<(), SolveError> {
        while !self.is_proven() {
            self.options.watch.bounds(self.best.value, self.lower);
            let is_out = self.iterations >= self.options.most_iterations;
            let ended = self.evaluator.stop().or(is_out.then_some(StoppedBy::IterationLimit));
            if ended.is_some() {
                self.stopped_by = ended;
                break;
            }
            if let Err(problem) = self.step() {
                self.failures += 1;
                if self.failures < MOST_FAILURES {
                    // A smaller box is another linear program.
                    self.trust.shrink();
                    continue;
                }
                if self.lower == f64::NEG_INFINITY {
                    return Err(problem);
                }
                // What has been proved stays proved; the certificate says how far that went.
                self.stopped_by = Some(StoppedBy::Solver);
                break;
            }
        }
        Ok(())
    }

    fn is_proven(&self) -> bool {
        Certificate::gap_between(self.best.value, self.lower) <= self.options.gap
    }

    /// Where something smooth is known that is nearly the objective, finds the best of that, rounding off less and less: the
    /// best of it is nearly the best, and what it is nowhere below is proved there.
    fn round_off(&mut self) {
        let (oracle, region, watch) = (self.evaluator.oracle, self.evaluator.region, self.options.watch);
        if !region.switches().is_empty() {
            return;
        }
        for part in ROUNDED_OFF {
            let Some(rounded) = oracle.rounded(&self.best.efforts, part) else { return };
            let neighbour = smooth_of(&*rounded, region, watch);
            let from = neighbour.lift(&self.best.point);
            // Below a tenth of the gap nothing is gained: rounding off costs as much.
            let Some(polished) = polish(&*neighbour, &from, Some(0.1 * self.options.gap)) else { return };
            self.iterations += polished.iterates.len();
            let point = neighbour.lower(&polished.iterate.point, self.best.point.len());
            let there = self.evaluator.evaluate(&point);
            let Some(below) = rounded.below(&there.efforts) else { return };
            let below = smooth_of(&*below, region, watch);
            let Some((under, _)) = below.evaluate_curved(&below.lift(&there.point)) else { return };
            let proven = WorkingSet::at(below.polytope(), &under.point);
            let bound = under.value + proven.dual_bound(&under.point, &under.gradient);
            // One each to see how wide the band is, which weights draws have, and what they add up to.
            self.evaluator.count(neighbour.passes() + 3);
            self.lower = self.lower.max(bound);
            self.master.add(there.cuts.clone());
            if there.value < self.best.value {
                self.best = there;
            }
            watch.bounds(self.best.value, self.lower);
            if self.is_proven() || self.evaluator.stop().is_some() {
                return;
            }
        }
    }

    /// Goes straight to the best of an objective with knots, cut at them, which proves itself unless rounding is in the way.
    fn cut(&mut self) {
        let Some(BestLifted { iterate, lower, steps }) =
            best_lifted(&self.evaluator, &self.start.point, self.options)
        else {
            return;
        };
        self.iterations += steps;
        self.lower = self.lower.max(lower);
        if iterate.is_no_worse_than(&self.best) {
            self.master.add(iterate.cuts.clone());
            self.best = iterate;
            self.is_polished = self.is_proven();
        }
    }

    /// Polishes the best iterate; the multipliers there prove it, or else the planes found on the way may.
    fn polish(&mut self) {
        if std::mem::replace(&mut self.is_polished, true) {
            return;
        }
        let enough = self.options.enough();
        let Some(Polished { iterate, iterates, lower }) = polish(&self.evaluator, &self.best.point, enough)
        else {
            return;
        };
        self.iterations += iterates.len();
        self.lower = self.lower.max(lower);
        if !iterate.is_no_worse_than(&self.best) {
            return;
        }
        self.master.add(iterate.cuts.clone());
        self.best = iterate;
        if !self.is_proven() {
            self.master.add(iterates.into_iter().flat_map(|iterate| iterate.cuts));
            // A solver that breaks here costs nothing that has been proved; the loop will meet it again.
            if let Ok(global) = self.solve(None) {
                self.lower = self.lower.max(global.bound);
            }
        }
    }

    /// Solves a master, inside the box while that promises enough, else over the whole region for a bound.
    fn step(&mut self) -> Result<(), SolveError> {
        let near = self.trust.around(&self.best.point, &self.evaluator.polytope.bounds);
        let local = self.solve(Some(&near))?;
        let is_global = !self.is_box_active(&local.point, &near);
        if is_global {
            self.lower = self.lower.max(local.bound);
        }
        // Half the gap asked for: a promise below it cannot be what keeps the proof from closing.
        let enough = 0.5 * self.options.gap * self.best.value.abs();
        if is_global || self.best.value - local.bound > enough {
            if !self.is_proven() {
                self.try_point(&local);
            }
        } else {
            let global = self.solve(None)?;
            self.lower = self.lower.max(global.bound);
            if !self.is_proven() {
                self.trust.widen();
                self.try_point(&global);
            }
        }
        Ok(())
    }

    fn solve(&mut self, inside: Option<&[(f64, f64)]>) -> Result<Proposal, SolveError> {
        self.iterations += 1;
        // Without switches planes are few enough to keep them all.
        let most =
            if self.evaluator.region.switches().is_empty() { usize::MAX } else { self.master.most_cuts() };
        self.master.solve_and_purge(most, self.solver, inside)
    }

    /// Whether the box, and not the region, stopped the master somewhere: then its value bounds nothing.
    fn is_box_active(&self, point: &[f64], near: &[(f64, f64)]) -> bool {
        // Solvers return a variable at its bound to about 1e-9; a box this near counts as touched.
        const TOUCH: f64 = 1e-8;
        point.iter().zip(near).zip(&self.evaluator.polytope.bounds).any(|((value, near), bounds)| {
            (near.0 > bounds.0 && *value <= near.0 + TOUCH) || (near.1 < bounds.1 && *value >= near.1 - TOUCH)
        })
    }

    /// Evaluates a proposal, keeps its cuts, and moves there if it is better.
    fn try_point(&mut self, proposal: &Proposal) {
        let iterate = self.evaluator.evaluate(&proposal.point);
        if self.evaluator.region.switches().is_empty() {
            self.master.add(iterate.cuts.clone());
        } else {
            self.master.add_higher(&iterate, self.options.gap);
        }
        self.trust.learn(self.best.value - proposal.bound, self.best.value - iterate.value);
        if iterate.value < self.best.value {
            self.best = iterate;
            self.is_polished = false;
        }
    }

    /// Of equally good allocations, takes the one that keeps programmes that change nothing where they began.
    fn break_ties(&mut self) {
        if let Some(iterate) = break_ties(&self.evaluator, &self.start, &self.best, self.solver) {
            self.best = iterate;
        }
    }

    fn solved(self) -> Solved {
        let upper = self.best.value;
        let gap = Certificate::gap_between(upper, self.lower);
        Solved {
            allocation: self.evaluator.region.allocation(&self.best.point),
            certificate: Certificate {
                upper,
                lower: self.lower.min(upper),
                gap,
                iterations: self.iterations,
                evaluations: self.evaluator.passes(),
                reached: gap <= self.options.gap,
                stopped_by: self.stopped_by.filter(|_| gap > self.options.gap),
            },
        }
    }
}
