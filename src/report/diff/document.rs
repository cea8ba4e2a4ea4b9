//! What changed as a machine document, schema `apportion/diff/1`: full precision, money in £m.

use crate::report::Basis;
use crate::report::document::Versioned;
use crate::report::price_year;
use crate::report::views::AvoidedView;
use crate::report::views::SummaryView;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

/// What changed between OLD and NEW, and what each change did to the answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// `apportion/diff/1`.
    pub schema: String,
    /// What the two are.
    pub of: KindView,
    /// The first.
    pub old: SideView,
    /// The second.
    pub new: SideView,
    /// What differs: of evidence and scenarios piece by piece.
    pub changes: Vec<ChangeView>,
    /// What the changes did, answer by answer; empty where no figure can have changed, and of results, which are not worked out
    /// again.
    pub answers: Vec<AnswerView>,
    /// Of results: in what the two runs differ.
    pub runs: Vec<RunView>,
    /// Of results: scenario by scenario.
    pub scenarios: Vec<ScenarioView>,
    /// The year whose prices the answers are in; null of results, which each say theirs.
    pub price_year: Option<String>,
    /// The year whose prices NEW states its money in, where the answers are restated; not there where they are not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price_year_stated: Option<String>,
}

impl Versioned for Document {
    const SCHEMA: &'static str = "apportion/diff/1";
}

impl Document {
    /// The prices that its money is in, in words.
    #[must_use]
    pub fn prices(&self) -> String {
        let year = self.price_year.as_deref().unwrap_or_default();
        price_year::label(year, self.price_year_stated.as_deref())
    }

    /// The unit of the answers.
    pub(in crate::report) fn unit(&self) -> String {
        self.new.rests_on.as_ref().map_or("£m".to_owned(), |basis| basis.period().millions())
    }

    /// Whether nothing at all differs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let is_same = |scenario: &ScenarioView| {
            scenario.presence == Presence::Both && scenario.figures.iter().all(FigureView::is_same)
        };
        self.changes.is_empty() && self.runs.is_empty() && self.scenarios.iter().all(is_same)
    }
}

/// What is held against each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "DiffOf")]
pub enum KindView {
    /// Evidence files.
    Evidence,
    /// Scenarios.
    Scenario,
    /// Folders of results.
    Results,
}

/// One of the two.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "DiffSide")]
pub struct SideView {
    /// Its path, as it was typed.
    pub path: String,
    /// Its name; null of results.
    pub name: Option<String>,
    /// How many draws; null of results.
    pub draws: Option<usize>,
    /// Which draws; null likewise.
    pub seed: Option<u64>,
    /// How they are spread; null likewise.
    pub sampler: Option<String>,
    /// What its figures rest on; null of results, which say it themselves.
    pub rests_on: Option<Basis>,
}

/// One thing that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Change")]
pub struct ChangeView {
    /// Where it stands: `threat.drugs.harm`, `budget`.
    pub address: String,
    /// What it is, in words.
    pub what: String,
    /// `value`, `structure` where something came, went or is put together in another way, or `documentation`, from which no
    /// figure comes.
    pub kind: String,
    /// What OLD says; null where it says nothing.
    pub before: Option<StatedView>,
    /// What NEW says; null where it says nothing.
    pub after: Option<StatedView>,
}

/// What a file says of one thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Said")]
pub struct StatedView {
    /// The value, in the words of the file.
    pub value: String,
    /// How well it is known; null where that is not said.
    pub grade: Option<String>,
    /// Who says so; null where that is not said.
    pub source: Option<String>,
}

/// What the changes did to one answer. Figures are modelled, £m a year; of a plan at present value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Answer")]
pub struct AnswerView {
    /// Which answer: `harm_today`, `best_of_today`, `money_held` or `scenario`.
    pub question: String,
    /// The same in words.
    pub what: String,
    /// What OLD comes to; null where it has no answer.
    pub old: Option<SummaryView>,
    /// What NEW comes to; null where it has no answer.
    pub new: Option<SummaryView>,
    /// NEW less OLD, on average; null where one has no answer.
    pub change: Option<f64>,
    /// The same draw by draw; null where one has no answer or their draws are not the same.
    pub difference: Option<AvoidedView>,
    /// What each change did on top of those before it, in the order of what it does alone.
    pub steps: Vec<StepView>,
    /// What the steps add up to; null where there is no change to part.
    pub sum_of_steps: Option<f64>,
    /// The change less what the steps add up to: nought but for rounding; null likewise.
    pub unexplained: Option<f64>,
    /// How far an answer may be from the best there is, £m: the largest gap of the searches.
    pub gap: f64,
}

impl AnswerView {
    /// Whether a step does more to it than rounding does.
    pub(in crate::report) fn is_moved_by(&self, step: &StepView) -> bool {
        const ROUNDING: f64 = 1e-12;
        let means = [&self.old, &self.new].map(|it| it.as_ref().map_or(0.0, |it| it.mean.abs()));
        let least = ROUNDING * means[0].max(means[1]);
        step.increment.abs() > least || step.alone.is_some_and(|alone| alone.abs() > least)
    }
}

/// What some changes did.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Step")]
pub struct StepView {
    /// The addresses of the changes: several where one cannot stand without another.
    pub changes: Vec<String>,
    /// What they do alone to OLD, on average; null where that has no answer.
    pub alone: Option<f64>,
    /// What they did on top of the steps before, on average.
    pub increment: f64,
    /// The same draw by draw; null where the draws before and after are not the same.
    pub spread: Option<SummaryView>,
    /// What the answer is on average after them.
    pub after: f64,
}

/// Something in which two runs differ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "RunDifference")]
pub struct RunView {
    /// What: `version`, `commit`, `argument`, `input`, `output`.
    pub what: String,
    /// Of which file or scenario; empty where it is of the whole run.
    pub of: String,
    /// What it is of OLD; null where OLD has none.
    pub before: Option<String>,
    /// What it is of NEW; null where NEW has none.
    pub after: Option<String>,
}

/// What became of a scenario.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "ScenarioDifference")]
pub struct ScenarioView {
    /// Its id.
    pub id: String,
    /// Its name, in NEW where it is there.
    pub name: String,
    /// The name of its evidence, likewise.
    pub evidence: String,
    /// In which of the two it has an answer.
    pub presence: Presence,
    /// Its figures.
    pub figures: Vec<FigureView>,
}

/// In which of the two something has an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Presence {
    /// In both.
    Both,
    /// In OLD alone: it went.
    Old,
    /// In NEW alone: it came.
    New,
}

/// One figure of a scenario.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Figure")]
pub struct FigureView {
    /// Which: `harm_avoided`.
    pub quantity: String,
    /// Of which strand or programme; empty where it is of the whole.
    pub of: String,
    /// Its unit.
    pub unit: String,
    /// What it is in OLD; null where it has none there.
    pub before: Option<f64>,
    /// What it is in NEW; null where it has none there.
    pub after: Option<f64>,
    /// NEW less OLD; null where one has none.
    pub difference: Option<f64>,
}

impl FigureView {
    /// Whether it is the same in both, to the last bit.
    #[must_use]
    pub fn is_same(&self) -> bool {
        self.before.map(f64::to_bits) == self.after.map(f64::to_bits)
    }
}
