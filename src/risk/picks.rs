//! Whole numbers that look random, and are the same every time.

/// `SplitMix64` (Steele, Lea & Flood 2014): for resamples and orders, not for draws, which have addresses.
#[derive(Clone, Debug)]
pub struct Picks(u64);

impl Picks {
    /// The numbers of a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// One below a bound. That bounds do not divide 2⁶⁴ favours none of a thousand by more than one part in 10¹⁶.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the high half of a product is below the bound, a usize"
    )]
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        ((u128::from(mixed) * bound as u128) >> 64) as usize
    }

    /// Some things in an order by chance (Fisher & Yates).
    #[must_use]
    pub fn shuffled<T>(&mut self, mut things: Vec<T>) -> Vec<T> {
        for last in (1..things.len()).rev() {
            let pick = self.below(last + 1);
            things.swap(last, pick);
        }
        things
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_order_of_three_comes_about_as_often() {
        let mut picks = Picks::new(1);
        let mut times = std::collections::BTreeMap::new();
        for _ in 0..6000 {
            *times.entry(picks.shuffled(vec![0, 1, 2])).or_insert(0) += 1;
        }
        // 1000 each, with a standard deviation of 29.
        assert!(times.len() == 6 && times.values().all(|times| (*times - 1000_i32).abs() < 150), "{times:?}");
    }
}
