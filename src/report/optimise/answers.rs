//! The best allocations as a machine document, schema `apportion/optimise/1`: full precision, money in £m.

use crate::report::Counts;
use crate::report::document::Versioned;
use crate::report::optimise::document::Entry;
use crate::report::optimise::robust::RobustView;
use crate::report::views::BrokenView;
use crate::report::views::RefusedView;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

/// The best allocation of each of some scenarios.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// `apportion/optimise/1`.
    pub schema: String,
    /// One entry a scenario, by id.
    pub scenarios: Vec<Entry>,
    /// Scenarios that could not be worked out.
    pub broken: Vec<BrokenView>,
    /// Files that could not be used.
    pub refused: Vec<RefusedView>,
    /// How many there are of each.
    pub counts: Counts,
    /// What holds on every evidence file; left out unless scenarios with ranges stand on at least two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub robust: Option<RobustView>,
}

impl Versioned for Document {
    const SCHEMA: &'static str = "apportion/optimise/1";
}

impl Document {
    /// Answers as one document, by id, with what has none.
    #[must_use]
    pub fn joined(
        mut scenarios: Vec<Entry>,
        mut broken: Vec<BrokenView>,
        mut refused: Vec<RefusedView>,
    ) -> Self {
        scenarios.sort_by(|a, b| a.id.cmp(&b.id));
        broken.sort();
        refused.sort();
        refused.dedup();
        let answered = scenarios.iter().filter(|entry| entry.feasible).count();
        let counts = Counts {
            answered,
            infeasible: scenarios.len() - answered,
            broken: broken.len(),
            refused: refused.len(),
        };
        let robust = RobustView::of(&scenarios);
        Self { schema: Self::SCHEMA.to_owned(), scenarios, broken, refused, counts, robust }
    }
}
