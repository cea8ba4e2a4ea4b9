//! How likely something is, in the words of UK intelligence assessment.
//!
//! The terms and their ranges are the probability yardstick of *Explaining Uncertainty in UK Intelligence Assessment*
//! (gov.uk, 24 March 2025), as police strategic assessments quote it. The yardstick leaves gaps on purpose; a computed
//! probability that falls into one takes the nearer term, and the number always stands beside the word.

use crate::text::percent;

/// From this probability on a term holds: the middle of the gap below it, or its own beginning where there is none.
const TERMS: [(f64, Term); 7] = [
    (0.0, Term { word: "remote chance", is_adverb: false }),
    (0.075, Term { word: "highly unlikely", is_adverb: true }),
    (0.225, Term { word: "unlikely", is_adverb: true }),
    (0.375, Term { word: "realistic possibility", is_adverb: false }),
    (0.525, Term { word: "likely", is_adverb: true }),
    (0.775, Term { word: "highly likely", is_adverb: true }),
    (0.925, Term { word: "almost certain", is_adverb: true }),
];

/// A term of the yardstick.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Term {
    word: &'static str,
    /// Whether a sentence says "it is … to", or else "there is a … of".
    is_adverb: bool,
}

fn term(probability: f64) -> Term {
    let fitting = TERMS.iter().rev().find(|(from, _)| probability >= *from);
    fitting.unwrap_or(&TERMS[0]).1
}

/// The term with its number: `highly likely (81%)`.
#[must_use]
pub fn likelihood(probability: f64) -> String {
    format!("{} ({})", term(probability).word, chance(probability))
}

/// The opening of a sentence about something that may happen, to be followed by a verb: `is highly likely (81%) to avoid`,
/// `has a realistic possibility (45%) of avoiding`.
#[must_use]
pub fn likely_to(probability: f64, verb: &str, gerund: &str) -> String {
    let said = likelihood(probability);
    if term(probability).is_adverb {
        format!("is {said} to {verb}")
    } else {
        format!("has a {said} of {gerund}")
    }
}

/// A probability as a whole percentage, certainty only where it is certain: `81%`, `over 99%`, `under 1%`.
#[must_use]
pub fn chance(probability: f64) -> String {
    match probability {
        p if p > 0.0 && p < 0.005 => "under 1%".to_owned(),
        p if (0.995..1.0).contains(&p) => "over 99%".to_owned(),
        p => percent(p, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_range_of_the_yardstick_has_its_own_term() {
        // The published ranges, in whole per cent.
        let ranges = [
            (0..=5, "remote chance"),
            (10..=20, "highly unlikely"),
            (25..=35, "unlikely"),
            (40..=49, "realistic possibility"),
            (55..=75, "likely"),
            (80..=90, "highly likely"),
            (95..=100, "almost certain"),
        ];
        for (range, word) in ranges {
            for percent in range {
                assert_eq!(term(f64::from(percent) / 100.0).word, word, "{percent}%");
            }
        }
    }

    #[test]
    fn a_probability_in_a_gap_takes_the_nearer_term() {
        let said = [6, 9, 22, 23, 37, 38, 51, 53, 77, 78, 92, 93].map(|p| term(f64::from(p) / 100.0).word);
        let expected = [
            "remote chance",
            "highly unlikely",
            "highly unlikely",
            "unlikely",
            "unlikely",
            "realistic possibility",
            "realistic possibility",
            "likely",
            "likely",
            "highly likely",
            "highly likely",
            "almost certain",
        ];
        assert_eq!(said, expected);
    }

    #[test]
    fn sentences_carry_the_number() {
        assert_eq!(likely_to(0.81, "avoid", "avoiding"), "is highly likely (81%) to avoid");
        assert_eq!(likely_to(0.45, "avoid", "avoiding"), "has a realistic possibility (45%) of avoiding");
        assert_eq!(likelihood(1.0), "almost certain (100%)");
        assert_eq!(likelihood(0.9999), "almost certain (over 99%)");
        assert_eq!(likelihood(0.0001), "remote chance (under 1%)");
    }
}
