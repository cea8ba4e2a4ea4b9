//! What a scenario allows, as linear rows with names.

use crate::model::Allocation;
use crate::model::Scenario;
use crate::model::only_allocation;
use crate::optimise::Row;
use crate::optimise::Rule;
use crate::optimise::StatedBounds;
use crate::optimise::Switch;
use crate::optimise::Variable;
use crate::optimise::region::movement::MovementCeiling;
use crate::optimise::region::rows;

/// The allocations that a scenario allows.
///
/// Inside, money is in units of the money to allocate, so that every variable is between 0 and about 1: simplex
/// codes work with absolute tolerances. Variables are the programmes' money, then the switches of those that
/// are on or off.
#[derive(Clone, Debug, PartialEq)]
pub struct Region {
    pub(super) unit: f64,
    pub(super) programmes: usize,
    pub(super) variables: Vec<Variable>,
    pub(super) rules: Vec<Rule>,
    pub(super) rows: Vec<Row>,
    pub(super) switches: Vec<Switch>,
    /// Set-up cost already decided on, by programme, in the region's units.
    pub(super) paid: Vec<f64>,
    pub(super) only: Option<Allocation>,
    /// For each limit and bound: how much of it is a share of the money to allocate.
    pub(super) shares: Vec<Vec<f64>>,
    /// For each strand: whether what it may get is a share of the money to allocate.
    pub(super) is_share: Vec<bool>,
    /// What is stated about each programme's money, however much of it there is.
    pub(super) stated: Vec<StatedBounds>,
    pub(super) strands: usize,
    /// The ceiling on movement; its variables and rows come last.
    pub(super) movement: Option<MovementCeiling>,
}

impl Region {
    /// What a scenario allows.
    #[must_use]
    pub fn of(scenario: &Scenario) -> Self {
        let unit = scenario.budget().to_allocate().millions();
        let mut variables = rows::variables(scenario, unit);
        let programmes = variables.len();
        let switches = rows::switches(scenario, unit);
        let mut rows = rows::rows(scenario);
        rows.extend(rows::switch_rows(scenario, &variables, &switches));
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
                .map(|bound| if bound.key.is_share() { bound.amount.millions() / unit } else { 0.0 })
                .collect()
        };
        let shares = scenario.limits().iter().map(bounds).collect();
        let only = only_allocation(scenario);
        let is_share =
            scenario.evidence().strands().iter().map(|strand| scenario.room(strand).is_share).collect();
        let stated = StatedBounds::all(scenario, unit);
        let paid = vec![0.0; programmes];
        let strands = scenario.evidence().strands().len();
        let movement = None;
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
            is_share,
            stated,
            strands,
            movement,
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
    pub(in crate::optimise) fn strands(&self) -> usize {
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
            Rule::Strand { strand, .. } if self.is_share[*strand] => row.bound,
            Rule::Limit { limit, bound } => self.shares[*limit][*bound],
            _ => 0.0,
        }
    }

    /// The variable of a programme's switch.
    pub(in crate::optimise) fn switch_of(&self, programme: usize) -> Option<usize> {
        self.own_switch(programme).map(|switch| switch.column)
    }

    /// Switches stand in the order of their programmes.
    pub(super) fn own_switch(&self, programme: usize) -> Option<&Switch> {
        let found = self.switches.binary_search_by_key(&programme, |switch| switch.programme).ok()?;
        self.switches.get(found)
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
        if let Some(movement) = &self.movement {
            let first = point.len() - self.programmes;
            for (programme, from) in movement.from.iter().enumerate() {
                point[first + programme] = (point[programme] - from).abs();
            }
        }
        point
    }

    /// The allocation at a point of the region's variables; a programme that is off gets nothing.
    #[must_use]
    pub fn allocation(&self, values: &[f64]) -> Allocation {
        let variables = self.variables[..self.programmes].iter().zip(values);
        let inside = variables.zip(&self.stated).map(|((variable, value), stated)| {
            stated.settled(value.clamp(variable.lower, variable.upper) * self.unit)
        });
        let mut amounts: Vec<f64> = inside.collect();
        for switch in self.switches.iter().filter(|switch| values[switch.column] < 0.5) {
            amounts[switch.programme] = 0.0;
        }
        Allocation::from_millions(amounts)
    }
}
