//! What was proved of a best value.

use crate::optimise::Certificate;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

/// What was proved of a best value, in the objective's own unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OptimumView {
    /// The value of the allocation found.
    pub upper: f64,
    /// A proven bound: nothing allowed is better; null where none was proven.
    pub lower: Option<f64>,
    /// (upper − lower)/|upper|; null where no bound was proven.
    pub gap: Option<f64>,
    /// Steps of the search.
    pub iterations: usize,
    /// Passes over all draws.
    pub evaluations: usize,
    /// Whether the gap asked for was reached.
    pub reached: bool,
    /// Why the search ended before that: `time limit`, `stopped`, `iteration limit`,
    /// `node limit` or `solver`; null where it did not.
    pub stopped_by: Option<String>,
}

impl OptimumView {
    pub(in crate::report) fn of(certificate: &Certificate) -> Self {
        let Certificate { upper, lower, gap, iterations, evaluations, reached, stopped_by } = *certificate;
        let stopped_by = stopped_by.map(|by| by.as_str().to_owned());
        // A certificate without a bound has an infinite one.
        let [lower, gap] = [lower, gap].map(|proven| proven.is_finite().then_some(proven));
        Self { upper, lower, gap, iterations, evaluations, reached, stopped_by }
    }
}
