//! The main job: scenarios side by side.

use crate::model::Allocation;
use crate::model::Evidence;
use crate::model::Scenario;
use crate::model::Simulation;
use crate::optimise::Certificate;
use crate::risk::Summary;
use crate::simulate::Held;
use crate::simulate::Outcomes;
use crate::simulate::side_by_side;
use crate::study::Bridge;
use crate::study::Decision;
use crate::study::Impossible;
use crate::study::Move;
use crate::study::MoveError;
use crate::study::Progress;
use crate::study::Setting;
use crate::study::StudyError;
use crate::study::Unbridged;
use crate::study::bridge::bridge;
use crate::study::decide;
use crate::study::moved;
use crate::study::setting::difference;
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
    /// Which result the others are held against; `None` where there is no result.
    pub reference: Option<usize>,
    /// Results in the order of scenario ids.
    pub results: Vec<ScenarioResult>,
    /// Scenarios that no allocation can meet, in the order of ids.
    pub unanswered: Vec<Unanswered>,
}

/// What one scenario comes to. Money and harm are £m a year.
#[derive(Clone, Debug, PartialEq)]
pub struct ScenarioResult {
    /// The scenario.
    pub scenario: Scenario,
    /// Money by programme.
    pub allocation: Allocation,
    /// The proof of the best allocation; `None` where nothing was left to choose.
    pub optimum: Option<Certificate>,
    /// Harm.
    pub harm: Summary,
    /// Harm avoided against reference spend.
    pub harm_avoided: Summary,
    /// Harm avoided against the reference scenario, draw by draw.
    pub versus: Summary,
    /// Threat by threat, in the evidence's order.
    pub threats: Vec<ThreatResult>,
    /// What the split does and what better use inside it adds.
    pub bridge: Result<Bridge, Unbridged>,
}

/// What one scenario means for one threat.
#[derive(Clone, Debug, PartialEq)]
pub struct ThreatResult {
    /// Mean harm and mean harm avoided against reference spend; `None` where nobody has costed it.
    pub harm: Option<(f64, f64)>,
    /// Its counts, in the evidence's order.
    pub counts: Vec<CountAvoided>,
}

/// What one scenario means for one human measure, a year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CountAvoided {
    /// The mean number.
    pub mean: f64,
    /// How many fewer than at reference spend.
    pub avoided: Summary,
}

