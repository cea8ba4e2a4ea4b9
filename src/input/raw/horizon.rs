//! The years of a plan, key by key.

use crate::input::decode::Field;
use crate::input::raw::forms;
use crate::input::raw::forms::Forms;
use crate::model::Discount as Counted;
use schemars::JsonSchema;
use schemars::Schema;
use schemars::SchemaGenerator;
use schemars::json_schema;
use serde::Deserialize;
use serde::Deserializer;
use std::borrow::Cow;

/// Which years, and what a later one counts.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Horizon {
    /// The first year of spending.
    #[serde(default)]
    pub(crate) first_year: Field<i64>,
    /// How many years, 1 to 30.
    #[serde(default)]
    #[schemars(range(min = 1, max = 30))]
    pub(crate) years: Field<u64>,
    /// What a later year counts; as the Green Book's standard rate has it, if unstated.
    #[serde(default)]
    pub(crate) discount: Field<Discount>,
    /// The most a strand moves from one year to the next, as a part of what it was; the first from today's money.
    #[serde(default)]
    #[schemars(range(min = 0))]
    pub(crate) max_yearly_change: Field<f64>,
    /// Whether what is spent in the plan counts until it is no longer felt, beyond its last year.
    #[serde(default)]
    pub(crate) tail: Field<bool>,
}

/// What a later year counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Discount(pub(crate) Counted);

impl Forms for Discount {
    const ALLOWED: &'static str = "`\"green-book\"`, `\"green-book-health\"`, `\"green-book-reduced\"`, or a rate a year such as `0.035`";

    fn number(number: f64) -> Option<Result<Self, String>> {
        Some(Ok(Self(Counted::Rate(number))))
    }

    fn text(text: &str) -> Option<Result<Self, String>> {
        let named = Counted::NAMED.iter().find(|(name, _)| *name == text);
        Some(named.map(|(_, counted)| Self(*counted)).ok_or_else(|| format!("found a string `{text}`")))
    }
}

impl<'de> Deserialize<'de> for Discount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        forms::read(deserializer)
    }
}

impl JsonSchema for Discount {
    fn schema_name() -> Cow<'static, str> {
        "Discount".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let names = Counted::NAMED.map(|(name, _)| name);
        json_schema!({
            "description": "One of HM Treasury's Green Book rates by its name, or a rate a year.",
            "anyOf": [{ "enum": names }, { "type": "number", "minimum": 0, "maximum": 1 }],
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_are_named_or_numbers() {
        for (name, counted) in Counted::NAMED {
            assert_eq!(Discount::text(name), Some(Ok(Discount(counted))));
            assert!(Discount::ALLOWED.contains(&format!("\"{name}\"")), "{name} is told of");
        }
        assert_eq!(Discount::number(0.0), Some(Ok(Discount(Counted::Rate(0.0)))));
        assert_eq!(Discount::text("greenbook"), Some(Err("found a string `greenbook`".to_owned())));
    }
}
