//! A frontier as a machine document, schema `apportion/frontier/1`: full precision, money in £m.

use crate::model::Scenario;
use crate::report::Basis;
use crate::report::amounts;
use crate::report::document::Versioned;
use crate::report::price_year;
use crate::report::views;
use crate::report::views::AvoidedView;
use crate::report::views::MoneyOfYearView;
use crate::report::views::OptimumView;
use crate::report::views::StrandOrder;
use crate::study::Along;
use crate::study::Frontier;
use crate::study::Point;
use crate::units::Money;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;
use std::collections::BTreeMap;

/// The best that can be had of a scenario, point by point.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// `apportion/frontier/1`.
    pub schema: String,
    /// The scenario's id: the stem of its file's name.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Against what the frontier is drawn.
    pub along: AlongView,
    /// The strand whose share it is drawn against, or the level of the tail; null along `budget`.
    pub of: Option<String>,
    /// The level of the tail as a number; null along anything but `weight`.
    pub level: Option<f64>,
    /// Where today is, £m or share; null along `weight`. Of a plan, £m here and in `at` along the budget are those of its first
    /// year, and all other money and harm is at present value.
    pub today: Option<f64>,
    /// The money in no strand, £m.
    pub back_office: f64,
    /// Every strand with its programmes, in the evidence's order.
    pub order: Vec<StrandOrder>,
    /// The points in order.
    pub points: Vec<PointView>,
    /// How many more points were left out because the run had to end; not there where none was.
    #[serde(default, skip_serializing_if = "is_nought")]
    pub left_out: usize,
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

impl Document {
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

impl Versioned for Document {
    const SCHEMA: &'static str = "apportion/frontier/1";
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands fields over so")]
fn is_nought(count: &usize) -> bool {
    *count == 0
}

/// Against what a frontier is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AlongView {
    /// All the money, £m.
    Budget,
    /// One strand's share.
    Share,
    /// The weight of the tail against the mean, from 0 to 1.
    Weight,
}

/// The best that can be had at one point; figures are null where nothing is allowed there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PointView {
    /// Where it is: £m (of a plan those of its first year, later ones in proportion), share, or weight.
    pub at: f64,
    /// Whether today's budget, or today's share of the strand, is there.
    pub is_today: bool,
    /// All the money there, £m; of a plan at present value.
    pub budget: f64,
    /// The part of it that nothing gets, £m; null where nothing is allowed.
    pub unspent: Option<f64>,
    /// Whether anything is allowed there.
    pub feasible: bool,
    /// Mean harm, £m a year; of a plan at present value.
    pub harm: Option<f64>,
    /// Harm avoided against today's spend.
    pub harm_avoided: Option<AvoidedView>,
    /// The tail mean of harm (`CVaR`), at the frontier's level or at 0.9, £m a year; of a plan at present value.
    pub cvar: Option<f64>,
    /// £ of harm avoided by the next £1, of all money or of the strand's (of a plan £1 more of all money in its first year and
    /// as many times more in later ones, or £1 more of the strand's in each year); null along `weight` and where nothing was left
    /// to choose.
    pub marginal: Option<f64>,
    /// Money by strand, £m.
    pub strands: BTreeMap<String, f64>,
    /// Money by programme, £m.
    pub programmes: BTreeMap<String, f64>,
    /// Money year by year; left out of a settled year.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub years: Vec<MoneyOfYearView>,
    /// The proof; null where nothing was left to choose.
    pub optimum: Option<OptimumView>,
}

impl Document {
    /// The document of a frontier.
    #[must_use]
    pub fn of(scenario: &Scenario, frontier: &Frontier, rests_on: Basis) -> Self {
        let (along, of, level) = match &frontier.along {
            Along::Budget { .. } => (AlongView::Budget, None, None),
            Along::Strand { strand, .. } => (AlongView::Share, Some(strand.to_string()), None),
            Along::Risk { level } => (AlongView::Weight, Some(level.to_string()), Some(level.get())),
        };
        Self {
            schema: Self::SCHEMA.to_owned(),
            id: scenario.id().to_owned(),
            name: scenario.name().to_owned(),
            along,
            of,
            level,
            today: frontier.today,
            back_office: scenario.budget_at_present_value().back_office.millions(),
            order: views::order(scenario.evidence()),
            points: frontier
                .points
                .iter()
                .map(|point| PointView::of(scenario, &frontier.along, point))
                .collect(),
            left_out: frontier.left_out,
            price_year: scenario.evidence().price_year().to_owned(),
            price_year_stated: price_year::stated(scenario.evidence()),
            deflator: price_year::deflator(scenario.evidence()),
            rests_on,
        }
    }
}

/// All the money at a place along the budget: that of the first year, and as many times more or less in every later one.
fn total(scenario: &Scenario, at: f64) -> Option<Money> {
    if scenario.horizon().is_none() {
        return Money::from_millions(at).ok();
    }
    let factor = at / scenario.budget().total.millions();
    Money::from_millions(scenario.budget_at_present_value().total.millions() * factor).ok()
}

impl PointView {
    fn of(scenario: &Scenario, along: &Along, point: &Point) -> Self {
        let mut budget = scenario.budget_at_present_value();
        if matches!(along, Along::Budget { .. }) {
            budget.total = total(scenario, point.at).unwrap_or(budget.total);
        }
        let had = point.had.as_ref();
        let timeline = scenario.timeline();
        let paid = had.map(|had| timeline.at_present_value(&had.allocation));
        let money = paid.as_ref().map(|paid| views::money(scenario.evidence(), paid));
        let (strands, programmes) = money.unwrap_or_default();
        Self {
            at: point.at,
            is_today: point.is_today,
            budget: budget.total.millions(),
            unspent: paid.as_ref().map(|paid| amounts::unspent(budget, paid)),
            feasible: had.is_some(),
            harm: had.map(|had| had.harm),
            harm_avoided: had.map(|had| AvoidedView::of(&had.harm_avoided)),
            cvar: had.map(|had| had.cvar),
            marginal: had.and_then(|had| had.marginal),
            strands,
            programmes,
            years: had.map(|had| MoneyOfYearView::all(scenario, &had.allocation)).unwrap_or_default(),
            optimum: had.and_then(|had| had.certificate.as_ref()).map(OptimumView::of),
        }
    }
}
