//! Rounding that adds up.

use crate::text::percent;

/// Rounds parts to whole units so that they add up to the rounded total, by largest remainder
/// (Hamilton's method): each part is rounded down, and the units still missing go to the parts that
/// lost most. Ties go to the earlier part.
///
/// `parts` are in the unit shown (tenths of £m, say) and should add up to about `total`; where they
/// do not, the difference is spread one unit at a time in the same order.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "amounts of money in shown units are far below 2^53")]
pub fn largest_remainder(parts: &[f64], total: i64) -> Vec<i64> {
    let mut units: Vec<i64> = parts.iter().map(|part| part.floor() as i64).collect();
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by(|&a, &b| {
        let lost = |i: usize| parts[i] - parts[i].floor();
        lost(b).total_cmp(&lost(a)).then(a.cmp(&b))
    });
    let mut missing = total - units.iter().sum::<i64>();
    for &part in order.iter().cycle().take(order.len() * 2) {
        if missing == 0 {
            break;
        }
        units[part] += missing.signum();
        missing -= missing.signum();
    }
    if let Some(&largest) = order.first() {
        units[largest] += missing;
    }
    units
}

/// Shares as percentages with so many decimals that add up to what the shares add up to: to 100 where they are shares of
/// one whole.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "shares of a budget in shown units are far below 2^53")]
#[expect(clippy::cast_precision_loss, reason = "as above")]
pub fn shares(shares: &[f64], decimals: u8) -> Vec<String> {
    let unit = (0..decimals).fold(1.0, |unit, _| unit * 10.0);
    let parts: Vec<f64> = shares.iter().map(|share| share * 100.0 * unit).collect();
    if parts.iter().any(|part| !part.is_finite()) {
        return shares.iter().map(|share| percent(*share, usize::from(decimals))).collect();
    }
    // Shares of one whole may miss it by what sums of floating-point numbers miss.
    let total = parts.iter().sum::<f64>().round() as i64;
    let units = largest_remainder(&parts, total).into_iter();
    units.map(|part| percent(part as f64 / (100.0 * unit), usize::from(decimals))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn shares_that_are_shown_add_up() {
        // Each rounded for itself: 75.7 + 6.5 + 14.2 + 3.7 = 100.1.
        let shown = shares(&[0.756_55, 0.064_55, 0.142_35, 0.036_55], 1);
        let sum: f64 = shown.iter().map(|share| share.trim_end_matches('%').parse::<f64>().unwrap()).sum();
        assert!((sum - 100.0).abs() < 1e-9, "{shown:?}");
        assert_eq!(shares(&[0.79, 0.04, 0.12, 0.05], 1), ["79.0%", "4.0%", "12.0%", "5.0%"]);
        assert_eq!(shares(&[1.0 / 3.0; 3], 0), ["34%", "33%", "33%"]);
        assert_eq!(shares(&[0.25, 0.25], 1), ["25.0%", "25.0%"], "what is unspent has no share");
    }

    #[test]
    fn thirds_add_up_to_the_whole() {
        assert_eq!(largest_remainder(&[33.3, 33.3, 33.4], 100), [33, 33, 34]);
        assert_eq!(largest_remainder(&[0.5, 0.5], 1), [1, 0]);
        assert_eq!(largest_remainder(&[], 0), Vec::<i64>::new());
    }

    proptest! {
        #[test]
        fn the_rounded_parts_add_up_and_none_moves_by_a_unit(
            parts in prop::collection::vec(0.0..5000.0_f64, 1..50)
        ) {
            #[expect(clippy::cast_possible_truncation, reason = "small sums")]
            let total = parts.iter().sum::<f64>().round() as i64;
            let units = largest_remainder(&parts, total);
            prop_assert_eq!(units.iter().sum::<i64>(), total);
            for (unit, part) in units.iter().zip(&parts) {
                #[expect(clippy::cast_precision_loss, reason = "small units")]
                let moved = (*unit as f64 - part).abs();
                // The sum of floors is short of the rounded total by fewer units than there are parts.
                prop_assert!(moved <= 1.0, "{} to {}", part, unit);
            }
        }
    }
}
