//! A study that might be made: of which number, and how exact.
//!
//! A measurement is normal around the number, or around its logarithm where that is lognormal and cases are counted. Then a
//! study of a normal number, or of a lognormal one, is conjugate: it resolves the share σ²/(σ² + τ²/N) of the variance σ² of
//! what is measured, with τ the standard deviation of one case. Of any other number the same share of the variance of its
//! normal score is taken to be resolved, which is an approximation. Where nobody says how much cases differ, one case is
//! taken to say as much as everything that is known today (unit information: Kass & Wasserman 1995).

use crate::distribution::Deviation;
use crate::distribution::Distribution;
use std::fmt;
use std::str::FromStr;

/// A study that might be made.
#[derive(Clone, Debug, PartialEq)]
pub struct Design {
    /// The address of the number, as `evidence` lists it.
    pub address: String,
    /// How exact it is.
    pub precision: Precision,
}

/// How exact a study is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Precision {
    /// So many cases.
    Cases {
        /// How many.
        number: f64,
        /// The standard deviation of one; of a lognormal number that of its logarithm.
        deviation: Option<f64>,
    },
    /// This standard error of the number itself.
    Error(f64),
}

/// Why a text is no study.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}; allowed: `N=400 on ADDRESS`, `N=400 sd=1.2 on ADDRESS` or `se=0.1 on ADDRESS`")]
pub struct DesignError(String);

impl FromStr for Design {
    type Err = DesignError;

    fn from_str(text: &str) -> Result<Self, DesignError> {
        let Some((before, address)) = text.split_once(" on ") else {
            return Err(DesignError(format!("`{text}` does not say `on` which number")));
        };
        let (mut number, mut deviation, mut error) = (None, None, None);
        for word in before.split_whitespace() {
            let (key, value) = word.split_once('=').unwrap_or((word, ""));
            let value: f64 = value.replace(',', "").parse().unwrap_or(f64::NAN);
            if !(value > 0.0 && value.is_finite()) {
                return Err(DesignError(format!("`{word}` is no number above 0")));
            }
            let place = match key {
                "N" | "n" => &mut number,
                "sd" => &mut deviation,
                "se" => &mut error,
                _ => return Err(DesignError(format!("`{key}` is not known"))),
            };
            if place.replace(value).is_some() {
                return Err(DesignError(format!("`{key}` stands there twice")));
            }
        }
        let precision = match (number, deviation, error) {
            (Some(number), deviation, None) if number >= 1.0 => Precision::Cases { number, deviation },
            (Some(_), _, None) => return Err(DesignError("fewer than one case".to_owned())),
            (None, None, Some(error)) => Precision::Error(error),
            _ => return Err(DesignError(format!("`{before}` is neither a number of cases nor an error"))),
        };
        Ok(Self { address: address.trim().to_owned(), precision })
    }
}

impl fmt::Display for Design {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.precision {
            Precision::Cases { number, deviation: None } => write!(f, "N={number} on {}", self.address),
            Precision::Cases { number, deviation: Some(deviation) } => {
                write!(f, "N={number} sd={deviation} on {}", self.address)
            }
            Precision::Error(error) => write!(f, "se={error} on {}", self.address),
        }
    }
}

impl Precision {
    /// The share of what is uncertain about a number that is resolved, and whether that is exact.
    #[must_use]
    pub fn resolved(self, distribution: &Distribution) -> (f64, bool) {
        let share = |own: f64, error: f64| own / (own + error);
        match (self, distribution.deviation()) {
            (Self::Cases { number, deviation: None }, conjugate) => {
                (number / (number + 1.0), conjugate.is_some())
            }
            (
                Self::Cases { number, deviation: Some(deviation) },
                Some(Deviation::OfNumber(own) | Deviation::OfLogarithm(own)),
            ) => (share(own * own, deviation * deviation / number), true),
            (Self::Cases { number, deviation: Some(deviation) }, None) => {
                (share(distribution.variance(), deviation * deviation / number), false)
            }
            (Self::Error(error), Some(Deviation::OfNumber(own))) => (share(own * own, error * error), true),
            (Self::Error(error), _) => (share(distribution.variance(), error * error), false),
        }
    }

    /// The same with so many cases; itself, where it counts none.
    #[must_use]
    pub fn with_cases(self, number: f64) -> Self {
        match self {
            Self::Cases { deviation, .. } => Self::Cases { number, deviation },
            Self::Error(_) => self,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn studies_are_read_as_they_are_written() {
        for text in ["N=400 on threat.a.harm", "N=400 sd=1.2 on threat.a.harm", "se=0.1 on threat.a.harm"] {
            assert_eq!(text.parse::<Design>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn what_is_no_study_is_refused_with_what_is_allowed() {
        for (text, said) in [
            ("N=400", "does not say `on`"),
            ("N=0 on a", "no number above 0"),
            ("N=0.5 on a", "fewer than one case"),
            ("sd=1 on a", "neither"),
            ("N=4 se=1 on a", "neither"),
            ("N=4 N=5 on a", "twice"),
            ("M=4 on a", "not known"),
            ("N=nan on a", "no number above 0"),
        ] {
            let error = text.parse::<Design>().unwrap_err().to_string();
            assert!(error.contains(said) && error.contains("allowed"), "{text}: {error}");
        }
    }

    #[test]
    fn a_conjugate_study_resolves_what_the_textbook_says() {
        // σ = 0.8, one case 1, ten of them: 0.64/(0.64 + 0.1).
        let harm = Distribution::lognormal(1000.0, 0.8).unwrap();
        let ten = Precision::Cases { number: 10.0, deviation: Some(1.0) };
        let (resolved, is_exact) = ten.resolved(&harm);
        assert!(is_exact && (resolved - 0.64 / 0.74).abs() < 1e-15, "{resolved}");
        let unit = Precision::Cases { number: 1.0, deviation: None };
        assert_eq!(unit.resolved(&harm), (0.5, true));
        // A uniform number from 0 to 1 has the variance 1/12.
        let uniform = Distribution::uniform(0.0, 1.0).unwrap();
        let (resolved, is_exact) = Precision::Error((1.0_f64 / 12.0).sqrt()).resolved(&uniform);
        assert!(!is_exact && (resolved - 0.5).abs() < 1e-6, "{resolved}");
    }
}
