//! Why nothing is allowed: a smallest set of rules that clash, and the least change that would mend it.

use crate::optimise::LinearProgram;
use crate::optimise::Region;
use crate::optimise::Row;
use crate::optimise::Rule;
use crate::optimise::Sense;
use crate::optimise::SolveError;
use crate::optimise::Solver;
use crate::optimise::Variable;

/// Why a region is empty.
#[derive(Clone, Debug, PartialEq)]
pub struct Clash {
    /// Rules that cannot all be kept, though any of them left out makes the rest possible.
    pub rules: Vec<Rule>,
    /// The least total change in £m that makes everything possible, rule by rule: how much less must be asked
    /// for, or more allowed.
    pub mend: Vec<(Rule, f64)>,
}

/// A change smaller than this, in the region's units, is the solver's rounding.
const NO_CHANGE: f64 = 1e-9;

/// Finds out why a region is empty; `None` where it is not.
///
/// # Errors
/// The solver broke.
pub fn clash(region: &Region, solver: &dyn Solver) -> Result<Option<Clash>, SolveError> {
    let rules = Breakable::of(region);
    if is_possible(region, &rules, solver)? {
        return Ok(None);
    }
    let mut mend = mend(region, &rules, solver)?;
    mend.retain(|(_, change)| *change > NO_CHANGE * region.unit());
    Ok(Some(Clash { rules: smallest(region, rules, solver)?, mend }))
}

/// A rule that could be given up, as a row.
#[derive(Clone)]
struct Breakable {
    rule: Rule,
    row: Row,
}

impl Breakable {
    /// Every rule that a scenario or its evidence states; what ties switches to money is no rule of theirs.
    fn of(region: &Region) -> Vec<Self> {
        let stated = region.rules().iter().zip(region.rows()).filter(|(rule, _)| is_stated(rule));
        let mut all: Vec<Self> =
            stated.map(|(rule, row)| Self { rule: rule.clone(), row: row.clone() }).collect();
        for (programme, variable) in
            region.variables().iter().enumerate().filter(|(_, variable)| !variable.whole)
        {
            let row = |name: &str, sense, bound| Row {
                name: format!("{}.{name}", variable.name),
                terms: vec![(programme, 1.0)],
                sense,
                bound,
            };
            let mut add = |rule, row| all.push(Self { rule, row });
            if variable.upper - variable.lower <= NO_CHANGE {
                add(Rule::Pinned { programme }, row("pinned", Sense::Equal, variable.lower));
                continue;
            }
            if variable.lower > 0.0 {
                add(Rule::Least { programme }, row("min", Sense::AtLeast, variable.lower));
            }
            if variable.upper < 1.0 {
                add(Rule::Most { programme }, row("max", Sense::AtMost, variable.upper));
            }
        }
        all
    }
}

fn is_stated(rule: &Rule) -> bool {
    !matches!(rule, Rule::OnOff { .. } | Rule::ProRata { .. })
}

/// The program that keeps some rules: money from nought up, switches, proportions, and the rows of the rules.
fn program<'r>(region: &'r Region, kept: impl Iterator<Item = &'r Row>) -> LinearProgram {
    let mut variables = region.variables().to_vec();
    for variable in &mut variables {
        // A programme can never get less than nothing, nor, to keep the program bounded, a hundredfold of all.
        (variable.lower, variable.upper) = (0.0, if variable.whole { 1.0 } else { 100.0 });
    }
    let unstated = region.rules().iter().zip(region.rows()).filter(|(rule, _)| !is_stated(rule));
    let rows = unstated.map(|(rule, row)| opened(rule, row.clone())).chain(kept.cloned()).collect();
    LinearProgram { variables, rows }
}

/// What ties a programme to its switch, without the most that the programme may get: that is a rule of its own.
fn opened(rule: &Rule, mut row: Row) -> Row {
    // Programmes come before switches, so the switch is the last; tenfold of all money is more than any mend.
    const OPEN: f64 = 10.0;
    if matches!(rule, Rule::OnOff { .. })
        && row.sense == Sense::AtMost
        && let Some((_, factor)) = row.terms.last_mut()
    {
        *factor = -OPEN;
    }
    row
}

fn is_possible(region: &Region, kept: &[Breakable], solver: &dyn Solver) -> Result<bool, SolveError> {
    match solver.solve(&program(region, kept.iter().map(|rule| &rule.row))) {
        Ok(_) => Ok(true),
        Err(SolveError::Infeasible) => Ok(false),
        Err(other) => Err(other),
    }
}

/// Leaves out one rule after the other as long as the rest still clash (the deletion filter of Chinneck & Dravnieks
/// 1991): what is left clashes, and no part of it does.
fn smallest(
    region: &Region,
    mut rules: Vec<Breakable>,
    solver: &dyn Solver,
) -> Result<Vec<Rule>, SolveError> {
    let mut next = rules.len();
    while next > 0 {
        next -= 1;
        let left_out = rules.remove(next);
        if is_possible(region, &rules, solver)? {
            rules.insert(next, left_out);
        }
    }
    Ok(rules.into_iter().map(|rule| rule.rule).collect())
}

/// The least total change: every rule may be missed, at a cost of 1 a unit.
fn mend(region: &Region, rules: &[Breakable], solver: &dyn Solver) -> Result<Vec<(Rule, f64)>, SolveError> {
    let mut program = program(region, std::iter::empty());
    let mut slacks = Vec::new();
    for rule in rules {
        let mut row = rule.row.clone();
        let signs: &[f64] = match row.sense {
            Sense::AtLeast => &[1.0],
            Sense::AtMost => &[-1.0],
            Sense::Equal => &[1.0, -1.0],
        };
        for sign in signs {
            let slack = program.variables.len();
            row.terms.push((slack, *sign));
            slacks.push((rule.rule.clone(), slack));
            let name = format!("missed.{}", row.name);
            let is_count = matches!(rule.rule, Rule::AtMostOpen { .. });
            // A programme more may open only where nothing else helps: it has no price in £m.
            let cost = if is_count { 1e3 } else { 1.0 };
            program.variables.push(Variable { name, lower: 0.0, upper: f64::INFINITY, cost, whole: false });
        }
        program.rows.push(row);
    }
    let answer = solver.solve(&program)?;
    let change = |rule: &Rule, slack: usize| {
        let unit = if matches!(rule, Rule::AtMostOpen { .. }) { 1.0 } else { region.unit() };
        answer.values[slack] * unit
    };
    Ok(slacks
        .into_iter()
        .map(|(rule, slack)| {
            let change = change(&rule, slack);
            (rule, change)
        })
        .collect())
}
