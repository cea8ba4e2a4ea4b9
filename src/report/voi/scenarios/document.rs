//! What finding out is worth as a machine document, schema `apportion/voi/1`: full precision, £m of mean harm avoided.

use crate::model::Evidence;
use crate::report::Basis;
use crate::report::document::Versioned;
use crate::report::price_year;
use crate::report::voi::scenarios::decision::DecisionView;
use crate::report::voi::scenarios::decision::Named;
use crate::study::voi::scenarios::ValueOfInformation;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

/// What finding out is worth, decision by decision. Values are £m of mean modelled harm avoided a year; of a plan at present
/// value over its years.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// `apportion/voi/1`.
    pub schema: String,
    /// How many draws were asked: those of the scenario, but at least 1,024 and at most 50,000.
    pub draws: usize,
    /// How many years a study takes.
    pub study_years: f64,
    /// How many years the decision stands.
    pub decision_years: f64,
    /// Which scenario, where there are several or it leaves nothing open; and where the money goes in each that does.
    pub decisions: Vec<DecisionView>,
    /// Scenarios that no allocation can meet: nothing is decided in them.
    pub impossible: Vec<Named>,
    /// The year whose prices money is in.
    #[serde(default)]
    pub price_year: String,
    /// The year whose prices the evidence states its money in, where the figures are restated; not there where they are not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price_year_stated: Option<String>,
    /// What £1 in the prices of that year is in the prices of the figures; not there likewise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deflator: Option<f64>,
    /// What the answer rests on.
    pub rests_on: Basis,
}

impl Versioned for Document {
    const SCHEMA: &'static str = "apportion/voi/1";
}

impl Document {
    /// The document of an answer on some evidence.
    #[must_use]
    pub fn of(evidence: &Evidence, voi: &ValueOfInformation, rests_on: Basis) -> Self {
        Self {
            schema: Self::SCHEMA.to_owned(),
            draws: voi.simulation.draws.get(),
            study_years: voi.study_years,
            decision_years: voi.decision_years,
            decisions: voi.decisions.iter().map(DecisionView::of).collect(),
            impossible: voi.impossible.iter().map(Named::of).collect(),
            price_year: evidence.price_year().to_owned(),
            price_year_stated: price_year::stated(evidence),
            deflator: price_year::deflator(evidence),
            rests_on,
        }
    }

    /// The prices that its money is in, in words.
    #[must_use]
    pub fn prices(&self) -> String {
        price_year::label(&self.price_year, self.price_year_stated.as_deref())
    }

    /// The year whose prices its money is restated in; none where it is in the evidence's own.
    pub(super) fn restated_to(&self) -> Option<&str> {
        self.price_year_stated.as_ref().map(|_| &*self.price_year)
    }
}
