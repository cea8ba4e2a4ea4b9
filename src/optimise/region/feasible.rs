//! What a scenario allows, as linear rows with names.

use crate::model::Allocation;
use crate::model::Bound;
use crate::model::Scenario;
use crate::model::Timeline;
use crate::model::only_allocation;
use crate::optimise::Row;
use crate::optimise::Rule;
use crate::optimise::Sense;
use crate::optimise::StatedBounds;
use crate::optimise::Switch;
use crate::optimise::Variable;
use crate::optimise::region::change;
use crate::optimise::region::movement::MovementCeiling;
use crate::optimise::region::rows::Part;

/// The allocations that a scenario allows.
///
/// Inside, money is in units of the money to allocate, in the year in which that is most, so that every variable is between
/// 0 and about 1: simplex codes work with absolute tolerances. Variables are the programmes' money, year by year, then the
/// switches of those that are on or off.
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
    /// For each year: that no more is spent than there is, be it a row or implied.
    pub(super) budgets: Vec<Row>,
    /// For each year: what moves with its money.
    pub(super) shares: Vec<Shares>,
    /// What is stated about each programme's money, however much of it there is.
    pub(super) stated: Vec<StatedBounds>,
    pub(super) strands: usize,
    /// The ceiling on movement; its variables and rows come last.
    pub(super) movement: Option<MovementCeiling>,
    /// How money is felt.
    pub(super) timeline: Timeline,
    /// The amounts whose sum is one more effort, behind all others.
    pub(super) counted: Option<Vec<usize>>,
}

/// What moves with the money to allocate in one year.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Shares {
    /// The money, in the region's units.
    whole: f64,
    /// For each strand: whether what it may get is a share of it.
    is_share: Vec<bool>,
    /// For each limit and bound: how much of it is a share.
    limits: Vec<Vec<f64>>,
}

impl Shares {
    fn of(part: &Part<'_>) -> Self {
        let scenario = part.scenario;
        let whole = scenario.budget().to_allocate().millions();
        let share = |bound: &Bound| if bound.key.is_share() { bound.amount.millions() / whole } else { 0.0 };
        let limits = scenario.limits().iter();
        Self {
            whole: part.whole(),
            is_share: scenario.evidence().strands().iter().map(|id| scenario.room(id).is_share).collect(),
            limits: limits.map(|limit| limit.bounds.iter().map(share).collect()).collect(),
        }
    }
}

impl Region {
    /// What a scenario allows.
    #[must_use]
    pub fn of(scenario: &Scenario) -> Self {
        let evidence = scenario.evidence();
        let timeline = scenario.timeline();
        let years = || (0..scenario.years()).map(|year| scenario.in_year(year));
        let unit = years().map(|year| year.budget().to_allocate().millions()).fold(0.0, f64::max);
        let parts: Vec<Part<'_>> = years()
            .enumerate()
            .map(|(year, scenario)| Part { scenario, year, name: timeline.name(year), unit })
            .collect();
        let mut variables: Vec<Variable> = parts.iter().flat_map(Part::variables).collect();
        let programmes = variables.len();
        let mut switches: Vec<Switch> = Vec::new();
        let mut rows: Vec<(Rule, Row)> = parts.iter().flat_map(Part::rows).collect();
        rows.extend(change::rows(scenario, unit));
        rows.extend(scenario.over_plan().map(|most| {
            let (name, terms) = ("budget.over_plan".to_owned(), (0..programmes).map(|place| (place, 1.0)));
            let bound = most.millions() / unit;
            (Rule::OverPlan, Row { name, terms: terms.collect(), sense: Sense::AtMost, bound })
        }));
        for part in &parts {
            let own = part.switches(programmes + switches.len(), scenario);
            rows.extend(part.switch_rows(&variables, &own));
            switches.extend(own);
        }
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
        let only: Option<Vec<Allocation>> = years().map(only_allocation).collect();
        Self {
            unit,
            programmes,
            variables,
            rules,
            rows,
            switches,
            paid: vec![0.0; programmes],
            only: only.map(|years| Allocation::over_years(&years)),
            budgets: parts.iter().map(Part::budget).collect(),
            shares: parts.iter().map(Shares::of).collect(),
            stated: parts.iter().flat_map(|part| StatedBounds::all(part.scenario, unit)).collect(),
            strands: evidence.strands().len(),
            movement: None,
            counted: None,
            timeline,
        }
    }

    /// £m in one unit of the region's variables.
    #[must_use]
    pub fn unit(&self) -> f64 {
        self.unit
    }

    /// How many amounts are decided, one a programme and year; their variables come first.
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

    /// How much the bound of a row moves when all money of its year grows by £1m, in £m.
    #[must_use]
    pub fn moves_with_budget(&self, rule: &Rule, row: &Row) -> f64 {
        match rule {
            Rule::Budget { year } => row.bound / self.shares[*year].whole,
            Rule::Strand { strand, year, .. } if self.shares[*year].is_share[*strand] => {
                row.bound / self.shares[*year].whole
            }
            Rule::Limit { limit, bound, year } => self.shares[*year].limits[*limit][*bound],
            _ => 0.0,
        }
    }

    /// The years of the plan and how money in them is felt.
    #[must_use]
    pub fn timeline(&self) -> &Timeline {
        &self.timeline
    }

    /// The money of a year as a part of that of the first.
    pub(in crate::optimise) fn money_against_first(&self, year: usize) -> f64 {
        self.shares[year].whole / self.shares[0].whole
    }

    /// For each year, the row that no more is spent than there is.
    pub(in crate::optimise) fn budgets(&self) -> &[Row] {
        &self.budgets
    }

    /// The year that a rule is about, from 0.
    #[must_use]
    pub fn year_of(&self, rule: &Rule) -> usize {
        rule.in_its_year(&self.timeline).0
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
