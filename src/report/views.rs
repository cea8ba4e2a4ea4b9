//! Figures as machine formats carry them.

use crate::model::Scenario;
use crate::optimise::Certificate;
use crate::risk::Summary;
use crate::study::Impossible;
use crate::study::say;
use serde::Serialize;
use std::collections::BTreeMap;
use std::error::Error;

/// A quantity over draws.
#[derive(Serialize)]
pub(super) struct SummaryView {
    mean: f64,
    sd: f64,
    p5: f64,
    p50: f64,
    p95: f64,
    se: f64,
}

/// Harm avoided over draws.
#[derive(Serialize)]
pub(super) struct AvoidedView {
    mean: f64,
    sd: f64,
    p5: f64,
    p50: f64,
    p95: f64,
    se: f64,
    probability_positive: f64,
}

/// What was proved.
#[derive(Serialize)]
pub(super) struct OptimumView {
    upper: f64,
    lower: f64,
    gap: f64,
    iterations: usize,
    evaluations: usize,
    reached: bool,
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
}

impl OptimumView {
    pub(super) fn of(certificate: &Certificate) -> Self {
        let Certificate { upper, lower, gap, iterations, evaluations, reached } = *certificate;
        Self { upper, lower, gap, iterations, evaluations, reached }
    }
}

/// Why nothing is allowed.
#[derive(Serialize)]
pub(super) struct InfeasibleView {
    broken: BTreeMap<String, f64>,
    clash: Vec<RuleView>,
    mend: Vec<RuleView>,
}

#[derive(Serialize)]
struct RuleView {
    rule: String,
    words: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    change: Option<f64>,
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
