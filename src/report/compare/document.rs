//! The comparison as one document, from which every format is made: what a table says, JSON holds. Documents of shares
//! of a batch can therefore be joined without asking the question again.

use crate::model::Scenario;
use crate::report::Basis;
use crate::report::Counts;
use crate::report::compare::BlockChoiceView;
use crate::report::compare::ChoiceView;
use crate::report::document::Versioned;
use crate::report::price_year;
use crate::report::views::AfterPlanView;
use crate::report::views::AssumedView;
use crate::report::views::AvoidedView;
use crate::report::views::BrokenView;
use crate::report::views::EconomicsView;
use crate::report::views::HorizonView;
use crate::report::views::InfeasibleView;
use crate::report::views::OptimumView;
use crate::report::views::RefusedView;
use crate::report::views::Standing;
use crate::report::views::StrandOrder;
use crate::report::views::StudiedView;
use crate::report::views::SummaryView;
use crate::report::views::YearView;
use crate::risk::Summary;
use crate::study::Odds;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;
use std::collections::BTreeMap;

/// Scenarios side by side. Money is in £m, harm in £m a year, full precision; of a plan over years both are present values,
/// and what each year comes to stands in `years`.
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
    /// The id of the scenario that the others are held against: `today`, unless another was asked for.
    pub reference: String,
    /// The ids of its scenarios that have an answer; today, which every block has, is not among them.
    pub scenarios: Vec<String>,
    /// How many draws.
    pub draws: usize,
    /// Which draws.
    pub seed: u64,
    /// How they are spread.
    pub sampler: String,
    /// Whether the figures are of one settled year.
    pub settled_year: bool,
    /// The years of a plan; left out of a settled year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub horizon: Option<HorizonView>,
    /// The year whose prices money is in.
    pub price_year: String,
    /// The year whose prices the evidence states its money in, where the figures are restated; not there where they are not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price_year_stated: Option<String>,
    /// What £1 in the prices of that year is in the prices of the figures; not there likewise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deflator: Option<f64>,
    /// What the evidence says of itself.
    pub description: Option<String>,
    /// Every strand with its programmes, in the evidence's order.
    pub order: Vec<StrandOrder>,
    /// Threats in the order of the evidence.
    pub threats: Vec<ThreatName>,
    /// What choosing one of its scenarios comes to.
    #[serde(default)]
    pub choice: Option<BlockChoiceView>,
    /// What the answers rest on.
    pub rests_on: Basis,
}

impl BlockView {
    /// The prices that its money is in, in words.
    #[must_use]
    pub fn prices(&self) -> String {
        price_year::label(&self.price_year, self.price_year_stated.as_deref())
    }

