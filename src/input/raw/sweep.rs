//! One scenario file that stands for many, key by key.

use crate::input::decode::Field;
use crate::input::decode::List;
use crate::input::raw::horizon::Horizon;
use crate::input::raw::scenario::Allocate;
use crate::input::raw::scenario::Budget;
use crate::input::raw::scenario::Limit;
use crate::input::raw::scenario::Objective;
use crate::input::raw::scenario::Search;
use crate::input::raw::scenario::Simulation;
use crate::input::raw::split::Split;
use schemars::JsonSchema;
use schemars::Schema;
use schemars::SchemaGenerator;
use schemars::json_schema;
use serde::Deserialize;
use serde::Deserializer;
use std::borrow::Cow;

/// Many scenarios from this file, which is then none of its own: every combination of the values of `grid`, and
/// after them each entry of `list`, which is crossed with nothing. At most 10,000 in all. A file based on this one
/// takes over everything but the sweep.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sweep {
    /// Keys that take several values; the values of the last one change fastest.
    #[serde(default)]
    pub(crate) grid: List<Axis>,
    /// Scenarios told one by one, each laid on this file as a file is laid on its base.
    #[serde(default)]
    pub(crate) list: List<ListEntry>,
}

/// A key and the values it takes.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Axis {
    /// The path of any key of a scenario file but `scenario.name`, `scenario.base` and `sweep`: `split.prevent`,
    /// `objective.risk`, or with the name of an array's element in brackets, `limit[Ring-fence].min`.
    pub(crate) key: Field<String>,
    /// What it takes, one after the other, each as it would be written under the key.
    #[schemars(length(min = 1))]
    pub(crate) values: List<Anything>,
}

/// One scenario of a sweep: its name and any tables of a scenario file.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "told apart from nonsense here, and laid on the file as a tree")]
pub(crate) struct ListEntry {
    /// A name for people, put behind the file's own; its number in the list, if unstated.
    #[serde(default)]
    pub(crate) name: Field<String>,
    /// More about it, in place of the file's own.
    #[serde(default)]
    pub(crate) description: Field<String>,
    /// Other evidence.
    #[serde(default)]
    pub(crate) scenario: Field<EntryHead>,
    /// How much money there is.
    #[serde(default)]
    pub(crate) budget: Field<Budget>,
    /// Shares or amounts of total − back office by strand, or `"today"`.
    #[serde(default)]
    pub(crate) split: Field<Split>,
    /// How money is spent inside the split.
    #[serde(default)]
    pub(crate) allocate: Field<Allocate>,
    /// What else is to be kept to; a limit of the same name is overridden key by key.
    #[serde(default)]
    pub(crate) limit: List<Limit>,
    /// What is to be made small.
    #[serde(default)]
    pub(crate) objective: Field<Objective>,
    /// How many years.
    #[serde(default)]
    pub(crate) horizon: Field<Horizon>,
    /// How many futures are simulated, and which.
    #[serde(default)]
    pub(crate) simulation: Field<Simulation>,
    /// How long the best allocation is searched for.
    #[serde(default)]
    pub(crate) solver: Field<Search>,
}

/// What an entry of a sweep may say about the scenario as a whole.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "told apart from nonsense here, and laid on the file as a tree")]
pub(crate) struct EntryHead {
    /// The evidence file, relative to this one.
    #[serde(default)]
    pub(crate) evidence: Field<String>,
}

/// Whatever a key may take: what that is, its key decides when the value stands under it.
#[derive(Debug)]
pub(crate) struct Anything;

impl<'de> Deserialize<'de> for Anything {
    fn deserialize<D: Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
        Ok(Self)
    }
}

impl JsonSchema for Anything {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Anything".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({})
    }
}
