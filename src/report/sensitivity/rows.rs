//! What a document says of one assumption or one group of them.

use crate::risk::Estimate;
use crate::risk::Index;
use crate::study::Shift;
use crate::study::Swing;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;
use std::collections::BTreeMap;

/// What changes with numbers at their 5% and 95% points, the others as they are drawn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Tornado")]
pub struct TornadoView {
    /// The assumption's address.
    pub address: String,
    /// The changes.
    pub change: ChangeView,
}

/// The same of a group, whose numbers are all at their 5% or all at their 95% points.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "GroupOfAssumptions")]
pub struct GroupView {
    /// What they have in common: `strand`, `threat`, `grade` or `kind`.
    pub by: String,
    /// Its name.
    pub name: String,
    /// How many of them can move the answer.
    pub assumptions: usize,
    /// The changes.
    pub change: ChangeView,
    /// Their part of the variance of harm avoided: their Shapley effects added up; null where nothing varies, or of a handful of draws.
    pub shapley: Option<EstimateView>,
}

/// Changes against the draws as they are, £m a year (of a plan at present value); null where some draw is then no number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Change")]
pub struct ChangeView {
    /// Of mean harm avoided at the 5% point.
    pub low: Option<f64>,
    /// At the 95% point.
    pub high: Option<f64>,
    /// Of the best split at the 5% point: money by strand, £m. Not there where the scenario leaves no choice, or the search was
    /// ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub split_low: Option<BTreeMap<String, f64>>,
    /// At the 95% point.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub split_high: Option<BTreeMap<String, f64>>,
}

impl ChangeView {
    pub(super) fn of(swing: &Swing, scenario: usize, strands: &[String]) -> Self {
        let avoided = |shift: &Option<Shift>| shift.as_ref().map(|shift| shift.avoided[scenario]);
        let split = |shift: &Option<Shift>| {
            let moved = shift.as_ref()?.splits[scenario].as_ref()?;
            Some(strands.iter().cloned().zip(moved.iter().copied()).collect())
        };
        Self {
            low: avoided(&swing.low),
            high: avoided(&swing.high),
            split_low: split(&swing.low),
            split_high: split(&swing.high),
        }
    }

    /// Of the difference between two scenarios.
    pub(super) fn between(swing: &Swing, (lead, against): (usize, usize)) -> Self {
        let apart =
            |shift: &Option<Shift>| shift.as_ref().map(|shift| shift.avoided[lead] - shift.avoided[against]);
        Self { low: apart(&swing.low), high: apart(&swing.high), split_low: None, split_high: None }
    }

    /// How far the figure goes from its one end to the other, or from where it is on the draws as they are.
    pub(super) fn width(&self) -> f64 {
        let (low, high) = (self.low.unwrap_or_default(), self.high.unwrap_or_default());
        low.max(high).max(0.0) - low.min(high).min(0.0)
    }
}

/// An estimate, with how sure it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Estimate")]
pub struct EstimateView {
    /// The estimate; null where it is not distinguishable from 0.
    pub value: Option<f64>,
    /// The lower end of its 95% interval, which may be below 0 although what is estimated cannot be.
    pub low: f64,
    /// The upper end.
    pub high: f64,
    /// Its standard error.
    pub se: f64,
    /// How it was worked out: `saltelli-2010`, `janon-2014`, `jansen-1999`, `given-data`, `walks` (Shapley effects), or `exact`.
    pub estimator: String,
    /// Whether the interval leaves 0 out.
    pub distinguishable: bool,
}

impl EstimateView {
    pub(super) fn of(estimate: &Estimate, estimator: &str) -> Self {
        let Estimate { value, low, high, se } = *estimate;
        let is_exact = estimate == &Estimate::NOUGHT;
        let distinguishable = estimate.is_distinguishable_from_nought();
        Self {
            value: (distinguishable || is_exact).then_some(value),
            low,
            high,
            se,
            estimator: if is_exact { "exact" } else { estimator }.to_owned(),
            distinguishable,
        }
    }

    pub(super) fn of_index(index: &Index) -> Self {
        Self::of(&index.share, index.estimator.as_str())
    }
}

/// What part of the variance of harm avoided numbers explain.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Sobol")]
pub struct SobolView {
    /// The address of the assumption, or the patterns of a correlation whose numbers were exchanged together.
    pub of: String,
    /// How many numbers that is.
    pub assumptions: usize,
    /// Which part of them: the `whole`; one number of a correlation `with-others`, whose first-order index then holds what others
    /// explain through it, and which has no total one; the `common-cause` of a correlation by itself; or what one of its numbers
    /// has of its `own` beside it. Wholes are independent of each other, and so are common causes and own parts.
    pub part: String,
    /// Alone.
    pub first: EstimateView,
    /// In any way; null of one number with others.
    pub total: Option<EstimateView>,
}

/// A part of the variance.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "ShapleyEffect")]
pub struct ShapleyView {
    /// The address of the assumption, or the patterns of a correlation, whose numbers' effects are added up.
    pub of: String,
    /// How many numbers that is.
    pub assumptions: usize,
    /// Its Shapley effect; those of all assumptions are 1 together.
    pub effect: EstimateView,
}

/// Where another scenario is preferred.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Switching")]
pub struct SwitchingView {
    /// The assumption's address.
    pub address: String,
    /// The values; empty where the same scenario is preferred all through its range.
    pub switches: Vec<SwitchView>,
}

/// A value beyond which another scenario is preferred.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Switch")]
pub struct SwitchView {
    /// The value, in the assumption's unit.
    pub value: f64,
    /// Where the other holds: `below`, `above` or `at` it.
    pub beyond: String,
    /// How probable it is to lie there.
    pub probability: f64,
    /// The id of the scenario that avoids most there.
    pub to: String,
}

/// Where the best split moves money of a strand the other way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Turning")]
pub struct TurningView {
    /// The assumption's address.
    pub address: String,
    /// The values; empty where the split turns nowhere in its range.
    pub turns: Vec<TurnView>,
}

/// A value beyond which the best split moves money of a strand the other way, against today.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Turn")]
pub struct TurnView {
    /// The strand.
    pub strand: String,
    /// The value, in the assumption's unit.
    pub value: f64,
    /// Where it turns: `below`, `above` or `at` it.
    pub beyond: String,
    /// How probable it is to lie there.
    pub probability: f64,
    /// Whether the strand gets `more` or `less` than today there.
    pub becomes: String,
}
