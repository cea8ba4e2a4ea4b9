//! The question: the least that reaches the goal.

use crate::model::Allocation;
use crate::model::Gap;
use crate::model::Scenario;
use crate::optimise::Options;
use crate::optimise::Region;
use crate::optimise::SolveError;
use crate::optimise::StoppedBy;
use crate::optimise::default_solver;
use crate::optimise::least_movement;
use crate::study::Setting;
use crate::study::StudyError;
use crate::study::setting::HARM;
use crate::study::setting::summary;
use crate::study::targets::Answer;
use crate::study::targets::Goal;
use crate::study::targets::Hit;
use crate::study::targets::Least;
use crate::study::targets::OutOfReach;
use crate::study::targets::Safe;
use crate::study::targets::Settled;
use crate::study::targets::best_at::Convex;
use crate::study::targets::bound::Bound;
use crate::study::targets::chance::Chance;
use crate::study::targets::chance::needed;
use crate::study::targets::close_in::CloseIn;
use crate::study::targets::close_in::Count;
use crate::study::targets::close_in::Found;
use crate::study::targets::way::Way;

/// An amount is known when it is known to this part of itself.
const KNOWN: f64 = 1e-6;

/// With a probability, to this part: the probability's own standard error moves the amount by ten times as much and more.
const KNOWN_BY_CHANCE: f64 = 1e-3;

/// The least movement found is this near to the least proved, as a part of itself, if nobody asks for another gap.
const KNOWN_OF_MOVEMENT: f64 = 1e-4;

/// In the mean of a tail, to this part, likewise.
const KNOWN_OF_A_TAIL: f64 = 1e-3;

/// Finds the least money or movement that reaches a goal.
///
/// In expectation the answer is exact. With a probability it is the best found: an allocation that was evaluated and
/// reaches the goal in enough draws, with what is proved beside it, from above by a sufficient condition and from below by
/// the quantile bound.
///
/// # Errors
/// A solver broke.
pub fn target(
    setting: &Setting,
    scenario: &Scenario,
    goal: Goal,
    least: Least,
) -> Result<Settled, StudyError> {
    let watch = setting.overseer().watch(scenario);
    let way = Way::new(setting, scenario, least);
    let seek = Seek { way, goal, least };
    let answer = match goal.probability {
        None => seek.in_expectation()?,
        Some(probability) => seek.by_chance(probability.get())?,
    };
    Ok(Settled { answer, stopped_by: watch.stop() })
}

struct Seek<'a> {
    way: Way<'a>,
    goal: Goal,
    least: Least,
}

/// What a search for the least comes to.
enum Sought {
    /// The least that reaches the goal.
    Reached(Reached),
    /// Nothing does: the amount that comes nearest, and the most that is proved to be had with it.
    Not(Option<(f64, Option<f64>)>),
}

/// An amount that reaches the goal.
struct Reached {
    allocation: Allocation,
    amount: f64,
    proven: Option<f64>,
}

