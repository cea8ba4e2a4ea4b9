//! What an answer rests on: assumptions by grade, draws held, threats left out, age.

use crate::model::Grade;
use crate::report::few;
use crate::report::price_year;
use crate::report::views::GapView;
use crate::report::views::HorizonView;
use crate::report::views::ObservationView;
use crate::simulate::Held;
use crate::study::Ground;
use crate::study::voi::EvidenceGap;
use crate::text;
use crate::units::Draws;
use crate::units::Share;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;
use std::collections::BTreeMap;

/// What an answer rests on, ready to be said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Rests")]
pub struct Basis {
    /// The evidence's name.
    pub evidence: String,
    /// The number of assumptions by grade.
    pub assumptions: BTreeMap<String, usize>,
    /// The analytical confidence that these grades allow: `low`, `moderate` or `high`.
    pub analytical_confidence: String,
    /// The number of assumptions that differ between draws.
    pub uncertain: usize,
    /// Effects whose implied reach was held at 0.99: address and number of draws.
    pub held: BTreeMap<String, usize>,
    /// Names of threats left out of every £ figure, because nobody has costed them.
    pub not_costed: Vec<String>,
    /// The number of programmes whose lag is not applied in a settled year.
    pub lags_not_applied: usize,
    /// The years of a plan; left out of a settled year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub horizon: Option<HorizonView>,
    /// The date of the knowledge, where stated.
    pub as_of: Option<String>,
    /// The date after which it should have been looked at again, where that has gone by.
    pub review_overdue_since: Option<String>,
    /// That money is in other prices than those of the evidence, by what factor and from which table, in a sentence; not there
    /// where it is in the evidence's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub restated: Option<String>,
    /// What studies measured of uncertain numbers, and what is believed of these before and after; not there where nothing
    /// was observed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub observations: Vec<ObservationView>,
    /// How much rests on placeholders, where that was worked out; not there where it was not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence_gap: Option<GapView>,
    /// Figures that rest on fewer draws than they need, in sentences; empty where none does.
    pub few_draws: Vec<String>,
}

/// Said where several numbers of a group were observed.
pub(super) const APPROXIMATE: &str = "Several numbers that move together were observed: each observation is taken as normal \
                                      in its number's score, which is an approximation.";

/// The analytical confidence that grades allow: low while most assumptions are placeholders; high only where none is and
/// most are measured. How strong the basis is, is one thing, and how likely an answer is, another; both are said.
fn confidence(total: usize, of_grade: impl Fn(Grade) -> usize) -> &'static str {
    let placeholders = of_grade(Grade::Placeholder);
    if 2 * placeholders >= total {
        "low"
    } else if placeholders == 0 && 2 * of_grade(Grade::Measured) > total {
        "high"
    } else {
        "moderate"
    }
}

impl Basis {
    /// What answers on this evidence and over these years rest on, looked at on a day.
    #[must_use]
    pub fn on(ground: &Ground, held: &[Held], today: Date) -> Self {
        let (evidence, horizon) = (&ground.evidence, ground.horizon.as_ref());
        let log = evidence.assumptions();
        let of_grade = |grade| log.iter().filter(|assumption| assumption.grade == grade).count();
        let held = held.iter().map(|held| (held.address.to_string(), held.draws)).collect();
        let not_costed = evidence.threats().iter().filter(|threat| threat.harm.is_none());
        let lagging = evidence.programmes().iter().filter(|programme| programme.lag.len() > 1);
        let overdue = evidence.review_by().filter(|review_by| *review_by < today);
        Self {
            evidence: evidence.name().to_owned(),
            analytical_confidence: confidence(log.len(), of_grade).to_owned(),
            assumptions: Grade::ALL.iter().map(|grade| (grade.to_string(), of_grade(*grade))).collect(),
            uncertain: log.iter().filter(|assumption| assumption.is_uncertain).count(),
            held,
            not_costed: not_costed.map(|threat| threat.name.clone()).collect(),
            lags_not_applied: if horizon.is_some() { 0 } else { lagging.count() },
            horizon: horizon.map(HorizonView::of),
            as_of: evidence.as_of().map(|date| date.to_string()),
            review_overdue_since: overdue.map(|date| date.to_string()),
            restated: price_year::sentence(evidence),
            observations: ObservationView::all(evidence),
            evidence_gap: None,
            few_draws: Vec::new(),
        }
    }

    /// The same with how much of a scenario's answer rests on placeholders, where that is known.
    #[must_use]
    pub fn with_gap(mut self, scenario: &str, gap: Option<&EvidenceGap>) -> Self {
        self.evidence_gap = gap.map(|gap| GapView::of(scenario, gap));
        self
    }

