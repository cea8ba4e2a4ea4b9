//! What the best allocation is best at.

use crate::id::Id;
use crate::units::Share;

/// What is minimised.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Objective {
    /// What is added up over threats.
    pub measure: Measure,
    /// How it is boiled down over draws.
    pub risk: Risk,
}

impl Objective {
    /// Whether it has second derivatives: a tail has none, where draws enter and leave it.
    #[must_use]
    pub fn is_smooth(&self) -> bool {
        !matches!(self.risk, Risk::Cvar { weight, .. } if weight > Share::NONE)
    }
}

/// What is added up over threats.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Measure {
    /// Harm, £m a year; threats nobody has costed are left out.
    #[default]
    Harm,
    /// A human measure, a year.
    Count(Id),
}

impl Measure {
    /// The word for harm, which no count may have as its id.
    pub const HARM: &'static str = "harm";

    /// The word for it in files: `harm`, or the id of a count.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Harm => Self::HARM,
            Self::Count(id) => id.as_str(),
        }
    }
}

/// How draws are boiled down to one figure.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Risk {
    /// The mean over draws.
    #[default]
    Mean,
    /// (1 − weight)·mean + weight·CVaR: the mean of the worst 1 − level of draws counts besides.
    Cvar {
        /// The level, 0.9 for the worst tenth.
        level: Share,
        /// How much the tail counts.
        weight: Share,
    },
}
