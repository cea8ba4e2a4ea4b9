//! Entries of a scenario that are a number or a word.

use crate::input::decode::Field;
use crate::input::raw::forms;
use crate::input::raw::forms::Forms;
use crate::input::raw::number::Amount;
use schemars::JsonSchema;
use schemars::Schema;
use schemars::SchemaGenerator;
use schemars::json_schema;
use serde::Deserialize;
use serde::Deserializer;
use std::borrow::Cow;

/// What a strand gets: a share, a range of shares, or `"free"`.
#[derive(Debug)]
pub(crate) enum SplitEntry {
    /// Exactly this share.
    Fixed(f64),
    /// A share in this range.
    Range(ShareRange),
    /// Whatever is best, even where a base says otherwise.
    Free,
}

/// A range of shares; a bound left out is none.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ShareRange {
    /// The least share.
    #[serde(default)]
    pub(crate) min: Field<f64>,
    /// The greatest share.
    #[serde(default)]
    pub(crate) max: Field<f64>,
}

impl Forms for SplitEntry {
    const ALLOWED: &'static str = "a share such as `0.75`, a range `{ min = …, max = … }`, or `\"free\"`";

    fn number(number: f64) -> Option<Result<Self, String>> {
        Some(Ok(Self::Fixed(number)))
    }

    fn text(text: &str) -> Option<Result<Self, String>> {
        Some(forms::word(text, "free", Self::Free))
    }

    fn table<'de, D: Deserializer<'de>>(table: D) -> Result<Self, D::Error> {
        ShareRange::deserialize(table).map(Self::Range)
    }
}

impl<'de> Deserialize<'de> for SplitEntry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        forms::read(deserializer)
    }
}

impl JsonSchema for SplitEntry {
    fn schema_name() -> Cow<'static, str> {
        "SplitEntry".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let range = generator.subschema_for::<ShareRange>();
        json_schema!({
            "description": "A share, a range of shares, or \"free\".",
            "anyOf": [{ "type": "number", "minimum": 0, "maximum": 1 }, range, { "const": "free" }],
        })
    }
}

/// What a programme gets: an amount, or `"free"`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum AmountEntry {
    /// Exactly this.
    Fixed(Amount),
    /// Whatever is best, even where a base says otherwise.
    Free,
}

impl Forms for AmountEntry {
    const ALLOWED: &'static str = "a number in £m, a string such as `£84m`, or `\"free\"`";

    fn number(number: f64) -> Option<Result<Self, String>> {
        Amount::number(number).map(|read| read.map(Self::Fixed))
    }

    fn text(text: &str) -> Option<Result<Self, String>> {
        match text {
            "free" => Some(Ok(Self::Free)),
            _ => Amount::text(text).map(|read| read.map(Self::Fixed)),
        }
    }
}

impl<'de> Deserialize<'de> for AmountEntry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        forms::read(deserializer)
    }
}

impl JsonSchema for AmountEntry {
    fn schema_name() -> Cow<'static, str> {
        "AmountEntry".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let amount = generator.subschema_for::<Amount>();
        json_schema!({ "anyOf": [amount, { "const": "free" }] })
    }
}

/// A multiple of some money: a number, or a range.
#[derive(Debug)]
pub(crate) enum MultipleEntry {
    /// Exactly this.
    Fixed(f64),
    /// In this range.
    Range(MultipleRange),
}

/// A range of multiples; a bound left out is none.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct MultipleRange {
    /// The least multiple.
    #[serde(default)]
    pub(crate) min: Field<f64>,
    /// The greatest multiple.
    #[serde(default)]
    pub(crate) max: Field<f64>,
}

impl Forms for MultipleEntry {
    const ALLOWED: &'static str = "a number such as `2`, or a range `{ min = …, max = … }`";

    fn number(number: f64) -> Option<Result<Self, String>> {
        Some(Ok(Self::Fixed(number)))
    }

    fn table<'de, D: Deserializer<'de>>(table: D) -> Result<Self, D::Error> {
        MultipleRange::deserialize(table).map(Self::Range)
    }
}

impl<'de> Deserialize<'de> for MultipleEntry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        forms::read(deserializer)
    }
}

impl JsonSchema for MultipleEntry {
    fn schema_name() -> Cow<'static, str> {
        "MultipleEntry".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let range = generator.subschema_for::<MultipleRange>();
        json_schema!({
            "description": "A multiple, or a range of multiples.",
            "anyOf": [{ "type": "number", "exclusiveMinimum": 0 }, range],
        })
    }
}

/// What a later year counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Discount {
    /// The social time preference of the Treasury's Green Book.
    GreenBook,
    /// A rate a year.
    Rate(f64),
}

impl Forms for Discount {
    const ALLOWED: &'static str = "`\"green-book\"`, or a rate a year such as `0.035`";

    fn number(number: f64) -> Option<Result<Self, String>> {
        Some(Ok(Self::Rate(number)))
    }

    fn text(text: &str) -> Option<Result<Self, String>> {
        Some(forms::word(text, "green-book", Self::GreenBook))
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
        json_schema!({ "anyOf": [{ "const": "green-book" }, { "type": "number" }] })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Money;

    #[test]
    fn a_word_undoes_what_a_base_says() {
        assert!(matches!(SplitEntry::text("free"), Some(Ok(SplitEntry::Free))));
        assert!(matches!(SplitEntry::text("Free"), Some(Err(wrong)) if wrong == "found a string `Free`"));
        assert_eq!(AmountEntry::text("free"), Some(Ok(AmountEntry::Free)));
    }

    #[test]
    fn numbers_and_money_are_taken_as_they_are() {
        let fixed =
            |millions| Money::from_millions(millions).ok().map(|money| AmountEntry::Fixed(Amount(money)));
        assert_eq!(AmountEntry::number(640.0).and_then(Result::ok), fixed(640.0));
        assert_eq!(AmountEntry::text("£2.9bn").and_then(Result::ok), fixed(2900.0));
        assert_eq!(Discount::number(0.035), Some(Ok(Discount::Rate(0.035))));
        assert_eq!(Discount::text("green-book"), Some(Ok(Discount::GreenBook)));
    }
}
