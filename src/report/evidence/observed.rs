//! Assumptions as they are listed where a study was made: what is believed after it, beside the prior.

use crate::model::Assumption;
use crate::model::Evidence;
use crate::model::Posterior;
use crate::report::evidence::entry::Entry;
use crate::report::views::BeliefView;
use crate::text;

/// Assumptions as they are listed: of a number that an observation changes what is believed after it, beside the prior.
pub(super) fn entries(evidence: &Evidence, wanted: Vec<Assumption>) -> Vec<Entry> {
    let posteriors = evidence.posteriors();
    let entry = |assumption: Assumption| {
        let posterior = posteriors.iter().find(|posterior| posterior.address == assumption.address);
        let own = evidence.observations().iter().filter(|own| own.of == assumption.address);
        let sources: Vec<String> =
            own.map(|own| format!(" Observed on {}: {}", own.date, own.source)).collect();
        let mut entry = Entry::of(assumption);
        if let Some(posterior) = posterior {
            entry.distribution = believed(posterior);
            entry.source += &sources.concat();
        }
        entry
    };
    wanted.into_iter().map(entry).collect()
}

/// What is believed of a number after what was observed, and before.
fn believed(posterior: &Posterior) -> String {
    let about =
        if posterior.is_approximate { " (an approximation, as several that move together were)" } else { "" };
    let with: Vec<String> = posterior.with.iter().map(ToString::to_string).collect();
    let of = if with.is_empty() { String::new() } else { format!(" of {}", text::listed(&with)) };
    format!(
        "{}{of}{about}: {}; before: {}",
        posterior.posterior,
        BeliefView::of(&posterior.posterior).said(),
        BeliefView::of(&posterior.prior).said()
    )
}

impl Entry {
    /// One assumption as the evidence states it.
    fn of(assumption: Assumption) -> Self {
        let ownership = assumption.ownership;
        Self {
            address: assumption.address.to_string(),
            what: assumption.what,
            distribution: assumption.value,
            uncertain: assumption.is_uncertain,
            grade: assumption.grade.to_string(),
            source: assumption.source,
            owner: ownership.owner,
            signed_off_by: ownership.signed_off_by,
            signed_off_on: ownership.signed_off_on.map(|date| date.to_string()),
            note: ownership.note,
            proxy: ownership.is_proxy,
            effect: None,
        }
    }
}
