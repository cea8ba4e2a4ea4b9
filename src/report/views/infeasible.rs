//! Why nothing is allowed.

use crate::model::Scenario;
use crate::optimise::Clash;
use crate::optimise::Rule;
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
    pub(in crate::report) fn sets(&self) -> Vec<Vec<&RuleView>> {
        let rule = |key: &String| self.clash.iter().find(|rule| rule.rule == *key);
        self.clash_sets.iter().map(|set| set.iter().filter_map(rule).collect()).collect()
    }

    /// Without the places of the rules.
    pub(in crate::report) fn of(scenario: &Scenario, why: &Impossible) -> Self {
        Self::placed(scenario, why, &|_| None)
    }

    pub(in crate::report) fn placed(scenario: &Scenario, why: &Impossible, stated: &Stated<'_>) -> Self {
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
