//! A study that might be made: of which number, and how much it resolves.
//!
//! A measurement is normal around the number, or around its logarithm where that is lognormal and cases are counted. Then a
//! study of a normal number, or of a lognormal one, is conjugate: it resolves the share σ²/(σ² + τ²/N) of the variance σ² of
//! what is measured, with τ the standard deviation of one case. Of any other number the same share of the variance of its
//! normal score is taken to be resolved, which is an approximation. Where nobody says how much cases differ, one case is
//! taken to say as much as everything that is known today (unit information: Kass & Wasserman 1995).

use crate::distribution::Deviation;
use crate::distribution::Distribution;
use crate::study::voi::StudyDesign;
use std::fmt;

/// A study that might be made.
#[derive(Clone, Debug, PartialEq)]
pub struct Design {
    /// The address of the number, as `evidence` lists it.
    pub address: String,
    /// How exact it is; `sd` is of the number's logarithm where that is lognormal.
    pub size: StudyDesign,
}

impl fmt::Display for Design {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.size {
            StudyDesign::Observations { count, sd: None } => write!(f, "N={count} on {}", self.address),
            StudyDesign::Observations { count, sd: Some(sd) } => {
                write!(f, "N={count} sd={sd} on {}", self.address)
            }
            StudyDesign::Precision { se } => write!(f, "se={se} on {}", self.address),
        }
    }
}

impl StudyDesign {
    /// The share of what is uncertain about a number that a study of it resolves, and whether that is exact.
    #[must_use]
    pub fn resolved(self, distribution: &Distribution) -> (f64, bool) {
        let share = |own: f64, error: f64| own / (own + error);
        match self {
            Self::Observations { count, sd } => {
                #[expect(clippy::cast_precision_loss, reason = "what is beyond 2^53 is nearly so many")]
                let cases = count as f64;
                let own = distribution.deviation().map(|own| match own {
                    Deviation::OfNumber(sd) | Deviation::OfLogarithm(sd) => sd * sd,
                });
                let resolved = match sd {
                    None => cases / (cases + 1.0),
                    Some(sd) => share(own.unwrap_or_else(|| distribution.variance()), sd * sd / cases),
                };
                (resolved, own.is_some())
            }
            Self::Precision { se } => match distribution.deviation() {
                Some(Deviation::OfNumber(own)) => (share(own * own, se * se), true),
                _ => (share(distribution.variance(), se * se), false),
            },
        }
    }

    /// The same with so many cases; itself, where it counts none.
    #[must_use]
    pub fn with_cases(self, count: u64) -> Self {
        match self {
            Self::Observations { sd, .. } => Self::Observations { count, sd },
            Self::Precision { .. } => self,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_conjugate_study_resolves_what_the_textbook_says() {
        // σ = 0.8, one case 1, ten of them: 0.64/(0.64 + 0.1).
        let harm = Distribution::lognormal(1000.0, 0.8).unwrap();
        let ten = StudyDesign::Observations { count: 10, sd: Some(1.0) };
        let (resolved, is_exact) = ten.resolved(&harm);
        assert!(is_exact && (resolved - 0.64 / 0.74).abs() < 1e-15, "{resolved}");
        let unit = StudyDesign::Observations { count: 1, sd: None };
        assert_eq!(unit.resolved(&harm), (0.5, true));
        // A uniform number from 0 to 1 has the variance 1/12; the rule for variances is off by less than 1e-6 of it.
        let uniform = Distribution::uniform(0.0, 1.0).unwrap();
        let (resolved, is_exact) = StudyDesign::Precision { se: (1.0_f64 / 12.0).sqrt() }.resolved(&uniform);
        assert!(!is_exact && (resolved - 0.5).abs() < 1e-6, "{resolved}");
    }
}
