//! How many futures are simulated, and which ones.

use std::fmt;

/// A number of Monte Carlo draws, at least two (a standard deviation needs two).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Draws(usize);

/// A number of draws that cannot be simulated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{found} draws cannot be simulated")]
pub struct DrawsError {
    found: usize,
}

impl Draws {
    /// The fewest draws: a sample standard deviation divides by n − 1.
    pub const FEWEST: usize = 2;
    /// The most draws: beyond this a draw's number no longer fits the formats that carry it.
    pub const MOST: usize = 100_000_000;

    /// One draw taken for itself, of which nothing is summarised.
    pub const ONE: Self = Self(1);

    /// As few as can be summarised.
    pub const FEW: Self = Self(Self::FEWEST);

    /// Checks a number of draws.
    ///
    /// # Errors
    /// Below [`Draws::FEWEST`] or above [`Draws::MOST`].
    pub fn new(count: usize) -> Result<Self, DrawsError> {
        if (Self::FEWEST..=Self::MOST).contains(&count) {
            Ok(Self(count))
        } else {
            Err(DrawsError { found: count })
        }
    }

    /// The number itself.
    #[must_use]
    pub fn get(self) -> usize {
        self.0
    }

    /// The number as a divisor of sums over draws; exact, since [`Draws::MOST`] is below 2⁵³.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "at most 1e8, far below 2^53")]
    pub fn as_f64(self) -> f64 {
        self.0 as f64
    }
}

impl Default for Draws {
    fn default() -> Self {
        Self(10_000)
    }
}

impl fmt::Display for Draws {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// Names one set of draws: the same seed gives the same futures on every machine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seed(pub u64);

impl fmt::Display for Seed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_draw_is_refused_and_two_are_taken() {
        assert_eq!(Draws::new(1), Err(DrawsError { found: 1 }));
        assert_eq!(Draws::new(2).map(Draws::get), Ok(2));
        assert!(Draws::new(Draws::MOST + 1).is_err());
    }
}
