//! Decisions that were taken on the way.

use crate::input::decode::Field;
use crate::input::raw::forms::Date;
use schemars::JsonSchema;
use serde::Deserialize;

/// A decision that was taken on the way.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Decision {
    /// The day on which it was taken.
    #[serde(default)]
    pub(crate) on: Field<Date>,
    /// What was decided.
    #[serde(default)]
    pub(crate) what: Field<String>,
    /// Why.
    #[serde(default)]
    pub(crate) why: Field<String>,
    /// Who decided it.
    #[serde(default)]
    pub(crate) who: Field<String>,
    /// Who signed it off.
    #[serde(default)]
    pub(crate) signed_off_by: Field<String>,
}
