//! A probability kept as both of its tails.

/// F(x) and 1 − F(x), the smaller of which is accurate to its own last digits.
///
/// Near 1, F(x) alone has lost what tells one point of the upper tail from the next.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::distribution) struct Tails {
    /// P(X ≤ x)
    pub lower: f64,
    /// P(X > x)
    pub upper: f64,
}

impl Tails {
    /// Everything still lies above: F = 0.
    pub const NONE: Self = Self { lower: 0.0, upper: 1.0 };
    /// Everything lies below: F = 1.
    pub const ALL: Self = Self { lower: 1.0, upper: 0.0 };

    /// From a lower tail that was computed directly.
    pub fn from_lower(lower: f64) -> Self {
        Self { lower, upper: 1.0 - lower }
    }

    /// From an upper tail that was computed directly.
    pub fn from_upper(upper: f64) -> Self {
        Self { lower: 1.0 - upper, upper }
    }

    /// The same point seen from the other end of the axis.
    pub fn mirrored(self) -> Self {
        Self { lower: self.upper, upper: self.lower }
    }

    /// Whether the point lies above the median, so that the upper tail is the accurate one.
    pub fn is_high(self) -> bool {
        self.lower > 0.5
    }

    /// The probability between this point and a higher one, from the tail that cancels least.
    pub fn mass_to(self, higher: Self) -> f64 {
        if self.is_high() { self.upper - higher.upper } else { higher.lower - self.lower }
    }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "each expected value is exact")]
mod tests {
    use super::Tails;

    #[test]
    fn mass_far_up_the_tail_does_not_cancel() {
        let near = Tails::from_upper(3e-20);
        let far = Tails::from_upper(1e-20);
        assert_eq!(near.mass_to(far), 3e-20 - 1e-20);
        assert_eq!(near.lower, 1.0, "the lower tail alone cannot tell");
    }

    #[test]
    fn mass_across_the_median_adds_up() {
        assert_eq!(Tails::NONE.mass_to(Tails::ALL), 1.0);
        assert_eq!(Tails::from_lower(0.25).mass_to(Tails::from_upper(0.125)), 0.625);
    }

    #[test]
    fn mirroring_swaps_the_tails() {
        assert_eq!(Tails::from_lower(0.25).mirrored(), Tails::from_upper(0.25));
    }
}
