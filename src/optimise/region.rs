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
use crate::optimise::StatedBound;
use crate::optimise::StatedBounds;
use crate::optimise::Switch;
use crate::optimise::Variable;
use crate::optimise::Violation;
use crate::optimise::barred::barred;
use crate::optimise::moving;
use crate::optimise::moving::Moving;
use crate::optimise::region_rows;
use crate::simulate::Blend;
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
    /// What is stated about each programme's money, however much of it there is.
    stated: Vec<StatedBounds>,
    strands: usize,
    /// The ceiling on movement; its variables and rows come last.
    moving: Option<Moving>,
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
        let stated = StatedBounds::all(scenario, unit);
        let paid = vec![0.0; programmes];
        let strands = scenario.evidence().strands().len();
        let moving = None;
        Self {
            unit,
            programmes,
            variables,
            rules,
            rows,
            switches,
            paid,
            only,
            shares,
            grows,
            stated,
            strands,
            moving,
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

    /// How many strands there are.
    pub(super) fn strands(&self) -> usize {
        self.strands
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

    /// What the scenario and its evidence state about a programme's money.
    #[must_use]
    pub fn stated(&self, programme: usize) -> &StatedBounds {
        &self.stated[programme]
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

    /// The largest planned effort that each programme can have while it is on, £m; no more than an even part of all
    /// money where nothing but the money bounds it.
    pub(super) fn most_efforts(&self) -> Vec<f64> {
        #[expect(clippy::cast_precision_loss, reason = "programmes are few")]
        let even = 1.0 / self.programmes.max(1) as f64;
        let most = self.variables[..self.programmes].iter().map(|variable| {
            let room = if variable.upper < 1.0 { variable.upper } else { even };
            room * self.unit
        });
        let mut most: Vec<f64> =
            most.zip(&self.paid).map(|(most, paid)| (most - paid * self.unit).max(0.0)).collect();
        for switch in &self.switches {
            most[switch.programme] = (most[switch.programme] - switch.set_up * self.unit).max(0.0);
        }
        most
    }

    /// What a point of the variables comes to where switches may be anything from off to on. `while_on` says what a
    /// programme gets while it is on where the point leaves that open, and is told where it does not.
    pub(super) fn blend(&self, point: &[f64], while_on: &mut [f64]) -> Blend {
        /// Below this share the effort while on is a quotient of two roundings.
        const OPEN: f64 = 1e-7;
        let mut efforts = self.efforts(point);
        let mut shares = vec![None; self.programmes];
        for switch in &self.switches {
            let share = point[switch.column].clamp(0.0, 1.0);
            let own = switch.programme;
            if share > OPEN {
                let most = (self.variables[own].upper - switch.set_up).max(0.0) * self.unit;
                while_on[own] = (efforts[own] / share).min(most);
            }
            (shares[own], efforts[own]) = (Some(share), while_on[own]);
        }
        Blend { efforts, shares }
    }

    /// The variable of a programme's switch.
    pub(super) fn switch_of(&self, programme: usize) -> Option<usize> {
        self.own_switch(programme).map(|switch| switch.column)
    }

    /// Switches stand in the order of their programmes.
    fn own_switch(&self, programme: usize) -> Option<&Switch> {
        let found = self.switches.binary_search_by_key(&programme, |switch| switch.programme).ok()?;
        self.switches.get(found)
    }

    /// The variables that a programme's effort is made of, with their parts in it, per £m of effort.
    pub(super) fn effort_terms(&self, programme: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
        let own = self.own_switch(programme).filter(|switch| switch.set_up > 0.0);
        let paid = own.into_iter().map(|switch| (switch.column, -switch.set_up * self.unit));
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
        if let Some(moving) = &self.moving {
            return Some(self.at_rest().with_switches(on)?.moving(moving.clone()));
        }
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
        // That a programme which is on gets no more than its most is said by its bounds.
        let is_said =
            |(rule, row): &(&Rule, &Row)| matches!(rule, Rule::OnOff { .. }) && row.sense == Sense::AtMost;
        let rows = self.rules.iter().zip(&self.rows).filter(|pair| !is_said(pair));
        let rows = rows.map(|(rule, row)| (rule.clone(), row.missed_by(&point)));
        let bounds = self.stated.iter().zip(&point).enumerate().flat_map(|(programme, (stated, value))| {
            let missed_by = |bound: StatedBound| (bound.rule.clone(), bound.missed_by(*value));
            stated.rules(programme).into_iter().map(missed_by).collect::<Vec<_>>()
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
        if let Some(moving) = &self.moving {
            let first = point.len() - self.programmes;
            for (programme, from) in moving.from.iter().enumerate() {
                point[first + programme] = (point[programme] - from).abs();
            }
        }
        point
    }

    /// The same region where at most so much money, £m, is moved from where it is in an allocation, £m by programme: half
    /// of the sum of all changes.
    #[must_use]
    pub fn within_movement(&self, from: &[f64], most: f64) -> Self {
        let from = from.iter().map(|amount| amount / self.unit()).collect();
        self.moving(Moving { from, most: most / self.unit() })
    }

    /// The same region with a ceiling on movement.
    pub(super) fn moving(&self, moving: Moving) -> Self {
        let mut moved = self.at_rest();
        let first = moved.variables.len();
        moved.variables.extend(moving::variables(&moving, &self.variables[..self.programmes]));
        for (rule, row) in moving::rows(&moving, first) {
            moved.rules.push(rule);
            moved.rows.push(row);
        }
        Self { moving: Some(moving), ..moved }
    }

    /// The same region without a ceiling on movement.
    fn at_rest(&self) -> Self {
        let mut still = self.clone();
        if still.moving.take().is_some() {
            still.variables.truncate(self.variables.len() - self.programmes);
            let kept = self.rules.iter().filter(|rule| **rule != Rule::Moved).count();
            still.rules.truncate(kept);
            still.rows.truncate(kept);
        }
        still
    }

    /// The same region with every switch anywhere between off and on: it holds every allocation of this one, and its
    /// objective is no worse at any of them.
    pub(super) fn relaxed(&self) -> Self {
        let mut relaxed = self.clone();
        relaxed.variables.iter_mut().for_each(|variable| variable.whole = false);
        relaxed
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
        if barred(self.programmes, &self.switches, &self.rows.iter().collect::<Vec<_>>()).is_some() {
            return Ok(None);
        }
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
