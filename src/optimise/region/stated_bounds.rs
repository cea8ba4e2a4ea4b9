//! What a scenario and its evidence state about one programme's money.

use crate::model::Scenario;
use crate::optimise::Row;
use crate::optimise::Rule;
use crate::optimise::Sense;
use crate::units::Money;

/// The bounds that are stated for a programme, in shares of all money. A variable's bounds are narrower: nobody can
/// get more than all of it, and a switch may be off.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StatedBounds {
    /// The least it may get; nought where nothing is stated.
    pub least: f64,
    /// The most it may get, even where that is more than all money.
    pub most: Option<f64>,
    /// The amount it is pinned to.
    pub amount: Option<f64>,
}

/// One of them, with the rule that states it.
#[derive(Clone, Debug, PartialEq)]
pub struct StatedBound {
    /// The rule.
    pub rule: Rule,
    /// Which side it is on.
    pub sense: Sense,
    /// The amount, as a share of all money.
    pub bound: f64,
}

impl StatedBounds {
    /// Those of every programme.
    pub(in crate::optimise) fn all(scenario: &Scenario, unit: f64) -> Vec<Self> {
        let share = |money: Money| money.millions() / unit;
        let programmes = scenario.evidence().programmes().iter().map(|programme| Self {
            least: share(programme.min),
            most: programme.max.map(share),
            amount: scenario.pinned(&programme.id).map(share),
        });
        programmes.collect()
    }

    /// The rules that state them.
    #[must_use]
    pub fn rules(&self, programme: usize) -> Vec<StatedBound> {
        let bound = |rule, sense, bound| StatedBound { rule, sense, bound };
        let amount = self.amount.map(|amount| bound(Rule::Pinned { programme }, Sense::Equal, amount));
        let least = (self.least > 0.0).then(|| bound(Rule::Least { programme }, Sense::AtLeast, self.least));
        let most = self.most.map(|most| bound(Rule::Most { programme }, Sense::AtMost, most));
        [amount, least, most].into_iter().flatten().collect()
    }
}

impl StatedBound {
    /// By how much an amount misses it; nought where it does not.
    #[must_use]
    pub fn missed_by(&self, amount: f64) -> f64 {
        self.sense.missed_by(amount - self.bound)
    }

    /// It as a row over the programmes.
    #[must_use]
    pub fn row(&self, programme: usize) -> Row {
        let name = format!("bound.{programme}");
        Row { name, terms: vec![(programme, 1.0)], sense: self.sense, bound: self.bound }
    }
}
