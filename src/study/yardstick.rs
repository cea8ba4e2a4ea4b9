//! What scenarios that can be compared are held against: the same draws, and the reference's harm in each of them.
//! One scenario at a time is measured, so that a batch of any length needs the memory of one.

use crate::model::Allocation;
use crate::model::Scenario;
use crate::model::Threat;
use crate::optimise::Certificate;
use crate::risk::Summary;
use crate::simulate::Outcomes;
use crate::study::Broken;
use crate::study::Compared;
use crate::study::CountAvoided;
use crate::study::Decision;
use crate::study::Economics;
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

/// The draws of a block and its reference.
#[derive(Clone, Debug)]
pub struct Yardstick {
    setting: Setting,
    reference: Reference,
}

/// Per threat and count, the number in each draw.
type Counts = Vec<Vec<Vec<f64>>>;

/// What scenarios are held against.
#[derive(Clone, Debug)]
struct Reference {
    id: String,
    name: String,
    allocation: Allocation,
    /// Its harm, £m a year, draw by draw, and that of each year of a plan; `None` of today's, which the draws have.
    harm: Option<(Vec<f64>, Vec<Vec<f64>>)>,
    /// Its human measures, as its outcomes have them; never of today, which the draws have.
    counts: Counts,
    /// What it came to, remembered for when it is measured; nothing of today, which was not decided here.
    decided: Option<Decision>,
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
            harm: None,
            counts: Counts::new(),
            decided: None,
        };
        Self { setting, reference }
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
        match decide(&self.setting, scenario) {
            Ok(Decision::Allocated { allocation, certificate }) => {
                let Outcomes { harm, years, counts, .. } = self.setting.outcomes(&allocation);
                let reference = Reference {
                    id: scenario.id().to_owned(),
                    name: scenario.name().to_owned(),
                    harm: Some((harm, years)),
                    counts,
                    allocation: allocation.clone(),
                    decided: Some(Decision::Allocated { allocation, certificate }),
                };
                Ok(Self { reference, ..self })
            }
            _ => Err(NoReference { asked: scenario.id().to_owned() }),
        }
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
        let (harm_avoided, studied) = {
            let avoided = self.setting.avoided(&outcomes);
            let studied = studied(&self.setting, &scenario, &allocation, &avoided)?;
            (summary(&scenario, HARM, &avoided)?, studied)
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
        let own = self.reference.harm.as_ref().map(|(_, years)| years);
        let years = own.unwrap_or(&self.setting.today().years);
        Against { allocation: &self.reference.allocation, years }
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
        if self.reference.harm.is_none() {
            return &self.setting.today().counts;
        }
        &self.reference.counts
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
        if allocation.is_same_as(&self.reference.allocation) {
            return vec![0.0; outcomes.harm.len()];
        }
        let own = self.reference.harm.as_ref().map(|(harm, _)| harm);
        difference(own.unwrap_or(&self.setting.today().harm), &outcomes.harm)
    }
}
