//! How an uncertain number is spread, as files write it.

use crate::input::decode::Field;
use crate::input::decode::List;
use schemars::JsonSchema;
use serde::Deserialize;

/// How an uncertain number is spread. Any may be truncated by `min` and `max`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "distribution", rename_all = "snake_case", deny_unknown_fields)]
#[schemars(rename = "Distribution_{N}")]
pub(crate) enum Distribution<N> {
    /// Every value between two bounds equally likely.
    Uniform(Between<N>),
    /// Rising to the mode and falling again, in straight lines.
    Triangular(Peak<N>),
    /// A smooth hill between two bounds: mean (low + 4 mode + high) / 6.
    Pert(Peak<N>),
    /// Normal, by mean and standard deviation or by its 5%–95% interval.
    Normal(Normal<N>),
    /// Log-normal, by its 5%–95% interval or by median and standard deviation of the logarithm.
    Lognormal(Lognormal<N>),
    /// Beta on 0 to 1.
    Beta(Beta<N>),
    /// Gamma, by mean and standard deviation.
    Gamma(Gamma<N>),
    /// One of a few values, with weights.
    Discrete(Discrete<N>),
}

/// Two bounds.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, bound(deserialize = "N: Deserialize<'de>"))]
#[schemars(rename = "Uniform_{N}")]
pub(crate) struct Between<N> {
    /// The least value.
    pub(crate) low: Field<N>,
    /// The greatest value.
    pub(crate) high: Field<N>,
    /// Truncated below this.
    #[serde(default)]
    pub(crate) min: Field<N>,
    /// Truncated above this.
    #[serde(default)]
    pub(crate) max: Field<N>,
}

/// Two bounds and the most likely value.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, bound(deserialize = "N: Deserialize<'de>"))]
#[schemars(rename = "Peak_{N}")]
pub(crate) struct Peak<N> {
    /// The least value.
    pub(crate) low: Field<N>,
    /// The most likely value.
    pub(crate) mode: Field<N>,
    /// The greatest value.
    pub(crate) high: Field<N>,
    /// Truncated below this.
    #[serde(default)]
    pub(crate) min: Field<N>,
    /// Truncated above this.
    #[serde(default)]
    pub(crate) max: Field<N>,
}

/// `mean` and `sd`, or `low` and `high`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, bound(deserialize = "N: Deserialize<'de>"))]
#[schemars(rename = "Normal_{N}")]
pub(crate) struct Normal<N> {
    /// The mean.
    #[serde(default)]
    pub(crate) mean: Field<N>,
    /// The standard deviation.
    #[serde(default)]
    pub(crate) sd: Field<N>,
    /// The 5% point.
    #[serde(default)]
    pub(crate) low: Field<N>,
    /// The 95% point.
    #[serde(default)]
    pub(crate) high: Field<N>,
    /// Truncated below this.
    #[serde(default)]
    pub(crate) min: Field<N>,
    /// Truncated above this.
    #[serde(default)]
    pub(crate) max: Field<N>,
}

/// `low` and `high`, or `median` and `sigma`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, bound(deserialize = "N: Deserialize<'de>"))]
#[schemars(rename = "Lognormal_{N}")]
pub(crate) struct Lognormal<N> {
    /// The 5% point.
    #[serde(default)]
    pub(crate) low: Field<N>,
    /// The 95% point.
    #[serde(default)]
    pub(crate) high: Field<N>,
    /// The median.
    #[serde(default)]
    pub(crate) median: Field<N>,
    /// The standard deviation of the natural logarithm.
    #[serde(default)]
    pub(crate) sigma: Field<f64>,
    /// Truncated below this.
    #[serde(default)]
    pub(crate) min: Field<N>,
    /// Truncated above this.
    #[serde(default)]
    pub(crate) max: Field<N>,
}

/// The two exponents.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, bound(deserialize = "N: Deserialize<'de>"))]
#[schemars(rename = "Beta_{N}")]
#[expect(clippy::struct_field_names, reason = "the parameter's own name")]
pub(crate) struct Beta<N> {
    /// The first shape parameter.
    pub(crate) alpha: Field<f64>,
    /// The second shape parameter.
    pub(crate) beta: Field<f64>,
    /// Truncated below this.
    #[serde(default)]
    pub(crate) min: Field<N>,
    /// Truncated above this.
    #[serde(default)]
    pub(crate) max: Field<N>,
}

/// Mean and standard deviation.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, bound(deserialize = "N: Deserialize<'de>"))]
#[schemars(rename = "Gamma_{N}")]
pub(crate) struct Gamma<N> {
    /// The mean.
    pub(crate) mean: Field<N>,
    /// The standard deviation.
    pub(crate) sd: Field<N>,
    /// Truncated below this.
    #[serde(default)]
    pub(crate) min: Field<N>,
    /// Truncated above this.
    #[serde(default)]
    pub(crate) max: Field<N>,
}

/// Values and their weights.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, bound(deserialize = "N: Deserialize<'de>"))]
#[schemars(rename = "Discrete_{N}")]
pub(crate) struct Discrete<N> {
    /// The values.
    pub(crate) values: List<N>,
    /// How likely each is, in any unit; one for each value.
    pub(crate) weights: List<f64>,
    /// Truncated below this.
    #[serde(default)]
    pub(crate) min: Field<N>,
    /// Truncated above this.
    #[serde(default)]
    pub(crate) max: Field<N>,
}
