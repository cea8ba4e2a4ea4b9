//! What every format says of the best allocation.

use crate::model::Scenario;
use crate::optimise::Rule;
use crate::report::Rests;
use crate::study::Best;
use crate::study::say;

/// A scenario with its best allocation, and what both rest on.
#[derive(Clone, Debug)]
pub struct Answered {
    /// The scenario.
    pub scenario: Scenario,
    /// Its best allocation, or why there is none.
    pub best: Best,
    /// What the answer rests on.
    pub rests: Rests,
}

/// What one rule costs, said.
pub(in crate::report) struct PriceSaid {
    /// A short name.
    pub(in crate::report) key: String,
    /// The rule in words.
    pub(in crate::report) words: String,
    /// Whether it is a limit that the scenario states by name.
    pub(in crate::report) is_limit: bool,
    /// £ of harm avoided by £1 of relaxing it.
    pub(in crate::report) gain: f64,
}

/// The rules that bind, dearest first.
pub(in crate::report) fn prices(scenario: &Scenario, prices: &crate::optimise::Prices) -> Vec<PriceSaid> {
    let mut said: Vec<PriceSaid> = prices
        .rules
        .iter()
        .map(|price| {
            let rule = say(&price.rule, scenario);
            let is_exact = matches!(price.rule, Rule::Pinned { .. } | Rule::Strand { side: None, .. });
            let words = if is_exact { format!("£1 more for {}", rule.words) } else { rule.words };
            let is_limit = matches!(price.rule, Rule::Limit { .. });
            PriceSaid { key: rule.key, words, is_limit, gain: price.gain }
        })
        .collect();
    said.sort_by(|a, b| b.gain.abs().total_cmp(&a.gain.abs()).then(a.key.cmp(&b.key)));
    said
}
