//! What scenarios that can be compared are held against: the same draws, and the reference's harm in each of them.
//! One scenario at a time is measured, so that a batch of any length needs the memory of one.

use crate::model::Allocation;
use crate::model::Scenario;
use crate::optimise::Region;
use crate::risk::Summary;
use crate::simulate::Outcomes;
use crate::study::Broken;
use crate::study::Compared;
use crate::study::CountAvoided;
use crate::study::Decision;
use crate::study::Move;
use crate::study::ScenarioResult;
use crate::study::Setting;
use crate::study::StudyError;
use crate::study::ThreatResult;
use crate::study::Unanswered;
use crate::study::bridge::bridge;
use crate::study::decide;
use crate::study::moved;
use crate::study::setting::difference;
use std::collections::BTreeMap;

/// The draws of a block and its reference.
#[derive(Clone, Debug)]
pub struct Yardstick {
    setting: Setting,
    reference: Option<String>,
    /// The reference's harm, £m a year, draw by draw.
    held_against: Vec<f64>,
    /// What the search for the reference has decided already, by id.
    decided: BTreeMap<String, Result<Decision, StudyError>>,
}

/// How far the search for a reference may go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Search {
    /// Every scenario may be solved for it.
    Solving,
    /// Only scenarios that leave nothing to choose are looked at: whoever answers a share of a batch must not solve it all.
    Cheaply,
}

/// Why there is no reference although there are scenarios.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoReference {
    /// It cannot be found without solving every scenario.
    #[error("no scenario that leaves nothing to choose spends exactly today's amounts")]
    NotCheaply,
    /// The one asked for has no answer itself.
    #[error("scenario `{asked}` has no answer itself, so nothing can be held against it")]
    NoAnswer {
        /// The id asked for.
        asked: String,
    },
}

impl Yardstick {
    /// Draws without a reference: every difference is against nought.
    #[must_use]
    pub fn new(setting: Setting) -> Self {
        Self { setting, reference: None, held_against: Vec::new(), decided: BTreeMap::new() }
    }

    /// The draws.
    #[must_use]
    pub fn setting(&self) -> &Setting {
        &self.setting
    }

    /// The id of the reference.
    #[must_use]
    pub fn reference(&self) -> Option<&str> {
        self.reference.as_deref()
    }

    /// Finds the reference among candidates in the order of their ids: the one asked for; else the first that spends
    /// exactly today's amounts, those that leave nothing to choose before those that are solved; else the first that
    /// has an answer.
    ///
    /// # Errors
    /// The one asked for has no answer, or the search may not solve, and would have to.
    pub fn hold_against_one_of(
        &mut self,
        candidates: &[&Scenario],
        asked: Option<&str>,
        search: Search,
    ) -> Result<(), NoReference> {
        let named = candidates.iter().find(|candidate| Some(candidate.id()) == asked);
        let mut found = named.and_then(|named| self.allocated(named));
        if let (Some(named), None) = (named, &found) {
            return Err(NoReference::NoAnswer { asked: named.id().to_owned() });
        }
        let today = Allocation::reference(self.setting.evidence());
        let leaves_nothing = |scenario: &&&Scenario| Region::of(scenario).only().is_some();
        let (cheap, dear): (Vec<&&Scenario>, Vec<&&Scenario>) = candidates.iter().partition(leaves_nothing);
        let spends_today = |(_, allocation): &(String, Allocation)| allocation.is_same_as(&today);
        if found.is_none() {
            found = cheap.iter().filter_map(|candidate| self.allocated(candidate)).find(spends_today);
        }
        if found.is_none() && search == Search::Cheaply && candidates.len() > 1 {
            return Err(NoReference::NotCheaply);
        }
        if found.is_none() {
            found = dear.iter().filter_map(|candidate| self.allocated(candidate)).find(spends_today);
        }
        let found = found.or_else(|| candidates.iter().find_map(|candidate| self.allocated(candidate)));
        if let Some((id, allocation)) = found {
            self.held_against = self.setting.outcomes(&allocation).harm;
            self.reference = Some(id);
        }
        Ok(())
    }

    /// What a scenario comes to, remembered for when it is measured.
    fn allocated(&mut self, scenario: &Scenario) -> Option<(String, Allocation)> {
        let id = scenario.id().to_owned();
        let decision = self.decided.entry(id.clone()).or_insert_with(|| decide(&self.setting, scenario));
        match decision {
            Ok(Decision::Allocated { allocation, .. }) => Some((id, allocation.clone())),
            _ => None,
        }
    }

    /// Measures a scenario, and beside it the same scenario with money moved where moves are asked for.
    #[must_use]
    pub fn measure(&self, scenario: Scenario, moves: &[Move]) -> Vec<Compared> {
        let decision = match self.decided.get(scenario.id()) {
            Some(decided) => decided.clone(),
            None => decide(&self.setting, &scenario),
        };
        let mut variant = None;
        if let (false, Ok(Decision::Allocated { allocation, .. })) = (moves.is_empty(), &decision) {
            variant = Some(match moved(&scenario, allocation, moves) {
                Ok(Ok(variant)) => {
                    let decision = decide(&self.setting, &variant);
                    self.compared(variant, decision)
                }
                Ok(Err(problems)) => {
                    let said =
                        problems.iter().map(|problem| format!("{}: {}", problem.place, problem.found)).next();
                    Compared::Broken(Broken::moved(&scenario, &said.unwrap_or_default()))
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
        let outcomes = self.setting.outcomes(&allocation);
        let figures = self.figures(&outcomes).filter(|_| outcomes.harm.iter().all(|harm| harm.is_finite()));
        let Some(Figures { harm, harm_avoided, versus, threats }) = figures else {
            let error = StudyError::NotFinite { scenario: scenario.id().to_owned() };
            return Compared::Broken(Broken::solving(&scenario, &error));
        };
        let bridge = bridge(&self.setting, &allocation, harm_avoided.mean);
        Compared::Answered(Box::new(ScenarioResult {
            scenario,
            allocation,
            optimum,
            harm,
            harm_avoided,
            versus,
            threats,
            bridge,
        }))
    }

    /// The figures of one scenario; `None` of fewer draws than can be summarised, which no `Draws` allows.
    fn figures(&self, outcomes: &Outcomes) -> Option<Figures> {
        let today = self.setting.today();
        let threats = outcomes.threat_harm.iter().enumerate().map(|(t, harm)| {
            let harm = harm.zip(today.threat_harm[t]).map(|(harm, before)| (harm, before - harm));
            let counts = outcomes.counts[t].iter().zip(&today.counts[t]).filter_map(|(count, before)| {
                let avoided = Summary::of(&difference(before, count))?;
                Some(CountAvoided { mean: Summary::of(count)?.mean, avoided })
            });
            ThreatResult { harm, counts: counts.collect() }
        });
        Some(Figures {
            harm: Summary::of(&outcomes.harm)?,
            harm_avoided: Summary::of(&self.setting.avoided(outcomes))?,
            versus: Summary::of(&self.versus(outcomes))?,
            threats: threats.collect(),
        })
    }

    /// Harm avoided against the reference, draw by draw; against nought harm where there is no reference.
    #[must_use]
    pub fn versus(&self, outcomes: &Outcomes) -> Vec<f64> {
        difference(&self.held_against, &outcomes.harm)
    }
}

struct Figures {
    harm: Summary,
    harm_avoided: Summary,
    versus: Summary,
    threats: Vec<ThreatResult>,
}
