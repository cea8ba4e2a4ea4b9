//! The best allocation and what proves it, without the rest of what `optimise` says: an answer for somebody who waits for it.

use crate::model::Allocation;
use crate::model::Scenario;
use crate::optimise::Certificate;
use crate::optimise::Prices;
use crate::optimise::Region;
use crate::optimise::default_solver;
use crate::optimise::prices;
use crate::optimise::slopes;
use crate::study::Decision;
use crate::study::Impossible;
use crate::study::NearRange;
use crate::study::Setting;
use crate::study::StudyError;
use crate::study::decide;
use crate::study::decide::decide_on;
use crate::study::near::near_ranges;
use crate::study::near::strands;
use crate::study::objective;
use crate::study::optimise::decided_region;

/// The best allocation of a scenario.
#[derive(Clone, Debug)]
pub struct Optimum {
    /// Money by programme.
    pub allocation: Allocation,
    /// The proof; `None` where nothing was left to choose.
    pub certificate: Option<Certificate>,
    /// What each rule costs; `None` likewise.
    pub prices: Option<Prices>,
}

/// Finds the best allocation of a scenario, beginning at the allowed one nearest to another, and what its rules cost there.
///
/// # Errors
/// A solver that broke.
pub fn optimum(
    setting: &Setting,
    scenario: &Scenario,
    near: &Allocation,
) -> Result<Result<Optimum, Impossible>, StudyError> {
    let region = Region::of(scenario);
    let decision = if region.only().is_some() {
        decide(setting, scenario)?
    } else {
        let watch = setting.overseer().watch(scenario);
        decide_on(setting.futures(), scenario, &region, near, &*watch)?
    };
    let (allocation, certificate) = match decision {
        Decision::Impossible(impossible) => return Ok(Err(impossible)),
        Decision::Allocated { allocation, certificate } => (allocation, certificate),
    };
    let mut priced = None;
    if certificate.is_some() {
        let region = decided_region(scenario, &allocation);
        let slopes = slopes(&*objective(setting.futures(), scenario), &region, &allocation);
        let broke = |problem| StudyError::Solve { scenario: scenario.id().to_owned(), problem };
        priced = Some(prices(&region, &allocation, &slopes, default_solver()).map_err(broke)?);
    }
    Ok(Ok(Optimum { allocation, certificate, prices: priced }))
}

/// How far the money of each strand can move in a year, from 0, before the best is worse by a part of what it improves on today;
/// nothing for a tail objective, whose ranges would take minutes.
///
/// # Errors
/// A solver that broke.
pub fn near_optimum(
    setting: &Setting,
    scenario: &Scenario,
    best: &Allocation,
    part: f64,
    year: usize,
) -> Result<Vec<NearRange>, StudyError> {
    if !scenario.objective().is_smooth() {
        return Ok(Vec::new());
    }
    let region = decided_region(scenario, best);
    let oracle = objective(setting.futures(), scenario);
    near_ranges(setting, scenario, (&*oracle, &region), best, part, strands(setting, year))
        .map_err(|problem| StudyError::Solve { scenario: scenario.id().to_owned(), problem })
}
