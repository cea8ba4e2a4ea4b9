//! The region and the cuts made so far, as one linear program.

use crate::model::Allocation;
use crate::optimise::LinearProgram;
use crate::optimise::Oracle;
use crate::optimise::Piece;
use crate::optimise::Region;
use crate::optimise::Row;
use crate::optimise::Rule;
use crate::optimise::Sense;
use crate::optimise::SolveError;
use crate::optimise::Solver;
use crate::optimise::Variable;
use crate::optimise::cuts::pool::CutPool;
use crate::optimise::objective::Cut;
use crate::optimise::objective::Iterate;

/// How large the whole objective is inside the master. Solvers keep rows to an absolute 1e-7 or so; at a
/// thousand, that is a relative 1e-10, far below any gap asked for.
const OBJECTIVE_SIZE: f64 = 1000.0;

/// Coefficients of a row below this part of its largest are taken out of it, at their least contribution: simplex
/// codes ask for rows within six orders of magnitude.
const SMALLEST_COEFFICIENT: f64 = 1e-6;

/// A plane that lifts its piece by less than this part of an even share of the gap is not worth a row.
const SLIGHT: f64 = 0.01;

/// Where switches make cuts many, so many are kept for each variable of the master.
const CUTS_PER_VARIABLE: usize = 3;

/// The master problem: minimise Σ θ over the region and the cuts.
#[derive(Clone, Debug)]
pub(in crate::optimise) struct Master<'r> {
    region: &'r Region,
    scale: f64,
    /// What each θ is measured from: the piece's value at the first iterate.
    origins: Vec<f64>,
    pool: CutPool,
}

/// The master that proves an allocation best: the region and the planes that touch the objective there, with the
/// allocation's own switches as they are.
#[must_use]
pub fn master_at(oracle: &dyn Oracle, region: &Region, allocation: &Allocation) -> LinearProgram {
    let efforts = region.efforts(&region.point(allocation));
    let pieces = oracle.at(&efforts);
    let mut master = Master::new(region, &pieces, pieces.iter().map(|piece| piece.value).sum());
    master.add(pieces.iter().enumerate().map(|(i, piece)| Cut::touching(i, piece, &efforts)));
    master.program(None)
}

/// An answer of the master.
#[derive(Clone, Debug)]
pub(in crate::optimise) struct Proposal {
    /// The region's variables.
    pub(in crate::optimise) point: Vec<f64>,
    /// The value of Σ θ, in the objective's unit: no point the master could choose from is better.
    pub(in crate::optimise) bound: f64,
}

impl<'r> Master<'r> {
    /// A master without cuts, for an objective of these pieces of which differences of about `size` matter.
    pub(in crate::optimise) fn new(region: &'r Region, pieces: &[Piece], size: f64) -> Self {
        // An objective that is nought whatever is done has no size to be measured in.
        let scale = Some(OBJECTIVE_SIZE / size.abs()).filter(|scale| scale.is_finite()).unwrap_or(1.0);
        Self {
            region,
            scale,
            origins: pieces.iter().map(|piece| piece.value).collect(),
            pool: CutPool::new(pieces.len()),
        }
    }

    /// The objective where every θ is nought.
    fn origin(&self) -> f64 {
        self.origins.iter().sum()
    }

    /// Adds cuts.
    pub(in crate::optimise) fn add(&mut self, cuts: impl IntoIterator<Item = Cut>) {
        self.pool.add(cuts);
    }

    /// Adds the cuts of an iterate that say more there than those made so far do, by more than is worth a row where such a
    /// relative gap is asked for.
    pub(in crate::optimise) fn add_higher(&mut self, iterate: &Iterate, gap: f64) {
        #[expect(clippy::cast_precision_loss, reason = "pieces are few")]
        let even = iterate.value.abs() / iterate.pieces.len().max(1) as f64;
        let enough = SLIGHT * gap * even;
        let shares = self.shares(&iterate.point);
        let highest = self.pool.highest(&iterate.efforts, &shares);
        let is_higher = |cut: &&Cut| cut.at(&iterate.efforts, &shares) > highest[cut.piece] + enough;
        self.add(iterate.cuts.iter().filter(is_higher).cloned().collect::<Vec<_>>());
    }

    /// To which share each programme is on at a point.
    fn shares(&self, point: &[f64]) -> Vec<f64> {
        let mut shares = vec![0.0; self.region.programmes()];
        for switch in self.region.switches() {
            shares[switch.programme] = point[switch.column];
        }
        shares
    }

    /// How many cuts there is room for where switches make them many: a vertex is held up by as many rows as there are
    /// variables.
    pub(in crate::optimise) fn most_cuts(&self) -> usize {
        CUTS_PER_VARIABLE * (self.region.variables().len() + self.origins.len())
    }

    /// As [`Master::solve`], taking note of which cuts hold the point up, and keeping no more than `most`. Those that have
    /// long been slack are forgotten; what has been proved with them stays proved. Fewer cuts are another chance for a solver that breaks.
    pub(in crate::optimise) fn solve_and_purge(
        &mut self,
        most: usize,
        solver: &dyn Solver,
        inside: Option<&[(f64, f64)]>,
    ) -> Result<Proposal, SolveError> {
        let mut answer = self.solve(solver, inside);
        if let Err(SolveError::Broken { .. } | SolveError::Unbounded) = answer {
            self.pool.purge(self.pool.cuts().len() / 2);
            answer = self.solve(solver, inside);
        }
        if let Ok(proposal) = &answer {
            // A millionth of the whole objective: simplex codes leave rows open by no more.
            let slack = 1e-6 * OBJECTIVE_SIZE / self.scale;
            let (efforts, shares) = (self.region.efforts(&proposal.point), self.shares(&proposal.point));
            self.pool.record_slack(&efforts, &shares, slack);
            self.pool.purge(most);
        }
        answer
    }

