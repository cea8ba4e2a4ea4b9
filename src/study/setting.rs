//! What scenarios that can be compared have in common: evidence, draws, and what happens today.

use crate::model::Allocation;
use crate::model::Evidence;
use crate::model::Measure;
use crate::model::Scenario;
use crate::model::Simulation;
use crate::optimise::SolveError;
use crate::risk::Summary;
use crate::simulate::Futures;
use crate::simulate::Holding;
use crate::simulate::Outcomes;
use crate::simulate::SimulateError;
use crate::simulate::fits;
use crate::simulate::outcomes;
use crate::simulate::totals;
use crate::study::Nobody;
use crate::study::Overseer;
use std::sync::Arc;

/// Evidence with its draws, and today's outcome in each of them.
#[derive(Clone, Debug)]
pub struct Setting {
    evidence: Arc<Evidence>,
    simulation: Simulation,
    futures: Futures,
    /// Reference spend as efforts, £m by programme.
    efforts_today: Vec<f64>,
    today: Outcomes,
    overseer: Arc<dyn Overseer>,
}

/// A study that could not be carried out.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum StudyError {
    /// The evidence cannot be simulated.
    #[error("evidence `{evidence}`: {problem}")]
    Simulate {
        /// The evidence's name.
        evidence: String,
        /// What is wrong with it.
        problem: SimulateError,
    },
    /// A figure that is no finite number.
    #[error(
        "scenario `{scenario}`: its modelled {quantity} is not a finite number; a strength or an amount is beyond all measure"
    )]
    NotFinite {
        /// The scenario's id.
        scenario: String,
        /// Of what: `harm`, `number of deaths`.
        quantity: String,
    },
    /// The solver broke.
    #[error("scenario `{scenario}`: {problem}")]
    Solve {
        /// The scenario's id.
        scenario: String,
        /// What broke.
        problem: SolveError,
    },
}

impl StudyError {
    /// A figure of a scenario that is no finite number.
    pub(super) fn not_finite(scenario: &Scenario, quantity: &str) -> Self {
        Self::NotFinite { scenario: scenario.id().to_owned(), quantity: quantity.to_owned() }
    }

    /// Whether nothing is wrong, but the time was up or somebody asked to stop.
    #[must_use]
    pub fn is_ended(&self) -> bool {
        matches!(self, Self::Solve { problem: SolveError::Ended { .. }, .. })
    }
}

impl Setting {
    /// Samples the evidence and runs today's allocation.
    ///
    /// # Errors
    /// Evidence that cannot be simulated, or more draws than fit into memory.
    pub fn new(evidence: Arc<Evidence>, simulation: Simulation) -> Result<Self, StudyError> {
        Self::holding(evidence, simulation, Holding::Futures)
    }

    fn holding(
        evidence: Arc<Evidence>,
        simulation: Simulation,
        holding: Holding,
    ) -> Result<Self, StudyError> {
        let futures = fits(&evidence, simulation, holding)
            .and_then(|bytes| Futures::drawn_within(&evidence, simulation, bytes))
            .map_err(|problem| StudyError::Simulate { evidence: evidence.name().to_owned(), problem })?;
        let efforts_today = Allocation::reference(&evidence).efforts(&evidence);
        let today = outcomes(&futures, &efforts_today);
        Ok(Self { evidence, simulation, futures, efforts_today, today, overseer: Arc::new(Nobody) })
    }

    /// The same, with every search looked on.
    #[must_use]
    pub fn overseen_by(mut self, overseer: Arc<dyn Overseer>) -> Self {
        self.overseer = overseer;
        self
    }

    /// Who looks on while something is searched.
    #[must_use]
    pub fn overseer(&self) -> &dyn Overseer {
        &*self.overseer
    }

    /// The same where every programme's share of harm avoided will be asked for.
    ///
    /// # Errors
    /// As [`Setting::new`].
    pub fn with_room_for_shares(evidence: Arc<Evidence>, simulation: Simulation) -> Result<Self, StudyError> {
        Self::holding(evidence, simulation, Holding::Shares)
    }

    /// The evidence.
    #[must_use]
    pub fn evidence(&self) -> &Arc<Evidence> {
        &self.evidence
    }

    /// Which draws.
    #[must_use]
    pub fn simulation(&self) -> Simulation {
        self.simulation
    }

    /// The draws.
    #[must_use]
    pub fn futures(&self) -> &Futures {
        &self.futures
    }

    /// What happens at reference spend.
    #[must_use]
    pub fn today(&self) -> &Outcomes {
        &self.today
    }

    /// What happens under an allocation.
    #[must_use]
    pub fn outcomes(&self, allocation: &Allocation) -> Outcomes {
        let efforts = self.efforts(allocation);
        // A pass over many draws takes long, and this one has been made.
        if self.are_todays(&efforts) { self.today.clone() } else { outcomes(&self.futures, &efforts) }
    }

    /// Harm under an allocation, £m a year, draw by draw: as in its outcomes.
    #[must_use]
    pub fn harm(&self, allocation: &Allocation) -> Vec<f64> {
        let efforts = self.efforts(allocation);
        if self.are_todays(&efforts) {
            return self.today.harm.clone();
        }
        totals(&self.futures, &efforts, &Measure::Harm)
    }

    fn efforts(&self, allocation: &Allocation) -> Vec<f64> {
        allocation.settled(&self.evidence).efforts(&self.evidence)
    }

    /// Whether efforts are today's to the last bit, so that everything that comes of them is.
    fn are_todays(&self, efforts: &[f64]) -> bool {
        efforts.iter().map(|effort| effort.to_bits()).eq(self.efforts_today.iter().map(|x| x.to_bits()))
    }

    /// Harm avoided against reference spend, £m a year, draw by draw.
    #[must_use]
    pub fn avoided(&self, outcomes: &Outcomes) -> Vec<f64> {
        difference(&self.today.harm, &outcomes.harm)
    }
}

/// How much less the second is than the first, draw by draw.
pub(super) fn difference(before: &[f64], after: &[f64]) -> Vec<f64> {
    before.iter().zip(after).map(|(before, after)| before - after).collect()
}

/// A quantity of a scenario over draws, of which there are always enough to be summarised.
///
/// # Errors
/// A figure of it is no finite number.
pub(super) fn summary(scenario: &Scenario, quantity: &str, values: &[f64]) -> Result<Summary, StudyError> {
    Summary::of(values).ok_or_else(|| StudyError::not_finite(scenario, quantity))
}
