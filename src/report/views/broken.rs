//! What has no answer: scenarios that could not be worked out, files that could not be used.

use crate::study::Broken;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

/// A scenario that could not be worked out.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Broken")]
pub struct BrokenView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What went wrong.
    pub problem: String,
    /// Whether what was asked is at fault, and not the program or the solver.
    pub asked_for: bool,
}

/// A file, or a row of one, that could not be used.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Refused")]
pub struct RefusedView {
    /// Its path; of a row, the path and the line.
    pub file: String,
    /// Everything that is wrong with it, one line each.
    pub problems: Vec<String>,
}

impl BrokenView {
    /// What went wrong with a scenario.
    #[must_use]
    pub fn of(broken: &Broken) -> Self {
        let Broken { id, name, problem, is_asked_for } = broken.clone();
        Self { id, name, problem, asked_for: is_asked_for }
    }
}
