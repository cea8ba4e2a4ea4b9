//! What each rule costs: multipliers of the optimum, found by small linear programs.
//!
//! At a best allocation the gradient is a combination of the rules that bind (Karush, Kuhn & Tucker):
//! g = Σ y·a over binding rows + bounds, y ≥ 0 for rows that ask for at least, y ≤ 0 for at most. A multiplier
//! is the change of the objective per £1m of the rule's bound. Where rules overlap, many combinations fit; what
//! relaxing one rule alone is worth is then the smallest of its multipliers, so each is asked for by itself.

use crate::model::Allocation;
use crate::optimise::LinearProgram;
use crate::optimise::Region;
use crate::optimise::Row;
use crate::optimise::Rule;
use crate::optimise::Sense;
use crate::optimise::SolveError;
use crate::optimise::Solver;
use crate::optimise::Variable;

/// The prices of the rules that bind at an optimum, and how well the optimum meets its conditions.
#[derive(Clone, Debug, PartialEq)]
pub struct Prices {
    /// Every rule that binds.
    pub rules: Vec<Price>,
    /// What £1m more of all money would avoid, in the objective's unit; `None` where the rules leave no room
    /// for more money.
    pub budget: Option<f64>,
    /// Σ |what no multiplier explains| over programmes, as a part of the gradient's largest entry.
    pub stationarity: f64,
}

/// What one rule costs.
#[derive(Clone, Debug, PartialEq)]
pub struct Price {
    /// The rule.
    pub rule: Rule,
    /// How much less the objective would be for each £1m by which the rule is relaxed: less asked for, more
    /// allowed; for an exact amount, £1m more.
    pub gain: f64,
}

/// A rule holds at a point this near, in the region's units: ten times what a solver leaves.
const BINDS: f64 = 1e-7;

/// A price below this part of the gradient's largest entry is nought.
const NO_PRICE: f64 = 1e-9;

/// Multipliers beyond this many times the gradient's largest entry have no bound: solvers that are asked for the
/// least of something without a bound may never answer.
const ENDLESS: f64 = 1e2;

/// No multiplier is looked for beyond this: programs with free variables can keep solvers going in circles.
const LARGEST: f64 = 1e4;

/// Finds the prices at an optimum.
///
/// `gradient` is the objective's derivative by each programme's money, per £m.
///
/// # Errors
/// The solver broke.
pub fn prices(
    region: &Region,
    allocation: &Allocation,
    gradient: &[f64],
    solver: &dyn Solver,
) -> Result<Prices, SolveError> {
    let system = System::new(region, allocation, gradient);
    let cost = vec![0.0; system.faces.len()];
    let base = system.solve(&cost, None, solver)?;
    let slack = base.slack;
    let mut rules = Vec::new();
    for (i, face) in system.faces.iter().enumerate() {
        let mut cost = vec![0.0; system.faces.len()];
        // Relaxing moves the bound the way that makes the objective fall: the least of |y|.
        cost[i] = if face.sense == Sense::AtLeast { 1.0 } else { -1.0 };
        let multiplier = match system.solve(&cost, Some(slack), solver) {
            Ok(found) => found.multipliers[i],
            // An exact amount that other rules hold where it is cannot change alone: it has no price.
            Err(SolveError::Unbounded) => continue,
            Err(other) => return Err(other),
        };
        let gain = multiplier * system.scale * cost[i];
        if gain.abs() > NO_PRICE * system.scale {
            rules.push(Price { rule: face.rule.clone(), gain });
        }
    }
    let direction: Vec<f64> = system.faces.iter().map(|face| -face.per_budget).collect();
    let budget = match system.solve(&direction, Some(slack), solver) {
        Ok(found) => {
            let multipliers = found.multipliers.iter().zip(&direction);
            Some(multipliers.map(|(multiplier, per)| multiplier * per).sum::<f64>() * system.scale)
        }
        Err(SolveError::Unbounded) => None,
        Err(other) => return Err(other),
    };
    Ok(Prices { rules, budget, stationarity: slack })
}

/// A rule that binds, as a plane.
struct Face {
    rule: Rule,
    terms: Vec<(usize, f64)>,
    sense: Sense,
    /// How much its bound moves with each £1m of all money.
    per_budget: f64,
}

/// The conditions g = Σ y·a, scaled to the gradient's largest entry.
struct System {
    faces: Vec<Face>,
    gradient: Vec<f64>,
    scale: f64,
}

struct Multipliers {
    multipliers: Vec<f64>,
    slack: f64,
}

