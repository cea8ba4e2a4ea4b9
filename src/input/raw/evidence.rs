//! The evidence file, key by key.

use crate::input::decode::Field;
use crate::input::decode::List;
use crate::input::raw::curve::Curve;
use crate::input::raw::decision::Decision;
use crate::input::raw::forms::Date;
use crate::input::raw::number::Amount;
use crate::input::raw::number::Uncertain;
use crate::input::raw::reading::Reading;
use schemars::JsonSchema;
use serde::Deserialize;

/// Evidence for `apportion`: threats, programmes, and what is known about one's effect on the other.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct EvidenceFile {
    /// What the file is about.
    pub(crate) evidence: Field<Head>,
    /// Kinds of crime with a yearly harm.
    #[serde(default)]
    pub(crate) threat: List<Threat>,
    /// Who spends the money.
    #[serde(default)]
    pub(crate) funder: List<Funder>,
    /// Lines of spending.
    #[serde(default)]
    pub(crate) programme: List<Programme>,
    /// Uncertain numbers that go up and down together.
    #[serde(default)]
    pub(crate) correlation: List<Correlation>,
    /// Decisions that were taken on the way.
    #[serde(default)]
    pub(crate) decision: List<Decision>,
    /// What studies measured of uncertain numbers.
    #[serde(default)]
    pub(crate) observation: List<Observation>,
}

/// What an evidence file is about.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Evidence")]
pub(crate) struct Head {
    /// A name for people.
    #[serde(default)]
    pub(crate) name: Field<String>,
    /// More about it.
    #[serde(default)]
    pub(crate) description: Field<String>,
    /// The parts the budget is split across.
    #[serde(default)]
    pub(crate) strands: List<String>,
    /// The year all money is in prices of.
    #[serde(default)]
    pub(crate) price_year: Field<String>,
    /// The day the evidence was taken stock of.
    #[serde(default)]
    pub(crate) as_of: Field<Date>,
    /// The day by which it is to be looked at again; past it, every output says so.
    #[serde(default)]
    pub(crate) review_by: Field<Date>,
    /// Another evidence file to take over and override, relative to this one.
    #[serde(default)]
    #[expect(dead_code, reason = "read before the file is decoded, to know what it rests on")]
    pub(crate) base: Field<String>,
    /// Who asked for the analysis.
    #[serde(default)]
    pub(crate) commissioner: Field<String>,
    /// Who did it.
    #[serde(default)]
    pub(crate) analyst: Field<String>,
    /// Who made sure of it: not who did it.
    #[serde(default)]
    pub(crate) assurer: Field<String>,
    /// Who answers for its use.
    #[serde(default)]
    pub(crate) approver: Field<String>,
    /// Scale every reference amount so that they add up to this.
    #[serde(default)]
    pub(crate) reference_total: Field<Amount>,
}

/// A kind of crime with a yearly harm.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Threat {
    /// The short name everything refers to it by.
    pub(crate) id: Field<String>,
    /// A name for people.
    #[serde(default)]
    pub(crate) name: Field<String>,
    /// Harm a year, at reference spend; without it the threat is not costed.
    #[serde(default)]
    pub(crate) harm: Field<Uncertain<Amount>>,
    /// By what share harm grows a year of itself.
    #[serde(default)]
    pub(crate) growth: Field<Uncertain<f64>>,
    /// How well the harm is known.
    #[serde(default)]
    pub(crate) grade: Field<Grade>,
    /// Where the harm is taken from.
    #[serde(default)]
    pub(crate) source: Field<String>,
    /// Who made the assumption.
    #[serde(default)]
    pub(crate) owner: Field<String>,
    /// Who signed it off: not who made it.
    #[serde(default)]
    pub(crate) signed_off_by: Field<String>,
    /// The day of the sign-off.
    #[serde(default)]
    pub(crate) signed_off_on: Field<Date>,
    /// Why it is as it is.
    #[serde(default)]
    pub(crate) note: Field<String>,
    /// Whether it stands in for data that nobody has.
    #[serde(default)]
    pub(crate) proxy: Field<bool>,
    /// Human measures that move with the harm.
    #[serde(default)]
    pub(crate) count: List<Count>,
}

/// A human measure that moves with a threat's harm.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Count {
    /// The short name.
    pub(crate) id: Field<String>,
    /// A name for people.
    #[serde(default)]
    pub(crate) name: Field<String>,
    /// How many a year, at reference spend.
    #[serde(default)]
    pub(crate) per_year: Field<Uncertain<f64>>,
    /// How well it is known.
    #[serde(default)]
    pub(crate) grade: Field<Grade>,
    /// Where it is taken from.
    #[serde(default)]
    pub(crate) source: Field<String>,
    /// Who made the assumption.
    #[serde(default)]
    pub(crate) owner: Field<String>,
    /// Who signed it off: not who made it.
    #[serde(default)]
    pub(crate) signed_off_by: Field<String>,
    /// The day of the sign-off.
    #[serde(default)]
    pub(crate) signed_off_on: Field<Date>,
    /// Why it is as it is.
    #[serde(default)]
    pub(crate) note: Field<String>,
    /// Whether it stands in for data that nobody has.
    #[serde(default)]
    pub(crate) proxy: Field<bool>,
}

