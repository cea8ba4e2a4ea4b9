//! How a scenario stands to the reference, in words.
//!
//! Two things can make it impossible to tell which of two scenarios is better, and they call for different answers.
//! *Simulation noise*: the mean difference is within two standard errors, so more draws would help. *Evidence*: the
//! difference is real in the model, but in some draws it has the other sign, and only better evidence would help; how
//! likely it is stands in the words of the probability yardstick of UK intelligence assessment.

use crate::report::compare::ScenarioView;
use crate::report::compare::VersusView;
use crate::report::period::Period;
use crate::report::views::AvoidedView;
use crate::report::views::STANDARD_ERRORS;
use crate::report::views::Standing;
use crate::text;

/// Said of a difference that more draws would tell apart.
pub(super) const TOO_CLOSE: &str = "too close to tell with these draws";

/// How likely a scenario is to avoid more harm than the reference, for a cell of a table.
pub(super) fn likelihood(versus: &VersusView) -> String {
    let (better, worse) = (versus.probability_better, versus.probability_worse);
    match versus.standing {
        Standing::Same => "the same".to_owned(),
        Standing::TooClose => TOO_CLOSE.to_owned(),
        Standing::More | Standing::Less if better <= 0.0 => {
            format!("never more; less in {}", text::chance(worse))
        }
        Standing::More | Standing::Less if worse <= 0.0 && better < 1.0 => {
            format!("never less; more in {}", text::chance(better))
        }
        Standing::More | Standing::Less => text::likelihood(better),
    }
}

/// The same of a scenario, which may be the reference itself, and whose search may have been ended before anything was proved.
pub(super) fn said(scenario: &ScenarioView) -> String {
    if scenario.is_reference() {
        return "the reference".to_owned();
    }
    let likelihood = likelihood(&scenario.versus);
    match scenario.optimum.as_ref().and_then(|proof| proof.stopped_by.as_ref()) {
        Some(by) => format!("{likelihood}; not the best, the search was ended ({by})"),
        None => likelihood,
    }
}

/// How likely an allocation is to avoid any harm, against today's spend.
pub(super) fn against_today(avoided: &AvoidedView) -> String {
    let (mean, se) = (avoided.summary.mean, avoided.summary.se);
    if mean.abs() <= STANDARD_ERRORS * se {
        return format!("Its difference from today's spend is {TOO_CLOSE}.");
    }
    let better = avoided.probability_positive;
    format!("It {} more harm than today's spend.", text::likely_to(better, "avoid", "avoiding"))
}

/// The same in a sentence, with what it gains and what it loses where it is worse:
/// `It is highly likely (81%) to avoid more harm than Today; …`.
pub(super) fn sentence(versus: &VersusView, reference: &str, period: Period<'_>) -> String {
    let (better, worse) = (versus.probability_better, versus.probability_worse);
    let chances = match versus.standing {
        Standing::Same => return format!("In every draw it avoids exactly as much as {reference}."),
        Standing::TooClose => {
            return format!(
                "Its difference from {reference} is {TOO_CLOSE}: {} {}, give or take {} (two standard errors).",
                text::money_signed(versus.summary.mean),
                period.of_money(),
                text::money(STANDARD_ERRORS * versus.summary.se),
            );
        }
        Standing::Less if better <= 0.0 => {
            format!(
                "It never avoids more harm than {reference}, and less in {} of draws",
                text::chance(worse)
            )
        }
        Standing::More if worse <= 0.0 => {
            format!(
                "It never avoids less harm than {reference}, and more in {} of draws",
                text::chance(better)
            )
        }
        Standing::More | Standing::Less => {
            let opening = text::likely_to(better, "avoid", "avoiding");
            format!("It {opening} more harm than {reference}")
        }
    };
    let gain = versus.gain_if_better.map(|gain| format!("by {} on average where it does", text::money(gain)));
    let loss =
        versus.loss_if_worse.map(|loss| format!("in the other draws it avoids {} less", text::money(loss)));
    let parts: Vec<String> = [Some(chances), gain.filter(|_| better > 0.0), loss.filter(|_| worse > 0.0)]
        .into_iter()
        .flatten()
        .collect();
    parts.join("; ") + "."
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::risk::Summary;
    use crate::study::Odds;

    fn versus(differences: &[f64]) -> VersusView {
        VersusView::of(&Summary::of(differences).unwrap(), &Odds::of(differences))
    }

    /// A hundred draws, of which so many are above and below nought, the rest nought.
    fn draws(above: usize, below: usize) -> Vec<f64> {
        (0..100)
            .map(|draw| {
                if draw < above {
                    10.0
                } else if draw < above + below {
                    -10.0
                } else {
                    0.0
                }
            })
            .collect()
    }

    #[test]
    fn noise_of_the_simulation_is_one_thing_and_doubt_of_the_evidence_another() {
        assert_eq!(likelihood(&versus(&draws(52, 48))), "too close to tell with these draws", "0.4 ± 2.0");
        assert_eq!(likelihood(&versus(&draws(81, 19))), "highly likely (81%)");
        assert_eq!(likelihood(&versus(&draws(30, 70))), "unlikely (30%)");
        assert_eq!(likelihood(&versus(&[0.0; 4])), "the same");
    }

    #[test]
    fn ties_are_told_as_ties() {
        assert_eq!(likelihood(&versus(&draws(70, 0))), "never less; more in 70%");
        assert_eq!(likelihood(&versus(&draws(0, 40))), "never more; less in 40%");
        assert_eq!(likelihood(&versus(&draws(100, 0))), "almost certain (100%)");
        let said = sentence(&versus(&draws(70, 0)), "Today", Period::SETTLED);
        assert_eq!(
            said,
            "It never avoids less harm than Today, and more in 70% of draws; by £10m on average where it does."
        );
    }

    #[test]
    fn a_sentence_says_what_is_lost_where_it_is_worse() {
        let said = sentence(&versus(&draws(81, 19)), "Today", Period::SETTLED);
        assert_eq!(
            said,
            "It is highly likely (81%) to avoid more harm than Today; by £10m on average where it does; in the other draws \
             it avoids £10m less."
        );
    }
}
