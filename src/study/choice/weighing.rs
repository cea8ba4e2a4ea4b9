//! What every scenario of a block loses by not being the best in each draw: two passes over allocations that come one by
//! one, so that a batch of any length needs the memory of a few.

use crate::model::Allocation;
use crate::simulate::side_by_side;
use crate::study::Setting;
use crate::study::choice::highest::Highest;
use crate::study::choice::highest::Regret;
use crate::study::choice::highest::Worth;
use crate::study::economics::beyond;
use std::sync::Mutex;
use std::sync::PoisonError;

/// As many allocations are had before they are looked at side by side.
const CHUNK: usize = 64;

/// What choosing among today's money and some allocations comes to. What one is worth in a draw is its harm avoided less
/// what it costs beyond today: where all cost the same, harm avoided alone decides.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// What today's money loses, then each allocation in the order in which they came.
    pub regrets: Vec<Regret>,
    /// The place among these of the one that is worth most on average, the first of several: its expected regret is what
    /// knowing the truth before choosing would be worth, the expected value of perfect information (EVPI) of this choice.
    pub best: usize,
}

impl Choice {
    /// The regret of the one that is worth most on average.
    #[must_use]
    pub fn of_best(&self) -> Option<&Regret> {
        self.regrets.get(self.best)
    }
}

/// Weighs allocations and today's money against each other on the same draws. `again` has the allocations from the first
/// one on as often as it is asked. `None` where a figure is no finite number.
///
/// # Errors
/// An allocation that cannot be had.
pub fn weigh<I, E>(setting: &Setting, again: impl Fn() -> I) -> Result<Option<Choice>, E>
where
    I: Iterator<Item = Result<Allocation, E>>,
{
    let today = worth(setting, setting.reference());
    let mut highest = Highest::new(setting.futures().draws().get());
    highest.see(&today);
    let seen = Mutex::new(highest);
    each(again(), |allocation| {
        let worth = worth(setting, allocation);
        seen.lock().unwrap_or_else(PoisonError::into_inner).see(&worth);
    })?;
    let highest = seen.into_inner().unwrap_or_else(PoisonError::into_inner);
    let own = each(again(), |allocation| highest.regret(worth(setting, allocation)))?;
    let all = [highest.regret(today)].into_iter().chain(own);
    let Some(regrets) = all.collect::<Option<Vec<Regret>>>() else { return Ok(None) };
    let mut best = 0;
    for (place, regret) in regrets.iter().enumerate() {
        if regret.expected < regrets[best].expected {
            best = place;
        }
    }
    Ok(Some(Choice { regrets, best }))
}

/// Applies a function to all that come, some at a time side by side, and keeps their order.
fn each<E, R: Send>(
    mut coming: impl Iterator<Item = Result<Allocation, E>>,
    function: impl Fn(&Allocation) -> R + Sync + Send,
) -> Result<Vec<R>, E> {
    let mut all = Vec::new();
    loop {
        let chunk: Vec<Allocation> = coming.by_ref().take(CHUNK).collect::<Result<_, E>>()?;
        if chunk.is_empty() {
            return Ok(all);
        }
        all.extend(side_by_side(&chunk, &function));
    }
}

/// What an allocation is worth in each draw: harm avoided against today's spend less what it costs beyond that.
fn worth(setting: &Setting, allocation: &Allocation) -> Worth {
    let extra_cost = beyond(setting, allocation, setting.reference());
    let mut worth = setting.harm(allocation);
    for (own, today) in worth.iter_mut().zip(&setting.today().harm) {
        *own = today - *own - extra_cost;
    }
    Worth::of(worth)
}
