//! The least total change of rules that makes an empty region possible, by an elastic program: each rule may be missed, at
//! a price (Chinneck 2008, *Feasibility and Infeasibility in Optimization*).

use crate::model::BoundKind;
use crate::optimise::LinearProgram;
use crate::optimise::Mend;
use crate::optimise::Region;
use crate::optimise::Row;
use crate::optimise::Rule;
use crate::optimise::Sense;
use crate::optimise::SolveError;
use crate::optimise::Solver;
use crate::optimise::Variable;
use crate::optimise::Watch;
use crate::optimise::infeasibility::below_tolerance::below_tolerance;
use crate::optimise::infeasibility::relaxable::Relaxable;
use crate::optimise::infeasibility::relaxable::feasibility_program;
use crate::optimise::infeasibility::typed::amend;
use crate::optimise::linear::IntegerAnswer;
use crate::optimise::linear::solve_integer;

/// A change smaller than this, in units of the largest bound, is the solver's rounding.
const NO_CHANGE: f64 = 1e-9;

/// The price of one more programme that may be open, in units of all money: only where nothing else helps, because
/// it has no price in £m.
const ONE_MORE_OPEN: f64 = 1e3;

/// A rule that may be missed, by a variable of its own.
struct Slack<'r> {
    rule: &'r Rule,
    variable: usize,
    raises: bool,
}

/// The changes found.
pub(super) struct Mended {
    /// Rule by rule; none where the search was ended before any were found.
    pub(super) mends: Vec<Mend>,
    /// Whether no less would do.
    pub(super) is_least: bool,
}

/// The changes of the least total, rule by rule.
///
/// Shares are shares of the money to allocate, so those that are kept follow a budget that is changed; and they go on
/// adding up to all of it. Proportions and set-up costs are kept.
pub(super) fn mend(
    region: &Region,
    rules: &[Relaxable],
    solver: &dyn Solver,
    watch: &dyn Watch,
) -> Result<Mended, SolveError> {
    let kept = rules.iter().filter(|rule| matches!(rule.rule, Rule::ProRata { .. } | Rule::OnOff { .. }));
    let mut program = feasibility_program(region, kept.flat_map(|rule| &rule.rows));
    let mut slacks: Vec<Slack<'_>> = Vec::new();
    let more = program.variables.len();
    for rule in rules.iter().filter(|rule| !matches!(rule.rule, Rule::ProRata { .. } | Rule::OnOff { .. })) {
        for row in &rule.rows {
            let mut row = row.clone();
            for &raises in directions(row.sense) {
                let variable = program.variables.len();
                // terms ≤ bound + slack where it is raised, terms ≥ bound − slack where it is lowered
                row.terms.push((variable, if raises { -1.0 } else { 1.0 }));
                slacks.push(Slack { rule: &rule.rule, variable, raises });
                let cost = if rule.is_about_money() { 1.0 } else { ONE_MORE_OPEN };
                let name = format!("missed.{}", row.name);
                program.variables.push(Variable {
                    name,
                    lower: 0.0,
                    upper: f64::INFINITY,
                    cost,
                    whole: false,
                });
            }
            if !matches!(rule.rule, Rule::Budget { .. }) && rule.per_budget != 0.0 {
                row.terms.push((more + rule.year, -rule.per_budget));
            }
            program.rows.push(row);
        }
    }
    for (year, budget) in region.budgets().iter().enumerate() {
        let of_year = Year { position: year, whole: budget.bound, more: more + year };
        program.rows.extend(shares_add_up(region, rules, &slacks, of_year));
    }
    // Simplex codes work with absolute tolerances, and a limit may ask for many times all money.
    let scale = program.rows.iter().fold(1.0, |largest: f64, row| largest.max(row.bound.abs()));
    scale_down(&mut program, scale);
    let IntegerAnswer { answer, is_proven } = match solve_integer(&program, solver, watch) {
        Ok(whole) => whole,
        Err(SolveError::Ended { .. }) => return Ok(Mended { mends: Vec::new(), is_least: false }),
        Err(other) => return Err(other),
    };
    let changed = slacks.iter().filter(|slack| answer.values[slack.variable] > NO_CHANGE);
    let mends = changed.map(|slack| {
        let unit = if matches!(slack.rule, Rule::AtMostOpen { .. }) { 1.0 } else { scale * region.unit() };
        let change = answer.values[slack.variable] * unit;
        let ratio = ratio_at(slack.rule, rules, &answer.values);
        Mend { ratio, ..Mend::by(slack.rule.clone(), change, slack.raises) }
    });
    let mends: Vec<Mend> = mends.collect();
    let mends = if mends.is_empty() { below_tolerance(region, rules) } else { mends };
    Ok(Mended { mends: amend(region, rules, mends, (solver, watch))?, is_least: is_proven })
}

