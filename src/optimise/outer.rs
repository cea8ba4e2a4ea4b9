//! Outer approximation: the loop that closes the gap.

use crate::model::Allocation;
use crate::optimise::Certificate;
use crate::optimise::Oracle;
use crate::optimise::Piece;
use crate::optimise::Region;
use crate::optimise::SolveError;
use crate::optimise::Solver;
use crate::optimise::cut::Cut;
use crate::optimise::master::Master;
use crate::optimise::master::Proposal;
use crate::optimise::trust::Trust;

/// When to stop.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// The relative gap that is good enough.
    pub gap: f64,
    /// The most masters that may be solved.
    pub most_iterations: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { gap: 1e-6, most_iterations: 1000 }
    }
}

/// The best allocation and what proves it.
#[derive(Clone, Debug, PartialEq)]
pub struct Solved {
    /// The allocation.
    pub allocation: Allocation,
    /// The proof.
    pub certificate: Certificate,
}

/// Minimises a convex function over a region, beginning at an allocation inside it.
///
/// # Errors
/// The solver broke, or the region is empty after all.
pub fn minimise(
    oracle: &dyn Oracle,
    region: &Region,
    start: &Allocation,
    solver: &dyn Solver,
    options: Options,
) -> Result<Solved, SolveError> {
    let mut search = Search::begin(oracle, region, start, solver, options);
    while !search.is_over() {
        search.step()?;
    }
    Ok(search.solved())
}

/// The state of the loop.
struct Search<'a> {
    oracle: &'a dyn Oracle,
    region: &'a Region,
    solver: &'a dyn Solver,
    options: Options,
    bounds: Vec<(f64, f64)>,
    master: Master<'a>,
    trust: Trust,
    best: Vec<f64>,
    upper: f64,
    lower: f64,
    iterations: usize,
    evaluations: usize,
}

impl<'a> Search<'a> {
    fn begin(
        oracle: &'a dyn Oracle,
        region: &'a Region,
        start: &Allocation,
        solver: &'a dyn Solver,
        options: Options,
    ) -> Self {
        let pieces = oracle.at(start.millions());
        let upper = total(&pieces);
        let mut master = Master::new(region, pieces.len(), upper);
        master.add(cuts(&pieces, start.millions()));
        Self {
            oracle,
            region,
            solver,
            options,
            bounds: region.variables().iter().map(|variable| (variable.lower, variable.upper)).collect(),
            master,
            trust: Trust::new(),
            best: start.millions().iter().map(|amount| amount / region.unit()).collect(),
            upper,
            lower: f64::NEG_INFINITY,
            iterations: 0,
            evaluations: 1,
        }
    }

    fn is_over(&self) -> bool {
        self.is_proven() || self.iterations >= self.options.most_iterations
    }

    fn is_proven(&self) -> bool {
        Certificate::gap_between(self.upper, self.lower) <= self.options.gap
    }

    /// Solves a master, inside the box while that promises enough, else over the whole region for a bound.
    fn step(&mut self) -> Result<(), SolveError> {
        let near = self.trust.around(&self.best, &self.bounds);
        let local = self.solve(Some(&near))?;
        let is_global = !self.is_held_back(&local.point, &near);
        if is_global {
            self.lower = self.lower.max(local.bound);
        }
        // Half the gap asked for: a promise below it cannot be what keeps the proof from closing.
        let enough = 0.5 * self.options.gap * self.upper.abs();
        if is_global || self.upper - local.bound > enough {
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
        self.master.solve(self.solver, inside)
    }

    /// Whether the box, and not the region, stopped the master somewhere: then its value bounds nothing.
    fn is_held_back(&self, point: &[f64], near: &[(f64, f64)]) -> bool {
        // Solvers return a variable at its bound to about 1e-9; a box this near counts as touched.
        const TOUCH: f64 = 1e-8;
        point.iter().zip(near).zip(&self.bounds).any(|((value, near), bounds)| {
            (near.0 > bounds.0 && *value <= near.0 + TOUCH) || (near.1 < bounds.1 && *value >= near.1 - TOUCH)
        })
    }

    /// Evaluates a proposal, keeps its cuts, and moves there if it is better.
    fn try_point(&mut self, proposal: &Proposal) {
        let efforts = self.region.allocation(&proposal.point);
        let pieces = self.oracle.at(efforts.millions());
        self.evaluations += 1;
        let value = total(&pieces);
        self.master.add(cuts(&pieces, efforts.millions()));
        self.trust.learn(self.upper - proposal.bound, self.upper - value);
        if value < self.upper {
            self.upper = value;
            self.best = efforts.millions().iter().map(|amount| amount / self.region.unit()).collect();
        }
    }

    fn solved(self) -> Solved {
        let gap = Certificate::gap_between(self.upper, self.lower);
        Solved {
            allocation: self.region.allocation(&self.best),
            certificate: Certificate {
                upper: self.upper,
                lower: self.lower.min(self.upper),
                gap,
                iterations: self.iterations,
                evaluations: self.evaluations,
                reached: gap <= self.options.gap,
            },
        }
    }
}

fn total(pieces: &[Piece]) -> f64 {
    pieces.iter().map(|piece| piece.value).sum()
}

fn cuts(pieces: &[Piece], efforts: &[f64]) -> Vec<Cut> {
    pieces.iter().enumerate().map(|(index, piece)| Cut::touching(index, piece, efforts)).collect()
}
