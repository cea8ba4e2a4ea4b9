//! Everything that whoever is handed the answer asks next as one machine document, schema `apportion/report/1`: full precision,
//! money in £m. The page and the workbook are made of it and of nothing else.

use crate::report::compare;
use crate::report::document::Versioned;
use crate::report::evidence;
use crate::report::frontier;
use crate::report::optimise::BestView;
use crate::report::report::DifferenceView;
use crate::report::report::knowing::KnowingView;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;
use std::collections::BTreeMap;

/// Scenarios side by side, with what is said of each block besides.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Report")]
pub struct Document {
    /// `apportion/report/1`.
    pub schema: String,
    /// The scenarios side by side.
    pub comparison: compare::Document,
    /// What is said of each block besides, in the order of the comparison's blocks.
    pub chapters: Vec<ChapterView>,
}

impl Versioned for Document {
    const SCHEMA: &'static str = "apportion/report/1";
}

impl Document {
    /// A comparison with a chapter for each of its blocks, in their order.
    #[must_use]
    pub fn joined(comparison: compare::Document, chapters: Vec<ChapterView>) -> Self {
        Self { schema: Self::SCHEMA.to_owned(), comparison, chapters }
    }
}

/// What is said of a block besides its scenarios' figures.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Chapter")]
pub struct ChapterView {
    /// The evidence that it stands on.
    pub basis: EvidenceView,
    /// The ids of its scenarios that could not be worked out.
    pub broken: Vec<String>,
    /// What each scenario's rules ask of its money and leave, by the scenario's id.
    pub rules: BTreeMap<String, Vec<StatedView>>,
    /// The scenario looked at more closely; null where none was.
    pub proposal: Option<ProposalView>,
}

/// The evidence of a block.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Evidence")]
pub struct EvidenceView {
    /// Its assumptions register.
    pub evidence: evidence::Document,
    /// Its programmes.
    pub programmes: BTreeMap<String, ProgrammeView>,
    /// The ids of its programmes in its own order, whatever their strands.
    pub order: Vec<String>,
}

/// What the evidence says of a programme besides figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "ProgrammeBasis")]
pub struct ProgrammeView {
    /// The name of whoever funds it; null where that is not said.
    pub funder: Option<String>,
    /// The ids of the threats that it acts on.
    pub threats: Vec<String>,
}

/// On which side of some money a bound is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "Side")]
pub enum SideView {
    /// The money is to be at least this.
    AtLeast,
    /// The money is to be at most this.
    AtMost,
}

/// A rule that a scenario states about some money, £m a year.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "StatedRule")]
pub struct StatedView {
    /// The rule: its short name.
    pub rule: String,
    /// The rule in words.
    pub words: String,
    /// Which side the bound is on; null where the money is to be exactly this.
    pub side: Option<SideView>,
    /// The bound.
    pub bound: f64,
    /// What the money comes to.
    pub spent: f64,
    /// What £1 of relaxing it alone avoids, in the unit of what is counted; null where that was not worked out, or the other
    /// rules leave no room.
    pub price: Option<f64>,
}

/// A rule that binds and is about neither the budget, a strand's money nor a limit's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "BindingRule")]
pub struct BindingView {
    /// The rule: its short name.
    pub rule: String,
    /// The rule in words.
    pub words: String,
    /// Whether it asks for exactly an amount: its price is then that of £1 more.
    pub exact: bool,
    /// What £1 of relaxing it alone avoids, in the unit of what is counted; null where the other rules leave no room.
    pub price: Option<f64>,
}

/// One scenario looked at more closely.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Proposal")]
pub struct ProposalView {
    /// Its id.
    pub id: String,
    /// Whether somebody asked for it; else it is the one that avoids most harm on average.
    pub asked: bool,
    /// How its harm avoided against the reference is spread over draws.
    pub difference: DifferenceView,
    /// Proof, prices, near-best ranges and confidence; null where the scenario leaves nothing to choose.
    pub best: Option<BestView>,
    /// Rules that bind and are not among those stated about money, dearest first.
    pub binding: Vec<BindingView>,
    /// What moves it, and what finding out is worth to it; null where nothing does, or there was no time.
    #[serde(default)]
    pub knowing: Option<KnowingView>,
    /// Harm avoided against the budget; null where the scenario leaves nothing to choose.
    pub frontier: Option<frontier::Document>,
}
