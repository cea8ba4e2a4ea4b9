//! The search along amounts: from one that does not reach the goal and one that does, to the least that does.

use crate::model::Allocation;
use crate::optimise::Region;
use crate::study::StudyError;
use crate::study::targets::way::Way;

/// Where nothing is known of the low side, the least is looked for this part of the way up: amounts that are asked about
/// are seldom far from enough.
const NEAR_ENOUGH: f64 = 0.9;

/// Steps back to an amount that is proved not to reach the goal.
const MOST_STEPS_BACK: usize = 4;

/// Steps at most: two ends that close in by halves at worst are there after forty.
const MOST_STEPS: usize = 40;

/// What an amount is known to where it comes to next to nothing, as a part of what it is known to of all money.
const OF_NEXT_TO_NOTHING: f64 = 0.01;

/// The most that can be avoided with some amount, as the goal counts it.
#[derive(Clone, Debug)]
pub(super) struct Most {
    pub(super) allocation: Allocation,
    /// What the allocation avoids.
    pub(super) avoided: f64,
    /// What no allocation exceeds; `None` where nothing is proved.
    pub(super) ceiling: Option<f64>,
}

/// How harm avoided is counted.
pub(super) trait Count {
    /// What an allocation avoids, £m.
    fn avoided(&self, allocation: &Allocation) -> f64;

    /// The most that a region allows, beginning near an allocation; `None` where it allows nothing.
    fn most(&self, region: &Region, near: &Allocation) -> Result<Option<Most>, StudyError>;
}

/// What a search came to.
pub(super) enum Found {
    /// The least amount found that reaches the goal, and the largest that is proved not to, where one is.
    Reached { amount: f64, most: Most, proven: Option<f64> },
    /// Nothing does: the most there is, and with which amount; `None` where nothing is allowed.
    Not(Option<(f64, Most)>),
}

/// Halvings of the way from the most money that allows anything to the least that allows nothing.
const HALVINGS: usize = 14;

/// Where a search begins.
enum First {
    /// An amount that reaches the goal, with the most that is to be had of it.
    Reaches(f64, Most),
    /// None does: the amount that comes nearest.
    None(Option<(f64, Most)>),
}

/// Amounts on either side of the least one that reaches the goal, £m.
struct Bracket {
    /// Does not reach it.
    low: f64,
    /// By how much it misses, where anything is allowed.
    short: Option<f64>,
    /// Reaches it.
    high: f64,
    /// By how much it exceeds.
    over: f64,
}

impl Bracket {
    /// Where to look next; `None` where the least is known well enough. What money avoids is nearly straight in the money,
    /// so a straight line says where the goal should be met; a little to the other side of an end that is already there, so
    /// that both ends close in.
    fn next(&self, enough: f64) -> Option<f64> {
        let width = self.high - self.low;
        if width <= enough {
            return None;
        }
        let Some(short) = self.short else { return Some(self.low + NEAR_ENOUGH * width) };
        let straight = self.low + width * short / (short + self.over).max(f64::MIN_POSITIVE);
        let aside = 0.4 * enough;
        Some(straight.clamp(self.low + aside, self.high - aside))
    }
}

/// A search for the least amount that avoids enough.
pub(super) struct CloseIn<'a> {
    pub(super) way: &'a Way<'a>,
    pub(super) count: &'a dyn Count,
    /// What is to be avoided, £m.
    pub(super) avoid: f64,
    /// To which part of itself the amount is to be known.
    pub(super) known: f64,
}

