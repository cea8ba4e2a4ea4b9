//! Who gets the credit: the split, or the better use of money inside it?

use crate::model::Allocation;
use crate::model::Evidence;
use crate::risk;
use crate::study::Setting;
use crate::units::Money;

/// Mean harm avoided in two parts that add up to it, £m a year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bridge {
    /// What the split alone does, with each strand's money in today's proportions.
    pub split: f64,
    /// What better use inside the strands adds.
    pub within: f64,
}

/// Why harm avoided cannot be parted: today's proportions are not to be had.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Unbridged {
    /// A programme would get more than it can take.
    #[error("in today's proportions `{programme}` would get {amount}, above its `max` of {max}")]
    AboveMax {
        /// The programme.
        programme: String,
        /// What it would get.
        amount: Money,
        /// The most it may get.
        max: Money,
    },
    /// A programme would get less than it must.
    #[error("in today's proportions `{programme}` would get {amount}, below its `min` of {min}")]
    BelowMin {
        /// The programme.
        programme: String,
        /// What it would get.
        amount: Money,
        /// The least it may get.
        min: Money,
    },
    /// A strand that gets money has none today.
    #[error("strand `{strand}` gets no money today, so there are no proportions to keep")]
    NoProportions {
        /// The strand.
        strand: String,
    },
}

/// Parts the mean harm avoided of an allocation.
///
/// # Errors
/// Where today's proportions break a programme's bounds, or there are none.
pub fn bridge(setting: &Setting, allocation: &Allocation, avoided: f64) -> Result<Bridge, Unbridged> {
    let in_proportion = pro_rata(setting.evidence(), allocation)?;
    let outcomes = setting.outcomes(&in_proportion);
    let split = risk::mean(&setting.avoided(&outcomes)).unwrap_or_default();
    Ok(Bridge { split, within: avoided - split })
}

/// The same money by strand, in today's proportions inside each.
fn pro_rata(evidence: &Evidence, allocation: &Allocation) -> Result<Allocation, Unbridged> {
    let mut amounts = vec![0.0; allocation.millions().len()];
    for strand in evidence.strands() {
        let members = evidence.programmes_of(strand);
        let reference: Money = members.iter().map(|&member| evidence.programmes()[member].reference).sum();
        let strand_money = allocation.total_of(&members).millions();
        for member in members {
            let programme = &evidence.programmes()[member];
            let part = programme.reference.per(reference);
            if part.is_none() && strand_money > Allocation::SAME_MILLIONS {
                return Err(Unbridged::NoProportions { strand: strand.to_string() });
            }
            let millions = strand_money * part.unwrap_or_default();
            let amount = Money::from_millions(millions).unwrap_or_default();
            let named = || programme.id.to_string();
            if let Some(max) =
                programme.max.filter(|max| millions > max.millions() + Allocation::SAME_MILLIONS)
            {
                return Err(Unbridged::AboveMax { programme: named(), amount, max });
            }
            if millions < programme.min.millions() - Allocation::SAME_MILLIONS {
                return Err(Unbridged::BelowMin { programme: named(), amount, min: programme.min });
            }
            amounts[member] = millions;
        }
    }
    Ok(Allocation::from_millions(amounts))
}
