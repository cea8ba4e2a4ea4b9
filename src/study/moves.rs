//! Move one, hold the rest: money taken from one place and put in another.

use crate::id::Id;
use crate::model::Allocation;
use crate::model::Evidence;
use crate::model::Scenario;
use crate::model::ScenarioSpec;
use crate::model::Within;
use crate::model::YearSpec;
use crate::model::only_allocation;
use crate::problem::Problem;
use crate::text;
use crate::units::Money;
use crate::units::MoneyError;
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

/// Money to move, as somebody asks for it: `£100m pursue->prevent`.
#[derive(Clone, Debug, PartialEq)]
pub struct Move {
    amount: Money,
    from: Id,
    to: Id,
}

/// Text that asks for no move, or a move that cannot be made.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum MoveError {
    /// Not of the form asked for.
    #[error("`{found}` is not a move such as `£100m pursue->prevent`")]
    Form {
        /// The text given.
        found: String,
    },
    /// No amount of money.
    #[error("in `{found}`: {problem}")]
    Amount {
        /// The text given.
        found: String,
        /// What is wrong with the amount.
        problem: MoneyError,
    },
    /// Nothing, or less than nothing.
    #[error("a move of {amount} moves nothing; turn the arrow round to move money back")]
    Nothing {
        /// The amount given.
        amount: Money,
    },
    /// Neither a strand nor a programme.
    #[error("there is no strand or programme `{written}`{}", nearest.as_ref().map(|near| format!("; did you mean `{near}`?")).unwrap_or_default())]
    Unknown {
        /// The name given.
        written: String,
        /// The nearest that exists.
        nearest: Option<String>,
    },
    /// The amounts after it are allowed to nobody.
    #[error("{}", .0.first().map(|problem| format!("{}: {}", problem.place, problem.found)).unwrap_or_default())]
    Broken(Vec<Problem>),
    /// More than there is.
    #[error(
        "{} cannot be taken from `{from}`, which gets {}{} in scenario `{scenario}`",
        text::money_apart(amount.millions()),
        if *is_most { "no more than " } else { "" },
        text::money_apart(there.millions())
    )]
    TooMuch {
        /// The amount given.
        amount: Money,
        /// Where it should come from.
        from: Id,
        /// What there is.
        there: Money,
        /// Whether that is not known, but the most that it can be.
        is_most: bool,
        /// The scenario.
        scenario: String,
    },
}

impl FromStr for Move {
    type Err = MoveError;

    fn from_str(text: &str) -> Result<Self, MoveError> {
        let form = || MoveError::Form { found: text.to_owned() };
        let (amount, places) = text.trim().split_once(char::is_whitespace).ok_or_else(form)?;
        let (from, to) = places.split_once("->").or_else(|| places.split_once('→')).ok_or_else(form)?;
        let amount =
            Money::typed(amount).map_err(|problem| MoveError::Amount { found: text.to_owned(), problem })?;
        if amount <= Money::ZERO {
            return Err(MoveError::Nothing { amount });
        }
        let place = |text: &str| Id::new(text.trim()).map_err(|_| form());
        Ok(Self { amount, from: place(from)?, to: place(to)? })
    }
}

impl fmt::Display for Move {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}→{}", text::money(self.amount.millions()), self.from, self.to)
    }
}

/// The scenario with some money moved from the allocation it came to, and every other programme held.
///
/// A strand gives and takes in the proportions that its programmes have in the allocation (in today's, where
/// it has nothing). The scenario's limits still hold; its shares no longer do, since the move is meant.
///
/// # Errors
/// A place that does not exist, or more money than it has; or bounds that the new amounts break.
pub fn moved(scenario: &Scenario, allocation: &Allocation, moves: &[Move]) -> Result<Scenario, MoveError> {
    let evidence = scenario.evidence();
    let years = allocation.years(evidence.programmes().len());
    let years = years.map(|year| moved_in_a_year(scenario, &year, moves));
    let mut years = years.collect::<Result<Vec<_>, MoveError>>()?;
    let first = if years.is_empty() { BTreeMap::new() } else { years.remove(0) };
    let said: Vec<String> = moves.iter().map(ToString::to_string).collect();
    let later = years.into_iter().enumerate().map(|(year, amounts)| {
        let budget = scenario.in_year(year + 1).budget();
        YearSpec { budget, split: BTreeMap::new(), amounts }
    });
    let spec = ScenarioSpec {
        id: format!("{}+move", scenario.id()),
        name: format!("{}, {}", scenario.name(), text::listed(&said)),
        description: Some(format!(
            "What if {} moved in “{}”, and the rest stayed?",
            text::listed(&said),
            scenario.name()
        )),
        split: BTreeMap::new(),
        within: Within::Fixed,
        amounts: first,
        later_years: later.collect(),
        ..scenario.spec().clone()
    };
    Scenario::new(spec, Arc::clone(evidence)).map_err(MoveError::Broken)
}

