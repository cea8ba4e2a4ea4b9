//! How harm avoided responds to the money of one programme, everything else held.

use crate::model::Allocation;
use crate::model::Scenario;
use crate::risk::Summary;
use crate::study::Setting;
use crate::study::StudyError;
use crate::study::setting::HARM;
use crate::study::setting::summary;

/// Harm avoided against today with so much in one programme.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Response {
    /// Its money, £m.
    pub money: f64,
    /// Harm avoided, £m.
    pub harm_avoided: Summary,
}

/// Steps from nothing to the most that is looked at.
const STEPS: usize = 20;

/// Where a programme has nothing and gets nothing today it is looked at up to this, £m.
const LEAST_LOOK: f64 = 10.0;

/// Harm avoided as the money of the programme at a place of the allocation goes from nought to twice what it has or gets today,
/// or to its `max`.
///
/// # Errors
/// A figure that is no finite number.
pub fn response(
    setting: &Setting,
    scenario: &Scenario,
    allocation: &Allocation,
    place: usize,
) -> Result<Vec<Response>, StudyError> {
    let programmes = setting.evidence().programmes();
    let Some(now) = allocation.millions().get(place) else { return Ok(Vec::new()) };
    let programme = &programmes[place % programmes.len().max(1)];
    let look = (2.0 * now.max(programme.reference.millions())).max(LEAST_LOOK);
    let most = programme.max.map_or(look, |max| look.min(max.millions()));
    let at = |step: usize| {
        #[expect(clippy::cast_precision_loss, reason = "steps are few")]
        let money = most * step as f64 / STEPS as f64;
        let mut amounts = allocation.millions().to_vec();
        amounts[place] = money;
        let outcomes = setting.outcomes(&Allocation::from_millions(amounts));
        Ok(Response { money, harm_avoided: summary(scenario, HARM, &setting.avoided(&outcomes))? })
    };
    (0..=STEPS).map(at).collect()
}
