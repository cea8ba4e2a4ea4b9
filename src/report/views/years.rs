//! A plan year by year, as every document has it.

use crate::model::Allocation;
use crate::model::Discount;
use crate::model::Evidence;
use crate::model::Horizon;
use crate::model::Scenario;
use crate::report::views::AvoidedView;
use crate::report::views::SummaryView;
use crate::report::views::order::money;
use crate::study::AfterPlan;
use crate::study::YearResult;
use crate::text;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;
use std::collections::BTreeMap;

/// The years of a plan, and what they count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Horizon")]
pub struct HorizonView {
    /// The first year.
    pub first_year: i32,
    /// How many years are decided.
    pub years: usize,
    /// How later years are discounted, in words.
    pub discount: String,
    /// Whether what is spent in the plan counts until it is no longer felt, beyond the last year.
    pub tail: bool,
}

/// One year of a plan. Money and harm are £m in the year, not discounted, unless they say otherwise.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Year")]
pub struct YearView {
    /// The year.
    pub year: i32,
    /// What £1 in it counts.
    pub discount_factor: f64,
    /// Money by strand; empty in a year after the last one decided, in which money is still felt.
    pub strands: BTreeMap<String, f64>,
    /// Money by programme, likewise.
    pub programmes: BTreeMap<String, f64>,
    /// How much more its programmes cost than the reference's.
    pub extra_cost: f64,
    /// Harm.
    pub harm: SummaryView,
    /// Harm avoided against today's spend.
    pub harm_avoided: AvoidedView,
    /// Harm avoided against the reference, draw by draw.
    pub versus: AvoidedView,
    /// Present value of harm avoided against today's spend, up to and including the year.
    pub cumulative: AvoidedView,
    /// Present value of harm avoided against the reference less extra cost, up to and including the year.
    pub cumulative_net: AvoidedView,
}

/// The money of one year of a plan, £m in the year.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "MoneyOfYear")]
pub struct MoneyOfYearView {
    /// The year.
    pub year: i32,
    /// By strand.
    pub strands: BTreeMap<String, f64>,
    /// By programme.
    pub programmes: BTreeMap<String, f64>,
}

/// What money spent in a plan avoids after its last year.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "AfterPlan")]
pub struct AfterPlanView {
    /// For how many years it is still felt.
    pub years: usize,
    /// Whether it counts in present values, or is left out of them.
    pub counts: bool,
    /// Its present value against today's spend, £m.
    pub harm_avoided: AvoidedView,
}

impl MoneyOfYearView {
    /// Each year of a plan; nothing of a settled year.
    pub(in crate::report) fn all(scenario: &Scenario, allocation: &Allocation) -> Vec<Self> {
        let (evidence, timeline) = (scenario.evidence(), scenario.timeline());
        let years = allocation.years(timeline.programmes()).enumerate();
        let years = years.filter_map(|(position, allocation)| {
            let (strands, programmes) = money(evidence, &allocation);
            Some(Self { year: timeline.name(position)?, strands, programmes })
        });
        years.collect()
    }
}

impl HorizonView {
    pub(in crate::report) fn of(horizon: &Horizon) -> Self {
        Self {
            first_year: horizon.first_year,
            years: horizon.years,
            discount: discounted(horizon.discount),
            tail: horizon.tail,
        }
    }

    /// The years in words: `2016 to 2020`.
    #[must_use]
    pub fn span(&self) -> String {
        let last = self.first_year.saturating_add(i32::try_from(self.years).unwrap_or(i32::MAX) - 1);
        if self.years == 1 { self.first_year.to_string() } else { format!("{} to {last}", self.first_year) }
    }

    /// The years whose harm counts, in words: `2016 to 2020`, `2016 to 2020 and while it is felt after`.
    #[must_use]
    pub fn counted(&self) -> String {
        let after = if self.tail { " and while it is felt after" } else { "" };
        self.span() + after
    }
}

/// How later years are discounted, in words.
fn discounted(discount: Discount) -> String {
    let named = |which: &str, rates: &str| {
        format!("the Green Book’s {which} rate, {rates} real ({})", Discount::SOURCE)
    };
    match discount {
        Discount::GreenBook => named("standard", "3.5% a year to year 30, then 3.0%"),
        Discount::GreenBookHealth => named("health", "1.5% a year to year 30, then 1.29%"),
        Discount::GreenBookReduced => named("reduced", "3.0% a year to year 30, then 2.57%"),
        Discount::Rate(rate) if rate > 0.0 => format!("{}% a year", text::typed((rate * 1e6).round() / 1e4)),
        Discount::Rate(_) => "0% a year".to_owned(),
    }
}

impl YearView {
    /// Whether money is decided in it, and it is not behind the last year of the plan.
    #[must_use]
    pub fn is_decided(&self) -> bool {
        !self.strands.is_empty()
    }

    pub(in crate::report) fn of(evidence: &Evidence, year: &YearResult) -> Self {
        let spent = |allocation: &Allocation| money(evidence, allocation);
        let (strands, programmes) = year.allocation.as_ref().map(spent).unwrap_or_default();
        Self {
            year: year.year,
            discount_factor: year.discount,
            strands,
            programmes,
            extra_cost: year.extra_cost,
            harm: SummaryView::of(&year.harm),
            harm_avoided: AvoidedView::of(&year.harm_avoided),
            versus: AvoidedView::of(&year.versus),
            cumulative: AvoidedView::of(&year.cumulative),
            cumulative_net: AvoidedView::of(&year.cumulative_net),
        }
    }
}

impl AfterPlanView {
    pub(in crate::report) fn of(after: &AfterPlan) -> Self {
        let AfterPlan { years, counts, harm_avoided } = after;
        Self { years: *years, counts: *counts, harm_avoided: AvoidedView::of(harm_avoided) }
    }
}
