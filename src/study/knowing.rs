//! What moves a proposal, and what finding out would be worth to it: the part of a report that says what it rests on.

use crate::id::Address;
use crate::model::Grade;
use crate::model::Scenario;
use crate::model::Simulation;
use crate::risk::Estimate;
use crate::study::CompareError;
use crate::study::Overseer;
use crate::study::Progress;
use crate::study::StudyError;
use crate::study::sensitivity::Sensed;
use crate::study::sensitivity::SensitivityAsked;
use crate::study::sensitivity::Shift;
use crate::study::sensitivity::sensitivity;
use crate::study::voi::scenarios::Told;
use crate::study::voi::scenarios::VoiError;
use crate::study::voi::scenarios::VoiWanted;
use crate::study::voi::scenarios::value_of_information;
use crate::units::Draws;
use std::sync::Arc;

/// The first so many draws say which assumptions matter; the commands for it ask all of them.
const DRAWS: usize = 2_048;

/// Fewer outer draws of groups than the command takes.
const OUTER: usize = 32;

/// What moves a scenario, and what finding out is worth to it.
#[derive(Clone, Debug)]
pub struct Knowing {
    /// On how many draws.
    pub draws: usize,
    /// Mean harm avoided against today's money on them, £m a year; of a plan at present value.
    pub avoided: f64,
    /// Assumptions that move it, those first that move it most.
    pub moved: Vec<Moved>,
    /// What finding out is worth; `None` where the run had to end.
    pub told: Option<Told>,
}

/// An assumption at its 5% and 95% points, the others as they are drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Moved {
    /// Its address.
    pub address: Address,
    /// What it is, in words with its unit.
    pub what: String,
    /// How well it is known.
    pub grade: Grade,
    /// Mean harm avoided at its 5% point; `None` where some draw is then no number.
    pub low: Option<f64>,
    /// The same at its 95% point.
    pub high: Option<f64>,
    /// Its part of the variance of harm avoided, its Shapley effect; `None` where nothing varies.
    pub share: Option<Estimate>,
}

impl Moved {
    /// By how much it moves harm avoided between its points.
    #[must_use]
    pub fn span(&self) -> f64 {
        self.low.zip(self.high).map_or(0.0, |(low, high)| (high - low).abs())
    }
}

/// What moves a scenario and what finding out is worth to it; `None` where nothing is uncertain, the scenario has no answer on so
/// many draws, or the run had to end.
///
/// # Errors
/// The solver broke.
pub(super) fn knowing(scenario: &Scenario, progress: &dyn Progress) -> Result<Option<Knowing>, StudyError> {
    let simulation = scenario.simulation();
    let draws = Draws::new(simulation.draws.get().min(DRAWS)).unwrap_or(simulation.draws);
    let scenario = scenario.clone().simulated_with(Simulation { draws, ..simulation });
    let unheard = Unheard(progress);
    let sensed = sensitivity(vec![scenario.clone()], &SensitivityAsked::default(), &unheard);
    let sensed = match sensed {
        Ok(sensed) => sensed.blocks.into_iter().next().filter(|block| !block.scenarios.is_empty()),
        Err(CompareError::Study(error)) if !error.is_ended() => return Err(error),
        Err(_) => None,
    };
    let Some(sensed) = sensed else { return Ok(None) };
    progress.advance("what moves it");
    let wanted = VoiWanted { outer_draws: OUTER, ..VoiWanted::default() };
    let told = match value_of_information(&[scenario], &wanted, &unheard) {
        Ok(told) => told.decisions.into_iter().next_back(),
        Err(VoiError::Study(error)) if !error.is_ended() => return Err(error),
        Err(_) => None,
    };
    progress.advance("what finding out is worth");
    let avoided = sensed.scenarios.first().map_or(0.0, |own| own.harm_avoided.mean);
    Ok(Some(Knowing { draws: draws.get(), avoided, moved: moved(&sensed, avoided), told }))
}

/// The assumptions that can move the first scenario, the widest first; of two alike in the order of addresses.
fn moved(sensed: &Sensed, base: f64) -> Vec<Moved> {
    let shares = sensed.shares.first().and_then(Option::as_ref);
    let each = sensed.tornado.iter().filter_map(|swing| {
        let &number = swing.numbers.first()?;
        let factor = sensed.factors.get(number).filter(|_| sensed.moving[number])?;
        let at = |shift: &Option<Shift>| Some(base + shift.as_ref()?.avoided.first()?);
        Some(Moved {
            address: factor.address.clone(),
            what: factor.what.clone(),
            grade: factor.grade,
            low: at(&swing.low),
            high: at(&swing.high),
            share: shares.and_then(|shares| shares.numbers.get(number).copied()),
        })
    });
    let mut each: Vec<Moved> = each.collect();
    each.sort_by(|a, b| b.span().total_cmp(&a.span()).then_with(|| a.address.cmp(&b.address)));
    each
}

/// A study inside another one, whose own steps nobody counted.
struct Unheard<'a>(&'a dyn Progress);

impl Progress for Unheard<'_> {
    fn begin(&self, _steps: usize) {}

    fn advance(&self, _step: &str) {}

    fn overseer(&self) -> Arc<dyn Overseer> {
        self.0.overseer()
    }
}