    /// The year whose prices its money is restated in; none where it is in the evidence's own.
    pub(in crate::report) fn restated_to(&self) -> Option<&str> {
        self.price_year_stated.as_ref().map(|_| &*self.price_year)
    }
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
    /// The year whose prices its money is restated in; not there where it is in that of the evidence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub restated_to: Option<String>,
    /// The id of the scenario it is held against: `today`, unless another was asked for.
    pub reference: String,
    /// The number of its block, from 0.
    pub block: usize,
    /// The id of the scenario that it is, with money moved; null where none was moved.
    pub moved_from: Option<String>,
    /// The id of the scenario that it is, with something else assumed; not there where nothing was typed to be assumed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assumed_from: Option<String>,
    /// Numbers of the evidence that are taken to be something else than its file says; not there where none are.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assumed: Vec<AssumedView>,
    /// All the money, £m; of a plan at present value, as all money and harm here that is not said to be of a year.
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
    /// How much more its programmes cost than the reference's, £m a year (of a plan at present value); back office is in no programme.
    pub extra_cost: f64,
    /// Harm avoided against the reference for each extra £1, £; where it costs less, harm given up for each £1 saved; null
    /// where it costs the same.
    pub per_extra_pound: Option<SummaryView>,
    /// What the extra cost is worth against the reference; null of the reference itself.
    #[serde(default)]
    pub economics: Option<EconomicsView>,
    /// What the next £1 beyond its money is worth.
    pub next_pound: NextPoundView,
    /// Mean harm avoided in three parts; null with the reason where it cannot be parted.
    pub bridge: Option<BridgeView>,
    /// Why it cannot be parted.
    pub bridge_reason: Option<String>,
    /// What it is among the others of its block.
    #[serde(default)]
    pub choice: Option<ChoiceView>,
    /// Threat by threat.
    pub threats: BTreeMap<String, ThreatView>,
    /// The proof; null where nothing was left to choose.
    pub optimum: Option<OptimumView>,
    /// Year by year; left out of a settled year.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub years: Vec<YearView>,
    /// What is avoided after the last year by money spent before; left out where nothing is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after_plan: Option<AfterPlanView>,
    /// What studies changed of harm avoided by the same money; not there where nothing was observed, and of today.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub studied: Option<StudiedView>,
    /// With `--by-programme`, each programme's Shapley share of harm avoided against today's spend: a sharing rule and no
    /// measurement. Shares add up to `harm_avoided` in every draw; a programme whose money did not move has exactly 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_programme: Option<BTreeMap<String, AvoidedView>>,
    /// With `--by-programme`, the same by strand: the shares of its programmes, added up draw by draw.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_strand: Option<BTreeMap<String, AvoidedView>>,
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

/// Mean harm avoided by the next £1 a year, £ per £1; of a plan by £1 more, both at present value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "NextPound")]
pub struct NextPoundView {
    /// Spread over programmes as the scenario spends; null where it spends nothing.
    pub spread: Option<f64>,
    /// Where it does most, whatever the scenario's rules; null where no programme can take more.
    pub most: Option<f64>,
    /// The programme where it does most.
    pub programme: Option<String>,
    /// The year of a plan in which it does most; left out of a settled year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<i32>,
}

/// Mean harm avoided in three parts, £m a year; of a plan at present value.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Bridge")]
pub struct BridgeView {
    /// What more or less money than today does, at today's proportions.
    pub money: f64,
    /// What the split alone adds.
    pub split: f64,
    /// What better use inside the strands adds.
    pub within: f64,
}

/// What one scenario means for one threat; £ figures are null where nobody has costed it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Threat")]
pub struct ThreatView {
    /// Mean harm, £m a year; of a plan at present value.
    pub harm: Option<f64>,
    /// Mean harm avoided against today's spend, £m a year; of a plan at present value.
    pub harm_avoided: Option<f64>,
    /// Human measures a year, of a plan over all its years, mean.
    pub counts: BTreeMap<String, f64>,
    /// How many fewer than at today's spend.
    pub counts_avoided: BTreeMap<String, AvoidedView>,
}

/// Harm avoided against the reference over draws, £m a year; of a plan at present value.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Versus")]
pub struct VersusView {
    /// Its figures.
    #[serde(flatten)]
    pub summary: SummaryView,
    /// The share of draws in which it is better than the reference.
    pub probability_better: f64,
    /// The share of draws in which it is worse than the reference; what is left of 1 are ties.
    pub probability_worse: f64,
    /// The mean of what is gained, nought where it is worse: the mean difference is this less `expected_loss`.
    pub expected_gain: f64,
    /// The mean of what is lost, nought where it is better.
    pub expected_loss: f64,
    /// How much more it avoids on average in the draws in which it is better; null where it never is.
    pub gain_if_better: Option<f64>,
    /// How much less it avoids on average in the draws in which it is worse; null where it never is.
    pub loss_if_worse: Option<f64>,
    /// Whether the 90% interval leaves nought out.
    pub distinguishable: bool,
    /// `same` in every draw; `too_close` to tell with these draws (the mean within two standard errors of nought); `more`
    /// or `less` harm avoided on average.
    pub standing: Standing,
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
    /// What orders the scenarios of a block: today, then by id, and one with money moved behind the one it is.
    #[must_use]
    pub fn order(&self) -> (bool, &str, &str) {
        (!self.is_today(), self.moved_from.as_deref().unwrap_or(&self.id), &self.id)
    }

    /// Whether it is the row of today's money, which every block has.
    #[must_use]
    pub fn is_today(&self) -> bool {
        self.id == Scenario::TODAY
    }

    /// Whether it is what the others are held against.
    #[must_use]
    pub fn is_reference(&self) -> bool {
        self.id == self.reference
    }
}

impl Versioned for Document {
    const SCHEMA: &'static str = "apportion/compare/1";
}

impl VersusView {
    /// Of a paired difference.
    #[must_use]
    pub fn of(summary: &Summary, odds: &Odds) -> Self {
        Self {
            summary: SummaryView::of(summary),
            probability_better: summary.probability_positive,
            probability_worse: odds.worse,
            expected_gain: odds.gain,
            expected_loss: odds.loss,
            gain_if_better: odds.gain_if_better(),
            loss_if_worse: odds.loss_if_worse(),
            distinguishable: summary.is_distinguishable_from_nought(),
            standing: Standing::of(summary.mean, summary.se, odds.better, odds.worse),
        }
    }

    /// The same figures as harm avoided.
    #[must_use]
    pub fn avoided(&self) -> AvoidedView {
        AvoidedView { summary: self.summary, probability_positive: self.probability_better }
    }
}
