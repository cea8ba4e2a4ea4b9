//! A figure of a study: a number in the unit of what was measured, or money.

use crate::input::raw::forms;
use crate::input::raw::forms::Forms;
use crate::input::raw::number::Amount;
use crate::input::raw::number::MONEY_PATTERN;
use schemars::JsonSchema;
use schemars::Schema;
use schemars::SchemaGenerator;
use schemars::json_schema;
use serde::Deserialize;
use serde::Deserializer;
use std::borrow::Cow;

/// A figure as a file has it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Reading {
    /// A bare number.
    Number(f64),
    /// A string with an amount of money.
    Money(Amount),
}

impl Forms for Reading {
    const ALLOWED: &'static str =
        "a number in the unit of what was measured, or a string such as `£84m` where that is money";

    fn number(number: f64) -> Option<Result<Self, String>> {
        Some(Ok(Self::Number(number)))
    }

    fn text(text: &str) -> Option<Result<Self, String>> {
        Amount::text(text).map(|read| read.map(Self::Money))
    }
}

impl<'de> Deserialize<'de> for Reading {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        forms::read(deserializer)
    }
}

impl JsonSchema for Reading {
    fn schema_name() -> Cow<'static, str> {
        "Reading".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "What was measured: a number in the unit of the number observed (£m of money), or a string such as \"£84m\".",
            "anyOf": [
                { "type": "number" },
                { "type": "string", "pattern": MONEY_PATTERN },
            ],
        })
    }
}
