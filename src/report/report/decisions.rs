//! What was decided in a chapter: what its evidence logs, and what its scenarios and draws come with.

use crate::report::evidence;
use crate::report::evidence::DecisionView;
use crate::report::report::Chapter;

impl Chapter<'_> {
    /// Every decision that its figures rest on.
    #[must_use]
    pub fn decisions(&self) -> Vec<DecisionView> {
        let mut all = self.besides.basis.evidence.decisions.clone();
        all.extend(evidence::of_basis(&self.block.rests_on));
        for (scenario, rules) in &self.besides.rules {
            // A limit with two bounds is said for each.
            let limits = rules.iter().filter(|rule| rule.rule.starts_with("limit."));
            all.extend(limits.map(|rule| evidence::of_limit(scenario, &rule.words)));
        }
        all
    }
}
