//! Why two files have no difference that can be measured.

use crate::model::PriceError;
use crate::problem::Problem;
use crate::study::StudyError;
use crate::text;
use std::fmt;

/// One of the two that are held against each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// The first.
    Old,
    /// The second.
    New,
}

impl fmt::Display for Which {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Old => "OLD",
            Self::New => "NEW",
        })
    }
}

/// A difference that cannot be measured.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum DiffError {
    /// The scenario that is asked of both cannot stand on one of them.
    #[error("the scenario cannot stand on {which}: {}", listed(problems))]
    NotAllowed {
        /// Which.
        which: Which,
        /// Why.
        problems: Vec<Problem>,
    },
    /// The two are in prices of different years, of which one is out of reach.
    #[error(
        "OLD and NEW are in prices of different years, and figures in different prices are never subtracted: {0}; allowed: \
         files in the prices of one year, or of years that the table of deflators reaches"
    )]
    Prices(#[from] PriceError),
    /// It could not be worked out.
    #[error(transparent)]
    Study(#[from] StudyError),
}

/// What is wrong, in a line.
fn listed(problems: &[Problem]) -> String {
    let lines: Vec<String> =
        problems.iter().map(|problem| format!("{}: {}", problem.place, problem.found)).collect();
    text::listed(&lines)
}
