//! How an effect's strength answers to money, as files write it.

use crate::input::decode::Field;
use crate::input::decode::List;
use crate::input::raw::forms;
use crate::input::raw::forms::Forms;
use crate::input::raw::number::Amount;
use crate::input::raw::number::Uncertain;
use schemars::JsonSchema;
use schemars::Schema;
use schemars::SchemaGenerator;
use schemars::json_schema;
use serde::Deserialize;
use serde::Deserializer;
use serde::de::SeqAccess;
use serde::de::value::SeqAccessDeserializer;
use std::borrow::Cow;

/// The residual factor of harm as a function of effort.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "curve", rename_all = "snake_case", deny_unknown_fields)]
#[schemars(rename = "Curve")]
pub(crate) enum Curve {
    /// Half of what can be reached at all is reached with `half_spend`, half of the rest with as much again.
    Exponential(Saturating),
    /// As exponential at first, and slower the further it gets.
    Hyperbolic(Saturating),
    /// A percentage more money is a fixed percentage less harm.
    Elasticity(Elasticity),
    /// Every pound does the same share of what is left; a negative rate does harm.
    LogLinear(LogLinear),
    /// Points to go through, straight on the scale of the logarithm.
    Points(Points),
}

/// A curve with a limit: one of `reach`, `average_return` and `marginal_return`, and `half_spend`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Saturating {
    /// The share of the harm that no amount of money could fall short of avoiding: 0 to below 1.
    #[serde(default)]
    pub(crate) reach: Field<Uncertain<f64>>,
    /// £ of harm avoided a year per £ now spent.
    #[serde(default)]
    pub(crate) average_return: Field<Uncertain<f64>>,
    /// £ of harm avoided by the next £1 at today's spend.
    #[serde(default)]
    pub(crate) marginal_return: Field<Uncertain<f64>>,
    /// The effort, in £m a year, that reaches half of the limit.
    pub(crate) half_spend: Field<Uncertain<Amount>>,
}

/// One of `elasticity`, `average_return` and `marginal_return`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_field_names, reason = "the file's own word for it")]
pub(crate) struct Elasticity {
    /// By how many percent harm falls when spending rises by one percent, at the effort `scale`.
    #[serde(default)]
    pub(crate) elasticity: Field<Uncertain<f64>>,
    /// £ of harm avoided a year per £ now spent.
    #[serde(default)]
    pub(crate) average_return: Field<Uncertain<f64>>,
    /// £ of harm avoided by the next £1 at today's spend.
    #[serde(default)]
    pub(crate) marginal_return: Field<Uncertain<f64>>,
    /// The effort, in £m a year, at which the elasticity holds; the reference effort if left out.
    #[serde(default)]
    pub(crate) scale: Field<Uncertain<Amount>>,
}

/// One of `rate` and `marginal_return`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct LogLinear {
    /// The fall of the logarithm of harm over an effort of `scale`; negative for a programme that does harm.
    #[serde(default)]
    pub(crate) rate: Field<Uncertain<f64>>,
    /// £ of harm avoided by the next £1 at today's spend.
    #[serde(default)]
    pub(crate) marginal_return: Field<Uncertain<f64>>,
    /// The effort, in £m a year, over which the rate is measured; the reference effort if left out.
    #[serde(default)]
    pub(crate) scale: Field<Uncertain<Amount>>,
}

/// Points on the curve after the implied `[0, 0]`.
#[derive(Debug)]
pub(crate) struct Points {
    /// Pairs of effort, in £m a year, and the share of harm avoided at it.
    pub(crate) points: PointList,
    /// Whether they stand in a table of their own, under its only key.
    pub(crate) is_in_table: bool,
}

type PointList = List<(Amount, f64)>;

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Points")]
struct PointTable {
    /// Pairs of effort, in £m a year, and the share of harm avoided at it.
    points: PointList,
}

impl Forms for Points {
    const ALLOWED: &'static str = "an array of pairs `[£m, reduction]`";

    fn list<'de, A: SeqAccess<'de>>(list: A) -> Result<Self, A::Error> {
        let points = Vec::deserialize(SeqAccessDeserializer::new(list))?;
        Ok(Self { points: Field::Given(points), is_in_table: false })
    }

    fn table<'de, D: Deserializer<'de>>(table: D) -> Result<Self, D::Error> {
        PointTable::deserialize(table).map(|table| Self { points: table.points, is_in_table: true })
    }
}

impl<'de> Deserialize<'de> for Points {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        forms::read(deserializer)
    }
}

impl JsonSchema for Points {
    fn schema_name() -> Cow<'static, str> {
        "PointsOrTable".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let (list, table) = (generator.subschema_for::<PointList>(), generator.subschema_for::<PointTable>());
        json_schema!({ "anyOf": [list, table] })
    }
}