impl CloseIn<'_> {
    /// Searches, from an amount that is known to reach the goal if there is one.
    pub(super) fn search(&self, start: Option<(f64, Allocation)>) -> Result<Found, StudyError> {
        let nothing = self.way.nothing();
        if let Some(allocation) = self.way.at_nothing() {
            let avoided = self.count.avoided(&allocation);
            if avoided >= self.avoid {
                let most = Most { allocation, avoided, ceiling: None };
                return Ok(Found::Reached { amount: nothing, most, proven: Some(nothing) });
            }
        }
        let (high, most) = match self.first(start)? {
            First::Reaches(amount, most) => (amount, most),
            First::None(most) => return Ok(Found::Not(most)),
        };
        let mut bracket = Bracket { low: nothing, short: None, high, over: most.avoided - self.avoid };
        let (mut best, mut proven) = (most, None);
        for _ in 0..MOST_STEPS {
            let Some(amount) = bracket.next(self.enough(bracket.high)) else { break };
            if self.way.is_ended() {
                break;
            }
            let most = match self.most(amount, &best.allocation) {
                Err(error) if error.is_ended() => break,
                other => other?,
            };
            match most {
                Some(most) if most.avoided >= self.avoid => {
                    (bracket.high, bracket.over) = (amount, most.avoided - self.avoid);
                    best = most;
                }
                most => {
                    if self.is_beyond(most.as_ref()) {
                        proven = Some(amount);
                    }
                    (bracket.low, bracket.short) = (amount, most.map(|most| self.avoid - most.avoided));
                }
            }
        }
        let proven = self.proven(proven, &bracket, &best.allocation)?;
        Ok(Found::Reached { amount: bracket.high, most: best, proven })
    }

    /// The first amount that reaches the goal, or the most that any has.
    fn first(&self, start: Option<(f64, Allocation)>) -> Result<First, StudyError> {
        if let Some((amount, allocation)) = start {
            let avoided = self.count.avoided(&allocation);
            if avoided >= self.avoid {
                return Ok(First::Reaches(amount, Most { allocation, avoided, ceiling: None }));
            }
        }
        let mut near = self.way.today().clone();
        let mut best: Option<(f64, Most)> = None;
        // The largest amount that allows anything, and the least above it that allows nothing.
        let (mut allowed, mut beyond) = (None::<f64>, f64::INFINITY);
        let amounts = self.way.amounts();
        let mut amounts = amounts.into_iter();
        let mut halvings = 0..HALVINGS;
        loop {
            let amount = amounts.next().or_else(|| {
                // Rules may clash with more money long before the next amount that was to be tried.
                let allowed = allowed.filter(|allowed| *allowed < beyond && beyond.is_finite())?;
                halvings.next().map(|_| f64::midpoint(allowed, beyond))
            });
            let Some(amount) = amount.filter(|_| best.is_none() || !self.way.is_ended()) else { break };
            let Some(most) = self.most(amount, &near)? else {
                if allowed.is_some_and(|allowed| amount > allowed) {
                    beyond = beyond.min(amount);
                }
                continue;
            };
            if most.avoided >= self.avoid {
                return Ok(First::Reaches(amount, most));
            }
            allowed = Some(allowed.map_or(amount, |allowed| allowed.max(amount)));
            near = most.allocation.clone();
            let rank = |most: &Most| most.ceiling.unwrap_or(most.avoided);
            if best.as_ref().is_none_or(|(_, best)| rank(&most) > rank(best)) {
                best = Some((amount, most));
            }
        }
        Ok(First::None(best))
    }

    fn most(&self, amount: f64, near: &Allocation) -> Result<Option<Most>, StudyError> {
        match self.way.region(amount) {
            Some(region) => self.count.most(&region, near),
            None => Ok(None),
        }
    }

    /// What an amount of about this size is to be known to, £m.
    fn enough(&self, amount: f64) -> f64 {
        self.known * amount.max(OF_NEXT_TO_NOTHING * self.way.size())
    }

    /// Whether the most at an amount proves that the amount does not reach the goal; rules that clash prove it too.
    fn is_beyond(&self, most: Option<&Most>) -> bool {
        most.is_none_or(|most| most.ceiling.is_some_and(|ceiling| ceiling < self.avoid))
    }

    /// What is proved out of reach: where the low end of a bracket only misses by less than the proof's own gap, a little
    /// less is asked about.
    ///
    /// That an amount does not do proves that nothing less does: whatever less allows it allows too, or else, without
    /// switches, the most is concave in the amount, and once it rises towards the goal it has risen all the way.
    fn proven(
        &self,
        mut proven: Option<f64>,
        bracket: &Bracket,
        near: &Allocation,
    ) -> Result<Option<f64>, StudyError> {
        let has_switches = self.way.region(bracket.high).is_some_and(|region| !region.switches().is_empty());
        if has_switches && !self.way.is_nested() {
            return Ok(None);
        }
        let mut back = self.enough(bracket.high);
        for _ in 0..MOST_STEPS_BACK {
            if self.way.is_ended() {
                break;
            }
            let amount = bracket.low - back;
            if amount <= proven.unwrap_or(self.way.nothing()) {
                break;
            }
            let most = match self.most(amount, near) {
                Err(error) if error.is_ended() => break,
                other => other?,
            };
            // A count that proves nothing proves no more further down.
            if most.as_ref().is_some_and(|most| most.ceiling.is_none()) {
                break;
            }
            if self.is_beyond(most.as_ref()) {
                proven = Some(amount);
            }
            back *= 2.0;
        }
        Ok(proven)
    }
}
