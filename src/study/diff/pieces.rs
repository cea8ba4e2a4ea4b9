//! The pieces of a scenario that can be put in the place of others.

use crate::model::Scenario;
use crate::model::ScenarioSpec;
use crate::model::YearSpec;

/// A piece of a scenario, in the order in which pieces are put together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// The evidence it stands on.
    Evidence,
    /// Its years.
    Horizon,
    /// Its money.
    Budget,
    /// The strands' shares.
    Split,
    /// What decides inside the strands, and amounts of programmes.
    Allocate,
    /// The rule of this name.
    Limit(String),
    /// What the best is best at.
    Objective,
    /// Which draws.
    Simulation,
    /// How long is searched.
    Solver,
}

impl Piece {
    /// Where it stands in a file.
    pub(super) fn address(&self) -> String {
        match self {
            Self::Evidence => "scenario.evidence".to_owned(),
            Self::Horizon => "horizon".to_owned(),
            Self::Budget => "budget".to_owned(),
            Self::Split => "split".to_owned(),
            Self::Allocate => "allocate".to_owned(),
            Self::Limit(name) => format!("limit.{name}"),
            Self::Objective => "objective".to_owned(),
            Self::Simulation => "simulation".to_owned(),
            Self::Solver => "solver".to_owned(),
        }
    }

    /// Puts what NEW says of it in its place. The evidence is put in place elsewhere.
    pub(super) fn put(&self, spec: &mut ScenarioSpec, new: &ScenarioSpec) {
        match self {
            Self::Evidence => {}
            Self::Horizon => {
                spec.horizon.clone_from(&new.horizon);
                with_every_year(spec);
            }
            Self::Budget => {
                spec.budget = new.budget;
                spec.over_plan = new.over_plan;
                spec.prices = new.prices;
                spec.total_is_todays = new.total_is_todays;
                each_year(spec, new, |year, of_new| year.budget = of_new.budget);
            }
            Self::Split => {
                spec.split.clone_from(&new.split);
                each_year(spec, new, |year, of_new| year.split.clone_from(&of_new.split));
            }
            Self::Allocate => {
                spec.within = new.within;
                spec.amounts.clone_from(&new.amounts);
                each_year(spec, new, |year, of_new| year.amounts.clone_from(&of_new.amounts));
            }
            Self::Limit(name) => {
                let place = spec.limits.iter().position(|limit| limit.name == *name);
                spec.limits.retain(|limit| limit.name != *name);
                let put = new.limits.iter().find(|limit| limit.name == *name).cloned();
                let place = place.unwrap_or(spec.limits.len());
                if let Some(limit) = put {
                    spec.limits.insert(place, limit);
                }
            }
            Self::Objective => spec.objective = new.objective.clone(),
            Self::Simulation => spec.simulation = new.simulation,
            Self::Solver => spec.patience = new.patience,
        }
    }
}

/// What a scenario says, with each year of its plan and with the words for today's money in their place.
pub(super) fn whole(scenario: &Scenario) -> ScenarioSpec {
    let mut spec = scenario.spec().clone();
    spec.total_is_todays = scenario.has_todays_total();
    with_every_year(&mut spec);
    spec
}

/// Gives a plan each of its later years: those that it does not state are like the first.
fn with_every_year(spec: &mut ScenarioSpec) {
    let later = spec.horizon.as_ref().map_or(0, |horizon| horizon.years.saturating_sub(1));
    let first = first_year(spec);
    spec.later_years.resize(later, first);
}

fn first_year(spec: &ScenarioSpec) -> YearSpec {
    YearSpec { budget: spec.budget, split: spec.split.clone(), amounts: spec.amounts.clone() }
}

/// Does something to each later year with the same year of NEW, or with its first where it has no such year.
fn each_year(spec: &mut ScenarioSpec, new: &ScenarioSpec, put: impl Fn(&mut YearSpec, &YearSpec)) {
    let first = first_year(new);
    for (place, year) in spec.later_years.iter_mut().enumerate() {
        put(year, new.later_years.get(place).unwrap_or(&first));
    }
}

/// In which pieces two scenarios differ.
pub(super) fn pieces(old: &ScenarioSpec, new: &ScenarioSpec, is_same_evidence: bool) -> Vec<Piece> {
    let years = |spec: &ScenarioSpec| spec.later_years.len().max(1);
    let by_year = |is_same: fn(&YearSpec, &YearSpec) -> bool| {
        let (of_old, of_new) = (first_year(old), first_year(new));
        let count = years(old).max(years(new));
        (0..count).all(|year| {
            let one = old.later_years.get(year).unwrap_or(&of_old);
            is_same(one, new.later_years.get(year).unwrap_or(&of_new))
        })
    };
    let is_same_money = if old.total_is_todays && new.total_is_todays {
        old.budget.back_office == new.budget.back_office
    } else {
        old.total_is_todays == new.total_is_todays
            && old.budget == new.budget
            && by_year(|one, other| one.budget == other.budget)
    };
    let is_same = [
        (Piece::Evidence, is_same_evidence),
        (Piece::Horizon, old.horizon == new.horizon),
        (Piece::Budget, is_same_money && old.over_plan == new.over_plan),
        (Piece::Split, old.split == new.split && by_year(|one, other| one.split == other.split)),
        (
            Piece::Allocate,
            old.within == new.within
                && old.amounts == new.amounts
                && by_year(|one, other| one.amounts == other.amounts),
        ),
    ];
    let mut pieces: Vec<Piece> =
        is_same.into_iter().filter(|(_, is_same)| !is_same).map(|(piece, _)| piece).collect();
    pieces.extend(limits(old, new));
    let is_same = [
        (Piece::Objective, old.objective == new.objective),
        (Piece::Simulation, old.simulation == new.simulation),
        (Piece::Solver, old.patience == new.patience),
    ];
    pieces.extend(is_same.into_iter().filter(|(_, is_same)| !is_same).map(|(piece, _)| piece));
    pieces
}

/// Rules that are not the same in both, those of OLD first.
fn limits(old: &ScenarioSpec, new: &ScenarioSpec) -> Vec<Piece> {
    let in_new = |name: &str| new.limits.iter().find(|limit| limit.name == name);
    let in_old = |name: &str| old.limits.iter().any(|limit| limit.name == name);
    let changed = old.limits.iter().filter(|limit| in_new(&limit.name) != Some(limit));
    let added = new.limits.iter().filter(|limit| !in_old(&limit.name));
    changed.chain(added).map(|limit| Piece::Limit(limit.name.clone())).collect()
}
