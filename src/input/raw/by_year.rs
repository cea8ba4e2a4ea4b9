//! What may be said year by year: once for all years of a plan, in a list with one element for each, or as growth.

use crate::input::decode::Field;
use crate::input::raw::entry::AmountEntry;
use crate::input::raw::entry::SplitEntry;
use crate::input::raw::entry::TODAY;
use crate::input::raw::forms;
use crate::input::raw::forms::Forms;
use crate::input::raw::number::Amount;
use schemars::JsonSchema;
use schemars::Schema;
use schemars::SchemaGenerator;
use schemars::json_schema;
use serde::Deserialize;
use serde::Deserializer;
use serde::de::SeqAccess;
use std::borrow::Cow;

/// The most years that a list can have an element for; the model says the same of plans.
const MOST_YEARS: usize = 30;

/// An entry that may be a list by year.
pub(crate) trait Yearly: Forms + for<'a> Deserialize<'a> {
    /// What may be written, in words; the list among it.
    const BY_YEAR: &'static str;
}

impl Yearly for SplitEntry {
    const BY_YEAR: &'static str = "a share such as `0.75` or `\"75%\"`, an amount such as `\"£600m\"`, a range \
                                   `{ min = …, max = … }` of either, `\"free\"`, `\"today\"`, or a list of these by year";
}

impl Yearly for AmountEntry {
    const BY_YEAR: &'static str =
        "a number in £m, a string such as `£84m`, `\"free\"`, or a list of these by year";
}

/// The same in every year of a plan, or a list with an element for each.
#[derive(Debug)]
pub(crate) enum ByYear<T> {
    /// In every year.
    Every(T),
    /// Year by year.
    Each(Vec<Field<T>>),
}

impl<T: Yearly> Forms for ByYear<T> {
    const ALLOWED: &'static str = T::BY_YEAR;

    fn number(number: f64) -> Option<Result<Self, String>> {
        T::number(number).map(|read| read.map(Self::Every))
    }

    fn text(text: &str) -> Option<Result<Self, String>> {
        T::text(text).map(|read| read.map(Self::Every))
    }

    fn list<'de, A: SeqAccess<'de>>(list: A) -> Result<Self, A::Error> {
        elements(list).map(Self::Each)
    }

    fn table<'de, D: Deserializer<'de>>(table: D) -> Result<Self, D::Error> {
        T::table(table).map(Self::Every)
    }
}

impl<'de, T: Yearly> Deserialize<'de> for ByYear<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        forms::read(deserializer)
    }
}

impl<T: JsonSchema> JsonSchema for ByYear<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("{}_by_year", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let one = generator.subschema_for::<T>();
        let each = list_of(&one);
        json_schema!({ "anyOf": [one, each] })
    }
}

/// Money, year by year where there are years.
#[derive(Debug)]
pub(crate) enum YearlyMoney {
    /// In every year.
    Every(Amount),
    /// Year by year.
    Each(Vec<Field<Amount>>),
    /// From a first amount on, each as many times the one before.
    Growing(Growing),
}

/// An amount that grows from year to year.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Growing {
    /// The money of the first year.
    #[serde(default)]
    pub(crate) start: Field<Amount>,
    /// By how much it grows a year, as a part of the year before: 0.02 is 2%, and less than nought is a fall.
    #[serde(default)]
    pub(crate) growth: Field<f64>,
}

impl Forms for YearlyMoney {
    const ALLOWED: &'static str = "a number in £m, a string such as `£2.9bn`, `£84m` or `£250k`, a list of these by \
                                   year, or `{ start = \"£2.9bn\", growth = 0.02 }`";

    fn number(number: f64) -> Option<Result<Self, String>> {
        Amount::number(number).map(|read| read.map(Self::Every))
    }

    fn text(text: &str) -> Option<Result<Self, String>> {
        Amount::text(text).map(|read| read.map(Self::Every))
    }

    fn list<'de, A: SeqAccess<'de>>(list: A) -> Result<Self, A::Error> {
        elements(list).map(Self::Each)
    }

    fn table<'de, D: Deserializer<'de>>(table: D) -> Result<Self, D::Error> {
        Growing::deserialize(table).map(Self::Growing)
    }
}

impl<'de> Deserialize<'de> for YearlyMoney {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        forms::read(deserializer)
    }
}

impl JsonSchema for YearlyMoney {
    fn schema_name() -> Cow<'static, str> {
        "YearlyMoney".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let one = generator.subschema_for::<Amount>();
        let (each, growing) = (list_of(&one), generator.subschema_for::<Growing>());
        json_schema!({
            "description": "Money: of every year, or of a plan's years one by one, or growing from year to year.",
            "anyOf": [one, each, growing],
        })
    }
}

