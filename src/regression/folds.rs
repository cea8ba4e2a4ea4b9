//! Which draws are held out together.

/// How many folds: each rule is fitted on nine tenths of the draws.
pub(super) const FOLDS: usize = 10;

/// The fold of a draw by its position in the file alone: scattered, so that no order or period of the draws decides
/// which are held out together.
pub(super) fn fold(draw: usize) -> usize {
    // The finaliser of splitmix64 (Steele, Lea & Flood 2014).
    let mut bits = (draw as u64).wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^= bits >> 31;
    usize::try_from(bits % FOLDS as u64).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_are_about_as_large_as_each_other_whatever_the_period() {
        for period in [1, 2, 5, 10, 64] {
            let mut counts = [0; FOLDS];
            (0..10_000).map(|draw| fold(draw * period)).for_each(|fold| counts[fold] += 1);
            // Binomial with sd 30: five of them.
            assert!(counts.iter().all(|count| (850..1150).contains(count)), "{period}: {counts:?}");
        }
    }
}
