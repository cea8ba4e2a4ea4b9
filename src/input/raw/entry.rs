//! Entries of a scenario that are a number or a word.

use crate::input::decode::Field;
use crate::input::raw::forms;
use crate::input::raw::forms::Forms;
use crate::input::raw::number::Amount;
use crate::input::raw::number::MONEY_PATTERN;
use crate::units::Share;
use crate::units::ShareError;
use schemars::JsonSchema;
use schemars::Schema;
use schemars::SchemaGenerator;
use schemars::json_schema;
use serde::Deserialize;
use serde::Deserializer;
use std::borrow::Cow;

/// The word for what is spent today.
pub(crate) const TODAY: &str = "today";
/// A share in percent.
const SHARE_PATTERN: &str = r"^\s*[0-9][0-9.,]*\s*%\s*$";

/// What a strand gets: a share or an amount, a range of either, `"free"` or `"today"`.
#[derive(Debug)]
pub(crate) enum SplitEntry {
    /// Exactly this.
    Fixed(Part),
    /// Something in this range.
    Range(PartRange),
    /// Whatever is best, even where a base says otherwise.
    Free,
    /// What it gets today.
    Today,
}

/// A share of the money, or some of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Part {
    /// A share, as a number or in percent.
    Share(f64),
    /// An amount, with its sign.
    Money(Amount),
}

impl Forms for Part {
    const ALLOWED: &'static str = "a share such as `0.75` or `\"75%\"`, or an amount such as `\"£600m\"`";

    fn number(number: f64) -> Option<Result<Self, String>> {
        Some(Ok(Self::Share(number)))
    }

    fn text(text: &str) -> Option<Result<Self, String>> {
        if text.contains('£') {
            return Amount::text(text).map(|read| read.map(Self::Money));
        }
        if text.contains('%') {
            let share: Result<Share, ShareError> = text.parse();
            return Some(share.map(|share| Self::Share(share.get())).map_err(|error| error.to_string()));
        }
        Some(Err(format!("found a string `{text}`")))
    }
}

impl<'de> Deserialize<'de> for Part {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        forms::read(deserializer)
    }
}

impl JsonSchema for Part {
    fn schema_name() -> Cow<'static, str> {
        "Part".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A share such as 0.75 or \"75%\", or an amount such as \"£600m\".",
            "anyOf": [
                { "type": "number", "minimum": 0, "maximum": 1 },
                { "type": "string", "pattern": SHARE_PATTERN },
                { "type": "string", "pattern": MONEY_PATTERN },
            ],
        })
    }
}

/// A range of shares, or of amounts; a bound left out is none.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PartRange {
    /// The least share, or amount.
    #[serde(default)]
    pub(crate) min: Field<Part>,
    /// The greatest share, or amount.
    #[serde(default)]
    pub(crate) max: Field<Part>,
}

impl Forms for SplitEntry {
    const ALLOWED: &'static str = "a share such as `0.75` or `\"75%\"`, an amount such as `\"£600m\"`, a range \
                                   `{ min = …, max = … }` of either, `\"free\"` or `\"today\"`";

    fn number(number: f64) -> Option<Result<Self, String>> {
        Part::number(number).map(|read| read.map(Self::Fixed))
    }

    fn text(text: &str) -> Option<Result<Self, String>> {
        match text {
            "free" => Some(Ok(Self::Free)),
            TODAY => Some(Ok(Self::Today)),
            _ => Part::text(text).map(|read| read.map(Self::Fixed)),
        }
    }

    fn table<'de, D: Deserializer<'de>>(table: D) -> Result<Self, D::Error> {
        PartRange::deserialize(table).map(Self::Range)
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
        let (part, range) = (generator.subschema_for::<Part>(), generator.subschema_for::<PartRange>());
        json_schema!({
            "description": "A share or an amount, a range of either, \"free\" or \"today\".",
            "anyOf": [part, range, { "const": "free" }, { "const": TODAY }],
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Money;

    #[test]
    fn a_word_undoes_what_a_base_says() {
        assert!(matches!(SplitEntry::text("free"), Some(Ok(SplitEntry::Free))));
        assert!(matches!(SplitEntry::text("Free"), Some(Err(wrong)) if wrong == "found a string `Free`"));
        assert!(matches!(SplitEntry::text("today"), Some(Ok(SplitEntry::Today))));
        assert_eq!(AmountEntry::text("free"), Some(Ok(AmountEntry::Free)));
    }

    #[test]
    fn a_part_is_a_share_in_either_way_or_money() {
        assert_eq!(Part::number(0.81), Part::text("81%"));
        let money =
            Money::from_millions(600.0).map(|money| Part::Money(Amount(money))).map_err(|_| String::new());
        assert_eq!(Part::text("£600m"), Some(money));
        for wrong in ["600m", "104%", "81,5%", "£2,9bn", "x%"] {
            assert!(matches!(Part::text(wrong), Some(Err(_))), "{wrong}");
        }
    }

    #[test]
    fn numbers_and_money_are_taken_as_they_are() {
        let fixed =
            |millions| Money::from_millions(millions).ok().map(|money| AmountEntry::Fixed(Amount(money)));
        assert_eq!(AmountEntry::number(640.0).and_then(Result::ok), fixed(640.0));
        assert_eq!(AmountEntry::text("£2.9bn").and_then(Result::ok), fixed(2900.0));
    }
}
