//! The allocation that a scenario comes to: worked out where nothing is left to choose, else the best.

use crate::model::Allocation;
use crate::model::Scenario;
use crate::optimise::Certificate;
use crate::optimise::Mean;
use crate::optimise::Microlp;
use crate::optimise::Options;
use crate::optimise::Region;
use crate::optimise::Violation;
use crate::optimise::minimise;
use crate::study::Setting;
use crate::study::StudyError;

/// What a scenario comes to.
#[derive(Clone, Debug, PartialEq)]
pub enum Decision {
    /// Money by programme, and the proof that nothing better is allowed where there was a choice.
    Allocated {
        /// Money by programme.
        allocation: Allocation,
        /// The proof; `None` where nothing was left to choose.
        certificate: Option<Certificate>,
    },
    /// No allocation is allowed: an answer, not an error.
    Impossible(Impossible),
}

/// A scenario whose rules no allocation can keep.
#[derive(Clone, Debug, PartialEq)]
pub struct Impossible {
    /// The rules that the only candidate breaks; empty where the rules clash with each other.
    pub broken: Vec<Violation>,
}

/// Works out or finds the allocation of a scenario.
///
/// # Errors
/// The solver broke.
pub fn decide(setting: &Setting, scenario: &Scenario) -> Result<Decision, StudyError> {
    let region = Region::of(scenario);
    if let Some(only) = region.only() {
        let broken = region.violations(only);
        return Ok(if broken.is_empty() {
            Decision::Allocated { allocation: only.clone(), certificate: None }
        } else {
            Decision::Impossible(Impossible { broken })
        });
    }
    let broke = |problem| StudyError::Solve { scenario: scenario.id().to_owned(), problem };
    let today = Allocation::reference(setting.evidence());
    let Some(start) = region.nearest_to(&today, &Microlp).map_err(broke)? else {
        return Ok(Decision::Impossible(Impossible { broken: Vec::new() }));
    };
    let oracle = Mean { futures: setting.futures(), measure: scenario.objective().measure.clone() };
    let solved = minimise(&oracle, &region, &start, &Microlp, Options::default()).map_err(broke)?;
    Ok(Decision::Allocated { allocation: solved.allocation, certificate: Some(solved.certificate) })
}
