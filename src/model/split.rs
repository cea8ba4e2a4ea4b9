//! How the money is split across strands, and what decides inside them.

use crate::units::Money;
use crate::units::Share;

/// What a scenario says of one strand's part of the money to allocate.
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
    /// Exactly this money, all of it spent, however much there is in all.
    Amount(Money),
    /// Money from `min` to `max`; the solver chooses.
    Amounts {
        /// The least money.
        min: Money,
        /// The most money, if there is a most.
        max: Option<Money>,
    },
    /// What it gets today; where there is more or less money than today, today's share of it.
    Today,
}

impl Portion {
    /// Whether it leaves nothing to choose.
    #[must_use]
    pub fn is_exact(self) -> bool {
        matches!(self, Self::Exactly(_) | Self::Amount(_) | Self::Today)
    }

    /// Whether it is money rather than a share of it.
    #[must_use]
    pub fn is_money(self) -> bool {
        matches!(self, Self::Amount(_) | Self::Amounts { .. })
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