    /// The confidence in a sentence, with what allows no more.
    #[must_use]
    pub fn confidence_said(&self) -> String {
        let total: usize = self.assumptions.values().sum();
        let placeholders = self.of_grade(Grade::Placeholder);
        let why = match &*self.analytical_confidence {
            "high" => "no assumption is a placeholder, and most are measured".to_owned(),
            _ if placeholders > 0 => format!("{placeholders} of {total} assumptions are placeholders"),
            _ => "no assumption is a placeholder, but most are not measured".to_owned(),
        };
        format!("Analytical confidence: {}, since {why}.", self.analytical_confidence)
    }

    /// The same, on so many draws, for answers with intervals and with tails of some levels.
    #[must_use]
    pub fn over(mut self, draws: Draws, levels: impl IntoIterator<Item = f64>) -> Self {
        let tails = levels.into_iter().filter_map(|level| few::tail(draws.get(), level));
        self.few_draws = few::interval(draws.get()).into_iter().chain(tails).collect();
        self
    }

    /// The same, for a goal that is to be reached with a probability.
    #[must_use]
    pub fn with_probability(mut self, draws: Draws, probability: Option<Share>) -> Self {
        self.few_draws
            .extend(probability.and_then(|probability| few::probability(draws.get(), probability.get())));
        self
    }

    /// Which years the answer is about, and how money in them counts.
    fn years_said(&self) -> String {
        if let Some(horizon) = &self.horizon {
            let after = if horizon.tail {
                "what is spent in it counts until it is no longer felt"
            } else {
                "what is felt after it counts for nothing"
            };
            let discount = &horizon.discount;
            return format!(
                "A plan over {}: figures are present values, the first year in full, later ones discounted by {discount}. \
                 Lags and growth apply; before it today's money was spent; {after}.",
                horizon.span(),
            );
        }
        let mut year = "A settled year: growth is not applied".to_owned();
        if self.lags_not_applied > 0 {
            year += &format!(
                ", nor the lags of {}",
                text::plural(self.lags_not_applied, "programme", "programmes")
            );
        }
        year + "; money is taken to have flowed long enough to be felt in full."
    }

    fn of_grade(&self, grade: Grade) -> usize {
        self.assumptions.get(grade.as_str()).copied().unwrap_or_default()
    }

    /// The statements, one a line.
    #[must_use]
    pub fn said(&self) -> Vec<String> {
        let total: usize = self.assumptions.values().sum();
        let grades: Vec<String> =
            Grade::ALL.iter().map(|grade| format!("{} {grade}", self.of_grade(*grade))).collect();
        let mut said = vec![format!(
            "{}: {}. {} of them differ between draws. `apportion evidence` lists every one with its source.",
            text::plural(total, "assumption", "assumptions"),
            text::listed(&grades),
            self.uncertain
        )];
        said.extend(self.restated.clone());
        said.extend(self.observations.iter().map(ObservationView::said));
        if self.observations.iter().any(|observation| observation.approximate) {
            said.push(APPROXIMATE.to_owned());
        }
        let placeholders = self.of_grade(Grade::Placeholder);
        if placeholders > 0 {
            said.push(format!(
                "A placeholder is a guess that nobody has measured: {placeholders} of {total} are. Harm avoided here \
                 is modelled, never measured."
            ));
        }
        said.extend(self.evidence_gap.as_ref().map(|gap| gap.said(&self.period().of_harm())));
        if !self.not_costed.is_empty() {
            said.push(format!(
                "Left out of every £ figure, because nobody has costed them: {}.",
                text::listed(&self.not_costed)
            ));
        }
        said.push(if self.held.is_empty() {
            "No draw had to be held back from implying that a programme removes over 99% of a threat."
                .to_owned()
        } else {
            let held = self.held.iter().map(|(address, draws)| format!("{address} ({draws})"));
            let held: Vec<String> = held.collect();
            format!("Draws held at a reach of 99%: {}.", text::listed(&held))
        });
        said.push(self.years_said());
        if let Some(as_of) = &self.as_of {
            said.push(match &self.review_overdue_since {
                Some(date) => format!(
                    "WARNING: this is knowledge of {as_of}, due for review by {date}, which has gone by."
                ),
                None => format!("Knowledge of {as_of}."),
            });
        }
        said.extend(self.few_draws.iter().cloned());
        said
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn confidence_is_what_grades_allow() {
        let of = |placeholders: usize, measured: usize, total: usize| {
            confidence(total, |grade| match grade {
                Grade::Placeholder => placeholders,
                Grade::Measured => measured,
                _ => 0,
            })
        };
        assert_eq!(of(219, 0, 227), "low");
        assert_eq!(of(5, 5, 10), "low", "half of them");
        assert_eq!(of(4, 6, 10), "moderate");
        assert_eq!(of(0, 5, 10), "moderate");
        assert_eq!(of(0, 6, 10), "high");
    }
}
