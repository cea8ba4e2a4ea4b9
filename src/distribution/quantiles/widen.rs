//! Where the whole of a distribution has the point that a part of it has at u.

#![expect(clippy::inline_always, reason = "a function that is called is not compiled for wider instructions")]

use crate::distribution::special::Tails;

/// The largest double below 1, at which no support is without an end.
const BELOW_ONE: f64 = 1.0 - 0.5 * f64::EPSILON;

/// How u in (0, 1) becomes the tails of the whole: from the lower end upwards, or from the upper end downwards where the
/// part lies above the median, so that the smaller tail keeps its digits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::distribution) struct Widen {
    /// The tail outside the part: at its lower end the lower one, or at its upper end the upper one.
    pub outside: f64,
    /// The probability of the part.
    pub mass: f64,
    /// Whether tails are counted from above.
    pub is_from_above: bool,
}

impl Widen {
    /// That of a part that is the whole.
    pub const NOTHING: Self = Self { outside: 0.0, mass: 1.0, is_from_above: false };

    /// Whether the part is the whole.
    pub fn is_nothing(self) -> bool {
        self.outside <= 0.0 && self.mass >= 1.0
    }

    /// The tails of the whole.
    #[inline(always)]
    pub fn at(self, u: f64) -> Tails {
        let inside = if self.is_from_above { 1.0 - u } else { u };
        let own = self.outside + inside * self.mass;
        let own = if own < BELOW_ONE { own } else { BELOW_ONE };
        let other = 1.0 - own;
        if self.is_from_above {
            Tails { lower: other, upper: own }
        } else {
            Tails { lower: own, upper: other }
        }
    }
}
