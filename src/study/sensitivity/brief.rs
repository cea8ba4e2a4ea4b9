//! What moves one scenario, in brief: the tornado of its harm avoided, and what each number explains alone, from draws that are
//! there. Nothing is solved again and no second sample is run, so that a report can say it.

use crate::model::Factor;
use crate::model::Scenario;
use crate::risk::Estimate;
use crate::risk::given_data;
use crate::simulate::Measured;
use crate::study::Ground;
use crate::study::Silent;
use crate::study::StudyError;
use crate::study::sensitivity::best::Choice;
use crate::study::sensitivity::panel::Panel;
use crate::study::sensitivity::panel::Subject;
use crate::study::sensitivity::panel::avoided;
use crate::study::sensitivity::tornado::Swing;
use crate::study::sensitivity::tornado::Trial;

/// What moves one scenario.
#[derive(Clone, Debug)]
pub struct Brief {
    /// It, with its harm avoided on these draws.
    pub subject: Subject,
    /// Every number that can move it, with its swing, and its first-order index; `None` of that where nothing varies, or there are
    /// too few draws.
    pub moved: Vec<(Factor, Swing, Option<Estimate>)>,
}

/// What moves a scenario; `None` of one without an answer.
///
/// # Errors
/// Evidence that cannot be simulated.
pub fn brief(scenario: &Scenario) -> Result<Option<Brief>, StudyError> {
    let ground = Ground::of(scenario);
    let panel = Panel::of(std::slice::from_ref(scenario), ground, &Silent)?;
    let Some(subject) = panel.decided.first().cloned() else { return Ok(None) };
    let measured = Measured::of(&panel.sample, panel.efforts());
    let choices: [Option<Choice<'_>>; 1] = [None];
    let trial = Trial::of(&panel, &measured, &choices);
    let moving: Vec<usize> = (0..panel.factors.len()).filter(|&number| panel.moving[number]).collect();
    let swings = trial.swings(&moving.iter().map(|&number| vec![number]).collect::<Vec<_>>(), &Silent);
    let outcomes = avoided(&measured.base());
    let own = outcomes.first().map_or(&[][..], Vec::as_slice);
    let moved = moving.into_iter().zip(swings).map(|(number, swing)| {
        (panel.factors[number].clone(), swing, given_data(&panel.sample.values(number), own))
    });
    Ok(Some(Brief { subject, moved: moved.collect() }))
}