impl Seek<'_> {
    /// To which part of itself an amount is to be known: no finer than the gap asked for, which no search goes below.
    fn known(&self, part: f64) -> f64 {
        self.way.scenario().patience().gap.map_or(part, |gap| gap.get().max(part))
    }

    fn in_expectation(&self) -> Result<Answer, StudyError> {
        let (setting, scenario) = (self.way.setting(), self.way.scenario());
        let count = Convex::in_expectation(setting, scenario)?;
        match self.convex(&count, self.known(KNOWN))? {
            Sought::Reached(Reached { allocation, amount, proven }) => {
                self.hit(allocation, amount, proven.or(Some(self.way.nothing())), None)
            }
            Sought::Not(Some((_, None))) => {
                // What is not proved to be out of reach is not known to be.
                let by = setting.overseer().watch(scenario).stop().unwrap_or(StoppedBy::Solver);
                let problem = SolveError::Ended { by };
                Err(StudyError::Solve { scenario: scenario.id().to_owned(), problem })
            }
            Sought::Not(most) => Ok(Answer::OutOfReach(OutOfReach {
                most: most.and_then(|(_, most)| most),
                with: self.way.money(most.map_or(self.way.size(), |(amount, _)| amount)),
                reached_in: None,
                reached_se: None,
            })),
        }
    }

    /// The least that reaches the goal as something convex counts it, or the most that is to be had, and with which amount.
    fn convex(&self, count: &Convex<'_>, known: f64) -> Result<Sought, StudyError> {
        let region = Region::of(self.way.scenario());
        if self.least == Least::Movement && region.switches().is_empty() {
            return self.least_movement(count, &region);
        }
        let search = CloseIn { way: &self.way, count, avoid: self.goal.avoid.millions(), known };
        Ok(match search.search(None)? {
            Found::Reached { amount, most, proven } => {
                Sought::Reached(Reached { allocation: most.allocation, amount, proven })
            }
            Found::Not(most) => Sought::Not(most.map(|(amount, most)| (amount, most.ceiling))),
        })
    }

    /// The least movement straight away, by planes: no ceiling on it has to be guessed.
    fn least_movement(&self, count: &Convex<'_>, region: &Region) -> Result<Sought, StudyError> {
        let broke = |problem| StudyError::Solve { scenario: self.way.scenario().id().to_owned(), problem };
        let (today, avoid) = (self.way.today(), self.goal.avoid.millions());
        if let Some(allocation) = self.way.at_nothing().filter(|today| count.avoided(today) >= avoid) {
            return Ok(Sought::Reached(Reached { allocation, amount: 0.0, proven: Some(0.0) }));
        }
        let with = self.way.size();
        let Some(most) = count.most(region, today)? else { return Ok(Sought::Not(None)) };
        if most.avoided < avoid {
            return Ok(Sought::Not(Some((with, most.ceiling))));
        }
        let (inside, value) = (region.point(&most.allocation), count.value_of(avoid));
        let watch = self.way.setting().overseer().watch(self.way.scenario());
        let gap = self.way.scenario().patience().gap.map_or(KNOWN_OF_MOVEMENT, Gap::get);
        let reached = least_movement(
            count.oracle(),
            region,
            today.millions(),
            &inside,
            value,
            default_solver(),
            Options { gap, watch: &*watch, ..Options::default() },
        )
        .map_err(broke)?;
        Ok(Sought::Reached(Reached {
            allocation: region.allocation(&reached.point),
            amount: reached.moved,
            proven: Some(reached.at_least),
        }))
    }

    fn by_chance(&self, probability: f64) -> Result<Answer, StudyError> {
        let (setting, scenario) = (self.way.setting(), self.way.scenario());
        let avoid = self.goal.avoid.millions();
        let draws = setting.futures().draws().get();
        let needed = needed(probability, draws);
        let tail = Convex::in_the_tail(setting, scenario, probability)?;
        let enough = match self.convex(&tail, self.known(KNOWN_OF_A_TAIL))? {
            Sought::Reached(reached) => Some(reached),
            Sought::Not(_) => None,
        };
        let safe = enough.as_ref().map(|reached| Safe {
            least: reached.amount,
            at_least: reached.proven.unwrap_or(self.way.nothing()),
        });
        let chance = Chance { way: &self.way, needed };
        let search = CloseIn { way: &self.way, count: &chance, avoid, known: self.known(KNOWN_BY_CHANCE) };
        let start = enough.map(|reached| (reached.amount, reached.allocation));
        Ok(match search.search(start)? {
            Found::Reached { amount, most, proven } => {
                // Where every draw counts, the condition is no more than what is asked.
                let of_certainty = safe.filter(|_| needed == draws).map(|safe| safe.at_least.min(amount));
                let bound = Bound { way: &self.way, avoid, needed };
                let proven = proven.filter(|proven| *proven >= amount).or(of_certainty);
                let proven = match proven {
                    None if !self.way.is_ended() => bound.proven(amount, &most.allocation),
                    known => known,
                };
                self.hit(most.allocation, amount, proven, safe)?
            }
            Found::Not(most) => {
                let reached_in = most.as_ref().map(|(_, most)| self.reached_in(&most.allocation));
                Answer::OutOfReach(OutOfReach {
                    most: most.as_ref().map(|(_, most)| most.avoided),
                    with: self.way.money(most.as_ref().map_or(self.way.size(), |(amount, _)| *amount)),
                    reached_in: reached_in.map(|(share, _)| share),
                    reached_se: reached_in.map(|(_, se)| se),
                })
            }
        })
    }

    /// The share of draws in which an allocation reaches the goal, with its standard error.
    fn reached_in(&self, allocation: &Allocation) -> (f64, f64) {
        let setting = self.way.setting();
        let avoided = setting.avoided(&setting.outcomes(allocation));
        let avoid = self.goal.avoid.millions();
        let reached = avoided.iter().filter(|avoided| **avoided >= avoid).count();
        #[expect(clippy::cast_precision_loss, reason = "draws are far below 2^53")]
        let (reached, draws) = (reached as f64, avoided.len().max(1) as f64);
        let share = reached / draws;
        (share, (share * (1.0 - share) / draws).sqrt())
    }

    fn hit(
        &self,
        allocation: Allocation,
        least: f64,
        at_least: Option<f64>,
        safe: Option<Safe>,
    ) -> Result<Answer, StudyError> {
        let setting = self.way.setting();
        let avoided = setting.avoided(&setting.outcomes(&allocation));
        let (reached_in, reached_se) = self.reached_in(&allocation);
        Ok(Answer::Hit(Box::new(Hit {
            allocation,
            least,
            at_least,
            harm_avoided: summary(self.way.scenario(), HARM, &avoided)?,
            reached_in,
            reached_se,
            safe,
            is_nested: self.way.is_nested(),
        })))
    }
}
