//! Money moved in one place, and given or taken by the others, so that all of it stays the same.

use crate::id::Id;
use crate::model::Allocation;
use crate::model::Evidence;
use crate::study::play::bounds::Bounded;
use crate::study::play::bounds::shared_out;
use crate::units::Money;
use std::collections::BTreeSet;

/// Amounts of one year after a move, £m by programme.
#[derive(Clone, Debug, PartialEq)]
pub struct Moved {
    /// The amounts, in the evidence's order.
    pub amounts: Vec<f64>,
    /// What the place that was moved got.
    pub came_to: f64,
    /// How much of what was asked for could not be had, £m: the others had no more to give, or no room to take.
    pub short: f64,
    /// What was taken from money that was not spent, £m.
    pub from_unspent: f64,
}

/// Why nothing can be moved.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Stuck {
    /// Neither a strand nor a programme.
    #[error("there is no strand or programme `{0}`")]
    Unknown(String),
    /// What is to be moved is held.
    #[error("{0} is held by its padlock")]
    Held(String),
    /// No amount of money.
    #[error("an amount of money is wanted, from nought up")]
    NoAmount,
}

/// Moves a strand or a programme to an amount. All others that are not held give or take in proportion to what they have, each
/// between the `min` and `max` of the evidence; a strand that is held keeps its sum, so a programme inside it moves against its
/// neighbours alone. More is taken from money that is not spent first.
///
/// # Errors
/// What is named does not exist, or is held.
pub fn rebalanced(
    evidence: &Evidence,
    amounts: &[f64],
    unspent: f64,
    (what, to): (&str, f64),
    held: &BTreeSet<Id>,
) -> Result<Moved, Stuck> {
    let programmes = evidence.programmes();
    let is_own = |i: usize| programmes[i].id.as_str() == what || programmes[i].strand.as_str() == what;
    let own: Vec<usize> = (0..programmes.len()).filter(|&i| is_own(i)).collect();
    let Some(&first) = own.first() else { return Err(Stuck::Unknown(what.to_owned())) };
    if !to.is_finite() || to < 0.0 {
        return Err(Stuck::NoAmount);
    }
    let is_held = |i: usize| held.contains(&programmes[i].id);
    let strand_held = |i: usize| held.contains(&programmes[i].strand);
    let is_strand = programmes[first].strand.as_str() == what;
    if own.iter().all(|&i| is_held(i)) || (is_strand && strand_held(first)) {
        return Err(Stuck::Held(what.to_owned()));
    }
    let moving: Vec<usize> = own.into_iter().filter(|&i| !is_held(i)).collect();
    let is_inside = !is_strand && strand_held(first);
    let is_other = |i: usize| {
        let is_free = !is_held(i) && !is_own(i);
        let is_near = programmes[i].strand == programmes[first].strand;
        is_free && if is_inside { is_near } else { !strand_held(i) }
    };
    let others: Vec<usize> = (0..programmes.len()).filter(|&i| is_other(i)).collect();
    let bounded = |of: &[usize]| -> Vec<Bounded> {
        let sum: f64 = of.iter().map(|&i| amounts[i]).sum();
        let is_nothing = sum <= Allocation::SAME_MILLIONS;
        let one = |&i: &usize| Bounded {
            now: amounts[i],
            least: programmes[i].min.millions(),
            most: programmes[i].max.map_or(f64::INFINITY, Money::millions),
            weight: if is_nothing { programmes[i].reference.millions() } else { amounts[i] },
        };
        of.iter().map(one).collect()
    };
    let before: f64 = (0..programmes.len()).filter(|&i| is_own(i)).map(|i| amounts[i]).sum();
    let (own, rest) = (bounded(&moving), bounded(&others));
    let wanted = to - before;
    // What the place itself can take, and then what the others can give for it.
    let (_, beyond) = shared_out(&own, wanted);
    let possible = wanted - beyond;
    let from_unspent = if is_inside { 0.0 } else { possible.clamp(0.0, unspent.max(0.0)) };
    let (others_after, unplaced) = shared_out(&rest, from_unspent - possible);
    let moved = possible + unplaced;
    let (own_after, _) = shared_out(&own, moved);
    let mut after = amounts.to_vec();
    moving.iter().zip(own_after).for_each(|(&i, amount)| after[i] = amount);
    others.iter().zip(others_after).for_each(|(&i, amount)| after[i] = amount);
    if moving.len() == 1 && (moved - wanted).abs() <= Allocation::SAME_MILLIONS && !is_strand {
        // What was typed is what it gets, to the last digit.
        after[moving[0]] = to;
    }
    Ok(Moved { amounts: after, came_to: before + moved, short: wanted - moved, from_unspent })
}
