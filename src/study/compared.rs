//! What measuring one scenario comes to.

use crate::model::Allocation;
use crate::model::Scenario;
use crate::optimise::Certificate;
use crate::problem::Problem;
use crate::risk::Summary;
use crate::study::AfterPlan;
use crate::study::Bridge;
use crate::study::Economics;
use crate::study::Impossible;
use crate::study::NextPound;
use crate::study::Odds;
use crate::study::Studied;
use crate::study::StudyError;
use crate::study::Unbridged;
use crate::study::YearResult;

/// What one scenario comes to. Money and harm are £m a year; of a plan they are present values over its years, and counts
/// are added up over them.
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
    /// Mean harm avoided against reference spend in the worst tenth of draws: conditional value at risk at 90%.
    pub worst_tenth: f64,
    /// Harm avoided against the reference, draw by draw.
    pub versus: Summary,
    /// How often it is better and worse than the reference, and by how much.
    pub odds: Odds,
    /// How much more its programmes cost than the reference's, £m a year. Back office is in no programme.
    pub extra_cost: f64,
    /// What that is worth; `None` of the reference itself, which has nothing to be held against.
    pub economics: Option<Economics>,
    /// What the next £1 beyond it is worth.
    pub next_pound: NextPound,
    /// Threat by threat, in the evidence's order.
    pub threats: Vec<ThreatResult>,
    /// What more or less money does, what the split adds, and what better use inside it adds.
    pub bridge: Result<Bridge, Unbridged>,
    /// Year by year; nothing of a settled year, whose figures are those above.
    pub years: Vec<YearResult>,
    /// What is avoided after the last year by money spent before; nothing of a settled year.
    pub after: Option<AfterPlan>,
    /// What observations changed of harm avoided; `None` where nothing was observed.
    pub studied: Option<Studied>,
}

/// What measuring one scenario comes to.
#[derive(Clone, Debug, PartialEq)]
pub enum Compared {
    /// Its figures.
    Answered(Box<ScenarioResult>),
    /// No allocation can meet it.
    Unanswered(Box<Unanswered>),
    /// It could not be worked out.
    Broken(Broken),
}

/// A scenario that could not be worked out; the others of its block can.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What went wrong.
    pub problem: String,
    /// Whether what was asked is at fault, and not the program or the solver.
    pub is_asked_for: bool,
}

impl Broken {
    /// The solver broke, or harm is beyond all measure.
    #[must_use]
    pub fn solving(scenario: &Scenario, error: &StudyError) -> Self {
        // A search that was ended is no fault of the solver: whoever gave it so little time is at fault.
        let is_asked_for = error.is_ended() || !matches!(error, StudyError::Solve { .. });
        Self::new(scenario, error.to_string(), is_asked_for)
    }

    /// Money cannot be moved as somebody asks.
    pub(super) fn moved(scenario: &Scenario, problem: &str) -> Self {
        Self::new(scenario, format!("scenario `{}`: --move: {problem}", scenario.id()), true)
    }

    /// What is to be assumed cannot be.
    pub(super) fn assumed(scenario: &Scenario, problems: &[Problem]) -> Self {
        let said: Vec<&str> = problems.iter().map(|problem| problem.found.as_str()).collect();
        Self::new(scenario, format!("scenario `{}`: --set: {}", scenario.id(), said.join("; ")), true)
    }

    fn new(scenario: &Scenario, problem: String, is_asked_for: bool) -> Self {
        Self { id: scenario.id().to_owned(), name: scenario.name().to_owned(), problem, is_asked_for }
    }
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
