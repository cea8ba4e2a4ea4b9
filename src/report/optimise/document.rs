//! The best allocation of one scenario in the machine document: full precision, money in £m.

use crate::model::Measure;
use crate::report::Basis;
use crate::report::price_year;
use crate::report::views::AfterPlanView;
use crate::report::views::AssumedView;
use crate::report::views::AvoidedView;
use crate::report::views::EconomicsView;
use crate::report::views::InfeasibleView;
use crate::report::views::OptimumView;
use crate::report::views::StrandOrder;
use crate::report::views::StudiedView;
use crate::report::views::SummaryView;
use crate::report::views::YearView;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;
use std::collections::BTreeMap;

/// The best allocation of a scenario, or why there is none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The scenario's id: the stem of its file's name.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its description, where it has one.
    pub description: Option<String>,
    /// The name of the evidence it stands on.
    pub evidence: String,
    /// All its money, £m; of a plan over years at present value, as all money here that is not said to be of a year.
    pub budget: f64,
    /// The part of it in no strand, £m.
    pub back_office: f64,
    /// Every strand with its programmes, in the evidence's order.
    pub order: Vec<StrandOrder>,
    /// Numbers of the evidence that are taken to be something else than its file says; not there where none are.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assumed: Vec<AssumedView>,
    /// Whether anything is allowed.
    pub feasible: bool,
    /// The best allocation; null where nothing is allowed.
    pub best: Option<BestView>,
    /// Why nothing is allowed; null where something is.
    pub infeasible: Option<InfeasibleView>,
    /// The year whose prices money is in.
    #[serde(default)]
    pub price_year: String,
    /// The year whose prices the evidence states its money in, where the figures are restated; not there where they are not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price_year_stated: Option<String>,
    /// What £1 in the prices of that year is in the prices of the figures; not there likewise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deflator: Option<f64>,
    /// What the answer rests on.
    pub rests_on: Basis,
}

impl Entry {
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

/// A best allocation and what is to be said of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BestView {
    /// What it is best at: `harm`, or the id of a count. Regrets and the optimum are in its unit.
    pub measure: String,
    /// Whether it is today's allocation.
    pub is_today: bool,
    /// All of today's money, £m.
    pub total_today: f64,
    /// Money that the rules leave unspent, £m.
    pub unspent: f64,
    /// Money by strand.
    pub strands: BTreeMap<String, StrandMoneyView>,
    /// Money by programme.
    pub programmes: BTreeMap<String, MoneyView>,
    /// Harm avoided against today's spend.
    pub harm_avoided: AvoidedView,
    /// What it costs beyond today's spend, and what that is worth.
    #[serde(default)]
    pub economics: Option<EconomicsView>,
    /// The worst of harm.
    pub risk: RiskView,
    /// The proof; null where nothing was left to choose.
    pub optimum: Option<OptimumView>,
    /// How much of the gradient no price explains, as a part of its largest entry; null where nothing was left to
    /// choose.
    pub stationarity: Option<f64>,
    /// £ of harm avoided by £1 more for everything, of a plan in its first year and as many times more in every later one; null where the rules leave no room for more money.
    pub budget_price: Option<f64>,
    /// Year by year; left out of a settled year.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub years: Vec<BestYearView>,
    /// What is avoided after the last year by money spent before; left out where nothing is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after_plan: Option<AfterPlanView>,
    /// What each rule that binds costs, dearest first.
    pub prices: Vec<PriceView>,
    /// What rules that share their price cost together, dearest first.
    pub prices_together: Vec<TogetherView>,
    /// How sure the split is.
    pub confidence: ConfidenceView,
    /// The same allocation on draws that it has not seen; null where the run had to end before.
    pub out_of_sample: Option<HoldoutView>,
    /// What is not said because the run had to end before, in words; empty where nothing was left out.
    #[serde(default)]
    pub left_out: Vec<String>,
    /// Why it had to end: `time limit` or `stopped`; null where nothing was left out.
    #[serde(default)]
    pub left_out_by: Option<String>,
    /// What studies changed of harm avoided by the same money; not there where nothing was observed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub studied: Option<StudiedView>,
    /// What would have been best before them; not there likewise, and where nothing was left to choose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub best_before: Option<BestBeforeView>,
}

/// What would have been best before studies were made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BestBeforeView {
    /// Money by strand, £m; of a plan at present value.
    pub strands: BTreeMap<String, f64>,
    /// Money by programme likewise.
    pub programmes: BTreeMap<String, f64>,
    /// How much more harm the best avoids than that, as it is believed now, £m a year; of a plan at present value.
    pub gain: SummaryView,
}

impl BestView {
    /// Whether it is a plan over years.
    #[must_use]
    pub fn is_plan(&self) -> bool {
        !self.years.is_empty()
    }

    /// Whether it is best at avoiding harm, in £, and not at avoiding what a count counts. No count has the id `harm`: the
    /// model refuses it.
    #[must_use]
    pub fn measures_harm(&self) -> bool {
        self.measure == Measure::HARM
    }
}

