//! What is asked, and what is answered.

use crate::id::Address;
use crate::model::Simulation;
use crate::simulate::Held;
use crate::study::StudyError;
use crate::study::voi::scenarios::choice::Estimate;
use crate::study::voi::scenarios::design::Design;
use crate::study::voi::scenarios::gap::EvidenceGap;
use crate::study::voi::scenarios::partial::Partial;
use crate::study::voi::scenarios::sized::Cost;
use crate::study::voi::scenarios::sized::Sampled;
use crate::study::voi::scenarios::together::Group;
use crate::study::voi::scenarios::verdict::Measured;

/// What is asked besides the scenarios.
#[derive(Clone, Debug, PartialEq)]
pub struct VoiWanted {
    /// Draws that are solved each for itself, for what knowing everything is worth.
    pub solved_draws: usize,
    /// Outer draws of groups.
    pub outer_draws: usize,
    /// The assumptions that are asked about one by one; all of them where empty.
    pub only: Vec<Address>,
    /// Whether groups are asked about.
    pub has_groups: bool,
    /// Studies that might be made.
    pub designs: Vec<Design>,
    /// What cases cost; `None` where no size is asked for.
    pub cost: Option<Cost>,
    /// How many years a study takes.
    pub study_years: f64,
    /// How many years the decision stands; those of the plan, or five, where nobody says.
    pub decision_years: Option<f64>,
}

impl Default for VoiWanted {
    fn default() -> Self {
        let designs = Vec::new();
        Self {
            solved_draws: 400,
            outer_draws: 64,
            only: Vec::new(),
            has_groups: true,
            designs,
            cost: None,
            study_years: 1.0,
            decision_years: None,
        }
    }
}

/// What finding out is worth.
#[derive(Clone, Debug)]
pub struct ValueOfInformation {
    /// The draws that were asked.
    pub simulation: Simulation,
    /// Effects whose implied reach had to be held in some of them.
    pub held: Vec<Held>,
    /// How many years the decision stands.
    pub decision_years: f64,
    /// How many years a study takes.
    pub study_years: f64,
    /// Decision by decision: which scenario, where there are several or it is no choice by itself; and where the money goes
    /// in each that leaves that open.
    pub decisions: Vec<Told>,
    /// Scenarios that no allocation can meet, by id and name.
    pub impossible: Vec<(String, String)>,
}

/// Which decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecisionKind {
    /// Where the money of a scenario goes.
    Allocation,
    /// Which of some scenarios is taken, today among them.
    Scenario,
}

/// What finding out is worth to a decision, £m a year.
#[derive(Clone, Debug)]
pub struct Told {
    /// Which.
    pub kind: DecisionKind,
    /// The scenarios that it is about, by id and name, today's not named.
    pub scenarios: Vec<(String, String)>,
    /// What would be taken now: the scenario's own best, or a scenario.
    pub now: (String, String),
    /// Harm that is avoided by it over today's money.
    pub gain: Estimate,
    /// What knowing everything is worth.
    pub evpi: Estimate,
    /// On how many draws that was found.
    pub evpi_draws: usize,
    /// What knowing each assumption is worth, the most valuable first.
    pub partials: Vec<Partial>,
    /// What knowing groups of them is worth.
    pub groups: Vec<Group>,
    /// What studies are worth.
    pub sampled: Vec<Sampled>,
    /// What to do first.
    pub measured: Vec<Measured>,
    /// How much rests on placeholders.
    pub gap: Option<EvidenceGap>,
    /// Whether figures are of mean harm although the scenario is best at something else.
    pub is_of_other_objective: bool,
    /// How many assumptions, groups and studies were left out because the run had to end.
    pub left_out: usize,
}

/// Why nothing can be asked.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum VoiError {
    /// The study could not be carried out.
    #[error(transparent)]
    Study(#[from] StudyError),
    /// Scenarios that cannot be chosen between.
    #[error(
        "scenarios `{0}` and `{1}` stand on other evidence, draws or years, so nobody can choose between them here; \
         allowed: scenarios on the same evidence, draws and years, or one at a time"
    )]
    Apart(String, String),
    /// A study of a number that there is not.
    #[error(
        "--study: there is no uncertain number `{address}`{near}; allowed: addresses that `apportion evidence --uncertain` lists"
    )]
    NoNumber {
        /// What was asked.
        address: String,
        /// The nearest name, in words.
        near: String,
    },
    /// Nothing is uncertain, or nothing is left to decide.
    #[error("{0}")]
    Nothing(String),
}