/// Who spends the money.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Funder {
    /// The short name.
    pub(crate) id: Field<String>,
    /// A name for people.
    #[serde(default)]
    pub(crate) name: Field<String>,
    /// The share of planned money that is delivered; all of it if left out.
    #[serde(default)]
    pub(crate) delivered: Field<Uncertain<f64>>,
    /// How well that share is known.
    #[serde(default)]
    pub(crate) grade: Field<Grade>,
    /// Where it is taken from.
    #[serde(default)]
    pub(crate) source: Field<String>,
    /// Who made the assumption.
    #[serde(default)]
    pub(crate) owner: Field<String>,
    /// Who signed it off: not who made it.
    #[serde(default)]
    pub(crate) signed_off_by: Field<String>,
    /// The day of the sign-off.
    #[serde(default)]
    pub(crate) signed_off_on: Field<Date>,
    /// Why it is as it is.
    #[serde(default)]
    pub(crate) note: Field<String>,
    /// Whether it stands in for data that nobody has.
    #[serde(default)]
    pub(crate) proxy: Field<bool>,
}

/// A line of spending: one strand, one funder, effects on threats.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Programme {
    /// The short name.
    pub(crate) id: Field<String>,
    /// A name for people.
    #[serde(default)]
    pub(crate) name: Field<String>,
    /// The strand it belongs to.
    #[serde(default)]
    pub(crate) strand: Field<String>,
    /// Who pays for it.
    #[serde(default)]
    pub(crate) funder: Field<String>,
    /// What it gets today.
    #[serde(default)]
    pub(crate) reference: Field<Amount>,
    /// The least it may get.
    #[serde(default)]
    pub(crate) min: Field<Amount>,
    /// The most it may get.
    #[serde(default)]
    pub(crate) max: Field<Amount>,
    /// What is spent before anything has an effect.
    #[serde(default)]
    pub(crate) set_up: Field<Amount>,
    /// The shares of the effect felt in the year of spending, the year after, and so on.
    #[serde(default)]
    pub(crate) lag: List<f64>,
    /// How well the amounts are known.
    #[serde(default)]
    pub(crate) grade: Field<Grade>,
    /// Where they are taken from.
    #[serde(default)]
    pub(crate) source: Field<String>,
    /// Who made the assumption.
    #[serde(default)]
    pub(crate) owner: Field<String>,
    /// Who signed it off: not who made it.
    #[serde(default)]
    pub(crate) signed_off_by: Field<String>,
    /// The day of the sign-off.
    #[serde(default)]
    pub(crate) signed_off_on: Field<Date>,
    /// Why it is as it is.
    #[serde(default)]
    pub(crate) note: Field<String>,
    /// Whether it stands in for data that nobody has.
    #[serde(default)]
    pub(crate) proxy: Field<bool>,
    /// What it does to threats.
    #[serde(default)]
    pub(crate) effect: List<Effect>,
}

/// What a programme does to one threat.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Effect {
    /// The threat's id.
    pub(crate) threat: Field<String>,
    /// The probability that it has any effect at all.
    #[serde(default)]
    pub(crate) works: Field<f64>,
    /// How the effect answers to money.
    #[serde(default)]
    pub(crate) curve: Field<Curve>,
    /// How well the effect is known.
    #[serde(default)]
    pub(crate) grade: Field<Grade>,
    /// Where it is taken from.
    #[serde(default)]
    pub(crate) source: Field<String>,
    /// Who made the assumption.
    #[serde(default)]
    pub(crate) owner: Field<String>,
    /// Who signed it off: not who made it.
    #[serde(default)]
    pub(crate) signed_off_by: Field<String>,
    /// The day of the sign-off.
    #[serde(default)]
    pub(crate) signed_off_on: Field<Date>,
    /// Why it is as it is.
    #[serde(default)]
    pub(crate) note: Field<String>,
    /// Whether it stands in for data that nobody has.
    #[serde(default)]
    pub(crate) proxy: Field<bool>,
}

/// Uncertain numbers that go up and down together.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Correlation {
    /// Addresses of uncertain numbers; `*`, `?` and `[…]` stand for several.
    pub(crate) between: List<String>,
    /// How strongly any two of them, from 0 to 1.
    #[serde(default)]
    pub(crate) rho: Field<f64>,
    /// Instead of `rho`: how strongly each two of them, from −1 to 1; a row each, in the order of `between`, which then
    /// names one number each.
    #[serde(default)]
    pub(crate) matrix: List<Vec<Field<f64>>>,
}

/// What a study measured of an uncertain number. The distribution of the number becomes what is believed after it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Observation {
    /// A short name, by which a file on top of this one says otherwise of it.
    #[serde(default)]
    pub(crate) id: Field<String>,
    /// The address of the number: `programme.prevent-drugs.drugs.average_return`.
    #[serde(default)]
    pub(crate) of: Field<String>,
    /// The value measured, in the number's own unit.
    #[serde(default)]
    pub(crate) value: Field<Reading>,
    /// Its standard error, in the same unit.
    #[serde(default)]
    pub(crate) standard_error: Field<Reading>,
    /// The day of the study.
    #[serde(default)]
    pub(crate) date: Field<Date>,
    /// Where it is taken from.
    #[serde(default)]
    pub(crate) source: Field<String>,
    /// What else is to be known of it.
    #[serde(default)]
    pub(crate) note: Field<String>,
}

/// How well something is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename = "grade", rename_all = "snake_case")]
#[schemars(rename = "Grade")]
pub(crate) enum Grade {
    /// Counted or weighed.
    Measured,
    /// Published by somebody who had reason to know.
    Published,
    /// Elicited from experts.
    Expert,
    /// Put in so that there is a number.
    Placeholder,
}