/// One year of the best plan. Money and harm are £m in the year, not discounted, unless they say otherwise.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BestYearView {
    /// What the year comes to.
    #[serde(flatten)]
    pub year: YearView,
    /// How far the money of each strand in the year can move before it matters; null where that was not worked out.
    pub near_best: BTreeMap<String, Option<RangeView>>,
    /// £ of harm avoided at present value by £1 more for everything in the year; null where the rules leave no room for more
    /// money, and in a year that is not decided.
    pub budget_price: Option<f64>,
}

/// A strand's money, £m.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StrandMoneyView {
    /// Today's.
    pub today: f64,
    /// The best's.
    pub best: f64,
    /// The best's share of the money to allocate.
    pub share: f64,
    /// How far it can move before it matters; null where that was not worked out.
    pub near_best: Option<RangeView>,
}

/// A programme's money, £m.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MoneyView {
    /// Today's.
    pub today: f64,
    /// The best's.
    pub best: f64,
    /// How far it can move before it matters; null where that was not worked out.
    pub near_best: Option<RangeView>,
}

/// Money among all allocations nearly as good as the best, £m. Where there are set-up costs, among those that pay the same
/// ones as the best: other set-ups may be nearly as good with less or more.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RangeView {
    /// The least found.
    pub lowest: f64,
    /// The most found.
    pub highest: f64,
    /// Nothing nearly as good has less; where there are set-up costs, nothing with the best's set-ups.
    pub proven_lowest: f64,
    /// Nothing nearly as good has more; likewise.
    pub proven_highest: f64,
}

/// The worst of harm, £m a year; of a plan at present value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RiskView {
    /// The level at which the tail begins.
    pub level: f64,
    /// Value at risk: where the tail begins.
    pub var: f64,
    /// Conditional value at risk: the mean of the tail.
    pub cvar: f64,
    /// The worst draw.
    pub worst: f64,
}

/// What one rule costs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PriceView {
    /// A short name.
    pub rule: String,
    /// The rule in words.
    pub words: String,
    /// Whether it is a limit that the scenario states by name.
    pub is_limit: bool,
    /// £ of harm avoided by £1 of relaxing it alone (of an exact amount, £1 more; of a plan at present value, £1 in its year); null where the other rules leave no
    /// room for that.
    pub gain_per_pound: Option<f64>,
    /// £ of harm avoided that £1 of tightening it alone (of an exact amount, £1 less) loses; null likewise. Where it
    /// is more than the gain, other rules hold what this one holds: see `prices_together`.
    pub loss_per_pound: Option<f64>,
}

/// What some rules cost together, because each alone holds what another holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TogetherView {
    /// The rules, by their short names.
    pub rules: Vec<String>,
    /// £ of harm avoided by £1 of relaxing every one of them; null where the other rules leave no room for that.
    pub gain_per_pound: Option<f64>,
    /// £ of harm avoided that £1 of tightening every one of them loses; null likewise.
    pub loss_per_pound: Option<f64>,
}

/// How sure the split is: what somebody would do who knew which draw is the truth.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConfidenceView {
    /// How many draws were solved, each for itself.
    pub draws: usize,
    /// How many more no solver could solve; they count for nothing here.
    pub unsolved: usize,
    /// Strand by strand.
    pub strands: BTreeMap<String, StrandConfidenceView>,
    /// What this allocation loses against knowing the truth, £m a year (of a plan at present value); null of fewer than two draws.
    pub regret: Option<SummaryView>,
    /// What today's loses; null where today's is not allowed.
    pub regret_today: Option<SummaryView>,
}

/// How sure one strand's share is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StrandConfidenceView {
    /// Today's share of all money spent; null where nothing is spent today.
    pub share_today: Option<f64>,
    /// The best share in each draw.
    pub best_share: SummaryView,
    /// The probability that the share should be above today's; null where nothing is spent today.
    pub probability_above_today: Option<f64>,
}

/// An allocation found on one set of draws, on a fresh one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HoldoutView {
    /// The seed of the fresh draws.
    pub seed: u64,
    /// Mean harm avoided on the draws it was found on, £m a year.
    pub seen: f64,
    /// Harm avoided on the fresh draws, £m a year.
    pub fresh: SummaryView,
    /// How much better it looked on the draws it was found on, £m a year.
    pub optimism: f64,
}

/// What prices may leave unexplained of the gradient before they are called approximate.
pub(super) const EXPLAINED: f64 = 1e-6;

impl BestView {
    /// Why its amounts and prices are not exact; `None` where they are, or nothing was left to choose.
    pub(in crate::report) fn why_approximate(&self) -> Option<&'static str> {
        self.stationarity.filter(|unexplained| *unexplained > EXPLAINED)?;
        let is_ended = self.optimum.as_ref().is_some_and(|proof| proof.stopped_by.is_some());
        Some(if is_ended {
            "the search was ended before they were"
        } else {
            "the objective may have kinks there (a tail, or tables of points)"
        })
    }
}