/// Whether a bound may go up, down, or either.
fn directions(sense: Sense) -> &'static [bool] {
    match sense {
        Sense::AtLeast => &[false],
        Sense::AtMost => &[true],
        Sense::Equal => &[false, true],
    }
}

/// A year of a plan, from 0.
#[derive(Clone, Copy)]
struct Year {
    position: usize,
    /// Its money.
    whole: f64,
    /// The variable of how much more money it has; those of budgets come first.
    more: usize,
}

/// Shares that together take all the money of a year go on doing so: no file may say otherwise.
fn shares_add_up(region: &Region, rules: &[Relaxable], slacks: &[Slack<'_>], of_year: Year) -> Option<Row> {
    let is_most = |rule: &Rule| {
        let is_end = matches!(rule, Rule::Strand { side: None | Some(BoundKind::AtMost), .. });
        is_end && region.year_of(rule) == of_year.position
    };
    let most: Vec<&Relaxable> = rules.iter().filter(|rule| is_most(&rule.rule)).collect();
    if most.len() < region.strands() {
        return None;
    }
    // What shares state grows with the budget, what amounts of money state does not.
    let growing: f64 = most.iter().map(|rule| rule.per_budget).sum();
    let stated: f64 = most.iter().filter_map(|rule| rule.rows.first()).map(|row| row.bound).sum();
    let slacks = slacks.iter().filter(|slack| is_most(slack.rule));
    let mut terms = vec![(of_year.more, growing - 1.0)];
    terms.extend(slacks.map(|slack| (slack.variable, if slack.raises { 1.0 } else { -1.0 })));
    Some(Row { name: "shares".to_owned(), terms, sense: Sense::AtLeast, bound: of_year.whole - stated })
}

/// Divides all money by a scale; switches, and how many may be on, stay as they are.
fn scale_down(program: &mut LinearProgram, scale: f64) {
    let LinearProgram { variables, rows } = program;
    let is_whole = |variable: usize| variables[variable].whole;
    for row in rows.iter_mut() {
        row.terms.sort_unstable_by_key(|(variable, _)| *variable);
        let is_about_money = row.terms.first().is_some_and(|(variable, _)| !is_whole(*variable));
        if is_about_money {
            row.bound /= scale;
            for (_, factor) in row.terms.iter_mut().filter(|(variable, _)| is_whole(*variable)) {
                *factor /= scale;
            }
        }
    }
}

/// The ratio of a rule's two groups at a point.
fn ratio_at(rule: &Rule, rules: &[Relaxable], point: &[f64]) -> Option<f64> {
    let Rule::Ratio { .. } = rule else { return None };
    let row = rules.iter().find(|other| other.rule == *rule)?.rows.first()?;
    let sum = |is_of: bool| -> f64 {
        row.terms
            .iter()
            .filter(|(_, factor)| (*factor > 0.0) == is_of)
            .map(|(member, _)| point[*member])
            .sum()
    };
    let (of, to) = (sum(true), sum(false));
    (to > NO_CHANGE).then(|| of / to)
}
