//! What scenarios that can be compared have in common: evidence, draws, and what happens today.

use crate::model::Allocation;
use crate::model::Evidence;
use crate::model::Horizon;
use crate::model::Measure;
use crate::model::Scenario;
use crate::model::Simulation;
use crate::model::Timeline;
use crate::optimise::SolveError;
use crate::risk::Summary;
use crate::simulate::Futures;
use crate::simulate::Holding;
use crate::simulate::Outcomes;
use crate::simulate::SimulateError;
use crate::simulate::fits;
use crate::simulate::outcomes;
use crate::simulate::totals;
use crate::study::Ground;
use crate::study::Nobody;
use crate::study::Overseer;
use std::sync::Arc;

/// Evidence with its draws over its years, and today's outcome in each of them.
#[derive(Clone, Debug)]
pub struct Setting {
    ground: Ground,
    timeline: Timeline,
    futures: Futures,
    /// The years behind the last one whose harm counts, in which money of the plan is still felt.
    behind: Option<Box<Behind>>,
    /// Reference spend, in every year.
    reference: Allocation,
    /// The same as efforts that are felt, £m by programme and year.
    efforts_today: Vec<f64>,
    today: Outcomes,
    /// The same on what was believed before anything was observed; `None` where nothing was.
    before: Option<Box<Self>>,
    overseer: Arc<dyn Overseer>,
}

/// Years in which money of a plan is felt, and that do not count.
#[derive(Clone, Debug)]
struct Behind {
    timeline: Timeline,
    futures: Futures,
    /// The present value of harm in them at reference spend, draw by draw.
    today: Vec<f64>,
}

impl Behind {
    /// The years that a ground leaves out; `None` where there are none.
    fn of(ground: &Ground, settled: &Futures, reference: &Allocation) -> Option<Box<Self>> {
        let own = ground.horizon.as_ref().filter(|horizon| !horizon.tail)?;
        let timeline = Timeline::of(&ground.evidence, Some(&Horizon { tail: true, ..own.clone() }));
        let years = own.years..timeline.felt_years();
        if years.is_empty() {
            return None;
        }
        let futures = settled.over_some(&timeline, years);
        let efforts = timeline.efforts(reference, &ground.evidence);
        let today = totals(&futures, &efforts, &Measure::Harm);
        Some(Box::new(Self { timeline, futures, today }))
    }
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
    /// Samples the evidence for one settled year and runs today's allocation.
    ///
    /// # Errors
    /// As [`Setting::on`].
    pub fn new(evidence: Arc<Evidence>, simulation: Simulation) -> Result<Self, StudyError> {
        Self::on(Ground::settled(evidence, simulation))
    }

    /// Samples the evidence of a ground and runs today's allocation over its years.
    ///
    /// # Errors
    /// Evidence that cannot be simulated, or more draws than fit into memory.
    pub fn on(ground: Ground) -> Result<Self, StudyError> {
        Self::holding(ground, Holding::Futures)
    }

    fn holding(ground: Ground, holding: Holding) -> Result<Self, StudyError> {
        let Ground { evidence, simulation, .. } = &ground;
        let bytes = fits(evidence, *simulation, holding)
            .map_err(|problem| StudyError::Simulate { evidence: evidence.name().to_owned(), problem })?;
        let Some(before) = evidence.before_observations() else { return Self::within(ground, bytes) };
        let before = Ground { evidence: Arc::new(before), ..ground.clone() };
        // What was believed before need not be fit to be drawn from.
        let before = Self::within(before, bytes / 2).ok().map(Box::new);
        Ok(Self { before, ..Self::within(ground, bytes / 2)? })
    }

    /// The same, holding so many bytes of compiled draws.
    fn within(ground: Ground, bytes: u64) -> Result<Self, StudyError> {
        let Ground { evidence, simulation, .. } = &ground;
        let settled = Futures::drawn_within(evidence, *simulation, bytes)
            .map_err(|problem| StudyError::Simulate { evidence: evidence.name().to_owned(), problem })?;
        let timeline = ground.timeline();
        let reference = timeline.today(evidence);
        let efforts_today = timeline.efforts(&reference, evidence);
        let behind = Behind::of(&ground, &settled, &reference);
        let futures = settled.over(&timeline);
        let today = outcomes(&futures, &efforts_today);
        let overseer = Arc::new(Nobody);
        let before = None;
        Ok(Self { ground, timeline, futures, behind, reference, efforts_today, today, before, overseer })
    }

    /// The same draws before anything was observed, number by number from the same uniforms; `None` where nothing was
    /// observed, and where what was believed before cannot be simulated.
    #[must_use]
    pub fn before_observations(&self) -> Option<&Self> {
        self.before.as_deref()
    }

    /// The same, with every search looked on.
    #[must_use]
    pub fn overseen_by(mut self, overseer: Arc<dyn Overseer>) -> Self {
        self.before = self.before.map(|before| Box::new(before.overseen_by(Arc::clone(&overseer))));
        self.overseer = overseer;
        self
    }

    /// Who looks on, to look on elsewhere too.
    pub(super) fn shared_overseer(&self) -> Arc<dyn Overseer> {
        Arc::clone(&self.overseer)
    }

    /// Who looks on while something is searched.
    #[must_use]
    pub fn overseer(&self) -> &dyn Overseer {
        &*self.overseer
    }

    /// The same where every programme's share of harm avoided will be asked for.
    ///
    /// # Errors
    /// As [`Setting::on`].
    pub fn with_room_for_shares(ground: Ground) -> Result<Self, StudyError> {
        Self::holding(ground, Holding::Shares)
    }

    /// What scenarios stand on here.
    #[must_use]
    pub fn ground(&self) -> &Ground {
        &self.ground
    }

    /// The years, and how money in them is felt.
    #[must_use]
    pub fn timeline(&self) -> &Timeline {
        &self.timeline
    }

    /// Reference spend, in every year.
    #[must_use]
    pub fn reference(&self) -> &Allocation {
        &self.reference
    }

    /// The evidence.
    #[must_use]
    pub fn evidence(&self) -> &Arc<Evidence> {
        &self.ground.evidence
    }

    /// Which draws.
    #[must_use]
    pub fn simulation(&self) -> Simulation {
        self.ground.simulation
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

    /// Planned efforts as they are felt, £m by programme and year; money that did not move moves none by rounding.
    fn efforts(&self, allocation: &Allocation) -> Vec<f64> {
        self.felt(&allocation.settled(self.evidence()))
    }

    /// Planned efforts as they are felt under an allocation as it is, £m by programme and year.
    pub(super) fn felt(&self, allocation: &Allocation) -> Vec<f64> {
        self.timeline.efforts(allocation, self.evidence())
    }

    /// Present value of harm avoided against reference spend in the years that do not count, draw by draw; `None` where money
    /// is felt in none.
    #[must_use]
    pub(super) fn avoided_behind(&self, allocation: &Allocation) -> Option<Vec<f64>> {
        let Behind { timeline, futures, today } = self.behind.as_deref()?;
        let evidence = self.evidence();
        let efforts = timeline.efforts(&allocation.settled(evidence), evidence);
        Some(difference(today, &totals(futures, &efforts, &Measure::Harm)))
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

/// What is summarised, where a message names it.
pub(super) const HARM: &str = "harm";

/// The same of what money is worth.
pub(super) const NET_BENEFIT: &str = "net benefit";

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
