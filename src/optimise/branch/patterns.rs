//! Patterns of switches that have been solved, and the best of them.

use crate::model::Allocation;
use crate::optimise::Options;
use crate::optimise::Oracle;
use crate::optimise::Region;
use crate::optimise::SolveError;
use crate::optimise::Solved;
use crate::optimise::Solver;
use crate::optimise::StoppedBy;
use crate::optimise::Watch;
use crate::optimise::cuts::minimise_unswitched;
use std::collections::BTreeMap;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;

/// A pattern is solved to this part of the gap asked for; only the best is made exact in the end.
const PART: f64 = 0.3;

/// Steps taken from the first allocation, whose pattern is as good as any.
const FIRST_STEPS: usize = 10;

/// The most patterns remembered.
const MOST_PATTERNS: usize = 100_000;

/// Patterns of switches that have been solved.
pub(super) struct Patterns<'a> {
    oracle: &'a dyn Oracle,
    region: &'a Region,
    solver: &'a dyn Solver,
    options: Options<'a>,
    best: Option<(Vec<bool>, Solved)>,
    latest: Option<Vec<f64>>,
    /// What was proved of each: nothing with it is better. Infinite where nothing is allowed.
    tried: BTreeMap<Vec<bool>, f64>,
    /// What ended the search of a pattern that might have been better.
    stopped_by: Option<StoppedBy>,
    pub(super) iterations: usize,
    pub(super) evaluations: usize,
}

impl<'a> Patterns<'a> {
    pub(super) fn new(
        oracle: &'a dyn Oracle,
        region: &'a Region,
        solver: &'a dyn Solver,
        options: Options<'a>,
    ) -> Self {
        Self {
            oracle,
            region,
            solver,
            options,
            best: None,
            latest: None,
            tried: BTreeMap::new(),
            stopped_by: None,
            iterations: 0,
            evaluations: 0,
        }
    }

    /// The best value found; infinite where nothing was.
    pub(super) fn upper(&self) -> f64 {
        self.best.as_ref().map_or(f64::INFINITY, |(_, best)| best.certificate.upper)
    }

    /// The point solved last, with its switches.
    pub(super) fn latest(&mut self) -> Option<Vec<f64>> {
        self.latest.take()
    }

    /// What ended the search of a pattern before it was proved, if anything did.
    pub(super) fn stopped_by(&self) -> Option<StoppedBy> {
        self.stopped_by
    }

    fn of(&self, point: &[f64]) -> Vec<bool> {
        self.region.switches().iter().map(|switch| point[switch.column] >= 0.5).collect()
    }

    /// What was proved of a point's pattern; nothing where it was not solved.
    pub(super) fn proven(&self, point: &[f64]) -> f64 {
        self.tried.get(&self.of(point)).copied().unwrap_or(f64::NEG_INFINITY)
    }

    /// Improves a little on an allowed allocation: something to hold everything else against.
    ///
    /// # Errors
    /// The solver broke.
    pub(super) fn begin(&mut self, start: &Allocation) -> Result<(), SolveError> {
        let pattern = self.of(&self.region.point(start));
        let Some(decided) = self.region.with_switches(&pattern) else { return Ok(()) };
        let few = Options { most_iterations: FIRST_STEPS, exact: false, ..self.options };
        let solved = self.solved(&decided, start, few)?;
        self.best = Some((pattern, solved));
        Ok(())
    }

    /// Solves the convex problem with the switches of a point, once; whether it was new.
    pub(super) fn solve(&mut self, point: &[f64]) -> Result<bool, SolveError> {
        let pattern = self.of(point);
        if self.tried.contains_key(&pattern) {
            return Ok(false);
        }
        if self.tried.len() >= MOST_PATTERNS {
            self.tried.pop_first();
        }
        self.tried.insert(pattern.clone(), f64::INFINITY);
        let Some(decided) = self.region.with_switches(&pattern) else { return Ok(true) };
        let near = self.region.allocation(point);
        let Some(start) = decided.nearest_to(&near, self.solver)? else { return Ok(true) };
        let watch = Cutoff::new(self.options.watch, self.upper());
        let loose = Options { gap: PART * self.options.gap, exact: false, watch: &watch, ..self.options };
        let solved = self.solved(&decided, &start, loose)?;
        self.tried.insert(pattern.clone(), solved.certificate.lower);
        let mut there = self.region.point(&solved.allocation);
        for (switch, on) in self.region.switches().iter().zip(&pattern) {
            there[switch.column] = if *on { 1.0 } else { 0.0 };
        }
        self.latest = Some(there);
        if solved.certificate.lower < self.upper() {
            self.stopped_by = self.stopped_by.or(solved.certificate.stopped_by);
        }
        if solved.certificate.upper < self.upper() {
            self.best = Some((pattern, solved));
        }
        Ok(true)
    }

    fn solved(
        &mut self,
        decided: &Region,
        start: &Allocation,
        options: Options<'_>,
    ) -> Result<Solved, SolveError> {
        let solved = minimise_unswitched(self.oracle, decided, start, self.solver, options)?;
        self.iterations += solved.certificate.iterations;
        self.evaluations += solved.certificate.evaluations;
        Ok(solved)
    }

    /// The best, made exact.
    ///
    /// # Errors
    /// Nothing was found: the region is empty after all.
    pub(super) fn finish(mut self) -> Result<Solved, SolveError> {
        let Some((pattern, best)) = self.best.take() else { return Err(SolveError::Infeasible) };
        let mut found = best;
        let is_exact = self.options.exact && self.options.watch.stop().is_none();
        if let (true, Some(decided)) = (is_exact, self.region.with_switches(&pattern)) {
            let exact = Options { gap: PART * self.options.gap, ..self.options };
            // A solver that breaks here takes nothing back.
            if let Ok(exact) = self.solved(&decided, &found.allocation.clone(), exact)
                && exact.certificate.upper <= found.certificate.upper
            {
                found = exact;
            }
        }
        found.certificate.iterations = self.iterations;
        found.certificate.evaluations = self.evaluations;
        Ok(found)
    }
}

/// Ends a search that is proved to find nothing better than there is.
#[derive(Debug)]
struct Cutoff<'w> {
    watch: &'w dyn Watch,
    upper: f64,
    is_worse: AtomicBool,
}

impl<'w> Cutoff<'w> {
    fn new(watch: &'w dyn Watch, upper: f64) -> Self {
        Self { watch, upper, is_worse: AtomicBool::new(false) }
    }
}

impl Watch for Cutoff<'_> {
    fn stop(&self) -> Option<StoppedBy> {
        let is_worse = self.is_worse.load(Ordering::Relaxed);
        self.watch.stop().or(is_worse.then_some(StoppedBy::IterationLimit))
    }

    fn bounds(&self, _upper: f64, lower: f64) {
        if lower >= self.upper {
            self.is_worse.store(true, Ordering::Relaxed);
        }
    }
}
