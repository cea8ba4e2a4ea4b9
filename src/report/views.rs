//! Figures as machine formats carry them.

use crate::model::Scenario;
use crate::optimise::Certificate;
use crate::risk::Summary;
use crate::study::Impossible;
use crate::study::say;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;
use std::collections::BTreeMap;
use std::error::Error;

/// A quantity over draws.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Summary")]
pub struct SummaryView {
    /// Mean.
    pub mean: f64,
    /// Standard deviation, dividing by n − 1.
    pub sd: f64,
    /// 5% quantile.
    pub p5: f64,
    /// Median.
    pub p50: f64,
    /// 95% quantile.
    pub p95: f64,
    /// Standard error of the mean.
    pub se: f64,
}

/// Harm avoided over draws, £m a year.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Avoided")]
pub struct AvoidedView {
    /// Mean.
    pub mean: f64,
    /// Standard deviation, dividing by n − 1.
    pub sd: f64,
    /// 5% quantile.
    pub p5: f64,
    /// Median.
    pub p50: f64,
    /// 95% quantile.
    pub p95: f64,
    /// Standard error of the mean.
    pub se: f64,
    /// The share of draws in which harm is avoided.
    pub probability_positive: f64,
}

/// What was proved, in units of the objective.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Optimum")]
pub struct OptimumView {
    /// The value of the allocation found.
    pub upper: f64,
    /// A proven bound: nothing allowed is better; null where none was proven.
    pub lower: Option<f64>,
    /// The relative gap between the two; null where none was proven.
    pub gap: Option<f64>,
    /// Steps of the search.
    pub iterations: usize,
    /// Passes over all draws.
    pub evaluations: usize,
    /// Whether the gap asked for was reached.
    pub reached: bool,
}

impl SummaryView {
    pub(super) fn of(summary: &Summary) -> Self {
        let Summary { mean, sd, p5, p50, p95, se, .. } = *summary;
        Self { mean, sd, p5, p50, p95, se }
    }
}

impl AvoidedView {
    pub(super) fn of(summary: &Summary) -> Self {
        let Summary { mean, sd, p5, p50, p95, se, probability_positive } = *summary;
        Self { mean, sd, p5, p50, p95, se, probability_positive }
    }

    /// The same figures as a summary.
    #[must_use]
    pub fn summary(&self) -> Summary {
        let Self { mean, sd, p5, p50, p95, se, probability_positive } = *self;
        Summary { mean, sd, p5, p50, p95, se, probability_positive }
    }
}

impl OptimumView {
    pub(super) fn of(certificate: &Certificate) -> Self {
        let Certificate { upper, lower, gap, iterations, evaluations, reached } = *certificate;
        let finite = |bound: f64| bound.is_finite().then_some(bound);
        Self { upper, lower: finite(lower), gap: finite(gap), iterations, evaluations, reached }
    }
}

/// Why nothing is allowed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Infeasible")]
pub struct InfeasibleView {
    /// Rules that the only candidate breaks, and by how much, £m.
    pub broken: BTreeMap<String, f64>,
    /// Rules that cannot all be kept.
    pub clash: Vec<RuleView>,
    /// The least total change that would make it possible.
    pub mend: Vec<RuleView>,
}

/// A rule of a scenario.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Rule")]
pub struct RuleView {
    /// A short name.
    pub rule: String,
    /// The rule in words.
    pub words: String,
    /// By how much to relax it, £m.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<f64>,
}

impl InfeasibleView {
    pub(super) fn of(scenario: &Scenario, why: &Impossible) -> Self {
        let view = |rule, change| {
            let said = say(rule, scenario);
            RuleView { rule: said.key, words: said.words, change }
        };
        let clash = why.clash.iter();
        let broken = why.broken.iter();
        Self {
            broken: broken.map(|broken| (broken.rule.clone(), broken.missed_by.millions())).collect(),
            clash: clash.clone().flat_map(|clash| &clash.rules).map(|rule| view(rule, None)).collect(),
            mend: clash
                .flat_map(|clash| &clash.mend)
                .map(|(rule, change)| view(rule, Some(*change)))
                .collect(),
        }
    }
}

/// A document as JSON that people can read too.
///
/// # Errors
/// As the JSON writer's.
pub(super) fn json(document: &impl Serialize) -> Result<Vec<u8>, Box<dyn Error + Send + Sync>> {
    let mut bytes = serde_json::to_vec_pretty(document)?;
    bytes.push(b'\n');
    Ok(bytes)
}
