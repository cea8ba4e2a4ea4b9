//! What a scenario allows, as linear rows with names.

use crate::model::Allocation;
use crate::model::Scenario;
use crate::model::only_allocation;
use crate::optimise::LinearProgram;
use crate::optimise::Row;
use crate::optimise::Rule;
use crate::optimise::Sense;
use crate::optimise::SolveError;
use crate::optimise::Solver;
use crate::optimise::Switch;
use crate::optimise::Variable;
use crate::optimise::region_rows;
use crate::units::Money;

/// The allocations that a scenario allows.
///
/// Inside, money is in units of the money to allocate, so that every variable is between 0 and about 1: simplex
/// codes work with absolute tolerances. Variables are the programmes' money, then the switches of those that
/// are on or off.
#[derive(Clone, Debug, PartialEq)]
pub struct Region {
    unit: f64,
    programmes: usize,
    variables: Vec<Variable>,
    rules: Vec<Rule>,
    rows: Vec<Row>,
    switches: Vec<Switch>,
    /// Set-up cost already decided on, by programme, in the region's units.
    paid: Vec<f64>,
    only: Option<Allocation>,
    /// For each limit and bound: how much of it is a share of the money to allocate.
    shares: Vec<Vec<f64>>,
    /// For each strand: whether what it may get is a share of the money to allocate.
    grows: Vec<bool>,
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
        let mut variables = region_rows::variables(scenario, unit);
        let programmes = variables.len();
        let switches = region_rows::switches(scenario, unit);
        let mut rows = region_rows::rows(scenario);
        rows.extend(region_rows::switch_rows(scenario, &variables, &switches));
        variables.extend(
            switches
                .iter()
                .map(|switch| Variable {
                    name: format!("on.{}", variables[switch.programme].name),
                    lower: if variables[switch.programme].lower > 0.0 { 1.0 } else { 0.0 },
                    upper: if variables[switch.programme].upper > 0.0 { 1.0 } else { 0.0 },
                    cost: 0.0,
                    whole: true,
                })
                .collect::<Vec<_>>(),
        );
        let (rules, rows) = rows.into_iter().unzip();
        let bounds = |limit: &crate::model::Limit| {
            limit
                .bounds
                .iter()
                .map(|bound| if bound.key.ends_with("_share") { bound.amount.millions() / unit } else { 0.0 })
                .collect()
        };
        let shares = scenario.limits().iter().map(bounds).collect();
        let only = only_allocation(scenario);
        let grows =
            scenario.evidence().strands().iter().map(|strand| scenario.room(strand).is_share).collect();
        Self {
            unit,
            programmes,
            variables,
            rules,
            rows,
            switches,
            paid: vec![0.0; programmes],
            only,
            shares,
            grows,
        }
    }

    /// £m in one unit of the region's variables.
    #[must_use]
    pub fn unit(&self) -> f64 {
        self.unit
    }

    /// How many programmes there are; their variables come first.
    #[must_use]
    pub fn programmes(&self) -> usize {
        self.programmes
    }

    /// One variable a programme, its share of the money to allocate; then the switches.
    #[must_use]
    pub fn variables(&self) -> &[Variable] {
        &self.variables
    }

    /// Budget, split, limits, proportions and switches, over the variables.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The rule that each row stands for.
    #[must_use]
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// Programmes that are on or off and not decided on.
    #[must_use]
    pub fn switches(&self) -> &[Switch] {
        &self.switches
    }

    /// The allocation, where the scenario leaves nothing to choose.
    #[must_use]
    pub fn only(&self) -> Option<&Allocation> {
        self.only.as_ref()
    }

    /// How much the bound of a row moves when all money grows by £1m, in £m.
    #[must_use]
    pub fn moves_with_budget(&self, rule: &Rule, row: &Row) -> f64 {
        match rule {
            Rule::Budget => row.bound,
            Rule::Strand { strand, .. } if self.grows[*strand] => row.bound,
            Rule::Limit { limit, bound } => self.shares[*limit][*bound],
            _ => 0.0,
        }
    }

    /// The planned efforts at a point of the variables, £m by programme: money beyond the set-up cost.
    #[must_use]
    pub fn efforts(&self, point: &[f64]) -> Vec<f64> {
        let mut efforts: Vec<f64> =
            point[..self.programmes].iter().zip(&self.paid).map(|(x, paid)| x - paid).collect();
        for switch in &self.switches {
            efforts[switch.programme] -= switch.set_up * point[switch.column];
        }
        efforts.into_iter().map(|effort| effort.max(0.0) * self.unit).collect()
    }

    /// The variables that a programme's effort is made of, with their parts in it, per £m of effort.
    pub(super) fn effort_terms(&self, programme: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
        let own =
            self.switches.iter().filter(move |switch| switch.programme == programme && switch.set_up > 0.0);
        let paid = own.map(|switch| (switch.column, -switch.set_up * self.unit));
        std::iter::once((programme, self.unit)).chain(paid)
    }

    /// The set-up cost already decided on for a programme, £m.
    pub(super) fn paid(&self, programme: usize) -> f64 {
        self.paid[programme] * self.unit
    }

    /// The same region with every switch decided: those in `on` are on, the others off. `None` where so many
    /// may not be open.
    #[must_use]
    pub fn with_switches(&self, on: &[bool]) -> Option<Self> {
        let mut decided = self.clone();
        decided.switches.clear();
        decided.variables.truncate(self.programmes);
        let mut point = vec![0.0; self.variables.len()];
        for (switch, on) in self.switches.iter().zip(on) {
            let variable = &mut decided.variables[switch.programme];
            if *on {
                variable.lower = variable.lower.max(switch.set_up);
                decided.paid[switch.programme] = switch.set_up;
                point[switch.column] = 1.0;
            } else if variable.lower > 0.0 {
                return None;
            } else {
                variable.upper = 0.0;
            }
            if variable.lower > variable.upper {
                return None;
            }
        }
        let is_about_switches = |rule: &Rule| matches!(rule, Rule::OnOff { .. } | Rule::AtMostOpen { .. });
        let counts =
            self.rules.iter().zip(&self.rows).filter(|(rule, _)| matches!(rule, Rule::AtMostOpen { .. }));
        if counts.into_iter().any(|(_, row)| row.missed_by(&point) > 0.5) {
            return None;
        }
        let kept = self.rules.iter().zip(&self.rows).filter(|(rule, _)| !is_about_switches(rule));
        (decided.rules, decided.rows) = kept.map(|(rule, row)| (rule.clone(), row.clone())).unzip();
        Some(decided)
    }

    /// The rules that an allocation breaks by more than a pound.
    #[must_use]
    pub fn violations(&self, allocation: &Allocation) -> Vec<Violation> {
        let point = self.point(allocation);
        let rows = self.rows.iter().map(|row| (row.name.clone(), row.missed_by(&point)));
        let bounds = self.variables[..self.programmes].iter().zip(&point).map(|(variable, value)| {
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

    /// An allocation as a point of the variables: what gets money is on.
    #[must_use]
    pub fn point(&self, allocation: &Allocation) -> Vec<f64> {
        let mut point: Vec<f64> = allocation.millions().iter().map(|amount| amount / self.unit).collect();
        point.resize(self.variables.len(), 0.0);
        for switch in &self.switches {
            let gets_money = allocation.millions()[switch.programme] > Allocation::SAME_MILLIONS;
            point[switch.column] = if gets_money { 1.0 } else { 0.0 };
        }
        point
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

    /// The point within the rows and some bounds that moves the least money from a target by programme; `None`
    /// where there is no point.
    pub(super) fn nearest_point(
        &self,
        variables: Vec<Variable>,
        target: &[f64],
        solver: &dyn Solver,
    ) -> Result<Option<Vec<f64>>, SolveError> {
        let count = variables.len();
        let mut program = LinearProgram { variables, rows: self.rows.clone() };
        for (programme, target) in target.iter().take(self.programmes).enumerate() {
            let moved = program.variables.len();
            let name = format!("moved.{programme}");
            program.variables.push(Variable {
                name: name.clone(),
                lower: 0.0,
                upper: f64::INFINITY,
                cost: 1.0,
                whole: false,
            });
            for (sign, sense) in [(-1.0, Sense::AtLeast), (1.0, Sense::AtMost)] {
                // moved ≥ x − x̄ and moved ≥ x̄ − x
                let terms = vec![(programme, 1.0), (moved, -sign)];
                program.rows.push(Row { name: name.clone(), terms, sense, bound: *target });
            }
        }
        match solver.solve(&program) {
            Ok(answer) => Ok(Some(answer.values[..count].to_vec())),
            Err(SolveError::Infeasible) => Ok(None),
            Err(other) => Err(other),
        }
    }

    /// The allocation at a point of the region's variables; a programme that is off gets nothing.
    #[must_use]
    pub fn allocation(&self, values: &[f64]) -> Allocation {
        let variables = self.variables[..self.programmes].iter().zip(values);
        let inside =
            variables.map(|(variable, value)| value.clamp(variable.lower, variable.upper) * self.unit);
        let mut amounts: Vec<f64> = inside.collect();
        for switch in self.switches.iter().filter(|switch| values[switch.column] < 0.5) {
            amounts[switch.programme] = 0.0;
        }
        Allocation::from_millions(amounts)
    }
}
