//! Which futures are simulated.

use crate::units::Draws;
use crate::units::Seed;

/// How many draws, from which seed, how spread. Scenarios that agree on this and on the evidence share
/// every draw.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Simulation {
    /// How many draws.
    pub draws: Draws,
    /// Which set of draws.
    pub seed: Seed,
    /// How each uncertain number's draws are spread over its distribution.
    pub sampler: Sampler,
}

/// How the draws of one uncertain number are spread.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sampler {
    /// Independently.
    #[default]
    Random,
    /// One in each of n equally likely strata, in a random order (`McKay`, Beckman & Conover 1979).
    LatinHypercube,
}

impl Sampler {
    /// The word for it, as files say it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Random => "random",
            Self::LatinHypercube => "latin-hypercube",
        }
    }
}
