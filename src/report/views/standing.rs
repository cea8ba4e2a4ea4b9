//! How a scenario stands to the reference.

use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

/// A mean difference within this many standard errors of nought may be noise of the simulation.
pub(in crate::report) const STANDARD_ERRORS: f64 = 2.0;

/// How a scenario stands to the reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It avoids exactly as much harm in every draw.
    Same,
    /// The mean difference is within two standard errors of nought: more draws would tell.
    TooClose,
    /// It avoids more on average.
    More,
    /// It avoids less on average.
    Less,
}

impl Standing {
    /// Of a paired difference: its mean, its standard error, and how often it is above and below nought.
    #[must_use]
    pub fn of(mean: f64, se: f64, better: f64, worse: f64) -> Self {
        if better <= 0.0 && worse <= 0.0 {
            Self::Same
        } else if mean.abs() <= STANDARD_ERRORS * se {
            Self::TooClose
        } else if mean > 0.0 {
            Self::More
        } else {
            Self::Less
        }
    }
}