/// A scenario that no allocation can meet.
#[derive(Clone, Debug, PartialEq)]
pub struct Unanswered {
    /// The scenario.
    pub scenario: Scenario,
    /// Why.
    pub impossible: Impossible,
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
    /// A move that cannot be made.
    #[error("--move: {0}")]
    Move(#[from] MoveError),
    /// A move that a scenario's files do not allow.
    #[error("--move in scenario `{scenario}`: {problem}")]
    Moved {
        /// The scenario.
        scenario: String,
        /// What is wrong with it.
        problem: String,
    },
    /// The study broke.
    #[error(transparent)]
    Study(#[from] StudyError),
}

/// Compares scenarios.
///
/// # Errors
/// A reference that does not exist, evidence that cannot be simulated, a solver that broke.
pub fn compare(
    mut scenarios: Vec<Scenario>,
    asked: &Asked,
    progress: &dyn Progress,
) -> Result<Comparison, CompareError> {
    scenarios.sort_by(|a, b| a.id().cmp(b.id()));
    if let Some(reference) = &asked.reference
        && !scenarios.iter().any(|scenario| scenario.id() == reference)
    {
        let known = scenarios.iter().map(|scenario| scenario.id().to_owned()).collect();
        return Err(CompareError::NoSuchReference { asked: reference.clone(), known });
    }
    progress.begin(scenarios.len());
    let mut groups: Vec<Vec<Scenario>> = Vec::new();
    for scenario in scenarios {
        let group =
            groups.iter_mut().find(|group| group.first().is_some_and(|first| share_draws(first, &scenario)));
        match group {
            Some(group) => group.push(scenario),
            None => groups.push(vec![scenario]),
        }
    }
    let blocks: Result<Vec<Block>, CompareError> =
        groups.into_iter().map(|group| block(group, asked, progress)).collect();
    Ok(Comparison { blocks: blocks? })
}

fn share_draws(a: &Scenario, b: &Scenario) -> bool {
    a.simulation() == b.simulation()
        && (Arc::ptr_eq(a.evidence(), b.evidence()) || a.evidence() == b.evidence())
}

fn block(scenarios: Vec<Scenario>, asked: &Asked, progress: &dyn Progress) -> Result<Block, CompareError> {
    let evidence = Arc::clone(scenarios[0].evidence());
    let simulation = scenarios[0].simulation();
    let setting = Setting::new(Arc::clone(&evidence), simulation)?;
    let decided = side_by_side(&scenarios, |scenario| {
        let decision = decide(&setting, scenario);
        progress.advance(scenario.id());
        decision
    });
    let mut answered = Vec::new();
    let mut unanswered = Vec::new();
    let mut waiting: Vec<Decided> = scenarios.into_iter().zip(decided).collect();
    if !asked.moves.is_empty() {
        waiting = with_moves(&setting, waiting, &asked.moves)?;
    }
    for (scenario, decision) in waiting {
        match decision? {
            Decision::Impossible(impossible) => unanswered.push(Unanswered { scenario, impossible }),
            Decision::Allocated { allocation, certificate } => {
                let outcomes = setting.outcomes(&allocation);
                if !outcomes.harm.iter().all(|harm| harm.is_finite()) {
                    return Err(StudyError::NotFinite { scenario: scenario.id().to_owned() }.into());
                }
                answered.push((scenario, allocation, certificate, outcomes));
            }
        }
    }
    let candidates: Vec<(&str, &Allocation)> =
        answered.iter().map(|(scenario, allocation, ..)| (scenario.id(), allocation)).collect();
    let reference = reference(&candidates, &evidence, asked);
    let held_against = reference.map(|reference| answered[reference].3.harm.clone());
    let held_against = held_against.unwrap_or_default();
    let results = answered.into_iter().filter_map(|(scenario, allocation, optimum, outcomes)| {
        let result = summarised(&setting, &outcomes, &held_against)?;
        let bridge = bridge(&setting, &allocation, result.harm_avoided.mean);
        let Figures { harm, harm_avoided, versus, threats } = result;
        Some(ScenarioResult { scenario, allocation, optimum, harm, harm_avoided, versus, threats, bridge })
    });
    let results = results.collect();
    let held = setting.futures().held().to_vec();
    Ok(Block { evidence, simulation, held, reference, results, unanswered })
}

type Decided = (Scenario, Result<Decision, StudyError>);

/// Every scenario, and beside each that has an answer the same with money moved.
fn with_moves(
    setting: &Setting,
    decided: Vec<Decided>,
    moves: &[Move],
) -> Result<Vec<Decided>, CompareError> {
    let mut all = Vec::with_capacity(decided.len() * 2);
    for (scenario, decision) in decided {
        let variant = match &decision {
            Ok(Decision::Allocated { allocation, .. }) => Some(moved(&scenario, allocation, moves)?),
            _ => None,
        };
        let id = scenario.id().to_owned();
        all.push((scenario, decision));
        match variant {
            Some(Ok(variant)) => {
                let decision = decide(setting, &variant);
                all.push((variant, decision));
            }
            Some(Err(problems)) => {
                let problem = problems
                    .first()
                    .map_or(String::new(), |problem| format!("{}: {}", problem.place, problem.found));
                return Err(CompareError::Moved { scenario: id, problem });
            }
            None => {}
        }
    }
    Ok(all)
}

/// The scenario asked for, else the one that spends exactly the reference amounts, else the first by id.
fn reference(candidates: &[(&str, &Allocation)], evidence: &Evidence, asked: &Asked) -> Option<usize> {
    let today = Allocation::reference(evidence);
    let asked = asked.reference.as_deref();
    let named = candidates.iter().position(|(id, _)| Some(*id) == asked);
    let same = || candidates.iter().position(|(_, allocation)| allocation.is_same_as(&today));
    named.or_else(same).or_else(|| (!candidates.is_empty()).then_some(0))
}

struct Figures {
    harm: Summary,
    harm_avoided: Summary,
    versus: Summary,
    threats: Vec<ThreatResult>,
}

/// The figures of one scenario; `None` of fewer draws than can be summarised, which no `Draws` allows.
fn summarised(setting: &Setting, outcomes: &Outcomes, held_against: &[f64]) -> Option<Figures> {
    let today = setting.today();
    let threats = outcomes.threat_harm.iter().enumerate().map(|(t, harm)| {
        let harm = harm.zip(today.threat_harm[t]).map(|(harm, before)| (harm, before - harm));
        let counts = outcomes.counts[t].iter().zip(&today.counts[t]).filter_map(|(count, before)| {
            let avoided = Summary::of(&difference(before, count))?;
            Some(CountAvoided { mean: Summary::of(count)?.mean, avoided })
        });
        ThreatResult { harm, counts: counts.collect() }
    });
    Some(Figures {
        harm: Summary::of(&outcomes.harm)?,
        harm_avoided: Summary::of(&setting.avoided(outcomes))?,
        versus: Summary::of(&difference(held_against, &outcomes.harm))?,
        threats: threats.collect(),
    })
}
