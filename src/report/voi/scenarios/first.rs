//! What is worth measuring first, and what to do until then, as documents carry it.

use crate::report::voi::scenarios::estimate::EstimateView;
use crate::study::voi::scenarios::Measured;
use crate::study::voi::scenarios::Partial;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

/// So many assumptions are listed at most.
const MOST: usize = 10;

/// An assumption that is worth measuring.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FirstView {
    /// Its address.
    pub parameter: String,
    /// What it is, in words with its unit.
    pub what: String,
    /// How well it is known today.
    pub grade: String,
    /// Its value at the 5% quantile; of a few values the least.
    pub low: f64,
    /// Its value at the 95% quantile; of a few values the greatest.
    pub high: f64,
    /// What deciding without it loses where it is as low as that, £m a year; null where nothing that can be told from noise.
    pub regret_low: Option<f64>,
    /// The same where it is as high.
    pub regret_high: Option<f64>,
    /// What knowing it is worth, £m a year.
    pub value: f64,
    /// The standard error of that.
    pub se: f64,
}

impl FirstView {
    /// Those that are worth something that can be told from nought, the most valuable first.
    pub(super) fn all(partials: &[Partial]) -> Vec<Self> {
        let worth = partials.iter().filter(|partial| partial.is_distinguishable()).take(MOST);
        let view = |partial: &Partial| {
            let estimate = partial.estimate?;
            Some(Self {
                parameter: partial.address.to_string(),
                what: partial.what.clone(),
                grade: partial.grade.to_string(),
                low: partial.range.0,
                high: partial.range.1,
                regret_low: partial.regret.0,
                regret_high: partial.regret.1,
                value: estimate.value,
                se: estimate.se,
            })
        };
        worth.filter_map(view).collect()
    }
}

/// What to do first with a scenario.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct VerdictView {
    /// The scenario's id.
    pub scenario: String,
    /// Its name.
    pub name: String,
    /// `act now`, `act and measure` or `wait`.
    pub verdict: String,
    /// Harm that it avoids over today's money a year: what waiting forgoes each year.
    pub gain: EstimateView,
    /// The assumption most worth knowing; null where none can be told from nought.
    pub parameter: Option<String>,
    /// What knowing it is worth, £m a year; nought where there is none.
    pub finding: f64,
    /// That for the years that are left behind the study, £m.
    pub kept: f64,
    /// What is forgone while the study is made, £m.
    pub forgone: f64,
}

impl VerdictView {
    pub(super) fn of(measured: &Measured) -> Self {
        Self {
            scenario: measured.scenario.clone(),
            name: measured.name.clone(),
            verdict: measured.verdict.as_str().to_owned(),
            gain: EstimateView::of(measured.gain),
            parameter: measured.address.clone(),
            finding: measured.finding,
            kept: measured.kept,
            forgone: measured.forgone,
        }
    }
}
