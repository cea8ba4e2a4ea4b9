//! What-ifs, as files write them: what a number of the evidence is taken to be.

use crate::input::raw::distribution::Beta;
use crate::input::raw::distribution::Between;
use crate::input::raw::distribution::Discrete;
use crate::input::raw::distribution::Distribution;
use crate::input::raw::distribution::Gamma;
use crate::input::raw::distribution::Lognormal;
use crate::input::raw::distribution::Normal;
use crate::input::raw::distribution::Peak;
use crate::input::raw::forms;
use crate::input::raw::forms::Forms;
use crate::input::raw::number::Amount;
use crate::input::raw::number::Quantity;
use crate::input::raw::number::Uncertain;
use crate::model::WhatIf;
use schemars::JsonSchema;
use schemars::Schema;
use schemars::SchemaGenerator;
use schemars::json_schema;
use serde::Deserialize;
use serde::Deserializer;
use std::borrow::Cow;

/// A number of any unit: money may be in a string.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Stated {
    /// A number.
    Number(f64),
    /// Money in a string.
    Money(Amount),
}

impl Forms for Stated {
    const ALLOWED: &'static str = "a number, or money such as `£2.9bn`";

    fn number(number: f64) -> Option<Result<Self, String>> {
        Some(Ok(Self::Number(number)))
    }

    fn text(text: &str) -> Option<Result<Self, String>> {
        Amount::text(text).map(|read| read.map(Self::Money))
    }
}

impl Quantity for Stated {
    const UNCERTAIN: &'static str = WhatIf::ALLOWED;

    fn get(self) -> f64 {
        match self {
            Self::Number(number) => number,
            Self::Money(amount) => amount.get(),
        }
    }
}

impl<'de> Deserialize<'de> for Stated {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        forms::read(deserializer)
    }
}

impl JsonSchema for Stated {
    fn schema_name() -> Cow<'static, str> {
        "Stated".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let (number, money) = (generator.subschema_for::<f64>(), generator.subschema_for::<Amount>());
        json_schema!({ "anyOf": [number, money] })
    }
}

/// What a number is taken to be.
#[derive(Debug)]
pub(crate) enum TakenEntry {
    /// A value or a distribution.
    Instead(Uncertain<Stated>),
    /// So many times what the evidence says.
    Times(f64),
    /// A quantile of what the evidence says.
    At(f64),
}

/// The same as a table.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "what-if", rename_all = "snake_case", deny_unknown_fields)]
#[schemars(rename = "Taken")]
enum Table {
    /// So many times what the evidence says.
    Times(f64),
    /// This quantile of what the evidence says, for certain: 0.95 is its 95% point.
    At(f64),
    /// As in evidence.
    Uniform(Between<Stated>),
    /// As in evidence.
    Triangular(Peak<Stated>),
    /// As in evidence.
    Pert(Peak<Stated>),
    /// As in evidence.
    Normal(Normal<Stated>),
    /// As in evidence.
    Lognormal(Lognormal<Stated>),
    /// As in evidence.
    Beta(Beta<Stated>),
    /// As in evidence.
    Gamma(Gamma<Stated>),
    /// As in evidence.
    Discrete(Discrete<Stated>),
}

impl From<Table> for TakenEntry {
    fn from(table: Table) -> Self {
        let spread = match table {
            Table::Times(times) => return Self::Times(times),
            Table::At(at) => return Self::At(at),
            Table::Uniform(at) => Distribution::Uniform(at),
            Table::Triangular(at) => Distribution::Triangular(at),
            Table::Pert(at) => Distribution::Pert(at),
            Table::Normal(at) => Distribution::Normal(at),
            Table::Lognormal(at) => Distribution::Lognormal(at),
            Table::Beta(at) => Distribution::Beta(at),
            Table::Gamma(at) => Distribution::Gamma(at),
            Table::Discrete(at) => Distribution::Discrete(at),
        };
        Self::Instead(Uncertain::Spread(spread))
    }
}

impl Forms for TakenEntry {
    const ALLOWED: &'static str = WhatIf::ALLOWED;

    fn number(number: f64) -> Option<Result<Self, String>> {
        Some(Ok(Self::Instead(Uncertain::Known(Stated::Number(number)))))
    }

    fn text(text: &str) -> Option<Result<Self, String>> {
        Stated::text(text).map(|read| read.map(|stated| Self::Instead(Uncertain::Known(stated))))
    }

    fn table<'de, D: Deserializer<'de>>(table: D) -> Result<Self, D::Error> {
        Table::deserialize(table).map(Self::from)
    }
}

impl<'de> Deserialize<'de> for TakenEntry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        forms::read(deserializer)
    }
}

impl JsonSchema for TakenEntry {
    fn schema_name() -> Cow<'static, str> {
        "TakenEntry".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let (stated, table) = (generator.subschema_for::<Stated>(), generator.subschema_for::<Table>());
        json_schema!({
            "description": "A value, a distribution, { times = 2 }, or { at = 0.95 } for its 95% point.",
            "anyOf": [stated, table],
        })
    }
}
