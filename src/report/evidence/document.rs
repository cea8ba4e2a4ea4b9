//! The logs as a machine document, schema `apportion/evidence/1`.

use crate::report::document::Versioned;
use crate::report::evidence::assured::AssuranceView;
use crate::report::evidence::data::DataView;
use crate::report::evidence::decided::DecisionView;
use crate::report::evidence::entry::Entry;
use crate::report::price_year;
use crate::report::views::ObservationView;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

/// Every assumption of some evidence, schema `apportion/evidence/1`, with what was decided, which data it rests on, and the
/// assurance that comes of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// `apportion/evidence/1`.
    pub schema: String,
    /// The evidence's name.
    pub evidence: String,
    /// Which log was asked for: what is printed as a table and as CSV. JSON has all of them.
    #[serde(default)]
    pub log: Log,
    /// The year whose prices its money is in.
    pub price_year: String,
    /// The year whose prices the evidence states its money in, where the figures are restated; not there where they are not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price_year_stated: Option<String>,
    /// What £1 in the prices of that year is in the prices of the figures; not there likewise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deflator: Option<f64>,
    /// The date of the knowledge, where stated.
    pub as_of: Option<String>,
    /// The date by which to look at it again, where stated.
    pub review_by: Option<String>,
    /// How many assumptions the evidence has, wanted or not.
    pub total: usize,
    /// What studies measured of uncertain numbers; not there where nothing was observed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub observations: Vec<ObservationView>,
    /// The assumptions that are wanted, in the order of their addresses.
    pub assumptions: Vec<Entry>,
    /// What was decided: what the files say of it, then what they decide by themselves.
    #[serde(default)]
    pub decisions: Vec<DecisionView>,
    /// Every source of the assumptions that are wanted, with the numbers that rest on it.
    #[serde(default)]
    pub data: Vec<DataView>,
    /// Who answers for it, how far it is signed off, and what it can be used for; null in results of versions that did not say.
    #[serde(default)]
    pub assurance: Option<AssuranceView>,
}

/// One of the logs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Log {
    /// Every number that the answer rests on.
    #[default]
    Assumptions,
    /// What was decided, and what the files decide by themselves.
    Decisions,
    /// Every source, with the numbers that rest on it.
    Data,
    /// Who answers for the analysis, how far it is signed off, and what it can be used for.
    Assurance,
}

impl Versioned for Document {
    const SCHEMA: &'static str = "apportion/evidence/1";
}

impl Document {
    /// The prices that its money is in, in words.
    #[must_use]
    pub fn prices(&self) -> String {
        price_year::label(&self.price_year, self.price_year_stated.as_deref())
    }
}
