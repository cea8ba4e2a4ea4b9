//! What scenarios must have in common to be compared.

use crate::model::Evidence;
use crate::model::Horizon;
use crate::model::Scenario;
use crate::model::Simulation;
use crate::model::Timeline;
use std::sync::Arc;

/// Evidence, draws and years: scenarios that share them can be compared draw by draw.
#[derive(Clone, Debug)]
pub struct Ground {
    /// The evidence.
    pub evidence: Arc<Evidence>,
    /// Which draws.
    pub simulation: Simulation,
    /// The years, without how fast money may move in them: that is a scenario's own.
    pub horizon: Option<Horizon>,
}

impl Ground {
    /// One settled year.
    #[must_use]
    pub fn settled(evidence: Arc<Evidence>, simulation: Simulation) -> Self {
        Self { evidence, simulation, horizon: None }
    }

    /// What a scenario stands on.
    #[must_use]
    pub fn of(scenario: &Scenario) -> Self {
        let horizon = scenario.horizon().map(|own| Horizon { max_yearly_change: None, ..own.clone() });
        Self { evidence: Arc::clone(scenario.evidence()), simulation: scenario.simulation(), horizon }
    }

    /// Whether scenarios on both can be compared.
    #[must_use]
    pub fn is_same_as(&self, other: &Self) -> bool {
        self.simulation == other.simulation
            && self.horizon == other.horizon
            && (Arc::ptr_eq(&self.evidence, &other.evidence) || self.evidence == other.evidence)
    }

    /// Whether a scenario stands on it.
    #[must_use]
    pub fn carries(&self, scenario: &Scenario) -> bool {
        self.is_same_as(&Self::of(scenario))
    }

    /// Whether a scenario can be compared with those that stand on it: on the same evidence, or on it with some numbers taken
    /// to be something else, since the draws behind those are the same.
    #[must_use]
    pub fn stands_beside(&self, scenario: &Scenario) -> bool {
        self.filed().is_same_as(&Self::of(scenario).filed())
    }

    /// The same with the evidence as its file says.
    #[must_use]
    pub fn filed(&self) -> Self {
        Self { evidence: Arc::clone(self.evidence.filed()), ..self.clone() }
    }

    /// Its years and how money in them is felt.
    #[must_use]
    pub fn timeline(&self) -> Timeline {
        Timeline::of(&self.evidence, self.horizon.as_ref())
    }

    /// Today's money in all its years.
    #[must_use]
    pub fn today(&self) -> Scenario {
        Scenario::today(&self.evidence, self.simulation, self.horizon.as_ref())
    }
}
