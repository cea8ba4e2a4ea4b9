//! What a scenario costs beyond the reference and what that is worth, as documents carry it.

use crate::id::Id;
use crate::model::Evidence;
use crate::model::Scenario;
use crate::model::Timeline;
use crate::report::views::SummaryView;
use crate::study::BreakEven;
use crate::study::CostPerCase;
use crate::study::Economics;
use crate::study::NoCostPerCase;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;
use std::collections::BTreeMap;

/// What a scenario costs beyond the reference, and what that is modelled to be worth in costed harm; people are not in it but
/// beside it, as the cost of each case avoided.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EconomicsView {
    /// Present value of what its programmes cost beyond the reference's, £m: of a settled year, £m a year.
    pub extra_cost: f64,
    /// Net present value, £m: harm avoided against the reference less extra cost, draw by draw. Of a settled year it is the net
    /// benefit, £m a year.
    pub net_present_value: NetView,
    /// Harm avoided against the reference by extra cost, £ per £1: total monetisable benefits by total relevant costs, as the
    /// Green Book has it; null where there is no extra cost.
    pub benefit_cost_ratio: Option<SummaryView>,
    /// Why there is no ratio, in words that follow its name; null where there is one.
    pub benefit_cost_reason: Option<String>,
    /// By human measure, added up over the threats that have it: what one case avoided costs.
    pub cost_per_case: BTreeMap<String, CostPerCaseView>,
    /// By threat and human measure, of those that several threats have: the same as if all the extra cost were for that threat.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub cost_per_case_by_threat: BTreeMap<String, BTreeMap<String, CostPerCaseView>>,
    /// When a plan has paid for itself; null of a settled year.
    pub break_even: Option<BreakEvenView>,
}

/// A net benefit over draws, £m.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NetView {
    /// Its figures.
    #[serde(flatten)]
    pub summary: SummaryView,
    /// The share of draws above nought.
    pub probability_positive: f64,
}

/// What one case avoided costs, £m a case: the extra cost by the number avoided against the reference.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CostPerCaseView {
    /// By the mean number; null where it cannot be said.
    pub cost: Option<f64>,
    /// By the number that 95% of draws are below: 5% of draws are cheaper. Null where the 90% interval of the number is not
    /// above nought.
    pub p5: Option<f64>,
    /// By the number that 5% of draws are below: 95% of draws are cheaper; null likewise.
    pub p95: Option<f64>,
    /// Why it cannot be said, or has no interval, in words; null where all of it can.
    pub reason: Option<String>,
}

/// When a plan has paid for itself: from the end of which year on its cumulative net present value is never again below
/// nought.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BreakEvenView {
    /// The year, of the mean over draws; null where it ends below nought.
    pub year: Option<i32>,
    /// Year by year, the share of draws that have by its end.
    pub by_year: Vec<f64>,
}

/// Why a cost per case has no interval.
const NO_INTERVAL: &str =
    "the 90% interval of the number avoided is not above nought, so the cost of a case has no interval";

impl EconomicsView {
    pub(in crate::report) fn of(economics: &Economics, scenario: &Scenario) -> Self {
        let (evidence, timeline) = (scenario.evidence(), scenario.timeline());
        let net = &economics.net_present_value;
        let ratio = economics.benefit_cost_ratio.as_ref();
        let measures = economics.cost_per_case.iter();
        Self {
            extra_cost: economics.extra_cost,
            net_present_value: NetView {
                summary: SummaryView::of(net),
                probability_positive: net.probability_positive,
            },
            benefit_cost_ratio: ratio.ok().map(SummaryView::of),
            benefit_cost_reason: ratio.err().map(ToString::to_string),
            cost_per_case: measures.map(|(id, cost)| (id.to_string(), CostPerCaseView::of(cost))).collect(),
            cost_per_case_by_threat: by_threat(economics, evidence),
            break_even: economics.break_even.as_ref().map(|own| BreakEvenView::of(own, &timeline)),
        }
    }

    /// Whether it costs more or less than the reference.
    #[must_use]
    pub fn costs_differ(&self) -> bool {
        self.extra_cost.abs() > 0.0
    }
}

impl CostPerCaseView {
    fn of(cost: &Result<CostPerCase, NoCostPerCase>) -> Self {
        match cost {
            Ok(CostPerCase { cost, interval }) => Self {
                cost: Some(*cost),
                p5: interval.map(|(low, _)| low),
                p95: interval.map(|(_, high)| high),
                reason: interval.is_none().then(|| NO_INTERVAL.to_owned()),
            },
            Err(why) => Self { cost: None, p5: None, p95: None, reason: Some(why.to_string()) },
        }
    }
}

impl BreakEvenView {
    fn of(break_even: &BreakEven, timeline: &Timeline) -> Self {
        let year = break_even.year.and_then(|year| timeline.name(year));
        Self { year, by_year: break_even.by_year.clone() }
    }
}

/// Threat by threat, the human measures that other threats have too: of the others everything has been said.
fn by_threat(
    economics: &Economics,
    evidence: &Evidence,
) -> BTreeMap<String, BTreeMap<String, CostPerCaseView>> {
    let threats = evidence.threats();
    let counts = || threats.iter().flat_map(|threat| &threat.counts);
    let is_shared = |id: &Id| counts().filter(|count| count.id == *id).count() > 1;
    let threats = threats.iter().zip(&economics.by_threat).map(|(threat, costs)| {
        let shared = threat.counts.iter().zip(costs).filter(|(count, _)| is_shared(&count.id));
        let shared = shared.map(|(count, cost)| (count.id.to_string(), CostPerCaseView::of(cost)));
        (threat.id.to_string(), shared.collect::<BTreeMap<String, CostPerCaseView>>())
    });
    threats.filter(|(_, shared)| !shared.is_empty()).collect()
}
