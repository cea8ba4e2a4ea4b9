//! What scenarios that can be compared are held against: the same draws, and the reference's harm in each of them.
//! One scenario at a time is measured, so that a batch of any length needs the memory of one.

use crate::model::Allocation;
use crate::model::Scenario;
use crate::model::Threat;
use crate::optimise::Certificate;
use crate::risk::Sorted;
use crate::risk::Summary;
use crate::simulate::Outcomes;
use crate::study::Broken;
use crate::study::Compared;
use crate::study::CountAvoided;
use crate::study::Decision;
use crate::study::Economics;
use crate::study::Ground;
use crate::study::Move;
use crate::study::Odds;
use crate::study::ScenarioResult;
use crate::study::Setting;
use crate::study::StudyError;
use crate::study::ThreatResult;
use crate::study::Unanswered;
use crate::study::bridge::bridge;
use crate::study::decide;
use crate::study::economics::PresentValues;
use crate::study::economics::beyond;
use crate::study::moved;
use crate::study::next_pound::next_pound;
use crate::study::setting::HARM;
use crate::study::setting::NET_BENEFIT;
use crate::study::setting::difference;
use crate::study::setting::summary;
use crate::study::studied::studied;
use crate::study::years::Against;
use crate::study::years::Path;
use crate::study::years::after;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;

/// A difference of harms below this part of them is rounding.
const ROUNDING: f64 = 1e-12;

/// The draws of a block and its reference.
#[derive(Clone, Debug)]
pub struct Yardstick {
    setting: Setting,
    reference: Reference,
    /// The draws that the reference stands on itself, where some numbers of those are taken to be something else.
    home: Option<Arc<Yardstick>>,
    /// The same for the evidence with numbers taken to be something else that was asked for last.
    beside: Beside,
}

/// The draws of the same evidence with numbers taken to be something else; scenarios that share them come one after the other.
#[derive(Clone, Debug, Default)]
struct Beside(Arc<Mutex<Option<Arc<Yardstick>>>>);

/// The part of all draws in which least harm is avoided that is looked at by itself.
const WORST: f64 = 0.1;

/// Per threat and count, the number in each draw.
type Counts = Vec<Vec<Vec<f64>>>;

/// What scenarios are held against.
#[derive(Clone, Debug)]
struct Reference {
    id: String,
    name: String,
    allocation: Allocation,
    /// What it comes to on these draws; `None` of today, which the draws have.
    columns: Option<Columns>,
    /// Whether it stands on evidence of which other numbers are taken to be something else than here, so that the same money
    /// is no longer the same.
    is_elsewhere: bool,
    /// What it came to, remembered for when it is measured; nothing of today, which was not decided here.
    decided: Option<Decision>,
}

/// What a reference comes to, draw by draw.
#[derive(Clone, Debug)]
struct Columns {
    /// Its harm, £m a year; of a plan its present value.
    harm: Vec<f64>,
    /// Its harm in each year of a plan.
    years: Vec<Vec<f64>>,
    /// Its human measures.
    counts: Counts,
}

impl Columns {
    fn of(outcomes: Outcomes) -> Self {
        let Outcomes { harm, years, counts, .. } = outcomes;
        Self { harm, years, counts }
    }

    /// What has the same distance from today there as this has from today here: harm avoided is what scenarios on different
    /// assumptions are compared by, each against its own today.
    fn carried(&self, here: &Outcomes, there: &Outcomes) -> Self {
        let carry = |own: &[f64], here: &[f64], there: &[f64]| -> Vec<f64> {
            own.iter().zip(here).zip(there).map(|((own, here), there)| there - (here - own)).collect()
        };
        let each = |own: &[Vec<f64>], here: &[Vec<f64>], there: &[Vec<f64>]| -> Vec<Vec<f64>> {
            own.iter().zip(here).zip(there).map(|((own, here), there)| carry(own, here, there)).collect()
        };
        let counts = self.counts.iter().zip(&here.counts).zip(&there.counts);
        Self {
            harm: carry(&self.harm, &here.harm, &there.harm),
            years: each(&self.years, &here.years, &there.years),
            counts: counts.map(|((own, here), there)| each(own, here, there)).collect(),
        }
    }
}

/// Why there is no reference although somebody asked for one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("scenario `{asked}` has no answer itself, so nothing can be held against it")]
pub struct NoReference {
    /// The id asked for.
    pub asked: String,
}

impl Yardstick {
    /// Draws held against today: what the evidence says is spent.
    #[must_use]
    pub fn new(setting: Setting) -> Self {
        let reference = Reference {
            id: Scenario::TODAY.to_owned(),
            name: setting.ground().today().name().to_owned(),
            allocation: setting.reference().clone(),
            columns: None,
            is_elsewhere: false,
            decided: None,
        };
        Self::of(setting, reference)
    }

    fn of(setting: Setting, reference: Reference) -> Self {
        Self { setting, reference, home: None, beside: Beside::default() }
    }

    /// The draws.
    #[must_use]
    pub fn setting(&self) -> &Setting {
        &self.setting
    }

    /// The id of the reference.
    #[must_use]
    pub fn reference(&self) -> &str {
        &self.reference.id
    }

