//! The tables of a scenario file, key by key.

use crate::input::decode::Field;
use crate::input::decode::List;
use crate::input::raw::by_year::ByYear;
use crate::input::raw::by_year::TotalEntry;
use crate::input::raw::by_year::YearlyMoney;
use crate::input::raw::entry::AmountEntry;
use crate::input::raw::entry::MultipleEntry;
use crate::input::raw::number::Amount;
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;

/// What a scenario file is about.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Scenario")]
pub(crate) struct Head {
    /// A name for people.
    pub(crate) name: Field<String>,
    /// More about it.
    #[serde(default)]
    pub(crate) description: Field<String>,
    /// The evidence file, relative to this one.
    #[serde(default)]
    #[expect(dead_code, reason = "read from the tree, which knows the file that says it")]
    pub(crate) evidence: Field<String>,
    /// Another scenario file to take over and override, relative to this one.
    #[serde(default)]
    #[expect(dead_code, reason = "read before the file is decoded, to know what it rests on")]
    pub(crate) base: Field<String>,
}

/// How much money there is.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Budget {
    /// The most that may be spent a year, or year by year; `"today"` for what is spent today, and the back office.
    #[serde(default)]
    pub(crate) total: Field<TotalEntry>,
    /// Money in no strand, likewise.
    #[serde(default)]
    pub(crate) back_office: Field<YearlyMoney>,
    /// The most that strands may get over all years of a plan together, besides what each year's total says.
    #[serde(default)]
    pub(crate) over_plan: Field<Amount>,
    /// The year in whose prices this file's amounts and the answer are: `2015-16` (financial) or `2024` (calendar); the
    /// evidence's price year where left out.
    #[serde(default)]
    pub(crate) prices: Field<String>,
}

/// How money is spent inside the split.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Allocate {
    /// Who decides.
    #[serde(default)]
    pub(crate) within: Field<Within>,
    /// Amounts of single programmes, by id.
    #[serde(default)]
    pub(crate) amounts: Field<BTreeMap<String, Field<ByYear<AmountEntry>>>>,
}

/// How money is spent inside the split.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename = "allocation rule", rename_all = "kebab-case")]
#[schemars(rename = "Within")]
pub(crate) enum Within {
    /// As the solver finds best.
    Best,
    /// In proportion to reference spend.
    ProRata,
    /// As `amounts` say.
    Fixed,
}

/// Something to be kept to by the programmes it names.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Limit {
    /// A name for people, by which a file based on this one overrides it.
    #[serde(default)]
    pub(crate) name: Field<String>,
    /// Programmes by id; `*`, `?` and `[…]` stand for several.
    #[serde(default)]
    pub(crate) programmes: List<String>,
    /// The programmes of this strand.
    #[serde(default)]
    pub(crate) strand: Field<String>,
    /// The programmes with an effect on this threat.
    #[serde(default)]
    pub(crate) threat: Field<String>,
    /// The programmes of this funder.
    #[serde(default)]
    pub(crate) funder: Field<String>,
    /// The least they get together.
    #[serde(default)]
    pub(crate) min: Field<Amount>,
    /// The most they get together.
    #[serde(default)]
    pub(crate) max: Field<Amount>,
    /// The least share of the budget they get together.
    #[serde(default)]
    pub(crate) min_share: Field<f64>,
    /// The greatest share of the budget they get together.
    #[serde(default)]
    pub(crate) max_share: Field<f64>,
    /// The most they move either way together, as a share of reference spend.
    #[serde(default)]
    pub(crate) max_change: Field<f64>,
    /// The most they move together from one year of a plan to the next, as a part of what it was; the first from today's
    /// money.
    #[serde(default)]
    pub(crate) max_yearly_change: Field<f64>,
    /// The years of a plan that it is about; all of them, if unstated.
    #[serde(default)]
    pub(crate) years: List<i64>,
    /// How many of them may get money.
    #[serde(default)]
    pub(crate) at_most_open: Field<u64>,
    /// What some programmes get as a multiple of what others get; a limit with a ratio has no other key but its name and
    /// `years`.
    #[serde(default)]
    pub(crate) ratio: Field<Ratio>,
}

/// What some programmes get together, as a multiple of what others get together.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Ratio {
    /// The programmes whose money is the multiple: an id; `*`, `?` and `[…]` stand for several.
    pub(crate) of: Field<String>,
    /// The programmes whose money it is a multiple of, likewise.
    pub(crate) to: Field<String>,
    /// The multiple: 1 where both get the same, or a range.
    pub(crate) is: Field<MultipleEntry>,
}

/// What is to be made small.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Objective {
    /// `harm`, or a count's id.
    #[serde(default)]
    pub(crate) measure: Field<String>,
    /// The mean, or the mean of the worst futures as well.
    #[serde(default)]
    pub(crate) risk: Field<Risk>,
}

/// How futures are weighed.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "risk measure", rename_all = "snake_case")]
#[schemars(rename = "Risk")]
pub(crate) enum Risk {
    /// All alike.
    Mean,
    /// The worst ones more.
    Cvar(Cvar),
}

/// The mean of the worst futures, beside the mean of all.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Cvar {
    /// The share of futures that are not the worst: 0.9 looks at the worst tenth.
    pub(crate) level: Field<f64>,
    /// What the worst count, against 1 − weight for the mean of all.
    pub(crate) weight: Field<f64>,
}

/// How many futures are simulated, and which.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Simulation {
    /// How many.
    #[serde(default)]
    pub(crate) draws: Field<u64>,
    /// The same seed gives the same futures.
    #[serde(default)]
    pub(crate) seed: Field<u64>,
    /// How they are picked.
    #[serde(default)]
    pub(crate) sampler: Field<Sampler>,
}

/// How long the best allocation is searched for.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename = "solver", deny_unknown_fields)]
#[schemars(rename = "Solver")]
pub(crate) struct Search {
    /// The longest that one search may take, in seconds. What is found by then depends on the machine.
    #[serde(default)]
    pub(crate) time_limit: Field<f64>,
    /// The part of the objective by which something better may exist, for the search to be over.
    #[serde(default)]
    pub(crate) gap: Field<f64>,
}

/// How futures are picked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename = "sampler", rename_all = "kebab-case")]
#[schemars(rename = "Sampler")]
pub(crate) enum Sampler {
    /// Independently.
    Random,
    /// Spread evenly over each number's range.
    LatinHypercube,
}
