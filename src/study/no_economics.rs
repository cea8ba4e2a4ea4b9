//! Why a scenario has no benefit–cost ratio or no cost per case, in words that follow "it" or its name.

use crate::text;

/// Why there is no benefit–cost ratio.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum NoRatio {
    /// Nothing is spent beyond the reference.
    #[error("costs the same as {reference}, so there is no ratio")]
    CostsTheSame {
        /// The reference's name.
        reference: String,
    },
    /// Less is spent: what is given up is no benefit, and what is saved no cost.
    #[error(
        "costs {} less than {reference}, so there is no ratio: the net benefit counts both the saving and \
         the change in harm", less(*.saved)
    )]
    CostsLess {
        /// The reference's name.
        reference: String,
        /// How much less, £m.
        saved: f64,
    },
}

/// Why there is no cost per case avoided.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum NoCostPerCase {
    /// Nothing is spent beyond the reference.
    #[error("costs the same as {reference}, so there is no cost per case")]
    CostsTheSame {
        /// The reference's name.
        reference: String,
    },
    /// Less is spent.
    #[error("costs {} less than {reference}, so there is no cost per case", less(*.saved))]
    CostsLess {
        /// The reference's name.
        reference: String,
        /// How much less, £m.
        saved: f64,
    },
    /// The money does not touch it.
    #[error("there are as many as with {reference}, so there is no cost per case")]
    AsMany {
        /// The reference's name.
        reference: String,
    },
    /// The mean number avoided is not above nought.
    #[error("there are no fewer than with {reference} on average, so there is no cost per case")]
    NotFewer {
        /// The reference's name.
        reference: String,
    },
    /// The mean number avoided is within the noise of the simulation.
    #[error(
        "the mean number avoided against {reference} is not distinguishable from nought with these draws, so there is no cost \
         per case"
    )]
    NotDistinguishable {
        /// The reference's name.
        reference: String,
    },
    /// So few are avoided that the quotient is no number.
    #[error("the quotient is not a finite number, so there is no cost per case")]
    NoNumber,
}

/// Money saved: to £1,000, or as exactly as it is below that.
fn less(saved: f64) -> String {
    const THOUSAND: f64 = 1e-3;
    if saved < THOUSAND { text::money_exact(saved) } else { text::money_apart(saved) }
}
