//! Figures as machine documents carry them.

use crate::model::Allocation;
use crate::model::Evidence;
use crate::model::Scenario;
use crate::optimise::Certificate;
use crate::optimise::Clash;
use crate::optimise::Rule;
use crate::risk::Summary;
use crate::study::Broken;
use crate::study::Impossible;
use crate::study::RuleSaid;
use crate::study::say;
use crate::study::say_mend;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;
use std::collections::BTreeMap;

/// Where a rule stands: path, line and column, where that is known.
pub type Stated<'a> = dyn Fn(&RuleSaid) -> Option<String> + 'a;

/// A quantity over draws, in its own unit.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SummaryView {
    /// Arithmetic mean.
    pub mean: f64,
    /// Sample standard deviation, dividing by n − 1.
    pub sd: f64,
    /// 5% quantile.
    pub p5: f64,
    /// Median.
    pub p50: f64,
    /// 95% quantile: with `p5`, the 90% interval.
    pub p95: f64,
    /// Standard error of the mean.
    pub se: f64,
}

/// What is avoided over draws: harm, £m a year, or a count.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AvoidedView {
    /// Its figures.
    #[serde(flatten)]
    pub summary: SummaryView,
    /// The share of draws above nought.
    pub probability_positive: f64,
}

/// A mean difference within this many standard errors of nought may be noise of the simulation.
pub(super) const STANDARD_ERRORS: f64 = 2.0;

/// How a scenario stands to the reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It avoids exactly as much harm in every draw.
    Same,
    /// The mean difference is within two standard errors of nought: more draws would tell.
    TooClose,
    /// It avoids more on average.
    More,
    /// It avoids less on average.
    Less,
}

impl Standing {
    /// Of a paired difference: its mean, its standard error, and how often it is above and below nought.
    #[must_use]
    pub fn of(mean: f64, se: f64, better: f64, worse: f64) -> Self {
        if better <= 0.0 && worse <= 0.0 {
            Self::Same
        } else if mean.abs() <= STANDARD_ERRORS * se {
            Self::TooClose
        } else if mean > 0.0 {
            Self::More
        } else {
            Self::Less
        }
    }
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
    /// Why the search ended before that: `time limit`, `stopped`, `iteration limit`,
    /// `node limit` or `solver`; null where it did not.
    pub stopped_by: Option<String>,
}

impl SummaryView {
    pub(super) fn of(summary: &Summary) -> Self {
        let Summary { mean, sd, p5, p50, p95, se, .. } = *summary;
        Self { mean, sd, p5, p50, p95, se }
    }

    /// The same quantity in another unit: every value times a factor. One below nought turns the sample round.
    #[must_use]
    pub(super) fn scaled(self, factor: f64) -> Self {
        let [mean, p5, p50, p95] = [self.mean, self.p5, self.p50, self.p95].map(|value| value * factor);
        let [sd, se] = [self.sd, self.se].map(|value| value * factor.abs());
        let (p5, p95) = if factor < 0.0 { (p95, p5) } else { (p5, p95) };
        Self { mean, sd, p5, p50, p95, se }
    }
}

impl AvoidedView {
    pub(super) fn of(summary: &Summary) -> Self {
        let probability_positive = summary.probability_positive;
        Self { summary: SummaryView::of(summary), probability_positive }
    }
}

impl OptimumView {
    pub(super) fn of(certificate: &Certificate) -> Self {
        let Certificate { upper, lower, gap, iterations, evaluations, reached, stopped_by } = *certificate;
        let stopped_by = stopped_by.map(|by| by.as_str().to_owned());
        // A certificate without a bound has an infinite one.
        let [lower, gap] = [lower, gap].map(|proven| proven.is_finite().then_some(proven));
        Self { upper, lower, gap, iterations, evaluations, reached, stopped_by }
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
    /// Rules that cannot all be kept.
    pub clash: Vec<RuleView>,
    /// The smallest sets of them that cannot be kept together, by short names: one rule of each set has to give.
    pub clash_sets: Vec<Vec<String>>,
    /// Whether there may be more such sets than are listed.
    pub more_sets: bool,
    /// The least total change that would make it possible.
    pub mend: Vec<RuleView>,
    /// What ended the search for these (`time limit`, `stopped`): then there may be more sets, and less change may do.
    #[serde(default)]
    pub stopped_by: Option<String>,
}

/// A rule that the only candidate breaks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MissView {
    /// The rule: its short name.
    pub rule: String,
    /// The rule in words.
    pub words: String,
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
    /// By how much to relax it, £m; of how many programmes may be open, how many more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<f64>,
    /// The change in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change_words: Option<String>,
    /// In how many of the sets the rule stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sets: Option<usize>,
    /// The file, line and column that state it, where they are known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stated: Option<String>,
}

