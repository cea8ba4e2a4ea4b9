//! What every format says of the best allocation.

use crate::model::Scenario;
use crate::optimise::Prices;
use crate::optimise::Rule;
use crate::report::Basis;
use crate::study::Best;
use crate::study::say;

/// A scenario with its best allocation, and what both rest on.
#[derive(Clone, Debug)]
pub struct Answered {
    /// The scenario.
    pub scenario: Scenario,
    /// Its best allocation, or why there is none.
    pub best: Best,
    /// What the answer basis on.
    pub basis: Basis,
}

/// What one rule costs, said.
pub(in crate::report) struct PriceSaid {
    /// The rule.
    pub(in crate::report) rule: Rule,
    /// A short name.
    pub(in crate::report) key: String,
    /// The rule in words.
    pub(in crate::report) words: String,
    /// Whether it is a limit that the scenario states by name.
    pub(in crate::report) is_limit: bool,
    /// £ of harm avoided by £1 of relaxing it alone; `None` where the other rules leave no room.
    pub(in crate::report) gain: Option<f64>,
    /// £ of harm avoided that £1 of tightening it alone loses; `None` likewise.
    pub(in crate::report) loss: Option<f64>,
}

/// The rules that bind, dearest first.
pub(in crate::report) fn prices(scenario: &Scenario, prices: &Prices) -> Vec<PriceSaid> {
    let mut said: Vec<PriceSaid> = prices
        .rules
        .iter()
        .map(|price| {
            let rule = say(&price.rule, scenario);
            let words = match price.rule {
                Rule::Budget { year } => {
                    let year = scenario.timeline().name(year);
                    let of = year.map(|year| format!(" of {year}")).unwrap_or_default();
                    format!("the budget{of} alone, every other rule as it is in £")
                }
                Rule::Pinned { .. } | Rule::Strand { side: None, .. } => {
                    format!("£1 more for {}", rule.words)
                }
                Rule::Ratio { side: None, .. } => format!("£1 more on the first side of {}", rule.words),
                _ => rule.words,
            };
            let is_limit = matches!(price.rule, Rule::Limit { .. } | Rule::Ratio { .. });
            PriceSaid {
                rule: price.rule.clone(),
                key: rule.key,
                words,
                is_limit,
                gain: price.gain,
                loss: price.loss,
            }
        })
        .collect();
    let size = |price: &PriceSaid| price.gain.or(price.loss).unwrap_or_default().abs();
    let least = |price: &PriceSaid| price.loss.unwrap_or_default().abs();
    said.sort_by(|a, b| {
        size(b).total_cmp(&size(a)).then(least(b).total_cmp(&least(a))).then_with(|| a.key.cmp(&b.key))
    });
    said
}

/// Rules that share what they cost, by short names, dearest first.
pub(in crate::report) fn together(
    scenario: &Scenario,
    prices: &Prices,
) -> Vec<(Vec<String>, Option<f64>, Option<f64>)> {
    let mut all: Vec<(Vec<String>, Option<f64>, Option<f64>)> = prices
        .together
        .iter()
        .map(|together| {
            let rules = together.rules.iter().map(|rule| say(rule, scenario).key).collect();
            (rules, together.gain, together.loss)
        })
        .collect();
    let size = |gain: Option<f64>| gain.unwrap_or_default().abs();
    all.sort_by(|a, b| size(b.1).total_cmp(&size(a.1)).then_with(|| a.0.cmp(&b.0)));
    all
}
