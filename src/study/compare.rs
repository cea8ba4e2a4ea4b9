//! The main job: scenarios side by side.

use crate::model::Evidence;
use crate::model::Scenario;
use crate::model::Simulation;
use crate::simulate::Held;
use crate::simulate::side_by_side;
use crate::study::Broken;
use crate::study::Compared;
use crate::study::Move;
use crate::study::NoReference;
use crate::study::Progress;
use crate::study::ScenarioResult;
use crate::study::Setting;
use crate::study::StudyError;
use crate::study::Unanswered;
use crate::study::Yardstick;
use std::sync::Arc;

/// What is asked besides the scenarios.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Asked {
    /// The id of the scenario that the others are held against.
    pub reference: Option<String>,
    /// Money to move in every scenario, all moves at once; each scenario then stands beside itself moved.
    pub moves: Vec<Move>,
}

/// Scenarios side by side, in blocks that can be compared.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// Blocks in the order of their first scenario's id.
    pub blocks: Vec<Block>,
}

/// Scenarios on the same evidence and the same draws.
#[derive(Clone, Debug)]
pub struct Block {
    /// Their evidence.
    pub evidence: Arc<Evidence>,
    /// Their draws.
    pub simulation: Simulation,
    /// Effects whose implied reach was held in some draws.
    pub held: Vec<Held>,
    /// Which result the others are held against.
    pub reference: usize,
    /// Results: today, and scenarios in the order of their ids.
    pub results: Vec<ScenarioResult>,
    /// Scenarios that no allocation can meet, in the order of ids.
    pub unanswered: Vec<Unanswered>,
    /// Scenarios that could not be worked out, in the order of ids.
    pub broken: Vec<Broken>,
}

/// A comparison that could not be made.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum CompareError {
    /// No scenario has the id asked for as the reference.
    #[error("there is no scenario `{asked}` to compare with")]
    NoSuchReference {
        /// The id asked for.
        asked: String,
        /// The ids there are.
        known: Vec<String>,
    },
    /// No scenario has the id asked for as the proposal.
    #[error("there is no scenario `{asked}` to propose")]
    NoSuchProposal {
        /// The id asked for.
        asked: String,
        /// The ids there are.
        known: Vec<String>,
    },
    /// There is no reference.
    #[error(transparent)]
    NoReference(#[from] NoReference),
    /// The scenario to propose has no answer.
    #[error("scenario `{asked}` has no answer, so it cannot be looked at closely")]
    NoAnswer {
        /// The id asked for.
        asked: String,
    },
    /// The study broke.
    #[error(transparent)]
    Study(#[from] StudyError),
}

/// Compares scenarios.
///
/// # Errors
/// A reference that does not exist, or evidence that cannot be simulated.
pub fn compare(
    scenarios: Vec<Scenario>,
    asked: &Asked,
    progress: &dyn Progress,
) -> Result<Comparison, CompareError> {
    if let Some(reference) = &asked.reference
        && reference != Scenario::TODAY
        && !scenarios.iter().any(|scenario| scenario.id() == reference)
    {
        let known = scenarios.iter().map(|scenario| scenario.id().to_owned()).collect();
        return Err(CompareError::NoSuchReference { asked: reference.clone(), known });
    }
    progress.begin(scenarios.len());
    let blocks: Result<Vec<Block>, CompareError> =
        blocks_of(scenarios).into_iter().map(|group| block(&group, asked, progress)).collect();
    Ok(Comparison { blocks: blocks? })
}

/// Scenarios that can be compared with each other, in the order of their ids; groups in the order of their first.
#[must_use]
pub fn blocks_of(mut scenarios: Vec<Scenario>) -> Vec<Vec<Scenario>> {
    scenarios.sort_by(|a, b| a.id().cmp(b.id()));
    let mut groups: Vec<Vec<Scenario>> = Vec::new();
    for scenario in scenarios {
        let group =
            groups.iter_mut().find(|group| group.first().is_some_and(|first| share_draws(first, &scenario)));
        match group {
            Some(group) => group.push(scenario),
            None => groups.push(vec![scenario]),
        }
    }
    groups
}

fn share_draws(a: &Scenario, b: &Scenario) -> bool {
    a.simulation() == b.simulation()
        && (Arc::ptr_eq(a.evidence(), b.evidence()) || a.evidence() == b.evidence())
}

fn block(scenarios: &[Scenario], asked: &Asked, progress: &dyn Progress) -> Result<Block, CompareError> {
    let evidence = Arc::clone(scenarios[0].evidence());
    let simulation = scenarios[0].simulation();
    let setting = Setting::new(Arc::clone(&evidence), simulation)?.overseen_by(progress.overseer());
    let mut yardstick = Yardstick::new(setting);
    if let Some(named) = scenarios.iter().find(|scenario| Some(scenario.id()) == asked.reference.as_deref()) {
        yardstick = yardstick.held_against(named)?;
    }
    let measured = side_by_side(scenarios, |scenario| {
        let measured = yardstick.measure(scenario.clone(), &asked.moves);
        progress.advance(scenario.id());
        measured
    });
    let (mut results, mut unanswered, mut broken) = (vec![yardstick.today()?], Vec::new(), Vec::new());
    for compared in measured.into_iter().flatten() {
        match compared {
            Compared::Answered(result) => results.push(*result),
            Compared::Unanswered(why) => unanswered.push(*why),
            Compared::Broken(why) => broken.push(why),
        }
    }
    let reference = results.iter().position(|result| result.scenario.id() == yardstick.reference());
    let reference = reference.unwrap_or_default();
    let held = yardstick.setting().futures().held().to_vec();
    Ok(Block { evidence, simulation, held, reference, results, unanswered, broken })
}
