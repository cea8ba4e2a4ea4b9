//! `target`: the least money, or the least movement of money, that reaches a given harm avoided.

use crate::model::Allocation;
use crate::model::Budget;
use crate::model::Measure;
use crate::model::Scenario;
use crate::model::ScenarioSpec;
use crate::optimise::Certificate;
use crate::optimise::Mean;
use crate::optimise::MeanAndTail;
use crate::optimise::Options;
use crate::optimise::Oracle;
use crate::optimise::Region;
use crate::optimise::default_solver;
use crate::optimise::least_movement;
use crate::optimise::minimise;
use crate::optimise::start_near;
use crate::problem::Problem;
use crate::risk::Summary;
use crate::study::Setting;
use crate::study::StudyError;
use crate::study::best::decided_region;
use crate::units::Money;
use crate::units::Share;
use std::sync::Arc;

/// What is to be reached.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Goal {
    /// Harm to avoid a year against reference spend, £m.
    pub avoid: Money,
    /// With at least this probability; in expectation where left out.
    pub probability: Option<Share>,
}

/// Of what the least is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Least {
    /// Money.
    Money,
    /// Movement of money from today.
    Movement,
}

/// The least that reaches a goal.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Money by programme.
    pub allocation: Allocation,
    /// The least found: the whole budget, or the money moved, £m.
    pub least: f64,
    /// What is proved: nothing less reaches the goal, £m.
    pub at_least: f64,
    /// Harm avoided against reference spend.
    pub harm_avoided: Summary,
    /// The share of draws in which the goal is reached.
    pub reached_in: f64,
}

/// The answer to a target.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// It can be reached.
    Hit(Box<Hit>),
    /// It cannot: the most harm avoided that can be proved out of reach of no allocation, £m.
    OutOfReach {
        /// The most that can be avoided, in expectation or, for a probability, in the mean of the tail; `None` where no
        /// allocation is allowed at all.
        most: Option<f64>,
        /// With how much money.
        with: Money,
    },
}

/// The most times today's budget that more money is looked for.
const MOST_TIMES: f64 = 3.0;

/// A budget is known when it is known to this part of itself.
const KNOWN: f64 = 1e-6;

/// Where nothing is known of the low side, the least is looked for this part of the way up: budgets that are asked about
/// are seldom far from enough.
const NEAR_ENOUGH: f64 = 0.9;

/// Steps back to a budget that is proved not to reach the goal.
const MOST_STEPS_BACK: usize = 4;

/// With a probability, to this part: the tail mean itself is known to no more.
const KNOWN_OF_A_TAIL: f64 = 1e-3;

/// Finds the least money or movement that reaches a goal.
///
/// In expectation the answer is exact. With a probability, the mean of the worst 1 − p of draws of harm avoided must
/// reach the goal: a `CVaR` bound, which is convex and on the safe side, so the probability reached is at least p.
///
/// # Errors
/// The scenario cannot be changed as asked (problems), or a solver broke.
pub fn target(
    setting: &Setting,
    scenario: &Scenario,
    goal: Goal,
    least: Least,
) -> Result<Result<Answer, Vec<Problem>>, StudyError> {
    let seek = Seek { setting, scenario, goal };
    match least {
        Least::Money => seek.money(),
        Least::Movement => seek.movement().map(Ok),
    }
}

/// Budgets on either side of the least one that reaches the goal, £m.
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
    /// Where to look next; `None` where the least is known to a part of itself. What money avoids is nearly straight
    /// in the money, so a straight line says where the goal should be met; a little to the other side of an end that is
    /// already there, so that both ends close in.
    fn next(&self, known: f64) -> Option<f64> {
        let width = self.high - self.low;
        let enough = known * self.high;
        if width <= enough {
            return None;
        }
        let Some(short) = self.short else { return Some(self.low + NEAR_ENOUGH * width) };
        let straight = self.low + width * short / (short + self.over).max(f64::MIN_POSITIVE);
        let aside = 0.4 * enough;
        Some(straight.clamp(self.low + aside, self.high - aside))
    }
}

