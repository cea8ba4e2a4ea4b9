//! Who gets the credit: more or less money, the split of it, or better use inside the strands?

use crate::model::Allocation;
use crate::model::Evidence;
use crate::model::Programme;
use crate::risk;
use crate::study::Setting;
use crate::study::setting::difference;
use crate::units::Money;

/// Mean harm avoided in three parts that add up to it, £m a year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bridge {
    /// What more or less money does, every programme in today's proportion of it: nought where as much is spent as today.
    pub money: f64,
    /// What the split alone adds, with each strand's money in today's proportions.
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
    /// Nothing at all is spent today.
    #[error("no programme gets money today, so there are no proportions to keep")]
    NothingToday,
    /// A strand that gets money has none today.
    #[error("strand `{strand}` gets no money today, so there are no proportions to keep")]
    NoProportions {
        /// The strand.
        strand: String,
    },
    /// In today's proportions harm is beyond all measure.
    #[error("in today's proportions modelled harm is not a finite number")]
    NotFinite,
}

/// Parts the mean harm avoided of an allocation.
///
/// # Errors
/// Where today's proportions break a programme's bounds, there are none, or harm under them is no finite number.
pub fn bridge(setting: &Setting, allocation: &Allocation, avoided: f64) -> Result<Bridge, Unbridged> {
    let scaled = in_each_year(setting, allocation, scaled)?;
    let in_proportion = in_each_year(setting, allocation, pro_rata)?;
    let mean_avoided = |allocation: &Allocation| {
        let mean = risk::mean(&difference(&setting.today().harm, &setting.harm(allocation)));
        mean.filter(|mean| mean.is_finite()).ok_or(Unbridged::NotFinite)
    };
    let money = mean_avoided(&scaled)?;
    let is_same = |one: &Allocation, other: &Allocation| {
        one.millions().iter().map(|x| x.to_bits()).eq(other.millions().iter().map(|x| x.to_bits()))
    };
    // What is worked out already is not worked out again: of many draws a pass takes long.
    let with_split = if is_same(&in_proportion, &scaled) {
        money
    } else if is_same(&in_proportion, allocation) {
        avoided
    } else {
        mean_avoided(&in_proportion)?
    };
    // A step that moves nothing is exactly nought.
    let split = if in_proportion.is_same_as(&scaled) { 0.0 } else { with_split - money };
    let within = if allocation.is_same_as(&in_proportion) { 0.0 } else { avoided - with_split };
    Ok(Bridge { money, split, within })
}

/// Something made of the allocation of every year of a plan; in a settled year, of the only one.
fn in_each_year(
    setting: &Setting,
    allocation: &Allocation,
    make: impl Fn(&Evidence, &Allocation) -> Result<Allocation, Unbridged>,
) -> Result<Allocation, Unbridged> {
    let years = allocation.years(setting.timeline().programmes());
    let of_years: Result<Vec<Allocation>, Unbridged> =
        years.map(|year| make(setting.evidence(), &year)).collect();
    Ok(Allocation::over_years(&of_years?))
}

/// As much money in all, every programme in today's proportion of it.
fn scaled(evidence: &Evidence, allocation: &Allocation) -> Result<Allocation, Unbridged> {
    let today = Allocation::reference(evidence);
    let (spent, spent_today) = (allocation.total().millions(), today.total().millions());
    if (spent - spent_today).abs() <= Allocation::SAME_MILLIONS {
        return Ok(today);
    }
    if spent_today <= Allocation::SAME_MILLIONS {
        return Err(Unbridged::NothingToday);
    }
    let amounts = evidence.programmes().iter().zip(today.millions()).map(|(programme, amount)| {
        let millions = amount * (spent / spent_today);
        within_bounds(programme, millions).map(|()| millions)
    });
    Ok(Allocation::from_millions(amounts.collect::<Result<_, _>>()?))
}

/// Whether a programme may get an amount, £m.
fn within_bounds(programme: &Programme, millions: f64) -> Result<(), Unbridged> {
    let amount = Money::from_millions(millions).unwrap_or_default();
    let named = || programme.id.to_string();
    if let Some(max) = programme.max.filter(|max| millions > max.millions() + Allocation::SAME_MILLIONS) {
        return Err(Unbridged::AboveMax { programme: named(), amount, max });
    }
    if millions < programme.min.millions() - Allocation::SAME_MILLIONS {
        return Err(Unbridged::BelowMin { programme: named(), amount, min: programme.min });
    }
    Ok(())
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
            within_bounds(programme, millions)?;
            amounts[member] = millions;
        }
    }
    Ok(Allocation::from_millions(amounts))
}
