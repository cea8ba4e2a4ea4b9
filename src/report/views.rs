//! Figures as machine documents carry them.

use crate::model::Allocation;
use crate::model::Evidence;
use crate::model::Scenario;
use crate::optimise::Certificate;
use crate::optimise::Rule;
use crate::risk::Summary;
use crate::study::Broken;
use crate::study::Impossible;
use crate::study::RuleSaid;
use crate::study::say;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;
use std::collections::BTreeMap;

/// Where a rule stands: path, line and column, where that is known.
pub type Stated<'a> = dyn Fn(&RuleSaid) -> Option<String> + 'a;

/// A quantity over draws, in its own unit; null where it is no finite number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SummaryView {
    /// Arithmetic mean.
    pub mean: Option<f64>,
    /// Sample standard deviation, dividing by n − 1.
    pub sd: Option<f64>,
    /// 5% quantile.
    pub p5: Option<f64>,
    /// Median.
    pub p50: Option<f64>,
    /// 95% quantile: with `p5`, the 90% interval.
    pub p95: Option<f64>,
    /// Standard error of the mean.
    pub se: Option<f64>,
}

/// Harm avoided over draws, £m a year; null where it is no finite number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AvoidedView {
    /// Arithmetic mean.
    pub mean: Option<f64>,
    /// Sample standard deviation, dividing by n − 1.
    pub sd: Option<f64>,
    /// 5% quantile.
    pub p5: Option<f64>,
    /// Median.
    pub p50: Option<f64>,
    /// 95% quantile: with `p5`, the 90% interval.
    pub p95: Option<f64>,
    /// Standard error of the mean.
    pub se: Option<f64>,
    /// The share of draws above nought.
    pub probability_positive: Option<f64>,
}

/// What was proved of a best value, in the objective's own unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OptimumView {
    /// The value of the allocation found.
    pub upper: f64,
    /// A proven bound: nothing allowed is better; null where none was proven.
    pub lower: Option<f64>,
    /// (upper − lower)/|upper|; null where no bound was proven.
    pub gap: Option<f64>,
    /// Steps of the search.
    pub iterations: usize,
    /// Passes over all draws.
    pub evaluations: usize,
    /// Whether the gap asked for was reached.
    pub reached: bool,
    /// Why the search ended before that: `time limit`, `stopped`, `iteration limit` or `solver`; null where it did not.
    pub stopped_by: Option<String>,
}

/// A number, where it is one: JSON has no other.
pub(super) fn finite(value: f64) -> Option<f64> {
    value.is_finite().then_some(value)
}

/// A number for reading, where a document has one.
pub(super) fn read(value: Option<f64>) -> f64 {
    value.unwrap_or(f64::NAN)
}

impl SummaryView {
    pub(super) fn of(summary: &Summary) -> Self {
        let Summary { mean, sd, p5, p50, p95, se, .. } = *summary;
        let [mean, sd, p5, p50, p95, se] = [mean, sd, p5, p50, p95, se].map(finite);
        Self { mean, sd, p5, p50, p95, se }
    }

    /// The figures for reading; of the probability nothing is known.
    pub(super) fn summary(&self) -> Summary {
        let [mean, sd, p5, p50, p95, se] =
            [self.mean, self.sd, self.p5, self.p50, self.p95, self.se].map(read);
        Summary { mean, sd, p5, p50, p95, se, probability_positive: f64::NAN }
    }
}

impl AvoidedView {
    pub(super) fn of(summary: &Summary) -> Self {
        let SummaryView { mean, sd, p5, p50, p95, se } = SummaryView::of(summary);
        let probability_positive = finite(summary.probability_positive);
        Self { mean, sd, p5, p50, p95, se, probability_positive }
    }

    /// The figures for reading.
    pub(super) fn summary(&self) -> Summary {
        let Self { mean, sd, p5, p50, p95, se, probability_positive } = *self;
        let probability_positive = read(probability_positive);
        Summary { probability_positive, ..SummaryView { mean, sd, p5, p50, p95, se }.summary() }
    }
}

impl OptimumView {
    pub(super) fn of(certificate: &Certificate) -> Self {
        let Certificate { upper, lower, gap, iterations, evaluations, reached, stopped_by } = *certificate;
        let stopped_by = stopped_by.map(|by| by.as_str().to_owned());
        Self { upper, lower: finite(lower), gap: finite(gap), iterations, evaluations, reached, stopped_by }
    }
}