/// All the money there is, or what is spent today.
#[derive(Debug)]
pub(crate) enum TotalEntry {
    /// This much.
    Of(YearlyMoney),
    /// The evidence's reference amounts, and the back office.
    Today,
}

impl Forms for TotalEntry {
    const ALLOWED: &'static str = "a number in £m, a string such as `£2.9bn`, `£84m` or `£250k`, `\"today\"`, a list of \
                                   amounts by year, or `{ start = \"£2.9bn\", growth = 0.02 }`";

    fn number(number: f64) -> Option<Result<Self, String>> {
        YearlyMoney::number(number).map(|read| read.map(Self::Of))
    }

    fn text(text: &str) -> Option<Result<Self, String>> {
        match text {
            TODAY => Some(Ok(Self::Today)),
            _ => YearlyMoney::text(text).map(|read| read.map(Self::Of)),
        }
    }

    fn list<'de, A: SeqAccess<'de>>(list: A) -> Result<Self, A::Error> {
        YearlyMoney::list(list).map(Self::Of)
    }

    fn table<'de, D: Deserializer<'de>>(table: D) -> Result<Self, D::Error> {
        YearlyMoney::table(table).map(Self::Of)
    }
}

impl<'de> Deserialize<'de> for TotalEntry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        forms::read(deserializer)
    }
}

impl JsonSchema for TotalEntry {
    fn schema_name() -> Cow<'static, str> {
        "Total".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let money = generator.subschema_for::<YearlyMoney>();
        json_schema!({ "anyOf": [money, { "const": TODAY }] })
    }
}

/// The elements of a list, wrong ones at their place.
fn elements<'de, T: Deserialize<'de>, A: SeqAccess<'de>>(mut list: A) -> Result<Vec<Field<T>>, A::Error> {
    let mut all = Vec::new();
    while let Some(element) = list.next_element()? {
        all.push(element);
    }
    Ok(all)
}

fn list_of(one: &Schema) -> Schema {
    json_schema!({
        "description": "One for each year of the plan.",
        "type": "array",
        "items": one,
        "minItems": 1,
        "maxItems": MOST_YEARS,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::decode::decode;
    use crate::input::parse::parse;
    use crate::input::source::Sources;
    use crate::model::Horizon;

    #[derive(Debug, Deserialize)]
    #[expect(dead_code, reason = "only what is wrong is looked at")]
    struct Entries {
        #[serde(default)]
        total: Field<TotalEntry>,
        #[serde(default)]
        office: Field<YearlyMoney>,
        #[serde(default)]
        share: Field<ByYear<SplitEntry>>,
        #[serde(default)]
        amount: Field<ByYear<AmountEntry>>,
    }

    fn problems(text: &str) -> Vec<String> {
        let (root, faults) = parse(text, Sources::default().add("x.toml", text));
        assert_eq!(faults, []);
        let problems = decode::<Entries>(&root).1;
        problems.iter().map(|problem| format!("{}: {}", problem.place, problem.found)).collect()
    }

    #[test]
    fn every_form_is_read_without_a_word() {
        for total in ["2900", "'£2.9bn'", "'today'", "[1, '£2m']", "{ start = '£2.9bn', growth = 0.02 }"] {
            assert_eq!(problems(&format!("total = {total}")), Vec::<String>::new(), "{total}");
        }
        let text = "office = [1, 2]\nshare = ['75%', 0.75, '£2.2bn', { min = 0.1 }, 'free', 'today']\n\
                    amount = ['free', 3]";
        assert_eq!(problems(text), Vec::<String>::new());
    }

    #[test]
    fn what_is_wrong_in_a_list_is_said_element_by_element() {
        assert_eq!(
            problems("total = [1, 'today', [2], nan]"),
            [
                "total[1]: money in quotes begins with `£`, found `today`",
                "total[2]: found an array",
                "total[3]: `nan` is not a number that can be counted with",
            ]
        );
        assert_eq!(
            problems("share = ['all', { mni = 0.1 }, true]\namount = ['no', {}]"),
            [
                "amount[0]: money in quotes begins with `£`, found `no`",
                "amount[1]: found a table",
                "share[0]: found a string `all`",
                "share[1].mni: unknown key `mni`",
                "share[2]: found `true`",
            ]
        );
        assert_eq!(
            problems("office = { start = 'x', grwth = 1 }"),
            ["office.grwth: unknown key `grwth`", "office.start: money in quotes begins with `£`, found `x`"]
        );
    }

    #[test]
    fn lists_are_as_long_as_plans_may_be() {
        assert_eq!(MOST_YEARS, Horizon::MOST_YEARS);
    }
}
