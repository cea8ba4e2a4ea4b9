//! What a scenario and its evidence state about one programme's money.

use crate::model::Scenario;
use crate::optimise::Row;
use crate::optimise::Rule;
use crate::optimise::Sense;
use crate::units::Money;

/// An amount that is turned into a share of all money and back is off by less than this part of it.
const ROUNDING: f64 = 1e-14;

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
    /// All of them as they are stated, £m.
    millions: [Option<f64>; 3],
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
        let programmes = scenario.evidence().programmes().iter().map(|programme| {
            let (least, most) = (programme.min, programme.max);
            let amount = scenario.pinned(&programme.id);
            Self {
                least: share(least),
                most: most.map(share),
                amount: amount.map(share),
                millions: [amount, Some(least), most].map(|stated| stated.map(Money::millions)),
            }
        });
        programmes.collect()
    }

    /// An amount in £m that was worked out from a share of all money: what is a stated amount but for rounding is that
    /// amount, so that an answer may be stated back.
    pub(super) fn settled(&self, millions: f64) -> f64 {
        let mut stated = self.millions.into_iter().flatten();
        stated.find(|stated| (millions - stated).abs() <= ROUNDING * stated).unwrap_or(millions)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_turned_into_a_share_and_back_is_the_amount() {
        // Of these totals some turn 198.5 into a little more, and some into a little less.
        let (mut more, mut less) = (0, 0);
        for total in 1000..3000 {
            let (most, unit) = (198.5, f64::from(total));
            let millions = [None, Some(0.0), Some(most)];
            let stated = StatedBounds { least: 0.0, most: Some(most / unit), amount: None, millions };
            let back = most / unit * unit;
            more += usize::from(back > most);
            less += usize::from(back < most);
            assert_eq!(stated.settled(back).to_bits(), most.to_bits(), "of {total}");
            assert_eq!(
                stated.settled(0.5 * back).to_bits(),
                (0.5 * back).to_bits(),
                "what is not stated stays"
            );
        }
        assert!(more > 0 && less > 0, "{more} {less}");
    }
}
