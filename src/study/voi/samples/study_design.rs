//! How much a study would tell of a parameter.

/// A study of one parameter whose error is normal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum StudyDesign {
    /// So many observations.
    Observations {
        /// How many.
        count: u64,
        /// The standard deviation of each, in the parameter's own unit; none for the prior's own: one observation tells as
        /// much as is known before.
        sd: Option<f64>,
    },
    /// A finding with a standard error, in the parameter's own unit.
    Precision {
        /// The standard error.
        se: f64,
    },
}

/// What a study may be, in words.
const ALLOWED: &str = "`N=400 sd=1 on COLUMN`, `N=400 on COLUMN` or `se=0.05 on COLUMN`";

/// Why words are no study.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StudyDesignError {
    /// No column.
    #[error("`{0}` says of no parameter that it observes it; allowed: {ALLOWED}")]
    OnNothing(String),
    /// A word that is none of a study.
    #[error("`{0}` is none of `N=…`, `sd=…` and `se=…`; allowed: {ALLOWED}")]
    Word(String),
    /// A number that cannot be.
    #[error("`{written}` is not {allowed}")]
    Number {
        /// What was written.
        written: String,
        /// What it may be.
        allowed: &'static str,
    },
    /// Too much or too little.
    #[error("`{0}` says how much the study tells either not at all or twice; allowed: {ALLOWED}")]
    Unclear(String),
}

impl StudyDesign {
    /// Reads `N=400 sd=1 on COLUMN`: the design and the name of the column.
    ///
    /// # Errors
    /// [`StudyDesignError`].
    pub fn read(text: &str) -> Result<(Self, String), StudyDesignError> {
        let on_nothing = || StudyDesignError::OnNothing(text.to_owned());
        let (said, column) = text.split_once(" on ").ok_or_else(on_nothing)?;
        let column = column.trim();
        if column.is_empty() {
            return Err(on_nothing());
        }
        let (mut count, mut sd, mut se) = (None, None, None);
        for word in said.split_whitespace() {
            let twice = match word.split_once('=') {
                Some(("N" | "n", number)) => count.replace(whole(number)?).is_some(),
                Some(("sd", number)) => sd.replace(positive(number)?).is_some(),
                Some(("se", number)) => se.replace(positive(number)?).is_some(),
                _ => return Err(StudyDesignError::Word(word.to_owned())),
            };
            if twice {
                return Err(StudyDesignError::Unclear(text.to_owned()));
            }
        }
        let design = match (count, sd, se) {
            (Some(count), sd, None) => Self::Observations { count, sd },
            (None, None, Some(se)) => Self::Precision { se },
            _ => return Err(StudyDesignError::Unclear(text.to_owned())),
        };
        Ok((design, column.to_owned()))
    }

    /// The standard error of what it finds.
    #[must_use]
    pub fn standard_error(self, prior_sd: f64) -> f64 {
        match self {
            #[expect(clippy::cast_precision_loss, reason = "what is beyond 2^53 is nearly so many")]
            Self::Observations { count, sd } => sd.unwrap_or(prior_sd) / (count as f64).sqrt(),
            Self::Precision { se } => se,
        }
    }
}

fn whole(number: &str) -> Result<u64, StudyDesignError> {
    let allowed = "a whole number of observations, at least 1";
    let wrong = || StudyDesignError::Number { written: number.to_owned(), allowed };
    number.parse().ok().filter(|count| *count > 0).ok_or_else(wrong)
}

fn positive(number: &str) -> Result<f64, StudyDesignError> {
    let allowed = "a number above 0, in the parameter's own unit";
    let wrong = || StudyDesignError::Number { written: number.to_owned(), allowed };
    number.parse().ok().filter(|size: &f64| *size > 0.0 && size.is_finite()).ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn studies_are_read_as_they_are_said() {
        let read = |text| StudyDesign::read(text).unwrap();
        let observations = |count, sd| StudyDesign::Observations { count, sd };
        assert_eq!(read("N=400 sd=1.5 on p1"), (observations(400, Some(1.5)), "p1".to_owned()));
        assert_eq!(read("sd=2 n=4 on a on b"), (observations(4, Some(2.0)), "a on b".to_owned()));
        assert_eq!(read("N=1 on  p"), (observations(1, None), "p".to_owned()));
        assert_eq!(read("se=0.05 on p"), (StudyDesign::Precision { se: 0.05 }, "p".to_owned()));
    }

    #[test]
    fn what_is_no_study_is_refused_with_what_is() {
        for wrong in [
            "",
            "p1",
            "N=400",
            "N=400 on ",
            "on p1",
            " on p1",
            "N=0 on p",
            "N=-4 on p",
            "N=1.5 on p",
            "N=4 sd=0 on p",
            "N=4 sd=nan on p",
            "se=inf on p",
            "se=-1 on p",
            "N=4 se=1 on p",
            "sd=1 on p",
            "N=4 N=4 on p",
            "size=4 on p",
        ] {
            assert!(StudyDesign::read(wrong).is_err(), "{wrong}");
        }
        let said = StudyDesign::read("size=4 on p").unwrap_err().to_string();
        assert!(said.starts_with("`size=4` is none of") && said.ends_with("`se=0.05 on COLUMN`"), "{said}");
    }
}
