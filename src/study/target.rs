//! `target`: the least money, or the least movement of money, that reaches a given harm avoided.

use crate::model::Allocation;
use crate::model::Budget;
use crate::model::Measure;
use crate::model::Scenario;
use crate::model::ScenarioSpec;
use crate::optimise::Certificate;
use crate::optimise::Mean;
use crate::optimise::MeanAndTail;
use crate::optimise::Microlp;
use crate::optimise::Options;
use crate::optimise::Oracle;
use crate::optimise::Region;
use crate::optimise::least_movement;
use crate::optimise::minimise;
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
        /// The most that can be avoided, in expectation or, for a probability, in the mean of the tail.
        most: f64,
        /// With how much money.
        with: Money,
    },
}

/// The most times today's budget that more money is looked for.
const MOST_TIMES: f64 = 3.0;

/// A budget is known when it is known to this part of itself.
const KNOWN: f64 = 1e-6;

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
        let broke = |problem| StudyError::Solve { scenario: scenario.id().to_owned(), problem };
        let region = Region::of(scenario);
        let Some(start) = region.nearest_to(near, &Microlp).map_err(broke)? else { return Ok(None) };
        let oracle = self.oracle();
        let gap = if self.goal.probability.is_some() { 1e-5 } else { 1e-7 };
        let options = Options { gap, ..Options::default() };
        let solved = minimise(&*oracle, &region, &start, &Microlp, options).map_err(broke)?;
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

    /// Halves the way between a budget that does not reach the goal and one that does.
    fn money(&self) -> Result<Result<Answer, Vec<Problem>>, StudyError> {
        let avoid = self.goal.avoid.millions();
        let total = self.scenario.budget().total.millions();
        let back_office = self.scenario.budget().back_office.millions();
        let mut near = Allocation::reference(self.setting.evidence());
        let mut enough = None;
        let (mut ceiling, mut with) = (0.0, self.scenario.budget().total);
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
                        if most.ceiling > ceiling {
                            (ceiling, with) = (most.ceiling, scenario.budget().total);
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
        let (mut low, mut proven) = (back_office, back_office);
        let Some(mut best) = enough else { return Ok(Err(Vec::new())) };
        while high - low > KNOWN * high {
            let middle = f64::midpoint(low, high);
            let Ok(scenario) = self.with_total(middle) else {
                low = middle;
                continue;
            };
            match self.most(&scenario, &best.allocation)? {
                Some(most) if most.avoided >= avoid => (high, best) = (middle, most),
                most => {
                    // Only what is proved out of reach bounds the answer; rules that clash prove it too.
                    if most.is_none_or(|most| most.ceiling < avoid) {
                        proven = middle;
                    }
                    low = middle;
                }
            }
        }
        Ok(Ok(self.hit(best.allocation, high, proven)))
    }

    fn movement(&self) -> Result<Answer, StudyError> {
        let broke = |problem| StudyError::Solve { scenario: self.scenario.id().to_owned(), problem };
        let today = Allocation::reference(self.setting.evidence());
        let with = self.scenario.budget().total;
        let Some(most) = self.most(self.scenario, &today)? else {
            return Ok(Answer::OutOfReach { most: 0.0, with });
        };
        if most.avoided < self.goal.avoid.millions() {
            return Ok(Answer::OutOfReach { most: most.ceiling, with });
        }
        let region = decided_region(self.scenario, &most.allocation);
        let oracle = self.oracle();
        let value = self.nothing() - self.goal.avoid.millions();
        let inside = region.point(&most.allocation);
        let reached =
            least_movement(&*oracle, &region, today.millions(), &inside, value, &Microlp).map_err(broke)?;
        Ok(self.hit(region.allocation(&reached.point), reached.moved, reached.at_least))
    }

    fn hit(&self, allocation: Allocation, least: f64, at_least: f64) -> Answer {
        let avoided = self.setting.avoided(&self.setting.outcomes(&allocation));
        let avoid = self.goal.avoid.millions();
        let reached = avoided.iter().filter(|avoided| **avoided >= avoid).count();
        #[expect(clippy::cast_precision_loss, reason = "draws are far below 2^53")]
        let reached_in = reached as f64 / avoided.len().max(1) as f64;
        let nothing =
            Summary { mean: 0.0, sd: 0.0, p5: 0.0, p50: 0.0, p95: 0.0, se: 0.0, probability_positive: 0.0 };
        let harm_avoided = Summary::of(&avoided).unwrap_or(nothing);
        Answer::Hit(Box::new(Hit { allocation, least, at_least, harm_avoided, reached_in }))
    }
}
