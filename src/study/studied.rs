//! What the observations in the evidence changed: the same money on the draws before and after them, draw by draw.

use crate::model::Allocation;
use crate::model::Scenario;
use crate::risk::Summary;
use crate::study::Decision;
use crate::study::Setting;
use crate::study::StudyError;
use crate::study::decide;
use crate::study::setting::HARM;
use crate::study::setting::difference;
use crate::study::setting::summary;

/// What observations changed of an allocation's harm avoided against reference spend. The draws before and after them share
/// their uniforms, so the difference is one of pairs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Studied {
    /// Harm avoided as it was believed before.
    pub before: Summary,
    /// How much more is believed now.
    pub change: Summary,
}

/// What would have been best before the observations.
#[derive(Clone, Debug, PartialEq)]
pub struct BestBefore {
    /// Money by programme.
    pub allocation: Allocation,
    /// How much more harm the best now avoids than that, as it is believed now.
    pub gain: Summary,
}

/// What the observations changed of an allocation that avoids so much; `None` where nothing was observed, and where what
/// was believed before cannot be simulated.
///
/// # Errors
/// A figure that is no finite number.
pub(super) fn studied(
    setting: &Setting,
    scenario: &Scenario,
    allocation: &Allocation,
    avoided: &[f64],
) -> Result<Option<Studied>, StudyError> {
    let Some(before) = setting.before_observations() else { return Ok(None) };
    let earlier = difference(&before.today().harm, &before.harm(allocation));
    let change = difference(avoided, &earlier);
    Ok(Some(Studied {
        before: summary(scenario, HARM, &earlier)?,
        change: summary(scenario, HARM, &change)?,
    }))
}

/// What would have been best before the observations, held against the best now; `None` where nothing was observed or
/// nothing is left to choose, and where there was no best before.
///
/// # Errors
/// A figure that is no finite number.
pub(super) fn best_before(
    setting: &Setting,
    scenario: &Scenario,
    best: &Allocation,
) -> Result<Option<BestBefore>, StudyError> {
    let Some(before) = setting.before_observations() else { return Ok(None) };
    let Ok(earlier) = scenario.on_assumed(before.evidence().clone(), &[]) else { return Ok(None) };
    let Ok(Decision::Allocated { allocation, certificate: Some(_) }) = decide(before, &earlier) else {
        return Ok(None);
    };
    let gain = difference(&setting.harm(&allocation), &setting.harm(best));
    let gain = summary(scenario, HARM, &gain)?;
    Ok(Some(BestBefore { allocation, gain }))
}
