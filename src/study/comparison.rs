//! A comparison of scenarios that are all at hand, in memory.

use crate::model::Scenario;
use crate::simulate::Held;
use crate::study::Asked;
use crate::study::At;
use crate::study::Broken;
use crate::study::ById;
use crate::study::Choice;
use crate::study::Compared;
use crate::study::EvidenceGap;
use crate::study::Ground;
use crate::study::Listener;
use crate::study::NoReference;
use crate::study::Progress;
use crate::study::ScenarioResult;
use crate::study::Scenarios;
use crate::study::StudyError;
use crate::study::Turn;
use crate::study::Unanswered;
use crate::study::Yardstick;
use crate::study::compare;
use crate::study::evidence_gap;
use crate::study::weigh;
use std::convert::Infallible;

/// Scenarios side by side, in blocks that can be compared.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// Blocks in the order of their first scenario's id.
    pub blocks: Vec<Block>,
}

/// Scenarios on the same evidence, the same draws and the same years.
#[derive(Clone, Debug)]
pub struct Block {
    /// Their evidence, draws and years.
    pub ground: Ground,
    /// Effects whose implied reach was held in some draws.
    pub held: Vec<Held>,
    /// Which result the others are held against.
    pub reference: usize,
    /// Results: today, and scenarios in the order of their ids.
    pub results: Vec<ScenarioResult>,
    /// What choosing among the results comes to that one can choose among, in their order; `None` where a figure of it is no finite number.
    pub choice: Option<Choice>,
    /// How much rests on placeholders, of the scenario with this id, which avoids most harm on average.
    pub gap: Option<(String, EvidenceGap)>,
    /// Scenarios that no allocation can meet, in the order of ids.
    pub unanswered: Vec<Unanswered>,
    /// Scenarios that could not be worked out, in the order of ids.
    pub broken: Vec<Broken>,
}

impl Block {
    /// The scenario that avoids most harm on average of those that one can choose among, today not among them; of two alike
    /// the first.
    fn most_avoided(&self) -> Option<&ScenarioResult> {
        let mean = |result: &&ScenarioResult| result.harm_avoided.mean;
        let others: Vec<&ScenarioResult> =
            self.choices().filter(|result| !result.scenario.is_today()).collect();
        others.into_iter().rev().max_by(|a, b| mean(a).total_cmp(&mean(b)))
    }

    /// The results that one can choose among: all but those on other assumptions.
    pub fn choices(&self) -> impl Iterator<Item = &ScenarioResult> {
        self.results.iter().filter(|result| result.scenario.evidence().what_ifs().is_empty())
    }
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

impl Comparison {
    /// Compares scenarios.
    ///
    /// # Errors
    /// A reference that does not exist, or evidence that cannot be simulated.
    pub fn of(
        scenarios: Vec<Scenario>,
        asked: &Asked,
        progress: &dyn Progress,
    ) -> Result<Self, CompareError> {
        if let Some(reference) = &asked.reference
            && reference != Scenario::TODAY
            && !scenarios.iter().any(|scenario| scenario.id() == reference)
        {
            let known = scenarios.iter().map(|scenario| scenario.id().to_owned()).collect();
            return Err(CompareError::NoSuchReference { asked: reference.clone(), known });
        }
        progress.begin(scenarios.len());
        let mut at_hand = AtHand { blocks: blocks_of(scenarios), next: 0 };
        let mut comparison = Self { blocks: Vec::new() };
        compare(&mut at_hand, asked, &mut comparison, progress)?;
        Ok(comparison)
    }
}

/// Scenarios in memory.
struct AtHand {
    blocks: Vec<Vec<Scenario>>,
    /// The place of the next one in its block.
    next: usize,
}

impl Scenarios for AtHand {
    fn blocks(&self) -> usize {
        self.blocks.len()
    }

    fn begin(&mut self, block: usize) -> Ground {
        self.next = 0;
        Ground::of(&self.blocks[block][0]).filed()
    }

    fn named(&mut self, block: usize, id: &str) -> Option<Scenario> {
        self.blocks[block].iter().find(|scenario| scenario.id() == id).cloned()
    }

    fn next(&mut self, block: usize) -> Option<Turn> {
        let scenario = self.blocks[block].get(self.next)?.clone();
        self.next += 1;
        Some(Turn { place: self.next - 1, scenario: Some(scenario) })
    }
}

/// What came of a scenario is kept in its block as it comes.
impl Listener for Comparison {
    type Kept = Vec<Compared>;
    type Error = CompareError;

    fn block(&mut self, yardstick: &Yardstick, today: ScenarioResult) -> Result<(), CompareError> {
        let setting = yardstick.setting();
        self.blocks.push(Block {
            ground: setting.ground().clone(),
            held: setting.futures().held().to_vec(),
            reference: 0,
            results: vec![today],
            choice: None,
            gap: None,
            unanswered: Vec::new(),
            broken: Vec::new(),
        });
        Ok(())
    }

    fn undrawable(&mut self, _: &Ground, error: &StudyError) -> Result<(), CompareError> {
        Err(error.clone().into())
    }

    fn look(&self, _at: At<'_>, measured: Vec<Compared>) -> Vec<Compared> {
        measured
    }

    fn over(&mut self, yardstick: &Yardstick, _by_id: ById<'_>) -> Result<(), CompareError> {
        let Some(block) = self.blocks.last_mut() else { return Ok(()) };
        // Today's is the first, and is weighed in any case.
        let others = || block.choices().skip(1).map(|result| Ok(result.allocation.clone()));
        let Ok::<_, Infallible>(choice) = weigh(yardstick.setting(), others);
        block.choice = choice;
        if let Some(best) = block.most_avoided() {
            let gap = evidence_gap(yardstick.setting(), &best.scenario, &best.allocation).ok().flatten();
            block.gap = gap.map(|gap| (best.scenario.id().to_owned(), gap));
        }
        Ok(())
    }

    fn keep(&mut self, at: Option<&Yardstick>, measured: Option<Vec<Compared>>) -> Result<(), CompareError> {
        let Some(block) = self.blocks.last_mut() else { return Ok(()) };
        for compared in measured.into_iter().flatten() {
            match compared {
                Compared::Answered(result) => {
                    if at.is_some_and(|yardstick| result.scenario.id() == yardstick.reference()) {
                        block.reference = block.results.len();
                    }
                    block.results.push(*result);
                }
                Compared::Unanswered(why) => block.unanswered.push(*why),
                Compared::Broken(why) => block.broken.push(why),
            }
        }
        Ok(())
    }
}

/// Scenarios that can be compared with each other, in the order of their ids; groups in the order of their first.
#[must_use]
pub fn blocks_of(scenarios: Vec<Scenario>) -> Vec<Vec<Scenario>> {
    grouped(scenarios, Ground::stands_beside)
}

/// Scenarios on the very same ground, what is assumed of it too, likewise.
#[must_use]
pub fn grounds_of(scenarios: Vec<Scenario>) -> Vec<Vec<Scenario>> {
    grouped(scenarios, Ground::carries)
}

fn grouped(mut scenarios: Vec<Scenario>, belongs: fn(&Ground, &Scenario) -> bool) -> Vec<Vec<Scenario>> {
    scenarios.sort_by(|a, b| a.id().cmp(b.id()));
    let mut groups: Vec<(Ground, Vec<Scenario>)> = Vec::new();
    for scenario in scenarios {
        let group = groups.iter_mut().find(|(ground, _)| belongs(ground, &scenario));
        match group {
            Some((_, group)) => group.push(scenario),
            None => groups.push((Ground::of(&scenario), vec![scenario])),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}