    /// The same draws held against a scenario.
    ///
    /// # Errors
    /// It has no answer.
    pub fn held_against(self, scenario: &Scenario) -> Result<Self, NoReference> {
        let none = || NoReference { asked: scenario.id().to_owned() };
        let own = self.setting_of(scenario).map_err(|_| none())?;
        let setting = own.as_ref().unwrap_or(&self.setting);
        match decide(setting, scenario) {
            Ok(Decision::Allocated { allocation, certificate }) => {
                let reference = Reference {
                    id: scenario.id().to_owned(),
                    name: scenario.name().to_owned(),
                    columns: Some(Columns::of(setting.outcomes(&allocation))),
                    is_elsewhere: false,
                    allocation: allocation.clone(),
                    decided: Some(Decision::Allocated { allocation, certificate }),
                };
                Ok(match own {
                    None => Self::of(self.setting, reference),
                    Some(own) => {
                        let home = Self::of(own, reference);
                        Self { home: Some(Arc::new(home.clone())), ..home.carried_to(self.setting) }
                    }
                })
            }
            _ => Err(none()),
        }
    }

    /// The draws of a scenario that stands on these with numbers taken to be something else; `None` of one that stands on
    /// these.
    fn setting_of(&self, scenario: &Scenario) -> Result<Option<Setting>, StudyError> {
        if self.setting.ground().carries(scenario) {
            return Ok(None);
        }
        let setting = Setting::on(Ground::of(scenario))?;
        Ok(Some(setting.overseen_by(self.setting.shared_overseer())))
    }

    /// The same reference held against what happens on other draws.
    fn carried_to(&self, setting: Setting) -> Self {
        let carried = |columns: &Columns| columns.carried(self.setting.today(), setting.today());
        let columns = self.reference.columns.as_ref().map(carried);
        // Today is today wherever it is.
        let is_elsewhere = columns.is_some();
        let reference = Reference { columns, is_elsewhere, ..self.reference.clone() };
        Self::of(setting, reference)
    }

