//! What moves a proposal, and what finding out would be worth to it: the part of a report that says what it rests on.

use crate::id::Address;
use crate::model::Factor;
use crate::model::Grade;
use crate::model::Scenario;
use crate::model::Simulation;
use crate::optimise::Region;
use crate::risk::Estimate;
use crate::study::Progress;
use crate::study::StudyError;
use crate::study::progress::Unheard;
use crate::study::sensitivity::Shift;
use crate::study::sensitivity::Swing;
use crate::study::sensitivity::brief;
use crate::study::voi::scenarios::Told;
use crate::study::voi::scenarios::VoiError;
use crate::study::voi::scenarios::VoiWanted;
use crate::study::voi::scenarios::value_of_information;
use crate::units::Draws;

/// The first so many draws say which assumptions matter; the commands for it ask all of them.
const DRAWS: usize = 2_048;

/// So many assumptions are asked what knowing them is worth: as many as are drawn.
const MOST: usize = 12;

/// What moves a scenario, and what finding out is worth to it.
#[derive(Clone, Debug)]
pub struct Knowing {
    /// On how many draws.
    pub draws: usize,
    /// Mean harm avoided against today's money on them, £m a year; of a plan at present value.
    pub avoided: f64,
    /// Assumptions that move it, those first that move it most.
    pub moved: Vec<Moved>,
    /// What finding out is worth; `None` where the run had to end, and where programmes are on or off.
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
    /// The part of the variance of harm avoided that it explains alone, its first-order index; `None` where nothing varies.
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
    let brief = match brief(&scenario) {
        Ok(brief) => brief,
        Err(error) if !error.is_ended() => return Err(error),
        Err(_) => None,
    };
    let Some(brief) = brief else { return Ok(None) };
    progress.advance("what moves it");
    let avoided = brief.subject.harm_avoided.mean;
    let moved = moved(brief.moved, avoided);
    if moved.first().is_none_or(|own| own.span() <= 0.0) {
        return Ok(None);
    }
    // What moves an answer little is worth little: only the widest are asked what knowing them is worth.
    let only = moved.iter().take(MOST).map(|own| own.address.clone()).collect();
    let wanted = VoiWanted { only, has_groups: false, ..VoiWanted::default() };
    // Branch and bound some hundred times over would take longer than all the rest; the command does it for whoever asks.
    let is_quick = Region::of(&scenario).switches().is_empty();
    let told = if is_quick { told(scenario, &wanted, progress)? } else { None };
    progress.advance("what finding out is worth");
    Ok(Some(Knowing { draws: draws.get(), avoided, moved, told }))
}

/// What finding out is worth to a scenario; `None` where nothing can be said of it, or the run had to end.
fn told(scenario: Scenario, wanted: &VoiWanted, progress: &dyn Progress) -> Result<Option<Told>, StudyError> {
    match value_of_information(&[scenario], wanted, &Unheard(progress)) {
        Ok(told) => Ok(told.decisions.into_iter().next_back()),
        Err(VoiError::Study(error)) if !error.is_ended() => Err(error),
        Err(_) => Ok(None),
    }
}

/// The numbers that can move a scenario with this mean, the widest first; of two alike in the order of addresses.
fn moved(each: Vec<(Factor, Swing, Option<Estimate>)>, base: f64) -> Vec<Moved> {
    let each = each.into_iter().map(|(factor, swing, share)| {
        let at = |shift: &Option<Shift>| Some(base + shift.as_ref()?.avoided.first()?);
        let Factor { address, what, grade, .. } = factor;
        Moved { address, what, grade, low: at(&swing.low), high: at(&swing.high), share }
    });
    let mut each: Vec<Moved> = each.collect();
    each.sort_by(|a, b| b.span().total_cmp(&a.span()).then_with(|| a.address.cmp(&b.address)));
    each
}
