//! What studies measured, and what they changed.

use crate::distribution::Distribution;
use crate::model::Evidence;
use crate::model::Observation;
use crate::model::Posterior;
use crate::report::views::SummaryView;
use crate::study::Studied;
use crate::text;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

/// What a study measured of an uncertain number, and what is believed of the number before and after all studies of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Observation")]
pub struct ObservationView {
    /// The address of the number.
    pub of: String,
    /// The value measured, in the number's own unit; money in £m.
    pub value: f64,
    /// Its standard error.
    pub standard_error: f64,
    /// The day of the study.
    pub date: String,
    /// Who says so.
    pub source: String,
    /// What else is to be known of it; not there where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// What was believed before any study.
    pub before: BeliefView,
    /// What is believed after all of them.
    pub after: BeliefView,
    /// Whether `after` is an approximation, as several numbers that move together were observed.
    pub approximate: bool,
}

/// What is believed of a number, in its own unit.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Belief")]
pub struct BeliefView {
    /// Its mean.
    pub mean: f64,
    /// Its 5% quantile.
    pub p5: f64,
    /// Its 95% quantile.
    pub p95: f64,
}

/// What observations changed of harm avoided against today's spend with the same money, £m a year; of a plan at present
/// value.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Studied")]
pub struct StudiedView {
    /// Harm avoided as it was believed before them.
    pub before: SummaryView,
    /// How much more is believed now, draw by draw.
    pub change: SummaryView,
}

impl ObservationView {
    /// Every observation of some evidence, in the order of addresses.
    pub(in crate::report) fn all(evidence: &Evidence) -> Vec<Self> {
        let observed = evidence.observed();
        let view = |own: &Observation| {
            let posterior = observed.iter().find(|posterior| posterior.address == own.of)?;
            Some(Self::of(own, posterior))
        };
        evidence.observations().iter().filter_map(view).collect()
    }

    fn of(own: &Observation, posterior: &Posterior) -> Self {
        Self {
            of: own.of.to_string(),
            value: own.value.get(),
            standard_error: own.standard_error.get(),
            date: own.date.to_string(),
            source: own.source.clone(),
            note: own.note.clone(),
            before: BeliefView::of(&posterior.prior),
            after: BeliefView::of(&posterior.posterior),
            approximate: posterior.is_approximate,
        }
    }

    /// It in a sentence.
    pub(in crate::report) fn said(&self) -> String {
        let (value, error) = (figure(self.value), figure(self.standard_error));
        let about = if self.approximate { "about " } else { "" };
        let ended = if self.source.ends_with('.') { "" } else { "." };
        format!(
            "Observed: `{}` {value} ± {error} ({}). Believed before, {}; after, {about}{}. Source: {}{ended}",
            self.of,
            self.date,
            self.before.said(),
            self.after.said(),
            self.source
        )
    }
}

impl BeliefView {
    pub(in crate::report) fn of(distribution: &Distribution) -> Self {
        Self { mean: distribution.mean(), p5: distribution.quantile(0.05), p95: distribution.quantile(0.95) }
    }

    /// `mean 0.9, 5% to 95%: 0.3 to 2`
    pub(in crate::report) fn said(&self) -> String {
        let range = text::range(&figure(self.p5), &figure(self.p95));
        format!("mean {}, 5% to 95%: {range}", figure(self.mean))
    }
}

impl StudiedView {
    pub(in crate::report) fn of(studied: &Studied) -> Self {
        Self { before: SummaryView::of(&studied.before), change: SummaryView::of(&studied.change) }
    }
}

/// A figure of any size to three digits.
fn figure(value: f64) -> String {
    let size = value.abs();
    let decimals = match size {
        _ if size >= 100.0 => 0,
        _ if size >= 10.0 => 1,
        _ if size >= 1.0 => 2,
        _ if size >= 0.1 => 3,
        _ => 4,
    };
    let shown = text::thousands(value, decimals);
    if shown.contains('.') { shown.trim_end_matches('0').trim_end_matches('.').to_owned() } else { shown }
}