struct Seek<'a> {
    setting: &'a Setting,
    scenario: &'a Scenario,
    goal: Goal,
}

/// The most that can be avoided with some money, as the goal counts it.
struct Most {
    allocation: Allocation,
    /// What the allocation avoids.
    avoided: f64,
    /// What no allocation exceeds.
    ceiling: f64,
}

impl Seek<'_> {
    /// The objective: minus harm avoided, as the goal counts it.
    fn oracle(&self) -> Box<dyn Oracle + '_> {
        let futures = self.setting.futures();
        #[expect(clippy::cast_precision_loss, reason = "draws are far below 2^53")]
        let draws = futures.draws().get() as f64;
        match self.goal.probability {
            None => Box::new(Mean { futures, measure: Measure::Harm }),
            Some(probability) => Box::new(MeanAndTail {
                futures,
                measure: Measure::Harm,
                // The worst draw is the tail of certainty.
                level: probability.get().min(1.0 - 0.5 / draws),
                weight: 1.0,
                before: Some(self.before()),
            }),
        }
    }

    /// The objective's value that means that nothing is avoided: today's mean harm.
    fn nothing(&self) -> f64 {
        crate::risk::mean(&self.setting.today().harm).unwrap_or_default()
    }

    /// Today's harm in each draw, beside its mean: what is left of a draw's harm when this is taken from it is
    /// today's mean harm less what is avoided, so that gaps are relative to harm and not to a small difference.
    fn before(&self) -> Vec<f64> {
        let mean = self.nothing();
        self.setting.today().harm.iter().map(|harm| harm - mean).collect()
    }

    fn most(&self, scenario: &Scenario, near: &Allocation) -> Result<Option<Most>, StudyError> {
        let watch = self.setting.overseer().watch(scenario.patience().time_limit);
        let broke = |problem| StudyError::Solve { scenario: scenario.id().to_owned(), problem };
        let region = Region::of(scenario);
        let start = start_near(&region, near, default_solver(), &*watch).map_err(broke)?;
        let Some(start) = start else { return Ok(None) };
        let oracle = self.oracle();
        let gap = if self.goal.probability.is_some() { 1e-5 } else { 1e-7 };
        let options = Options { gap, watch: &*watch, ..Options::default() };
        let solved = minimise(&*oracle, &region, &start, default_solver(), options).map_err(broke)?;
        let Certificate { upper, lower, .. } = solved.certificate;
        let nothing = self.nothing();
        Ok(Some(Most { allocation: solved.allocation, avoided: nothing - upper, ceiling: nothing - lower }))
    }

    fn with_total(&self, total: f64) -> Result<Scenario, Vec<Problem>> {
        let total = Money::from_millions(total).unwrap_or_default();
        let budget = Budget { total, ..self.scenario.budget() };
        let spec = ScenarioSpec { budget, ..self.scenario.spec().clone() };
        Scenario::new(spec, Arc::clone(self.scenario.evidence()))
    }

    /// Closes in between a budget that does not reach the goal and one that does.
    fn money(&self) -> Result<Result<Answer, Vec<Problem>>, StudyError> {
        let avoid = self.goal.avoid.millions();
        let total = self.scenario.budget().total.millions();
        let back_office = self.scenario.budget().back_office.millions();
        let mut near = Allocation::reference(self.setting.evidence());
        let mut enough = None;
        let (mut ceiling, mut with) = (None, self.scenario.budget().total);
        let mut high = total;
        while enough.is_none() {
            let scenario = match self.with_total(high) {
                Ok(scenario) => scenario,
                Err(problems) => return Ok(Err(problems)),
            };
            match self.most(&scenario, &near)? {
                Some(most) if most.avoided >= avoid => enough = Some(most),
                most => {
                    if let Some(most) = most {
                        // Beyond some budget the rules may clash; the most is what was to be had before.
                        if ceiling.is_none_or(|ceiling| most.ceiling > ceiling) {
                            (ceiling, with) = (Some(most.ceiling), scenario.budget().total);
                        }
                        near = most.allocation;
                    }
                    if high >= total * MOST_TIMES {
                        return Ok(Ok(Answer::OutOfReach { most: ceiling, with }));
                    }
                    high *= 1.25;
                }
            }
        }
        let Some(mut best) = enough else { return Ok(Err(Vec::new())) };
        let mut proven = back_office;
        let mut bracket = Bracket { low: back_office, short: None, high, over: best.avoided - avoid };
        let known = if self.goal.probability.is_some() { KNOWN_OF_A_TAIL } else { KNOWN };
        while let Some(total) = bracket.next(known) {
            let most = match self.with_total(total) {
                Ok(scenario) => self.most(&scenario, &best.allocation)?,
                Err(_) => None,
            };
            match most {
                Some(most) if most.avoided >= avoid => {
                    (bracket.high, bracket.over) = (total, most.avoided - avoid);
                    best = most;
                }
                most => {
                    // Only what is proved out of reach bounds the answer; rules that clash prove it too.
                    if most.as_ref().is_none_or(|most| most.ceiling < avoid) {
                        proven = total;
                    }
                    (bracket.low, bracket.short) = (total, most.map(|most| avoid - most.avoided));
                }
            }
        }
        proven = self.proven(proven, &bracket, known, &best.allocation)?;
        Ok(Ok(self.hit(best.allocation, bracket.high, proven)))
    }

    /// What is proved out of reach: where the low end of a bracket only misses by less than the proof's own gap, a little
    /// less money is asked about.
    fn proven(
        &self,
        mut proven: f64,
        bracket: &Bracket,
        known: f64,
        near: &Allocation,
    ) -> Result<f64, StudyError> {
        let mut back = known * bracket.high;
        for _ in 0..MOST_STEPS_BACK {
            let total = bracket.low - back;
            if proven >= total {
                break;
            }
            let most = match self.with_total(total) {
                Ok(scenario) => self.most(&scenario, near)?,
                Err(_) => None,
            };
            if most.is_none_or(|most| most.ceiling < self.goal.avoid.millions()) {
                proven = total;
            }
            back *= 2.0;
        }
        Ok(proven)
    }

    fn movement(&self) -> Result<Answer, StudyError> {
        let broke = |problem| StudyError::Solve { scenario: self.scenario.id().to_owned(), problem };
        let today = Allocation::reference(self.setting.evidence());
        let with = self.scenario.budget().total;
        let Some(most) = self.most(self.scenario, &today)? else {
            return Ok(Answer::OutOfReach { most: None, with });
        };
        if most.avoided < self.goal.avoid.millions() {
            return Ok(Answer::OutOfReach { most: Some(most.ceiling), with });
        }
        let region = decided_region(self.scenario, &most.allocation);
        let oracle = self.oracle();
        let value = self.nothing() - self.goal.avoid.millions();
        let inside = region.point(&most.allocation);
        let (origin, solver) = (today.millions(), default_solver());
        let watch = self.setting.overseer().watch(self.scenario.patience().time_limit);
        let reached = least_movement(&*oracle, &region, origin, &inside, value, solver, &*watch).map_err(broke)?;
        Ok(self.hit(region.allocation(&reached.point), reached.moved, reached.at_least))
    }

    fn hit(&self, allocation: Allocation, least: f64, at_least: f64) -> Answer {
        let avoided = self.setting.avoided(&self.setting.outcomes(&allocation));
        let avoid = self.goal.avoid.millions();
        let reached = avoided.iter().filter(|avoided| **avoided >= avoid).count();
        #[expect(clippy::cast_precision_loss, reason = "draws are far below 2^53")]
        let reached_in = reached as f64 / avoided.len().max(1) as f64;
        let harm_avoided = Summary::of(&avoided).unwrap_or_default();
        Answer::Hit(Box::new(Hit { allocation, least, at_least, harm_avoided, reached_in }))
    }
}
