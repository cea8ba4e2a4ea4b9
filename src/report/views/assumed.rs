//! What an answer assumes against the evidence.

use crate::model::Evidence;
use crate::model::WhatIf;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

/// Numbers of the evidence that are taken to be something else than its file says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AssumedView {
    /// Their address, or a pattern over addresses.
    pub of: String,
    /// What they are taken to be: `= 0.7`, `× 2`, `at its 95% point`; money in £m.
    pub taken: String,
}

/// Everything that is taken to be something else, one after the other.
pub(in crate::report) fn assumed(evidence: &Evidence) -> Vec<AssumedView> {
    let view = |what_if: &WhatIf| AssumedView {
        of: what_if.of.as_str().to_owned(),
        taken: what_if.taken.to_string(),
    };
    evidence.what_ifs().iter().map(view).collect()
}
