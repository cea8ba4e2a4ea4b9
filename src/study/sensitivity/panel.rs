//! Scenarios on one ground, each with its allocation, and two independent samples to try assumptions on.

use crate::model::Allocation;
use crate::model::Evidence;
use crate::model::Factor;
use crate::model::Measure;
use crate::model::Scenario;
use crate::model::Simulation;
use crate::risk::Summary;
use crate::simulate::Exchange;
use crate::study::Broken;
use crate::study::Decision;
use crate::study::Ground;
use crate::study::Progress;
use crate::study::Setting;
use crate::study::StudyError;
use crate::study::Unanswered;
use crate::study::decide;
use crate::study::setting::HARM;
use crate::study::setting::difference;
use crate::study::setting::summary;
use crate::units::Seed;

/// The second sample has this seed more than the first; any other number would do.
const OTHER: u64 = 0x51ab_17e5;

/// Differences below this part of today's harm are the rounding of sums.
const ROUNDING: f64 = 1e-12;

/// A scenario that is asked what moves it.
#[derive(Clone, Debug)]
pub struct Subject {
    /// It.
    pub scenario: Scenario,
    /// Money by programme.
    pub allocation: Allocation,
    /// Whether it left a choice.
    pub leaves_choice: bool,
    /// Harm avoided against reference spend.
    pub harm_avoided: Summary,
}

/// Scenarios of one ground, ready to be asked what moves them.
pub(super) struct Panel {
    pub(super) setting: Setting,
    pub(super) sample: Exchange,
    pub(super) other: Exchange,
    pub(super) other_seed: Seed,
    pub(super) factors: Vec<Factor>,
    /// Whether each factor can move harm avoided.
    pub(super) moving: Vec<bool>,
    pub(super) decided: Vec<Subject>,
    pub(super) unanswered: Vec<Unanswered>,
    pub(super) broken: Vec<Broken>,
}

impl Panel {
    /// Draws both samples and decides every scenario.
    ///
    /// # Errors
    /// Evidence that cannot be simulated.
    pub(super) fn of(
        scenarios: &[Scenario],
        ground: Ground,
        progress: &dyn Progress,
    ) -> Result<Self, StudyError> {
        let setting = Setting::on(ground)?.overseen_by(progress.overseer());
        let timeline = setting.timeline();
        let drawn = |simulation: Simulation| {
            Exchange::of(setting.evidence(), simulation, timeline).map_err(|problem| StudyError::Simulate {
                evidence: setting.evidence().name().to_owned(),
                problem,
            })
        };
        let again = other(setting.simulation());
        let (sample, other) = (drawn(setting.simulation())?, drawn(again)?);
        let factors = setting.evidence().factors();
        let is_plan = timeline.felt_years() > 1;
        let moving = (0..factors.len()).map(|number| {
            can_move(setting.evidence(), &sample, (number, &factors[number]), &Measure::Harm, is_plan)
        });
        let moving = moving.collect();
        let (decided, unanswered, broken) = (Vec::new(), Vec::new(), Vec::new());
        let mut panel = Self {
            setting,
            sample,
            other,
            other_seed: again.seed,
            factors,
            moving,
            decided,
            unanswered,
            broken,
        };
        for scenario in scenarios {
            panel.decide(scenario);
            progress.advance(scenario.id());
        }
        Ok(panel)
    }

    fn decide(&mut self, scenario: &Scenario) {
        let decided = match decide(&self.setting, scenario) {
            Ok(Decision::Allocated { allocation, certificate }) => {
                let avoided = self.setting.avoided(&self.setting.outcomes(&allocation));
                summary(scenario, HARM, &avoided).map(|harm_avoided| Subject {
                    scenario: scenario.clone(),
                    allocation,
                    leaves_choice: certificate.is_some(),
                    harm_avoided,
                })
            }
            Ok(Decision::Impossible(impossible)) => {
                self.unanswered.push(Unanswered { scenario: scenario.clone(), impossible });
                return;
            }
            Err(error) => Err(error),
        };
        match decided {
            Ok(decided) => self.decided.push(decided),
            Err(error) => self.broken.push(Broken::solving(scenario, &error)),
        }
    }

    /// Planned efforts as they are felt: today's, then those of each scenario.
    pub(super) fn efforts(&self) -> Vec<Vec<f64>> {
        let own = self.decided.iter().map(|decided| &decided.allocation);
        let settled =
            |allocation: &Allocation| self.setting.felt(&allocation.settled(self.setting.evidence()));
        std::iter::once(self.setting.reference()).chain(own).map(settled).collect()
    }

    /// Whether a number can move a measure.
    pub(super) fn moves(&self, number: usize, measure: &Measure) -> bool {
        let is_plan = self.setting.timeline().felt_years() > 1;
        can_move(self.setting.evidence(), &self.sample, (number, &self.factors[number]), measure, is_plan)
    }
}

/// The second sample's draws.
fn other(simulation: Simulation) -> Simulation {
    Simulation { seed: Seed(simulation.seed.0.wrapping_add(OTHER)), ..simulation }
}

/// Whether a number can move a measure: how many people a threat concerns moves no harm, growth moves none of a settled year,
/// and of threats that nobody has costed nothing does.
fn can_move(
    evidence: &Evidence,
    sample: &Exchange,
    (number, factor): (usize, &Factor),
    measure: &Measure,
    is_plan: bool,
) -> bool {
    let (threats, delivery) = sample.threats_of(number);
    let is_growth = factor.kind == "growth" && factor.strand.is_none();
    let is_count = factor.kind == "per_year";
    if delivery {
        return true;
    }
    if is_growth && !is_plan {
        return false;
    }
    let counts = |threat: usize| match measure {
        Measure::Harm => !is_count && evidence.threats()[threat].harm.is_some(),
        Measure::Count(id) => evidence.threats()[threat].counts.iter().any(|count| count.id == *id),
    };
    threats.into_iter().any(counts)
}

/// Harm avoided by each scenario, draw by draw, from harm today and under each of them.
pub(super) fn avoided(harms: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let Some((today, others)) = harms.split_first() else { return Vec::new() };
    others.iter().map(|harm| difference(today, harm)).collect()
}

/// A figure that is another one but for the rounding of sums is that one.
pub(super) fn settled(before: f64, after: f64, today: f64) -> f64 {
    if (after - before).abs() <= ROUNDING * today.abs() { before } else { after }
}
