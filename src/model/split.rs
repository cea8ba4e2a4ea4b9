//! How the money is split across strands, and what decides inside them.

use crate::units::Share;

/// What a scenario says of one strand's share of the money to allocate.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Portion {
    /// Nothing: the solver chooses.
    #[default]
    Free,
    /// Exactly this share, all of it spent.
    Exactly(Share),
    /// A share from `min` to `max`; the solver chooses.
    Between {
        /// The least share.
        min: Share,
        /// The largest share.
        max: Share,
    },
}

impl Portion {
    /// The least share it allows.
    #[must_use]
    pub fn least(self) -> f64 {
        match self {
            Self::Free => 0.0,
            Self::Exactly(share) => share.get(),
            Self::Between { min, .. } => min.get(),
        }
    }

    /// The largest share it allows.
    #[must_use]
    pub fn most(self) -> f64 {
        match self {
            Self::Free => 1.0,
            Self::Exactly(share) => share.get(),
            Self::Between { max, .. } => max.get(),
        }
    }
}

/// What decides the money inside the strands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Within {
    /// The solver: the best use of it.
    #[default]
    Best,
    /// Today's proportions.
    ProRata,
    /// The amounts in the scenario.
    Fixed,
}

impl Within {
    /// The word for it, as files say it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Best => "best",
            Self::ProRata => "pro-rata",
            Self::Fixed => "fixed",
        }
    }
}
