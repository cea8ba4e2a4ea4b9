//! Scenarios and evidence in the prices that were typed, and a note of everything that is restated.

use crate::model::Evidence;
use crate::model::PriceBase;
use crate::model::PriceBook;
use crate::model::Scenario;
use crate::report::Restating;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What has been put into other prices, by what was typed or by a scenario's own `[budget] prices`.
#[derive(Debug, Default)]
pub(super) struct Prices {
    book: PriceBook,
    pub(super) restatings: BTreeSet<Restating>,
}

impl Prices {
    /// A scenario in the prices of a year, if any is typed; as it is, where it cannot be put into them.
    pub(super) fn scenario(&mut self, scenario: Scenario, typed: Option<PriceBase>) -> Scenario {
        let restated = typed.and_then(|base| self.book.scenario(&scenario, base).ok());
        let scenario = restated.unwrap_or(scenario);
        self.restatings.extend(Restating::of(scenario.evidence()));
        scenario
    }

    /// Evidence, likewise.
    pub(super) fn evidence(&mut self, evidence: Arc<Evidence>, typed: Option<PriceBase>) -> Arc<Evidence> {
        let restated = typed.and_then(|base| self.book.evidence(&evidence, base).ok());
        let evidence = restated.unwrap_or(evidence);
        self.restatings.extend(Restating::of(&evidence));
        evidence
    }
}