    /// The best point over the region, or over the part of it inside a box, with switches anywhere between off and on.
    pub(in crate::optimise) fn solve(
        &self,
        solver: &dyn Solver,
        inside: Option<&[(f64, f64)]>,
    ) -> Result<Proposal, SolveError> {
        let mut program = self.program(inside);
        program.variables.iter_mut().for_each(|variable| variable.whole = false);
        self.leave_out_decided(&mut program);
        let answer = solver.solve(&program)?;
        let point = answer.values[..self.region.variables().len()].to_vec();
        Ok(Proposal { point, bound: self.origin() + answer.objective / self.scale })
    }

    /// Turns what ties programmes to switches that are decided into bounds: a tree decides ever more of them, and solvers
    /// take their time by the row.
    fn leave_out_decided(&self, program: &mut LinearProgram) {
        let LinearProgram { variables, rows } = program;
        let is_needed = self.region.rules().iter().zip(rows.iter()).map(|(rule, row)| {
            let (Rule::OnOff { .. }, [(own, _), (switch, factor)]) = (rule, &row.terms[..]) else {
                return true;
            };
            let (lower, upper) = (variables[*switch].lower, variables[*switch].upper);
            if upper - lower > 0.0 {
                return true;
            }
            let at = row.bound - factor * lower;
            match row.sense {
                Sense::AtMost => variables[*own].upper = variables[*own].upper.min(at),
                _ => variables[*own].lower = variables[*own].lower.max(at),
            }
            false
        });
        let mut is_needed = is_needed.collect::<Vec<bool>>().into_iter().chain(std::iter::repeat(true));
        rows.retain(|_| is_needed.next().unwrap_or(true));
    }

    /// The region and the cuts with a ceiling on the objective, for something else to be minimised.
    pub(in crate::optimise) fn at_most(&self, value: f64) -> LinearProgram {
        let mut program = self.program(None);
        let first = self.region.variables().len();
        let terms = (first..first + self.origins.len()).map(|piece| (piece, 1.0)).collect();
        program.variables[first..].iter_mut().for_each(|piece| piece.cost = 0.0);
        let bound = (value - self.origin()) * self.scale;
        program.rows.push(Row { name: "objective".to_owned(), terms, sense: Sense::AtMost, bound });
        program
    }

    /// The linear program, with names.
    pub(in crate::optimise) fn program(&self, inside: Option<&[(f64, f64)]>) -> LinearProgram {
        let mut variables = self.region.variables().to_vec();
        if let Some(inside) = inside {
            for (variable, (lower, upper)) in variables.iter_mut().zip(inside) {
                (variable.lower, variable.upper) = (*lower, *upper);
            }
        }
        let bounds: Vec<(f64, f64)> =
            variables.iter().map(|variable| (variable.lower, variable.upper)).collect();
        let first = variables.len();
        variables.extend((0..self.origins.len()).map(|piece| Variable {
            name: format!("objective.{piece}"),
            lower: f64::NEG_INFINITY,
            upper: f64::INFINITY,
            cost: 1.0,
            whole: false,
        }));
        let mut rows = self.region.rows().to_vec();
        rows.extend(self.pool.cuts().iter().enumerate().map(|(i, cut)| self.row(i, cut, first, &bounds)));
        LinearProgram { variables, rows }
    }

    /// θ − Σ slope·x ≥ constant, in the master's units.
    fn row(&self, index: usize, cut: &Cut, first: usize, bounds: &[(f64, f64)]) -> Row {
        let slopes = cut.slopes.iter().flat_map(|&(programme, slope)| {
            let effort = self.region.effort_terms(programme);
            effort.map(move |(variable, part)| (variable, slope * part * self.scale))
        });
        let shares = cut.shares.iter().filter_map(|&(programme, slope)| {
            let column = self.region.switch_of(programme)?;
            Some((column, slope * self.scale))
        });
        let slopes: Vec<(usize, f64)> = slopes.chain(shares).collect();
        let besides = cut.slopes.iter().map(|&(place, slope)| slope * self.region.effort_besides(place));
        let slopes = merged(slopes);
        let largest = slopes.iter().fold(1.0_f64, |largest, (_, slope)| largest.max(slope.abs()));
        let mut bound = (cut.constant - self.origins[cut.piece] + besides.sum::<f64>()) * self.scale;
        let mut terms = Vec::with_capacity(slopes.len() + 1);
        for (variable, slope) in slopes {
            if slope.abs() < largest * SMALLEST_COEFFICIENT {
                let (lower, upper) = bounds[variable];
                bound += (slope * lower).min(slope * upper);
            } else {
                terms.push((variable, -slope));
            }
        }
        terms.push((first + cut.piece, 1.0));
        Row { name: format!("cut.{index}"), terms, sense: Sense::AtLeast, bound }
    }
}

/// Terms with each variable once, ascending.
fn merged(mut terms: Vec<(usize, f64)>) -> Vec<(usize, f64)> {
    terms.sort_by_key(|(variable, _)| *variable);
    terms.dedup_by(|next, kept| {
        let is_same = next.0 == kept.0;
        if is_same {
            kept.1 += next.1;
        }
        is_same
    });
    terms
}
