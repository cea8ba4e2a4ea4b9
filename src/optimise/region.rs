//! What a scenario allows, as linear rows with names.

use crate::model::Allocation;
use crate::model::Portion;
use crate::model::Scenario;
use crate::model::Within;
use crate::optimise::LinearProgram;
use crate::optimise::Row;
use crate::optimise::Sense;
use crate::optimise::SolveError;
use crate::optimise::Solver;
use crate::optimise::Variable;
use crate::optimise::region_rows;
use crate::units::Money;

/// The allocations that a scenario allows.
///
/// Inside, money is in units of the money to allocate, so that every variable is between 0 and about 1: simplex
/// codes work with absolute tolerances.
#[derive(Clone, Debug, PartialEq)]
pub struct Region {
    unit: f64,
    variables: Vec<Variable>,
    rows: Vec<Row>,
    only: Option<Allocation>,
}

/// One rule that an allocation breaks.
#[derive(Clone, Debug, PartialEq)]
pub struct Violation {
    /// The rule's name.
    pub rule: String,
    /// By how much.
    pub missed_by: Money,
}

impl Region {
    /// What a scenario allows.
    #[must_use]
    pub fn of(scenario: &Scenario) -> Self {
        let unit = scenario.budget().to_allocate().millions();
        let variables = region_rows::variables(scenario, unit);
        let rows = region_rows::rows(scenario, unit);
        let only = only_allocation(scenario);
        Self { unit, variables, rows, only }
    }

    /// £m in one unit of the region's variables.
    #[must_use]
    pub fn unit(&self) -> f64 {
        self.unit
    }

    /// One variable a programme, its share of the money to allocate.
    #[must_use]
    pub fn variables(&self) -> &[Variable] {
        &self.variables
    }

    /// Budget, split, limits and proportions, over the variables.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The allocation, where the scenario leaves nothing to choose.
    #[must_use]
    pub fn only(&self) -> Option<&Allocation> {
        self.only.as_ref()
    }

    /// The rules that an allocation breaks by more than a pound.
    #[must_use]
    pub fn violations(&self, allocation: &Allocation) -> Vec<Violation> {
        let point: Vec<f64> = allocation.millions().iter().map(|amount| amount / self.unit).collect();
        let rows = self.rows.iter().map(|row| (row.name.clone(), row.missed_by(&point)));
        let bounds = self.variables.iter().zip(&point).map(|(variable, value)| {
            let beyond = (variable.lower - value).max(value - variable.upper);
            let side = if *value < variable.lower { "min" } else { "max" };
            (format!("{}.{side}", variable.name), beyond)
        });
        let missed = rows.chain(bounds).map(|(rule, by)| (rule, by * self.unit));
        missed
            .filter(|(_, by)| *by > Allocation::SAME_MILLIONS)
            .map(|(rule, by)| Violation { rule, missed_by: Money::from_millions(by).unwrap_or_default() })
            .collect()
    }

    /// The allowed allocation that moves the least money from another one; `None` where nothing is allowed.
    ///
    /// # Errors
    /// The solver broke.
    pub fn nearest_to(
        &self,
        allocation: &Allocation,
        solver: &dyn Solver,
    ) -> Result<Option<Allocation>, SolveError> {
        let target: Vec<f64> = allocation.millions().iter().map(|amount| amount / self.unit).collect();
        let nearest = self.nearest_point(self.variables.clone(), &target, solver)?;
        Ok(nearest.map(|point| self.allocation(&point)))
    }

    /// The point within the rows and some bounds that moves the least money from a target; `None` where there
    /// is no point.
    pub(super) fn nearest_point(
        &self,
        variables: Vec<Variable>,
        target: &[f64],
        solver: &dyn Solver,
    ) -> Result<Option<Vec<f64>>, SolveError> {
        let programmes = variables.len();
        let mut program = LinearProgram { variables, rows: self.rows.clone() };
        for (programme, target) in target.iter().enumerate() {
            let moved = program.variables.len();
            let name = format!("moved.{programme}");
            program.variables.push(Variable {
                name,
                lower: 0.0,
                upper: f64::INFINITY,
                cost: 1.0,
                whole: false,
            });
            for (sign, sense) in [(-1.0, Sense::AtLeast), (1.0, Sense::AtMost)] {
                // moved ≥ x − x̄ and moved ≥ x̄ − x
                program.rows.push(Row {
                    name: format!("moved.{programme}"),
                    terms: vec![(programme, 1.0), (moved, -sign)],
                    sense,
                    bound: *target,
                });
            }
        }
        match solver.solve(&program) {
            Ok(answer) => Ok(Some(answer.values[..programmes].to_vec())),
            Err(SolveError::Infeasible) => Ok(None),
            Err(other) => Err(other),
        }
    }

    /// The allocation at a point of the region's variables.
    #[must_use]
    pub fn allocation(&self, values: &[f64]) -> Allocation {
        let variables = self.variables.iter().zip(values);
        let inside =
            variables.map(|(variable, value)| value.clamp(variable.lower, variable.upper) * self.unit);
        Allocation::from_millions(inside.collect())
    }
}

/// The allocation, where nothing is left to choose: every amount given, or every share given and the money
/// inside the strands in today's proportions.
fn only_allocation(scenario: &Scenario) -> Option<Allocation> {
    let evidence = scenario.evidence();
    let pinned: Vec<Option<f64>> =
        evidence.programmes().iter().map(|p| scenario.pinned(&p.id).map(Money::millions)).collect();
    if let Some(all) = pinned.iter().copied().collect::<Option<Vec<f64>>>() {
        return Some(Allocation::from_millions(all));
    }
    if scenario.within() != Within::ProRata {
        return None;
    }
    let mut amounts = vec![0.0; pinned.len()];
    for strand in evidence.strands() {
        let Portion::Exactly(share) = scenario.portion(strand) else { return None };
        let strand_money = (scenario.budget().to_allocate() * share).millions();
        let members = evidence.programmes_of(strand);
        let taken: f64 = members.iter().filter_map(|&member| pinned[member]).sum();
        let free = || members.iter().copied().filter(|&member| pinned[member].is_none());
        let reference = |member: usize| evidence.programmes()[member].reference.millions();
        let reference_total: f64 = free().map(reference).sum();
        for member in free() {
            let part = if reference_total > 0.0 { reference(member) / reference_total } else { 0.0 };
            amounts[member] = (strand_money - taken) * part;
        }
        for &member in &members {
            amounts[member] = pinned[member].unwrap_or(amounts[member]);
        }
    }
    Some(Allocation::from_millions(amounts))
}