/// A strand and its programmes, where the order counts that objects do not have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StrandOrder {
    /// The strand.
    pub id: String,
    /// Its programmes, in the evidence's order.
    pub programmes: Vec<ProgrammeName>,
}

/// A programme by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProgrammeName {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// Every strand with its programmes, in the evidence's order.
pub(super) fn order(evidence: &Evidence) -> Vec<StrandOrder> {
    let named = |programme: usize| {
        let programme = &evidence.programmes()[programme];
        ProgrammeName { id: programme.id.to_string(), name: programme.name.clone() }
    };
    let strands = evidence.strands().iter().map(|strand| StrandOrder {
        id: strand.to_string(),
        programmes: evidence.programmes_of(strand).into_iter().map(named).collect(),
    });
    strands.collect()
}

/// Money by strand and by programme, £m.
pub(super) fn money(
    evidence: &Evidence,
    allocation: &Allocation,
) -> (BTreeMap<String, f64>, BTreeMap<String, f64>) {
    let of_strand = |id| allocation.total_of(&evidence.programmes_of(id)).millions();
    let strands = evidence.strands().iter().map(|id| (id.to_string(), of_strand(id)));
    let programmes = evidence.programmes().iter().zip(allocation.millions());
    let programmes = programmes.map(|(programme, amount)| (programme.id.to_string(), *amount));
    (strands.collect(), programmes.collect())
}

/// Why nothing is allowed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct InfeasibleView {
    /// The rules that the only candidate breaks, and by how much, £m; empty where the rules clash with each other.
    pub broken: BTreeMap<String, f64>,
    /// The same in the order of the rules.
    pub misses: Vec<MissView>,
    /// Rules that cannot all be kept, though any one of them given up would do.
    pub clash: Vec<RuleView>,
    /// The least total change that would make it possible.
    pub mend: Vec<RuleView>,
}

/// A rule that the only candidate breaks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MissView {
    /// The rule.
    pub rule: String,
    /// By how much, £m.
    pub by: f64,
}

/// A rule that stands in the way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RuleView {
    /// A short name: `split.pursue`, `limit.Ring-fence.min`.
    pub rule: String,
    /// The rule in words.
    pub words: String,
    /// By how much to relax it, £m.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<f64>,
    /// The file, line and column that state it, where they are known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stated: Option<String>,
}

impl InfeasibleView {
    /// Without the places of the rules.
    pub(super) fn of(scenario: &Scenario, why: &Impossible) -> Self {
        Self::placed(scenario, why, &|_| None)
    }

    pub(super) fn placed(scenario: &Scenario, why: &Impossible, stated: &Stated<'_>) -> Self {
        let view = |rule: &Rule, change| {
            let said = say(rule, scenario);
            let stated = stated(&said);
            RuleView { rule: said.key, words: said.words, change, stated }
        };
        let misses = why.broken.iter();
        let misses = misses
            .map(|broken| MissView { rule: broken.rule.clone(), by: broken.missed_by.millions() })
            .collect::<Vec<_>>();
        let clash = why.clash.iter();
        Self {
            broken: misses.iter().map(|miss| (miss.rule.clone(), miss.by)).collect(),
            misses,
            clash: clash.clone().flat_map(|clash| &clash.rules).map(|rule| view(rule, None)).collect(),
            mend: clash
                .flat_map(|clash| &clash.mend)
                .map(|(rule, change)| view(rule, Some(*change)))
                .collect(),
        }
    }
}

/// A scenario that could not be worked out.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Broken")]
pub struct BrokenView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What went wrong.
    pub problem: String,
    /// Whether what was asked is at fault, and not the program or the solver.
    pub asked_for: bool,
}

/// A file, or a row of one, that could not be used.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Refused")]
pub struct RefusedView {
    /// Its path; of a row, the path and the line.
    pub file: String,
    /// Everything that is wrong with it, one line each.
    pub problems: Vec<String>,
}

impl BrokenView {
    /// What went wrong with a scenario.
    #[must_use]
    pub fn of(broken: &Broken) -> Self {
        let Broken { id, name, problem, is_asked_for } = broken.clone();
        Self { id, name, problem, asked_for: is_asked_for }
    }
}
