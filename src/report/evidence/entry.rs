//! One assumption of the log.

use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

/// One assumption.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Its address: `threat.drugs.harm`.
    pub address: String,
    /// What it is, in words.
    pub what: String,
    /// Its value or its distribution.
    pub distribution: String,
    /// Whether it differs between draws.
    pub uncertain: bool,
    /// How reliable it is: `measured`, `published`, `expert` or `placeholder`.
    pub grade: String,
    /// Where it is from.
    pub source: String,
    /// Who made it; null where that is not said.
    #[serde(default)]
    pub owner: Option<String>,
    /// Who signed it off; null where nobody has.
    #[serde(default)]
    pub signed_off_by: Option<String>,
    /// The day of the sign-off; null likewise.
    #[serde(default)]
    pub signed_off_on: Option<String>,
    /// Why it is as it is; null where that is not said.
    #[serde(default)]
    pub note: Option<String>,
    /// Whether it stands in for data that nobody has.
    #[serde(default)]
    pub proxy: bool,
    /// By how much it moves the mean harm avoided of the scenario that a report looks at closely, from its 5% to its 95% point with
    /// the others as drawn, £m a year (of a plan at present value); null elsewhere, as in this log, and where it moves nothing.
    #[serde(default)]
    pub effect: Option<f64>,
}
