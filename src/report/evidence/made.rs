//! The document of some evidence.

use crate::model::Assumption;
use crate::model::Evidence;
use crate::model::Scenario;
use crate::report::document::Versioned;
use crate::report::evidence::assured::AssuranceView;
use crate::report::evidence::data;
use crate::report::evidence::decided;
use crate::report::evidence::document::Document;
use crate::report::evidence::document::Log;
use crate::report::evidence::entry::Entry;
use crate::report::evidence::observed::entries;
use crate::report::limits_of_use;
use crate::report::price_year;
use crate::report::views::ObservationView;
use jiff::civil::Date;

impl Document {
    /// The logs of some evidence, as far as its assumptions are wanted, looked at on a day.
    #[must_use]
    pub fn of(evidence: &Evidence, wanted: Vec<Assumption>, today: Date) -> Self {
        let all: Vec<Entry> = entries(evidence, evidence.assumptions());
        let assumptions: Vec<Entry> = entries(evidence, wanted);
        let decisions = decided::of_evidence(evidence);
        Self {
            schema: Self::SCHEMA.to_owned(),
            evidence: evidence.name().to_owned(),
            log: Log::Assumptions,
            price_year: evidence.price_year().to_owned(),
            price_year_stated: price_year::stated(evidence),
            deflator: price_year::deflator(evidence),
            as_of: evidence.as_of().map(|date| date.to_string()),
            review_by: evidence.review_by().map(|date| date.to_string()),
            total: all.len(),
            observations: ObservationView::all(evidence),
            data: data::log(&assumptions),
            assurance: Some(AssuranceView::of(evidence, &all, &decisions, today)),
            assumptions,
            decisions,
        }
    }

    /// The same with what a scenario on that evidence decides.
    #[must_use]
    pub fn with_scenario(mut self, scenario: &Scenario) -> Self {
        self.decisions.extend(decided::of_scenario(scenario));
        let is_plan = scenario.horizon().is_some();
        let limit = if is_plan { limits_of_use::PLAN } else { limits_of_use::SETTLED_YEAR };
        self.assurance.iter_mut().for_each(|assurance| assurance.limited(limit));
        self
    }

    /// The same with another log asked for.
    #[must_use]
    pub fn asked_for(self, log: Log) -> Self {
        Self { log, ..self }
    }
}
