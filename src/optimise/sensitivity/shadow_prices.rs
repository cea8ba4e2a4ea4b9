//! Shadow prices: what each rule costs, as multipliers of the optimum, found by small linear programs.
//!
//! At a best allocation the gradient is a combination of the rules that bind (Karush, Kuhn & Tucker):
//! g = Σ y·a over binding rows + bounds, y ≥ 0 for rows that ask for at least, y ≤ 0 for at most. A multiplier
//! is the change of the objective per £1m of the rule's bound. Where rules overlap, many combinations fit: what
//! relaxing one rule alone is worth is then the smallest of its multipliers, what tightening it alone costs the
//! largest, so each is asked for by itself; and rules that share what they cost are asked for together.

use crate::model::Allocation;
use crate::optimise::Region;
use crate::optimise::Rule;
use crate::optimise::Sense;
use crate::optimise::SolveError;
use crate::optimise::Solver;
use crate::optimise::sensitivity::multipliers::System;

/// The prices of the rules that bind at an optimum, and how well the optimum meets its conditions.
#[derive(Clone, Debug, PartialEq)]
pub struct Prices {
    /// Every rule that binds and costs something, by itself or together with others.
    pub rules: Vec<Price>,
    /// Rules that share what they cost, because each alone holds what another holds.
    pub together: Vec<Together>,
    /// What £1m more of all money would avoid, in the objective's unit; `None` where the rules leave no room
    /// for more money. In a plan, £1m more in its first year, and as many times more in every later one.
    pub budget: Option<f64>,
    /// What £1m more of all money of each year would avoid, likewise.
    pub budgets: Vec<Option<f64>>,
    /// Σ |what no multiplier explains| over programmes, as a part of the gradient's largest entry.
    pub stationarity: f64,
}

/// What one rule costs.
#[derive(Clone, Debug, PartialEq)]
pub struct Price {
    /// The rule.
    pub rule: Rule,
    /// How much less the objective would be for each £1m by which the rule alone is relaxed: less asked for, more
    /// allowed; for an exact amount, £1m more. `None` where the other rules leave no room for that.
    pub gain: Option<f64>,
    /// How much more the objective would be for each £1m by which the rule alone is tightened: more asked for, less
    /// allowed; for an exact amount, £1m less. `None` likewise.
    pub loss: Option<f64>,
}

/// What some rules cost together.
#[derive(Clone, Debug, PartialEq)]
pub struct Together {
    /// The rules.
    pub rules: Vec<Rule>,
    /// How much less the objective would be for each £1m by which every one of them is relaxed; `None` where the
    /// other rules leave no room for that.
    pub gain: Option<f64>,
    /// How much more it would be for each £1m by which every one of them is tightened; `None` likewise.
    pub loss: Option<f64>,
}

/// A price below this part of the gradient's largest entry is nought: what the linear programs leave.
const NO_PRICE: f64 = 1e-6;

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
    let system = System::at(region, allocation, gradient, solver)?;
    let nothing = NO_PRICE * system.scale();
    let both = |relaxed: &[(usize, f64)]| -> Result<(Option<f64>, Option<f64>), SolveError> {
        let tightened: Vec<(usize, f64)> = relaxed.iter().map(|(face, sign)| (*face, -sign)).collect();
        let gain = system.least(relaxed, solver)?;
        let loss = system.least(&tightened, solver)?.map(|least| -least);
        Ok((gain, loss))
    };
    let is_nothing = |price: Option<f64>| price.is_some_and(|price| price.abs() <= nothing);
    let mut rules = Vec::new();
    let mut shared: Vec<Vec<(usize, Rule)>> = vec![Vec::new(); system.faces().len()];
    for (position, face) in system.faces().iter().enumerate() {
        let Some(rule) = &face.rule else { continue };
        let (gain, loss) = both(&[(position, relaxing(face.sense))])?;
        if is_nothing(gain) && is_nothing(loss) {
            continue;
        }
        let is_shared = gain.zip(loss).is_none_or(|(gain, loss)| loss - gain > nothing);
        if is_shared {
            shared[system.class(position)].push((position, rule.clone()));
        }
        // What is left of nought is the solver's rounding, and its sign says nothing.
        let plain = |price: Option<f64>| if is_nothing(price) { Some(0.0) } else { price };
        rules.push(Price { rule: rule.clone(), gain: plain(gain), loss: plain(loss) });
    }
    let mut together = Vec::new();
    for class in shared.into_iter().filter(|class| class.len() > 1) {
        let relaxed: Vec<(usize, f64)> =
            class.iter().map(|(face, _)| (*face, relaxing(system.faces()[*face].sense))).collect();
        let (gain, loss) = both(&relaxed)?;
        together.push(Together { rules: class.into_iter().map(|(_, rule)| rule).collect(), gain, loss });
    }
    let more = |factor: &dyn Fn(usize) -> f64| {
        let faces = system.faces().iter().enumerate();
        let grown = faces.map(|(position, face)| (position, -face.per_budget * factor(face.year)));
        system.least(&grown.collect::<Vec<(usize, f64)>>(), solver)
    };
    let budget = more(&|year| region.money_against_first(year))?;
    let years = region.timeline().years();
    let of_year = |year: usize| more(&|other| if other == year { 1.0 } else { 0.0 });
    let budgets =
        if years == 1 { vec![budget] } else { (0..years).map(of_year).collect::<Result<_, _>>()? };
    Ok(Prices { rules, together, budget, budgets, stationarity: system.stationarity() })
}

/// The sign that makes a multiplier a gain: relaxing moves the bound so that the objective falls.
fn relaxing(sense: Sense) -> f64 {
    if sense == Sense::AtLeast { 1.0 } else { -1.0 }
}
