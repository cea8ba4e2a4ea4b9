//! An estimate as documents carry it.

use crate::study::voi::scenarios::Estimate;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

/// An estimate with how sure it is.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EstimateView {
    /// The estimate, which chance may take below nought.
    pub value: f64,
    /// Its standard error.
    pub se: f64,
    /// Whether it is more than 1.96 standard errors above nought.
    pub distinguishable: bool,
}

impl EstimateView {
    pub(super) fn of(estimate: Estimate) -> Self {
        Self { value: estimate.value, se: estimate.se, distinguishable: estimate.is_distinguishable() }
    }
}