    /// What a scenario is measured with that stands on the same evidence with numbers taken to be something else; `None` of
    /// one that is measured with these draws.
    ///
    /// # Errors
    /// What is assumed cannot be drawn from.
    pub fn beside(&self, scenario: &Scenario) -> Result<Option<Arc<Self>>, StudyError> {
        if self.setting.ground().carries(scenario) {
            return Ok(None);
        }
        let last = self.beside.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let mut known = self.home.iter().cloned().chain(last);
        if let Some(last) = known.find(|known| known.setting.ground().carries(scenario)) {
            return Ok(Some(last));
        }
        let setting = Setting::on(Ground::of(scenario))?.overseen_by(self.setting.shared_overseer());
        let beside = Arc::new(self.home.as_deref().unwrap_or(self).carried_to(setting));
        *self.beside.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&beside));
        Ok(Some(beside))
    }

    /// Measures today, the row that every block has.
    ///
    /// # Errors
    /// A figure of today's is no finite number.
    pub fn today(&self) -> Result<ScenarioResult, StudyError> {
        self.result(self.setting.ground().today(), self.setting.reference().clone(), None)
    }

    /// Measures a scenario, and beside it the same scenario with money moved where moves are asked for.
    #[must_use]
    pub fn measure(&self, scenario: Scenario, moves: &[Move]) -> Vec<Compared> {
        match self.beside(&scenario) {
            Ok(None) => self.measured(scenario, moves),
            Ok(Some(beside)) => beside.measured(scenario, moves),
            Err(error) => vec![Compared::Broken(Broken::solving(&scenario, &error))],
        }
    }

    /// Measures a scenario that stands on these draws.
    fn measured(&self, scenario: Scenario, moves: &[Move]) -> Vec<Compared> {
        let decision = match &self.reference.decided {
            Some(decided) if scenario.id() == self.reference.id => Ok(decided.clone()),
            _ => decide(&self.setting, &scenario),
        };
        let mut variant = None;
        if let (false, Ok(Decision::Allocated { allocation, .. })) = (moves.is_empty(), &decision) {
            variant = Some(match moved(&scenario, allocation, moves) {
                Ok(variant) => {
                    let decision = decide(&self.setting, &variant);
                    self.compared(variant, decision)
                }
                Err(error) => Compared::Broken(Broken::moved(&scenario, &error.to_string())),
            });
        }
        let own = self.compared(scenario, decision);
        [Some(own), variant].into_iter().flatten().collect()
    }

    fn compared(&self, scenario: Scenario, decision: Result<Decision, StudyError>) -> Compared {
        let (allocation, optimum) = match decision {
            Ok(Decision::Allocated { allocation, certificate }) => (allocation, certificate),
            Ok(Decision::Impossible(impossible)) => {
                return Compared::Unanswered(Box::new(Unanswered { scenario, impossible }));
            }
            Err(error) => return Compared::Broken(Broken::solving(&scenario, &error)),
        };
        match self.result(scenario.clone(), allocation, optimum) {
            Ok(result) => Compared::Answered(Box::new(result)),
            Err(error) => Compared::Broken(Broken::solving(&scenario, &error)),
        }
    }

    /// The figures of an allocation.
    fn result(
        &self,
        scenario: Scenario,
        allocation: Allocation,
        optimum: Option<Certificate>,
    ) -> Result<ScenarioResult, StudyError> {
        let outcomes = self.setting.outcomes(&allocation);
        // One difference after the other, so that of many draws only one is held at a time.
        let (harm_avoided, studied, worst_tenth) = {
            let avoided = self.setting.avoided(&outcomes);
            let studied = studied(&self.setting, &scenario, &allocation, &avoided)?;
            let summary = summary(&scenario, HARM, &avoided)?;
            (summary, studied, Sorted::new(avoided).mean_of_lowest(WORST).unwrap_or(summary.mean))
        };
        let extra_cost = beyond(&self.setting, &allocation, &self.reference.allocation);
        let (versus, odds, economics) = {
            let versus = self.versus(&allocation, &outcomes);
            let summary = summary(&scenario, HARM, &versus)?;
            let mut economics = None;
            if scenario.id() != self.reference.id {
                economics = Some(self.economics(&scenario, &outcomes, (&versus, summary), extra_cost)?);
            }
            (summary, Odds::of(&versus), economics)
        };
        let Path { years, break_even } =
            self.against().years(&self.setting, &scenario, &allocation, &outcomes)?;
        Ok(ScenarioResult {
            optimum,
            harm: summary(&scenario, HARM, &outcomes.harm)?,
            harm_avoided,
            worst_tenth,
            versus,
            odds,
            extra_cost,
            economics: economics.map(|economics| Economics { break_even, ..economics }),
            next_pound: next_pound(&self.setting, &allocation),
            threats: self.threats(&scenario, &outcomes)?,
            bridge: bridge(&self.setting, &allocation, harm_avoided.mean),
            years,
            after: after(&self.setting, &scenario, &allocation, &outcomes)?,
            studied,
            scenario,
            allocation,
        })
    }

    /// What years of plans are held against.
    fn against(&self) -> Against<'_> {
        let own = self.reference.columns.as_ref().map(|columns| &columns.years);
        let years = own.unwrap_or(&self.setting.today().years);
        let is_elsewhere = self.reference.is_elsewhere;
        Against { allocation: &self.reference.allocation, years, is_elsewhere }
    }

    /// What the extra cost is worth, against the reference.
    fn economics(
        &self,
        scenario: &Scenario,
        outcomes: &Outcomes,
        (versus, summary): (&[f64], Summary),
        extra_cost: f64,
    ) -> Result<Economics, StudyError> {
        let fewer = |threat: usize, count: usize| {
            difference(&self.counts()[threat][count], &outcomes.counts[threat][count])
        };
        let reference = self.reference.name.as_str();
        let values = PresentValues { reference, versus, summary, extra_cost, fewer: &fewer };
        Economics::of(self.setting.evidence(), &values)
            .ok_or_else(|| StudyError::not_finite(scenario, NET_BENEFIT))
    }

    /// The reference's human measures.
    fn counts(&self) -> &Counts {
        self.reference.columns.as_ref().map_or(&self.setting.today().counts, |columns| &columns.counts)
    }

    /// What a scenario means for each threat.
    fn threats(&self, scenario: &Scenario, outcomes: &Outcomes) -> Result<Vec<ThreatResult>, StudyError> {
        let today = self.setting.today();
        let of_threat = |(t, threat): (usize, &Threat)| {
            let counts = threat.counts.iter().zip(outcomes.counts[t].iter().zip(&today.counts[t]));
            let counts = counts.map(|(named, (count, before))| {
                let quantity = format!("number of {}", named.id);
                Ok(CountAvoided {
                    mean: summary(scenario, &quantity, count)?.mean,
                    avoided: summary(scenario, &quantity, &difference(before, count))?,
                })
            });
            let harm = outcomes.threat_harm[t].zip(today.threat_harm[t]);
            let harm = harm.map(|(harm, before)| (harm, before - harm));
            Ok(ThreatResult { harm, counts: counts.collect::<Result<_, StudyError>>()? })
        };
        self.setting.evidence().threats().iter().enumerate().map(of_threat).collect()
    }

    /// Harm avoided against the reference, draw by draw; exactly nought for the same money.
    #[must_use]
    pub fn versus(&self, allocation: &Allocation, outcomes: &Outcomes) -> Vec<f64> {
        if allocation.is_same_as(&self.reference.allocation) && !self.reference.is_elsewhere {
            return vec![0.0; outcomes.harm.len()];
        }
        let own = self.reference.columns.as_ref().map(|columns| &columns.harm);
        let mut versus = difference(own.unwrap_or(&self.setting.today().harm), &outcomes.harm);
        if self.reference.is_elsewhere {
            // What was carried over is off by the rounding of harm itself.
            let is_rounding = |(own, harm): (&f64, &f64)| own.abs() <= ROUNDING * harm.abs();
            for (own, harm) in versus.iter_mut().zip(&outcomes.harm) {
                if is_rounding((own, harm)) {
                    *own = 0.0;
                }
            }
        }
        versus
    }
}
