//! What moves a proposal and what finding out is worth to it, as documents carry it.

use crate::report::voi::scenarios::DecisionView;
use crate::study::Knowing;
use crate::study::Moved;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

/// What moves a proposal, and what finding out is worth to it, on the first of the draws.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Knowing")]
pub struct KnowingView {
    /// On how many draws.
    pub draws: usize,
    /// Mean harm avoided against today's money on them, £m a year (of a plan at present value).
    pub avoided: f64,
    /// Assumptions that can move it, those first that move it most.
    pub moved: Vec<MovedView>,
    /// What finding out is worth; null where the run had to end, and where programmes are on or off.
    pub worth: Option<DecisionView>,
}

/// An assumption at its 5% and 95% points, the others as they are drawn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Moved")]
pub struct MovedView {
    /// Its address.
    pub parameter: String,
    /// What it is, in words with its unit.
    pub what: String,
    /// How well it is known.
    pub grade: String,
    /// Mean harm avoided at its 5% point, £m a year; null where some draw is then no number.
    pub low: Option<f64>,
    /// The same at its 95% point.
    pub high: Option<f64>,
    /// The part of the variance of harm avoided that it explains alone (first-order index, from these draws), which chance may take
    /// below nought; null where nothing varies.
    pub variance: Option<f64>,
    /// The standard error of that.
    pub variance_se: Option<f64>,
}

impl KnowingView {
    /// The document's part of what was found.
    #[must_use]
    pub fn of(knowing: &Knowing) -> Self {
        let moved = |own: &Moved| MovedView {
            parameter: own.address.to_string(),
            what: own.what.clone(),
            grade: own.grade.to_string(),
            low: own.low,
            high: own.high,
            variance: own.share.map(|share| share.value),
            variance_se: own.share.map(|share| share.se),
        };
        Self {
            draws: knowing.draws,
            avoided: knowing.avoided,
            moved: knowing.moved.iter().map(moved).collect(),
            worth: knowing.told.as_ref().map(DecisionView::of),
        }
    }

    /// What knowing an assumption is worth, £m a year, with its standard error; `None` where that cannot be told from nought.
    #[must_use]
    pub fn worth_of(&self, parameter: &str) -> Option<(f64, f64)> {
        let own = self.worth.as_ref()?.evppi.iter().find(|own| own.parameter == parameter)?;
        own.value.zip(own.se).filter(|_| own.distinguishable)
    }
}

impl MovedView {
    /// The part of the variance that it explains alone; `None` where that cannot be told from nought.
    #[must_use]
    pub fn told_variance(&self) -> Option<f64> {
        self.variance.zip(self.variance_se).filter(|(share, se)| *share > 1.96 * se).map(|(share, _)| share)
    }
}
