//! The comparison as one document, from which every format is made: what a table says, JSON holds. Documents of shares
//! of a batch can therefore be joined without asking the question again.

use crate::report::Counts;
use crate::report::Rests;
use crate::report::document::Versioned;
use crate::report::views::AvoidedView;
use crate::report::views::BrokenView;
use crate::report::views::InfeasibleView;
use crate::report::views::OptimumView;
use crate::report::views::RefusedView;
use crate::report::views::StrandOrder;
use crate::report::views::SummaryView;
use crate::risk::Summary;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;
use std::collections::BTreeMap;

/// Scenarios side by side. Money is in £m, harm in £m a year, full precision.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Comparison")]
pub struct Document<S = Vec<ScenarioView>> {
    /// The version of the document.
    pub schema: String,
    /// The reference of the first block.
    pub reference: Option<String>,
    /// What each scenario comes to, block by block, by id.
    pub scenarios: S,
    /// Scenarios that no allocation can meet.
    pub infeasible: Vec<UnansweredView>,
    /// Scenarios that could not be worked out.
    pub broken: Vec<BrokenView>,
    /// Files and rows that could not be used.
    pub refused: Vec<RefusedView>,
    /// How many there are of each.
    pub counts: Counts,
    /// Scenarios that can be compared with each other share a block.
    pub blocks: Vec<BlockView>,
}

/// What holds for all scenarios of a block.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Block")]
pub struct BlockView {
    /// The id of the scenario that the others are held against.
    pub reference: Option<String>,
    /// The ids of its scenarios that have an answer.
    pub scenarios: Vec<String>,
    /// How many draws.
    pub draws: usize,
    /// Which draws.
    pub seed: u64,
    /// How they are spread.
    pub sampler: String,
    /// Whether the figures are of one settled year.
    pub settled_year: bool,
    /// The year whose prices money is in.
    pub price_year: String,
    /// What the evidence says of itself.
    pub description: Option<String>,
    /// Every strand with its programmes, in the evidence's order.
    pub order: Vec<StrandOrder>,
    /// Threats in the order of the evidence.
    pub threats: Vec<ThreatName>,
    /// What the answers rest on.
    pub rests_on: Rests,
}

/// A threat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ThreatName {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whether anybody has costed it; one that is not costed is in no £ figure.
    pub costed: bool,
    /// Its human measures.
    pub counts: Vec<CountName>,
}

/// A human measure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CountName {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// What one scenario comes to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Scenario")]
pub struct ScenarioView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What question it answers.
    pub description: Option<String>,
    /// The name of its evidence.
    pub evidence: String,
    /// The id of the scenario it is held against.
    pub reference: Option<String>,
    /// The number of its block, from 0.
    pub block: usize,
    /// The id of the scenario that it is, with money moved; null where none was moved.
    pub moved_from: Option<String>,
    /// All the money, £m.
    pub budget: f64,
    /// The part of it in no strand, £m.
    pub back_office: f64,
    /// The part of it that nothing gets, £m.
    pub unspent: f64,
    /// What decides inside the strands: `best`, `pro-rata` or `fixed`.
    pub within: String,
    /// Money by strand.
    pub strands: BTreeMap<String, StrandView>,
    /// Money by programme, £m.
    pub programmes: BTreeMap<String, f64>,
    /// Harm.
    pub harm: SummaryView,
    /// Harm avoided against today's spend.
    pub harm_avoided: AvoidedView,
    /// Harm avoided against the reference, draw by draw.
    pub versus: VersusView,
    /// Mean harm avoided in two parts; null with the reason where it cannot be parted.
    pub bridge: Option<BridgeView>,
    /// Why it cannot be parted.
    pub bridge_reason: Option<String>,
    /// Threat by threat.
    pub threats: BTreeMap<String, ThreatView>,
    /// The proof; null where nothing was left to choose.
    pub optimum: Option<OptimumView>,
}

/// Money of one strand.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Strand")]
pub struct StrandView {
    /// £m.
    pub amount: f64,
    /// Share of the budget less the back office.
    pub share: f64,
}

/// Mean harm avoided in two parts, £m a year.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Bridge")]
pub struct BridgeView {
    /// What the split alone does.
    pub split: f64,
    /// What better use inside the strands adds.
    pub within: f64,
}

/// What one scenario means for one threat; £ figures are null where nobody has costed it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Threat")]
pub struct ThreatView {
    /// Mean harm, £m a year.
    pub harm: Option<f64>,
    /// Mean harm avoided against today's spend, £m a year.
    pub harm_avoided: Option<f64>,
    /// Human measures a year, mean.
    pub counts: BTreeMap<String, f64>,
    /// How many fewer than at today's spend.
    pub counts_avoided: BTreeMap<String, AvoidedView>,
}

/// Harm avoided against the reference over draws, £m a year; null where it is no finite number.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Versus")]
pub struct VersusView {
    /// Mean.
    pub mean: Option<f64>,
    /// Standard deviation, dividing by n − 1.
    pub sd: Option<f64>,
    /// 5% quantile.
    pub p5: Option<f64>,
    /// Median.
    pub p50: Option<f64>,
    /// 95% quantile.
    pub p95: Option<f64>,
    /// Standard error of the mean.
    pub se: Option<f64>,
    /// The share of draws in which it is better than the reference.
    pub probability_better: Option<f64>,
    /// Whether the 90% interval leaves nought out.
    pub distinguishable: bool,
}

/// A scenario that no allocation can meet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Unanswered")]
pub struct UnansweredView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What question it asks.
    pub description: Option<String>,
    /// The number of its block, from 0.
    pub block: usize,
    /// Which rules clash, and what would mend it.
    pub why: InfeasibleView,
}

impl ScenarioView {
    /// What orders the scenarios of a block: by id, and one with money moved behind the one it is.
    #[must_use]
    pub fn order(&self) -> (&str, &str) {
        (self.moved_from.as_deref().unwrap_or(&self.id), &self.id)
    }
}

impl Versioned for Document {
    const SCHEMA: &'static str = "apportion/compare/1";
}

impl VersusView {
    /// The same figures as harm avoided.
    #[must_use]
    pub fn avoided(&self) -> AvoidedView {
        let Self { mean, sd, p5, p50, p95, se, probability_better, .. } = *self;
        AvoidedView { mean, sd, p5, p50, p95, se, probability_positive: probability_better }
    }
}

impl From<&Summary> for VersusView {
    fn from(summary: &Summary) -> Self {
        let distinguishable = summary.is_distinguishable_from_nought();
        let AvoidedView { mean, sd, p5, p50, p95, se, probability_positive } = AvoidedView::of(summary);
        Self { mean, sd, p5, p50, p95, se, probability_better: probability_positive, distinguishable }
    }
}
