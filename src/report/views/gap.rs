//! The evidence gap as documents carry it, and in a line.

use crate::study::voi::EvidenceGap;
use crate::text;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

/// How much of an answer rests on placeholders.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GapView {
    /// The scenario it is of, by id: of several the one that avoids most harm.
    pub scenario: String,
    /// The share of the variance of harm avoided that knowing every placeholder would resolve; null where it has none.
    pub variance_share: Option<f64>,
    /// The share of placeholders in the value of knowing; null where knowing is worth nothing.
    pub value_share: Option<f64>,
    /// What knowing every placeholder is worth, £m a year (of a plan at present value), on few draws; null where the run had
    /// to end.
    pub evppi: Option<f64>,
    /// What knowing everything is worth, on the same draws; null likewise.
    pub evpi: Option<f64>,
    /// Which decision the value is of: where the money of the scenario goes, or the scenario or today.
    pub of: GapOf,
}

/// Which decision an evidence gap is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum GapOf {
    /// Where the money goes.
    Allocation,
    /// The scenario or today.
    ScenarioOrToday,
}

impl GapView {
    /// What is said of a scenario.
    #[must_use]
    pub fn of(scenario: &str, gap: &EvidenceGap) -> Self {
        Self {
            scenario: scenario.to_owned(),
            variance_share: gap.variance_share,
            value_share: gap.value_share,
            evppi: gap.evppi,
            evpi: gap.evpi,
            of: if gap.of_allocation { GapOf::Allocation } else { GapOf::ScenarioOrToday },
        }
    }

    /// The line: `Evidence gap: placeholders carry 97% of the variance of harm avoided and about 94% of the value of knowing …`.
    /// `over` says over which time, as `a year`.
    #[must_use]
    pub fn said(&self, over: &str) -> String {
        let variance = match self.variance_share {
            Some(share) => format!("{} of the variance of harm avoided", text::percent(share, 0)),
            None => "none of the variance of harm avoided, which has none,".to_owned(),
        };
        let decision = match self.of {
            GapOf::Allocation => "before the money is split",
            GapOf::ScenarioOrToday => "before it is taken instead of today",
        };
        let value = match (self.value_share, self.evppi, self.evpi) {
            (Some(share), Some(own), Some(all)) => format!(
                "about {} of the value of knowing {decision} (about {} of {} {over})",
                text::percent(share, 0),
                text::money(own.min(all)),
                text::money(all)
            ),
            (None, Some(_), Some(_)) => {
                format!("knowing everything {decision} is worth nothing that these draws show")
            }
            _ => "the value of knowing was left out because the run had to end".to_owned(),
        };
        format!("Evidence gap of `{}`: placeholders carry {variance}, and {value}.", self.scenario)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_claims_no_more_than_its_figures() {
        let gap = EvidenceGap {
            variance_share: Some(0.974),
            value_share: Some(0.9),
            evppi: Some(90.0),
            evpi: Some(100.0),
            of_allocation: true,
        };
        assert_eq!(
            GapView::of("a", &gap).said("a year"),
            "Evidence gap of `a`: placeholders carry 97% of the variance of harm avoided, and about 90% of the value of \
             knowing before the money is split (about £90m of £100m a year)."
        );
        let nothing = EvidenceGap { value_share: None, evppi: Some(0.0), evpi: Some(0.0), ..gap };
        assert!(GapView::of("a", &nothing).said("a year").ends_with("worth nothing that these draws show."));
        let ended = EvidenceGap { value_share: None, evppi: None, evpi: None, ..gap };
        assert!(GapView::of("a", &ended).said("a year").ends_with("because the run had to end."));
    }
}