impl System {
    fn new(region: &Region, allocation: &Allocation, gradient: &[f64]) -> Self {
        let scale =
            gradient.iter().fold(0.0_f64, |largest, slope| largest.max(slope.abs())).max(f64::MIN_POSITIVE);
        let point: Vec<f64> = allocation.millions().iter().map(|amount| amount / region.unit()).collect();
        let binding = region.rules().iter().zip(region.rows()).filter(|(rule, row)| {
            let is_about_money = !matches!(rule, Rule::OnOff { .. } | Rule::AtMostOpen { .. });
            is_about_money && (row.value_at(&point) - row.bound).abs() <= BINDS
        });
        let mut faces: Vec<Face> = binding
            .map(|(rule, row)| Face {
                rule: rule.clone(),
                terms: row.terms.clone(),
                sense: row.sense,
                per_budget: region.moves_with_budget(rule, row),
            })
            .collect();
        for (programme, (variable, value)) in region.variables().iter().zip(&point).enumerate() {
            faces.extend(bound_face(programme, variable, *value));
        }
        Self { faces, gradient: gradient.iter().map(|slope| slope / scale).collect(), scale }
    }

    /// The multipliers that explain the gradient best, or, among those that leave no more unexplained than
    /// `most_slack`, the ones of the least cost.
    fn solve(
        &self,
        cost: &[f64],
        most_slack: Option<f64>,
        solver: &dyn Solver,
    ) -> Result<Multipliers, SolveError> {
        let slack_cost = if most_slack.is_some() { 0.0 } else { 1.0 };
        let mut program = LinearProgram::default();
        for (face, cost) in self.faces.iter().zip(cost) {
            let (lower, upper) = match face.sense {
                Sense::AtLeast => (0.0, LARGEST),
                Sense::AtMost => (-LARGEST, 0.0),
                Sense::Equal => (-LARGEST, LARGEST),
            };
            program.variables.push(Variable {
                name: "y".to_owned(),
                lower,
                upper,
                cost: *cost,
                whole: false,
            });
        }
        let first_slack = self.faces.len();
        for (programme, slope) in self.gradient.iter().enumerate() {
            let mut terms: Vec<(usize, f64)> = Vec::new();
            for (i, face) in self.faces.iter().enumerate() {
                terms.extend(
                    face.terms.iter().filter(|(of, _)| *of == programme).map(|(_, factor)| (i, *factor)),
                );
            }
            for sign in [1.0, -1.0] {
                terms.push((program.variables.len(), sign));
                let name = format!("unexplained.{programme}");
                let (lower, upper) = (0.0, f64::INFINITY);
                program.variables.push(Variable { name, lower, upper, cost: slack_cost, whole: false });
            }
            program.rows.push(Row {
                name: format!("gradient.{programme}"),
                terms,
                sense: Sense::Equal,
                bound: *slope,
            });
        }
        let slacks = first_slack..program.variables.len();
        if let Some(most) = most_slack {
            let terms = slacks.clone().map(|slack| (slack, 1.0)).collect();
            // Room for what the solver itself leaves unexplained.
            let bound = most + BINDS;
            program.rows.push(Row { name: "unexplained".to_owned(), terms, sense: Sense::AtMost, bound });
        }
        program.rows.extend(floor(cost));
        let answer = solver.solve(&program)?;
        if answer.objective < -0.99 * ENDLESS {
            return Err(SolveError::Unbounded);
        }
        let slack = slacks.map(|slack| answer.values[slack]).sum();
        Ok(Multipliers { multipliers: answer.values[..first_slack].to_vec(), slack })
    }
}

/// The row that keeps a cost of multipliers from falling without end.
fn floor(cost: &[f64]) -> Option<Row> {
    let terms = cost.iter().copied().enumerate().filter(|(_, factor)| *factor != 0.0);
    let terms: Vec<(usize, f64)> = terms.collect();
    let name = "endless".to_owned();
    (!terms.is_empty()).then_some(Row { name, terms, sense: Sense::AtLeast, bound: -ENDLESS })
}

/// A programme's bound, if it stands on one.
fn bound_face(programme: usize, variable: &Variable, value: f64) -> Option<Face> {
    let face = |rule, sense| Some(Face { rule, terms: vec![(programme, 1.0)], sense, per_budget: 0.0 });
    let on_lower = value - variable.lower <= BINDS;
    // That nobody gets more than all the money is no rule of its own: the budget says so, and moves.
    let on_upper = variable.upper < 1.0 && variable.upper - value <= BINDS;
    match (on_lower, on_upper) {
        (true, true) => face(Rule::Pinned { programme }, Sense::Equal),
        (true, false) => face(Rule::Least { programme }, Sense::AtLeast),
        (false, true) => face(Rule::Most { programme }, Sense::AtMost),
        (false, false) => None,
    }
}
