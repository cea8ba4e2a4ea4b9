//! The answer to a target as a machine document, schema `apportion/target/1`: full precision, money in £m.

use crate::model::Allocation;
use crate::model::Scenario;
use crate::report::Basis;
use crate::report::document::Versioned;
use crate::report::price_year;
use crate::report::views;
use crate::report::views::AvoidedView;
use crate::report::views::MoneyOfYearView;
use crate::report::views::StrandOrder;
use crate::study::Answer;
use crate::study::Goal;
use crate::study::Hit;
use crate::study::Least;
use crate::study::Settled;
use crate::units::Share;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;
use std::collections::BTreeMap;

/// The least that reaches a goal; figures of it are null where the goal is out of reach.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// `apportion/target/1`.
    pub schema: String,
    /// The scenario's id: the stem of its file's name.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The goal: harm to avoid against today's spend, £m a year; of a plan at present value.
    pub avoid: f64,
    /// The least probability with which to reach it; null in expectation.
    pub probability: Option<f64>,
    /// Of what the least is wanted.
    pub least_of: LeastView,
    /// Whether an allocation that reaches it was found. In expectation, false is proved; with a probability, it is what
    /// the search came to; null where the search was ended before it had found one or proved that there is none.
    pub reachable: Option<bool>,
    /// What ended the search before it was through, and less may do than the least found: `time limit` or `stopped`; null
    /// where nothing did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stopped_by: Option<String>,
    /// The most that can be avoided, £m a year (of a plan at present value): in expectation proved, with a probability the most found in as many draws;
    /// null where the goal can be reached.
    pub most_avoidable: Option<f64>,
    /// With how much money, £m (of a plan that of its first year, later ones in proportion); null likewise.
    pub most_with: Option<f64>,
    /// The largest share of draws found in which the goal is reached, where that is not enough; null in expectation.
    pub most_reached_in: Option<f64>,
    /// Its standard error; null likewise.
    pub most_reached_se: Option<f64>,
    /// The least found: the whole budget (of a plan that of its first year, later ones in proportion), or the money moved (of a
    /// plan added up over its years, not discounted), £m.
    pub least: Option<f64>,
    /// What is proved: nothing less reaches the goal, £m; null where nothing is.
    pub proven_at_least: Option<f64>,
    /// For a probability: the least that meets a condition which is enough for it, that the mean of the worst draws
    /// reaches the goal, £m; null where nothing meets it.
    pub safe_least: Option<f64>,
    /// What is proved of that: nothing less meets the condition, £m.
    pub safe_proven_at_least: Option<f64>,
    /// Whether whatever reaches the goal is allowed with more, too; false where shares must be spent, so that more money
    /// may do worse.
    pub more_is_no_worse: Option<bool>,
    /// The share of draws in which the goal is reached.
    pub reached_in: Option<f64>,
    /// Its standard error.
    pub reached_se: Option<f64>,
    /// Harm avoided against today's spend.
    pub harm_avoided: Option<AvoidedView>,
    /// Every strand with its programmes, in the evidence's order.
    pub order: Vec<StrandOrder>,
    /// Money by strand, of a plan at present value; empty where the goal is out of reach.
    pub strands: BTreeMap<String, StrandView>,
    /// Money by programme, £m, of a plan at present value; empty where the goal is out of reach.
    pub programmes: BTreeMap<String, f64>,
    /// Money year by year; left out of a settled year.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub years: Vec<MoneyOfYearView>,
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
    const SCHEMA: &'static str = "apportion/target/1";
}

/// Of what the least is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LeastView {
    /// Money.
    Money,
    /// Movement of money from today.
    Movement,
}

impl LeastView {
    /// The word for it.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Money => "money",
            Self::Movement => "movement",
        }
    }
}

/// A strand's money, £m.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StrandView {
    /// Today's.
    pub today: f64,
    /// What reaches the goal.
    pub then: f64,
}

impl Document {
    /// The document of an answer.
    #[must_use]
    pub fn of(scenario: &Scenario, goal: Goal, least: Least, settled: &Settled, rests_on: Basis) -> Self {
        let (hit, most) = match &settled.answer {
            Answer::Hit(hit) => (Some(hit), None),
            Answer::OutOfReach(out) => (None, Some(out)),
        };
        // In expectation the most is a bound, which holds whatever ended the search.
        let is_proved = most.is_some_and(|out| {
            out.reached_in.is_none() && out.most.is_none_or(|most| most < goal.avoid.millions())
        });
        let is_settled = settled.stopped_by.is_none() || hit.is_some() || is_proved;
        let (strands, programmes) = hit.map(|hit| money(scenario, hit)).unwrap_or_default();
        let years = hit.map(|hit| MoneyOfYearView::all(scenario, &hit.allocation)).unwrap_or_default();
        Self {
            schema: Self::SCHEMA.to_owned(),
            id: scenario.id().to_owned(),
            name: scenario.name().to_owned(),
            avoid: goal.avoid.millions(),
            probability: goal.probability.map(Share::get),
            least_of: match least {
                Least::Money => LeastView::Money,
                Least::Movement => LeastView::Movement,
            },
            reachable: is_settled.then_some(hit.is_some()),
            stopped_by: settled.stopped_by.map(|by| by.as_str().to_owned()),
            most_avoidable: most.and_then(|out| out.most),
            most_with: most.map(|out| out.with.millions()),
            most_reached_in: most.and_then(|out| out.reached_in),
            most_reached_se: most.and_then(|out| out.reached_se),
            least: hit.map(|hit| hit.least),
            proven_at_least: hit.and_then(|hit| hit.at_least),
            safe_least: hit.and_then(|hit| hit.safe).map(|safe| safe.least),
            safe_proven_at_least: hit.and_then(|hit| hit.safe).map(|safe| safe.at_least),
            more_is_no_worse: hit.map(|hit| hit.is_nested),
            reached_in: hit.map(|hit| hit.reached_in),
            reached_se: hit.map(|hit| hit.reached_se),
            harm_avoided: hit.map(|hit| AvoidedView::of(&hit.harm_avoided)),
            order: views::order(scenario.evidence()),
            strands,
            programmes,
            years,
            price_year: scenario.evidence().price_year().to_owned(),
            price_year_stated: price_year::stated(scenario.evidence()),
            deflator: price_year::deflator(scenario.evidence()),
            rests_on,
        }
    }
}

fn money(scenario: &Scenario, hit: &Hit) -> (BTreeMap<String, StrandView>, BTreeMap<String, f64>) {
    let evidence = scenario.evidence();
    let timeline = scenario.timeline();
    let at_present_value = |allocation: &Allocation| timeline.at_present_value(allocation);
    let (before, _) = views::money(evidence, &at_present_value(&timeline.today(evidence)));
    let (after, programmes) = views::money(evidence, &at_present_value(&hit.allocation));
    let strands = before.into_iter().zip(after.into_values());
    let strands = strands.map(|((strand, today), then)| (strand, StrandView { today, then }));
    (strands.collect(), programmes)
}
