//! Rules that could be relaxed, each by itself.

use crate::optimise::LinearProgram;
use crate::optimise::Region;
use crate::optimise::Row;
use crate::optimise::Rule;
use crate::optimise::Sense;
use crate::optimise::SolveError;
use crate::optimise::Solver;
use crate::optimise::Watch;
use crate::optimise::linear::solve_integer;
use crate::optimise::region::infeasible_row;

/// A rule with the rows that say it.
#[derive(Clone, Debug)]
pub(super) struct Relaxable {
    pub(super) rule: Rule,
    pub(super) rows: Vec<Row>,
    /// The year of the plan that it is about, from 0.
    pub(super) year: usize,
    /// How much the bound of its row moves with each unit of all money of its year.
    pub(super) per_budget: f64,
}

impl Relaxable {
    /// Every rule that a scenario or its evidence states, the budget of each year first.
    pub(super) fn all(region: &Region) -> Vec<Self> {
        // A year whose shares are all exact has no row for the budget, because they say it.
        let budgets = region.budgets().iter().enumerate().map(|(year, row)| {
            let rule = Rule::Budget { year };
            Self { rule, rows: vec![row.clone()], year, per_budget: 1.0 }
        });
        let mut all: Vec<Self> = budgets.collect();
        let mut proportions = Self::proportions();
        for (rule, row) in region.rules().iter().zip(region.rows()) {
            match rule {
                Rule::Budget { .. } => {}
                Rule::ProRata { programme } => {
                    proportions.rule = Rule::ProRata { programme: *programme };
                    proportions.rows.push(row.clone());
                }
                // A programme never gets more than its switch lets it: what it may get at most is a rule of its own.
                Rule::OnOff { .. } if row.sense == Sense::AtMost => {}
                _ => all.push(Self {
                    rule: rule.clone(),
                    rows: vec![row.clone()],
                    year: region.year_of(rule),
                    per_budget: region.moves_with_budget(rule, row),
                }),
            }
        }
        all.extend((!proportions.rows.is_empty()).then_some(proportions));
        for programme in 0..region.programmes() {
            all.extend(region.stated(programme).rules(programme).into_iter().map(|stated| {
                let rows = vec![stated.row(programme)];
                let year = region.year_of(&stated.rule);
                Self { rule: stated.rule, rows, year, per_budget: 0.0 }
            }));
        }
        all
    }

    /// Today's proportions are one rule, however many rows say it.
    fn proportions() -> Self {
        Self { rule: Rule::ProRata { programme: 0 }, rows: Vec::new(), year: 0, per_budget: 0.0 }
    }

    /// Whether some money would have to change for the rule to be met, so that missing it has a price in £m.
    pub(super) fn is_about_money(&self) -> bool {
        !matches!(self.rule, Rule::ProRata { .. } | Rule::OnOff { .. } | Rule::AtMostOpen { .. })
    }
}

/// The program that keeps some rows: money from nought up, and what ties it to switches.
pub(super) fn feasibility_program<'r>(
    region: &'r Region,
    kept: impl Iterator<Item = &'r Row>,
) -> LinearProgram {
    let mut variables = region.variables().to_vec();
    for variable in &mut variables {
        (variable.lower, variable.upper) = (0.0, if variable.whole { 1.0 } else { f64::INFINITY });
    }
    let most = most(region);
    let switches = region.rules().iter().zip(region.rows());
    let switches =
        switches.filter(|(rule, row)| matches!(rule, Rule::OnOff { .. }) && row.sense == Sense::AtMost);
    let opened = switches.map(|(_, row)| {
        let mut row = row.clone();
        // Programmes come before switches, so the switch is the last.
        if let Some((_, factor)) = row.terms.last_mut() {
            *factor = -most;
        }
        row
    });
    LinearProgram { rows: opened.chain(kept.cloned()).collect(), variables }
}

/// More money than any programme needs to meet every rule that can be met, in units of all money.
fn most(region: &Region) -> f64 {
    // A factor beyond this would let a switch that a solver calls off carry real money.
    const LARGEST: f64 = 1e8;
    let stated = (0..region.programmes()).flat_map(|programme| region.stated(programme).rules(programme));
    let bounds = stated.map(|stated| stated.bound).chain(region.rows().iter().map(|row| row.bound.abs()));
    let factors = region.rows().iter().filter(|row| row.bound.abs() <= 0.0).flat_map(|row| &row.terms);
    let steepest = factors.fold(1.0, |steepest: f64, (_, factor)| {
        let size = factor.abs();
        if size > 0.0 { steepest.max(size).max(1.0 / size) } else { steepest }
    });
    ((1.0 + bounds.sum::<f64>()) * steepest).min(LARGEST)
}

/// Whether some rules can be kept together.
///
/// # Errors
/// The solver broke, or somebody ended it.
pub(super) fn is_feasible<'r>(
    region: &'r Region,
    kept: impl Iterator<Item = &'r Relaxable>,
    solver: &dyn Solver,
    watch: &dyn Watch,
) -> Result<bool, SolveError> {
    let rows: Vec<&Row> = kept.flat_map(|rule| &rule.rows).collect();
    if infeasible_row(region.programmes(), region.switches(), &rows).is_some() {
        return Ok(false);
    }
    match solve_integer(&feasibility_program(region, rows.into_iter()), solver, watch) {
        Ok(_) => Ok(true),
        Err(SolveError::Infeasible) => Ok(false),
        Err(other) => Err(other),
    }
}
