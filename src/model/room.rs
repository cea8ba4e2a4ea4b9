//! How much of the money each strand may get: what a scenario says of it, on its evidence and its budget.

use crate::id::Id;
use crate::model::Evidence;
use crate::model::Portion;
use crate::model::Scenario;
use crate::model::ScenarioSpec;
use crate::units::Money;
use crate::units::SAME_MILLIONS;

/// The shares of the money to allocate that a strand may get.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Room {
    /// The least; above 1 where more money is asked for than there is.
    pub least: f64,
    /// The largest.
    pub most: f64,
    /// Whether the scenario leaves nothing to choose.
    pub is_exact: bool,
    /// Whether it grows with the money; an amount does not.
    pub is_share: bool,
}

impl Room {
    /// What a portion comes to.
    pub(super) fn of(portion: Portion, strand: &Id, spec: &ScenarioSpec, evidence: &Evidence) -> Self {
        let whole = spec.budget.to_allocate();
        let part = |money: Money| money.per(whole).filter(|_| whole > Money::ZERO).unwrap_or_default();
        let exactly = |share: f64| (share, share);
        let (least, most) = match portion {
            Portion::Free => (0.0, 1.0),
            Portion::Exactly(share) => exactly(share.get()),
            Portion::Between { min, max } => (min.get(), max.get()),
            Portion::Amount(money) => exactly(part(money)),
            Portion::Amounts { min, max } => (part(min), max.map_or(1.0, |max| part(max).min(1.0))),
            Portion::Today => {
                exactly(today(strand, evidence).per(evidence.reference_total()).unwrap_or_default())
            }
        };
        Self { least, most, is_exact: portion.is_exact(), is_share: !portion.is_money() }
    }
}

impl Scenario {
    /// The shares of the money to allocate that a strand may get.
    #[must_use]
    pub fn room(&self, strand: &Id) -> Room {
        Room::of(self.portion(strand), strand, &self.spec, &self.evidence)
    }

    /// The money of a strand, where the scenario leaves nothing to choose: today's to the last bit, where it is today's.
    #[must_use]
    pub fn fixed_money(&self, strand: &Id) -> Option<Money> {
        let whole = self.budget().to_allocate();
        match self.portion(strand) {
            Portion::Amount(money) => Some(money),
            Portion::Today if is_todays(whole, &self.evidence) => Some(today(strand, &self.evidence)),
            portion if portion.is_exact() => {
                Money::from_millions(whole.millions() * self.room(strand).least).ok()
            }
            _ => None,
        }
    }
}

/// Whether some money is what the evidence says is spent today.
fn is_todays(money: Money, evidence: &Evidence) -> bool {
    (money - evidence.reference_total()).millions().abs() <= SAME_MILLIONS
}

/// What a strand gets today.
pub(super) fn today(strand: &Id, evidence: &Evidence) -> Money {
    evidence.programmes_of(strand).into_iter().map(|member| evidence.programmes()[member].reference).sum()
}