impl InfeasibleView {
    /// The sets of rules that cannot be kept together, each rule with what is said of it.
    pub(super) fn sets(&self) -> Vec<Vec<&RuleView>> {
        let rule = |key: &String| self.clash.iter().find(|rule| rule.rule == *key);
        self.clash_sets.iter().map(|set| set.iter().filter_map(rule).collect()).collect()
    }

    /// Without the places of the rules.
    pub(super) fn of(scenario: &Scenario, why: &Impossible) -> Self {
        Self::placed(scenario, why, &|_| None)
    }

    pub(super) fn placed(scenario: &Scenario, why: &Impossible, stated: &Stated<'_>) -> Self {
        let view = |rule: &Rule| {
            let said = say(rule, scenario);
            let stated = stated(&said);
            let (change, change_words, sets) = (None, None, None);
            RuleView { rule: said.key, words: said.words, change, change_words, sets, stated }
        };
        let misses = why.broken.iter().map(|broken| {
            let said = say(&broken.rule, scenario);
            MissView { rule: said.key, words: said.words, by: broken.missed_by.millions() }
        });
        let misses: Vec<MissView> = misses.collect();
        let clash = why.clash.as_ref();
        let clashing = |clash: &Clash| -> Vec<RuleView> {
            let rules = clash.rules().into_iter();
            rules.map(|rule| RuleView { sets: Some(clash.times(rule)), ..view(rule) }).collect()
        };
        let mends = |clash: &Clash| -> Vec<RuleView> {
            let mends = clash.mend.iter().map(|mend| RuleView {
                change: Some(mend.change),
                change_words: Some(say_mend(mend, scenario)),
                ..view(&mend.rule)
            });
            mends.collect()
        };
        let keys = |set: &Vec<Rule>| set.iter().map(|rule| say(rule, scenario).key).collect();
        Self {
            broken: misses.iter().map(|miss| (miss.rule.clone(), miss.by)).collect(),
            misses,
            clash: clash.map(clashing).unwrap_or_default(),
            clash_sets: clash.iter().flat_map(|clash| &clash.sets).map(keys).collect(),
            more_sets: clash.is_some_and(|clash| !clash.is_all),
            mend: clash.map(mends).unwrap_or_default(),
            stopped_by: clash.and_then(|clash| Some(clash.stopped_by?.as_str().to_owned())),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_stands_among_its_owners_keys_and_nothing_stands_for_a_figure() {
        let view = AvoidedView::of(&Summary::of(&[-1.0, 1.0, 3.0]).unwrap());
        let written = serde_json::to_string(&view).unwrap();
        let keys = ["mean", "sd", "p5", "p50", "p95", "se", "probability_positive"];
        let places: Vec<usize> =
            keys.iter().map(|key| written.find(&format!("\"{key}\":")).unwrap()).collect();
        assert!(places.is_sorted() && written.matches(':').count() == keys.len(), "{written}");
        let read = |text: &str| serde_json::from_str::<AvoidedView>(text);
        assert_eq!(read(&written).unwrap(), view);
        for (from, to) in [("\"mean\":1.0", "\"mean\":null"), ("\"se\"", "\"es\""), ("{", "{\"more\":1,")] {
            assert_ne!(written.replace(from, to), written);
            assert!(read(&written.replace(from, to)).is_err(), "{to}");
        }
    }

    #[test]
    fn another_unit_gives_the_figures_of_the_sample_in_that_unit() {
        let sample = [2.0, 4.0, -4.0, 4.5, 5.0, -5.0, 7.0, 9.0];
        let view = |sample: &[f64]| SummaryView::of(&Summary::of(sample).unwrap());
        let figures = |view: SummaryView| [view.mean, view.sd, view.p5, view.p50, view.p95, view.se];
        for factor in [0.25, -2.0] {
            let scaled = figures(view(&sample).scaled(factor));
            let anew = figures(view(&sample.map(|value| value * factor)));
            // Quantiles are interpolated from the other side: a rounding or two apart.
            let is_close = scaled.iter().zip(&anew).all(|(a, b)| (a - b).abs() <= 1e-13 * b.abs());
            assert!(is_close, "times {factor}: {scaled:?} and {anew:?}");
        }
    }
}
