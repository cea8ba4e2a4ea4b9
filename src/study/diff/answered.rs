//! One question asked of one setting.

use crate::model::Allocation;
use crate::model::Measure;
use crate::model::Scenario;
use crate::study::Decision;
use crate::study::Ground;
use crate::study::Overseer;
use crate::study::Setting;
use crate::study::StudyError;
use crate::study::decide;
use crate::study::diff::ladder::Measured;
use crate::study::setting::HARM;
use crate::study::setting::summary;
use std::sync::Arc;

/// A setting, or none where the evidence cannot be simulated.
///
/// # Errors
/// Anything else that stands in the way.
pub(super) fn setting(ground: Ground, overseer: &Arc<dyn Overseer>) -> Result<Option<Setting>, StudyError> {
    match Setting::on(ground) {
        Ok(setting) => Ok(Some(setting.overseen_by(Arc::clone(overseer)))),
        Err(StudyError::Simulate { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Harm at reference spend.
pub(super) fn harm_today(setting: &Setting) -> Measured {
    Measured { draws: setting.today().harm.clone(), gap: 0.0, simulation: setting.simulation() }
}

/// Harm avoided by some money.
pub(super) fn avoided(setting: &Setting, allocation: &Allocation) -> Measured {
    let draws = setting.avoided(&setting.outcomes(allocation));
    Measured { draws, gap: 0.0, simulation: setting.simulation() }
}

/// Harm avoided by what a scenario decides; none where nothing is allowed.
///
/// # Errors
/// A solver broke, or a figure that is no finite number.
pub(super) fn decided(setting: &Setting, scenario: &Scenario) -> Result<Option<Measured>, StudyError> {
    let Decision::Allocated { allocation, certificate } = decide(setting, scenario)? else { return Ok(None) };
    let measured = avoided(setting, &allocation);
    summary(scenario, HARM, &measured.draws)?;
    // What is best at a count is proven in its unit.
    let is_in_pounds = scenario.objective().measure == Measure::Harm;
    let gap = certificate.filter(|_| is_in_pounds).map_or(0.0, |proof| (proof.upper - proof.lower).max(0.0));
    Ok(Some(Measured { gap, ..measured }))
}
