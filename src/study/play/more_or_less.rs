//! Where more money would go, and where less would come from.

use crate::id::Id;
use crate::model::Allocation;
use crate::model::Scenario;
use crate::problem::Problem;
use crate::risk::mean;
use crate::study::Impossible;
use crate::study::Setting;
use crate::study::StudyError;
use crate::study::play::Freedom;
use crate::study::play::optimum;
use crate::units::Money;
use std::collections::BTreeSet;

/// The next and the last of the money.
#[derive(Clone, Debug)]
pub struct MoreOrLess {
    /// Where more would go, if nothing is taken from anybody.
    pub more: Step,
    /// Where less would come from, if nobody gets more.
    pub less: Step,
}

/// What comes of a budget with so much more or less.
#[derive(Clone, Debug)]
pub enum Step {
    /// Money moves.
    Goes {
        /// By programme, £m more or less; of a plan, by year and programme.
        by: Vec<f64>,
        /// How much more harm is avoided on average, £m.
        avoided: f64,
    },
    /// The rules leave no room for it.
    Impossible {
        /// The choice that was asked for, whose rules they are.
        choice: Box<Scenario>,
        /// Why.
        why: Impossible,
    },
    /// It cannot be asked for: there is not so much, say.
    NotAllowed(Vec<Problem>),
}

/// Finds the best use of some money beyond what an allocation spends, and the best place to save as much.
///
/// # Errors
/// A solver that broke.
pub fn more_or_less(
    setting: &Setting,
    scenario: &Scenario,
    allocation: &Allocation,
    money: Money,
    held: &BTreeSet<Id>,
) -> Result<MoreOrLess, StudyError> {
    let step = |freedom: &Freedom, by: f64| step(setting, scenario, allocation, (freedom, by), held);
    let by = money.millions();
    Ok(MoreOrLess { more: step(&Freedom::OnlyMore, by)?, less: step(&Freedom::OnlyLess, -by)? })
}

fn step(
    setting: &Setting,
    scenario: &Scenario,
    allocation: &Allocation,
    (freedom, by): (&Freedom, f64),
    held: &BTreeSet<Id>,
) -> Result<Step, StudyError> {
    let first = allocation.years(setting.evidence().programmes().len()).next();
    let spent = first.map_or(0.0, |year| year.total().millions()) + scenario.budget().back_office.millions();
    let asked = Money::from_millions((spent + by).max(0.0)).unwrap_or_default();
    let choice = scenario.with_total(asked).and_then(|with| freedom.from(&with, allocation, held));
    let choice = match choice {
        Ok(choice) => choice,
        Err(problems) => return Ok(Step::NotAllowed(problems)),
    };
    let best = match optimum(setting, &choice, allocation)? {
        Ok(best) => best.allocation,
        Err(why) => return Ok(Step::Impossible { choice: Box::new(choice), why }),
    };
    let [before, after] = [allocation, &best].map(|of| mean(&setting.harm(of)).unwrap_or_default());
    let by = best.millions().iter().zip(allocation.millions()).map(|(then, now)| then - now);
    Ok(Step::Goes { by: by.collect(), avoided: before - after })
}
