//! The scenario file, table by table.

use crate::input::decode::Field;
use crate::input::decode::List;
use crate::input::raw::horizon::Horizon;
use crate::input::raw::scenario::Allocate;
use crate::input::raw::scenario::Budget;
use crate::input::raw::scenario::Head;
use crate::input::raw::scenario::Limit;
use crate::input::raw::scenario::Objective;
use crate::input::raw::scenario::Search;
use crate::input::raw::scenario::Simulation;
use crate::input::raw::split::Split;
use crate::input::raw::sweep::Sweep;
use crate::input::raw::what_if::TakenEntry;
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A scenario for `apportion`: how much money there is, and what it may be spent on.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ScenarioFile {
    /// What the file is about.
    pub(crate) scenario: Field<Head>,
    /// How much money there is.
    #[serde(default)]
    pub(crate) budget: Field<Budget>,
    /// Shares or amounts of total − back office by strand, or `"today"`; a strand left out is free, and without total and
    /// split it is today's money in today's split.
    #[serde(default)]
    pub(crate) split: Field<Split>,
    /// How money is spent inside the split.
    #[serde(default)]
    pub(crate) allocate: Field<Allocate>,
    /// What else is to be kept to.
    #[serde(default)]
    pub(crate) limit: List<Limit>,
    /// What is to be made small.
    #[serde(default)]
    pub(crate) objective: Field<Objective>,
    /// How many years; left out, one settled year.
    #[serde(default)]
    pub(crate) horizon: Field<Horizon>,
    /// Numbers of the evidence taken to be something else, by address; `*`, `?` and `[…]` stand for several.
    #[serde(default)]
    pub(crate) assume: Field<BTreeMap<String, Field<TakenEntry>>>,
    /// How many futures are simulated, and which.
    #[serde(default)]
    pub(crate) simulation: Field<Simulation>,
    /// How long the best allocation is searched for.
    #[serde(default)]
    pub(crate) solver: Field<Search>,
    /// Many scenarios from this file.
    #[serde(default)]
    pub(crate) sweep: Field<Sweep>,
}
