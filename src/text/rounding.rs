//! Rounding that adds up.

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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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
