//! Numbers as files write them: amounts of money, and numbers nobody knows exactly.

use crate::input::raw::distribution::Distribution;
use crate::input::raw::forms;
use crate::input::raw::forms::Forms;
use crate::units::Money;
use crate::units::MoneyError;
use schemars::JsonSchema;
use schemars::Schema;
use schemars::SchemaGenerator;
use schemars::json_schema;
use serde::Deserialize;
use serde::Deserializer;
use std::borrow::Cow;

/// An amount in a string: commas between groups of three digits, or none.
pub(crate) const MONEY_PATTERN: &str = r"^\s*[-−]?£\s*(([0-9]+|[1-9][0-9]{0,2}([,_][0-9]{3})+)(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]+)?\s*(bn|m|k)\s*$";

/// An amount of money: a number in £m, or a string such as `"£2.9bn"`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Amount(pub(crate) Money);

impl Forms for Amount {
    const ALLOWED: &'static str = "a number in £m, or a string such as `£2.9bn`, `£84m` or `£250k`";

    fn number(number: f64) -> Option<Result<Self, String>> {
        Some(Money::from_millions(number).map_err(|error| error.to_string()).and_then(Self::counted))
    }

    fn text(text: &str) -> Option<Result<Self, String>> {
        Some(text.parse().map_err(|error: MoneyError| error.to_string()).and_then(Self::counted))
    }
}

impl Amount {
    /// The most £m that are an amount of money, ten times what the world earns in a year.
    const MOST: f64 = 1e9;
    /// The least £m that are, a tenth of a penny.
    const LEAST: f64 = 1e-9;

    /// Money that is an amount; what is wrong with it, in words, where it is none.
    pub(crate) fn counted(money: Money) -> Result<Self, String> {
        let size = money.millions().abs();
        if size > Self::MOST {
            Err(format!("£{size:e}m is more money than there is (the most is £{:e}m)", Self::MOST))
        } else if size > 0.0 && size < Self::LEAST {
            Err(format!("£{size:e}m is less than money can be (the least is £{:e}m)", Self::LEAST))
        } else {
            Ok(Self(money))
        }
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        forms::read(deserializer)
    }
}

impl JsonSchema for Amount {
    fn schema_name() -> Cow<'static, str> {
        "Amount".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "Money: a number in £m, or a string such as \"£2.9bn\", \"£84m\", \"£250k\".",
            "anyOf": [
                { "type": "number" },
                { "type": "string", "pattern": MONEY_PATTERN },
            ],
        })
    }
}

/// A kind of number that may be uncertain.
pub(crate) trait Quantity: Forms + Copy {
    /// What may be written for an uncertain one, in words.
    const UNCERTAIN: &'static str;

    /// The number itself; money in £m.
    fn get(self) -> f64;
}

impl Quantity for f64 {
    const UNCERTAIN: &'static str =
        "a number, or a distribution such as `{ pert = { low = …, mode = …, high = … } }`";

    fn get(self) -> f64 {
        self
    }
}

impl Quantity for Amount {
    const UNCERTAIN: &'static str = "a number in £m, a string such as `£2.9bn`, or a distribution such as \
                                     `{ pert = { low = …, mode = …, high = … } }`";

    fn get(self) -> f64 {
        self.0.millions()
    }
}

/// A number that may be uncertain.
#[derive(Debug)]
pub(crate) enum Uncertain<N> {
    /// One number.
    Known(N),
    /// A distribution.
    Spread(Distribution<N>),
}

impl<N: Quantity + for<'de> Deserialize<'de>> Forms for Uncertain<N> {
    const ALLOWED: &'static str = N::UNCERTAIN;

    fn number(number: f64) -> Option<Result<Self, String>> {
        N::number(number).map(|read| read.map(Self::Known))
    }

    fn text(text: &str) -> Option<Result<Self, String>> {
        N::text(text).map(|read| read.map(Self::Known))
    }

    fn table<'de, D: Deserializer<'de>>(table: D) -> Result<Self, D::Error> {
        Distribution::deserialize(table).map(Self::Spread)
    }
}

impl<'de, N: Quantity + for<'a> Deserialize<'a>> Deserialize<'de> for Uncertain<N> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        forms::read(deserializer)
    }
}

impl<N: JsonSchema> JsonSchema for Uncertain<N> {
    fn schema_name() -> Cow<'static, str> {
        format!("Uncertain_{}", N::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let known = generator.subschema_for::<N>();
        let spread = generator.subschema_for::<Distribution<N>>();
        json_schema!({ "anyOf": [known, spread] })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::decode::Field;
    use crate::input::decode::decode;
    use crate::input::parse::parse;
    use crate::input::source::Sources;

    #[derive(Debug, Deserialize)]
    struct Numbers {
        harm: Field<Uncertain<Amount>>,
        growth: Field<Uncertain<f64>>,
    }

    fn read(text: &str) -> (Numbers, Vec<String>) {
        let (root, faults) = parse(text, Sources::default().add("x.toml", text));
        assert_eq!(faults, []);
        let (Field::Given(numbers), problems) = decode(&root) else { panic!("the root is a table") };
        let line = |problem: &crate::problem::Problem| format!("{}: {}", problem.place, problem.found);
        (numbers, problems.iter().map(line).collect())
    }

    #[test]
    fn amounts_are_numbers_or_money_also_inside_distributions() {
        let (numbers, problems) = read(
            "harm = { pert = { low = '£16bn', mode = 20_000, high = '£25bn', max = '£30bn' } }\ngrowth = -1",
        );
        assert_eq!(problems, Vec::<String>::new());
        let Some(Uncertain::Spread(Distribution::Pert(peak))) = numbers.harm.given() else {
            panic!("{numbers:?}")
        };
        assert_eq!(peak.low.given().map(|low| low.get()), Some(16_000.0));
        assert_eq!(peak.mode.given().map(|mode| mode.get()), Some(20_000.0));
        assert!(peak.min.is_absent() && !peak.max.is_absent());
        assert!(matches!(numbers.growth.given(), Some(Uncertain::Known(_))));
    }

    #[test]
    fn money_where_no_money_belongs_and_bad_money_are_refused() {
        let problems = |text: &str| read(text).1;
        assert_eq!(problems("growth = '£3m'"), ["growth: found a string `£3m`"]);
        assert_eq!(problems("harm = '3m'"), ["harm: money in quotes begins with `£`, found `3m`"]);
        assert_eq!(problems("harm = nan"), ["harm: `nan` is not a number that can be counted with"]);
        let huge = ["harm: £1e90m is more money than there is (the most is £1e9m)"];
        assert_eq!(problems("harm = -1e90"), huge);
        assert_eq!(
            problems("harm = { gamma = { mean = 1, sd = '£1e90m' } }"),
            [huge[0].replace("harm", "harm.gamma.sd")]
        );
        assert_eq!(problems("harm = [1]"), ["harm: found an array"]);
        assert_eq!(problems("harm = 2016-01-01"), ["harm: found a date `2016-01-01`"]);
        assert_eq!(
            problems("harm = { pert = { low = inf, hgih = 2 } }"),
            [
                "harm.pert.hgih: unknown key `hgih`",
                "harm.pert.low: `inf` is not a number that can be counted with",
            ]
        );
        assert_eq!(
            problems("harm = { beta = { alpha = '£3m', min = '£1m' } }"),
            ["harm.beta.alpha: found a string `£3m`"]
        );
    }
}
