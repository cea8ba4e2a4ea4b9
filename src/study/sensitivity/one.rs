//! One number by itself, where nobody wants to wait for all of them.

use crate::model::Factor;
use crate::model::Scenario;
use crate::simulate::Measured;
use crate::study::Ground;
use crate::study::Silent;
use crate::study::StudyError;
use crate::study::sensitivity::panel::Panel;
use crate::study::sensitivity::switching::Switch;
use crate::study::sensitivity::tornado::Trial;

/// A number with the values beyond which a scenario and today's money change places.
#[derive(Clone, Debug)]
pub struct OneNumber {
    /// The number.
    pub factor: Factor,
    /// Whether it can move harm avoided at all.
    pub is_moving: bool,
    /// Whether the scenario is preferred to today's money on the draws as they are.
    pub is_preferred: bool,
    /// In the order of its quantiles.
    pub switches: Vec<Switch>,
}

/// The switching values of one number for a scenario against today's money; `None` where no uncertain number has the address.
///
/// # Errors
/// Evidence that cannot be simulated.
pub fn switching_of(scenario: &Scenario, address: &str) -> Result<Option<OneNumber>, StudyError> {
    let panel = Panel::of(std::slice::from_ref(scenario), Ground::of(scenario), &Silent)?;
    let Some(number) = panel.factors.iter().position(|factor| factor.address.as_str() == address) else {
        return Ok(None);
    };
    let measured = Measured::of(&panel.sample, panel.efforts());
    let choices: Vec<_> = panel.decided.iter().map(|_| None).collect();
    let trial = Trial::of(&panel, &measured, &choices);
    let switches = trial.switching(&[number]).into_iter().next().map(|own| own.switches).unwrap_or_default();
    Ok(Some(OneNumber {
        factor: panel.factors[number].clone(),
        is_moving: panel.moving[number],
        is_preferred: trial.preferred().is_some(),
        switches,
    }))
}