/// Amounts by programme once moves are made in an allocation of one year.
fn moved_in_a_year(
    scenario: &Scenario,
    allocation: &Allocation,
    moves: &[Move],
) -> Result<BTreeMap<Id, Money>, MoveError> {
    let evidence = scenario.evidence();
    let mut amounts = allocation.millions().to_vec();
    for wanted in moves {
        let (from, to) = (members(evidence, &wanted.from)?, members(evidence, &wanted.to)?);
        let there: f64 = from.iter().map(|&member| amounts[member]).sum();
        let amount = wanted.amount.millions();
        if amount > there + Allocation::SAME_MILLIONS {
            let there = Money::from_millions(there).unwrap_or_default();
            let scenario = scenario.id().to_owned();
            return Err(MoveError::TooMuch {
                amount: wanted.amount,
                from: wanted.from.clone(),
                there,
                is_most: false,
                scenario,
            });
        }
        spread(evidence, &mut amounts, &from, -amount);
        spread(evidence, &mut amounts, &to, amount);
    }
    let programmes = evidence.programmes().iter().zip(&amounts);
    let fixed = programmes.map(|(programme, amount)| {
        (programme.id.clone(), Money::from_millions(amount.max(0.0)).unwrap_or_default())
    });
    Ok(fixed.collect())
}

/// Why moves cannot be made in a scenario, as far as that can be told before anything is solved: from its allocation,
/// where it leaves nothing to choose, and else from the most that a place can get.
#[must_use]
pub fn impossible_move(scenario: &Scenario, moves: &[Move]) -> Option<MoveError> {
    let only: Option<Vec<Allocation>> =
        (0..scenario.years()).map(|year| only_allocation(scenario.in_year(year))).collect();
    if let Some(only) = only.map(|years| Allocation::over_years(&years)) {
        // Bounds that the new amounts break are said of the scenario when it is its turn.
        return moved(scenario, &only, moves).err().filter(|error| !matches!(error, MoveError::Broken(_)));
    }
    let mut moved_before = 0.0;
    for wanted in moves {
        let most = most_there(scenario, &wanted.from).ok()? + moved_before;
        if wanted.amount.millions() > most + Allocation::SAME_MILLIONS {
            return Some(MoveError::TooMuch {
                amount: wanted.amount,
                from: wanted.from.clone(),
                there: Money::from_millions(most).unwrap_or_default(),
                is_most: true,
                scenario: scenario.id().to_owned(),
            });
        }
        moved_before += wanted.amount.millions();
    }
    None
}

/// The most £m that a place can get, by its bounds and its strand's share.
fn most_there(scenario: &Scenario, place: &Id) -> Result<f64, MoveError> {
    let evidence = scenario.evidence();
    let whole = scenario.budget().to_allocate().millions();
    let members = members(evidence, place)?;
    let most = |member: &usize| {
        let programme = &evidence.programmes()[*member];
        let most = scenario.pinned(&programme.id).or(programme.max);
        most.map_or(whole, Money::millions)
    };
    let strand =
        members.first().map_or(1.0, |&first| scenario.room(&evidence.programmes()[first].strand).most);
    Ok(members.iter().map(most).sum::<f64>().min(strand * whole))
}

/// Whether every place that moves name is a strand or a programme of some evidence.
///
/// # Errors
/// One that is not.
pub fn places_are_known(evidence: &Evidence, moves: &[Move]) -> Result<(), MoveError> {
    let mut places = moves.iter().flat_map(|wanted| [&wanted.from, &wanted.to]);
    places.try_for_each(|place| members(evidence, place).map(drop))
}

/// The programmes of a strand, or the programme itself.
fn members(evidence: &Evidence, place: &Id) -> Result<Vec<usize>, MoveError> {
    if evidence.strands().contains(place) {
        return Ok(evidence.programmes_of(place));
    }
    let programme = evidence.programmes().iter().position(|programme| programme.id == *place);
    programme.map(|programme| vec![programme]).ok_or_else(|| {
        let strands = evidence.strands().iter().map(Id::as_str);
        let known = strands.chain(evidence.programmes().iter().map(|programme| programme.id.as_str()));
        let nearest = text::nearest(place.as_str(), known).map(str::to_owned);
        MoveError::Unknown { written: place.to_string(), nearest }
    })
}

/// Adds money to some programmes in the proportions of what they have, or, where that is nothing, have today.
fn spread(evidence: &Evidence, amounts: &mut [f64], members: &[usize], amount: f64) {
    let mut weights: Vec<f64> = members.iter().map(|&member| amounts[member]).collect();
    if weights.iter().sum::<f64>() <= Allocation::SAME_MILLIONS {
        let today = members.iter().map(|&member| evidence.programmes()[member].reference.millions());
        weights = today.collect();
    }
    let total: f64 = weights.iter().sum();
    #[expect(clippy::cast_precision_loss, reason = "programmes are few")]
    let even = 1.0 / members.len().max(1) as f64;
    for (&member, weight) in members.iter().zip(&weights) {
        amounts[member] += amount * if total > 0.0 { weight / total } else { even };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moves_are_read_as_people_write_them() {
        let read =
            |text: &str| text.parse::<Move>().map(|wanted| wanted.to_string()).map_err(|e| e.to_string());
        assert_eq!(read("£100m pursue->prevent"), Ok("£100m pursue→prevent".into()));
        assert_eq!(read("£1.5bn  pursue → prevent-drugs"), Ok("£1,500m pursue→prevent-drugs".into()));
        assert_eq!(read("100m pursue->prevent"), Ok("£100m pursue→prevent".into()));
        assert_eq!(read("1,200 pursue->prevent"), Ok("£1,200m pursue→prevent".into()));
        let comma = read("£1,5bn pursue->prevent").unwrap_err();
        assert!(comma.ends_with("`£1,5bn` is probably meant to be `£1.5bn`"), "{comma}");
        assert_eq!(read("£100m"), Err("`£100m` is not a move such as `£100m pursue->prevent`".into()));
        assert!(read("-£5m a->b").is_err());
    }
}
