//! Quantiles and tails of a sample.

/// The part of one value's weight that rounding can leave over, after at most 10⁸ subtractions.
const ROUNDING: f64 = 1e-7;

/// A sample in ascending order.
#[derive(Clone, Debug, PartialEq)]
pub struct Sorted(Vec<f64>);

impl Sorted {
    /// Sorts a sample.
    #[must_use]
    pub fn new(mut values: Vec<f64>) -> Self {
        values.sort_unstable_by(f64::total_cmp);
        Self(values)
    }

    /// The quantile at `level` in [0, 1], linear between order statistics (type 7 of Hyndman & Fan 1996,
    /// *Sample quantiles in statistical packages*; the default of R and `NumPy`). `None` of nothing.
    #[must_use]
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a position inside a sample far smaller than 2^53"
    )]
    pub fn quantile(&self, level: f64) -> Option<f64> {
        let last = self.0.len().checked_sub(1)?;
        let position = level.clamp(0.0, 1.0) * last as f64;
        let below = position.floor() as usize;
        let above = (below + 1).min(last);
        let (low, high) = (self.0[below.min(last)], self.0[above]);
        Some(low + (high - low) * (position - position.floor()))
    }

    /// The mean of the lowest part of the sample, `part` in (0, 1]: of something good the conditional value at risk at
    /// 1 − `part`. Where that is no whole number of values, the highest of them counts in part. `None` of nothing.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "sample sizes are far below 2^53")]
    pub fn mean_of_lowest(&self, part: f64) -> Option<f64> {
        let each = 1.0 / (part * self.0.len() as f64);
        let (mut left, mut mean) = (1.0, 0.0);
        for value in &self.0 {
            let weight = each.min(left);
            mean += weight * value;
            left -= weight;
            // A last weight that is rounding and nothing else is none.
            if left <= each * ROUNDING {
                break;
            }
        }
        (!self.0.is_empty()).then_some(mean)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_of_a_ladder_are_its_rungs() {
        let ladder = Sorted::new((0..=100).rev().map(f64::from).collect());
        assert_eq!(ladder.quantile(0.05), Some(5.0));
        assert_eq!(ladder.quantile(0.505), Some(50.5));
        assert_eq!(ladder.quantile(1.0), Some(100.0));
        assert_eq!(Sorted::new(vec![]).quantile(0.5), None);
        assert_eq!(Sorted::new(vec![7.0]).quantile(0.95), Some(7.0));
    }

    #[test]
    fn the_lowest_part_is_the_worst_tail_of_the_opposite() {
        let ladder = Sorted::new((1..=100).map(f64::from).collect());
        assert!((ladder.mean_of_lowest(0.1).unwrap() - 5.5).abs() < 1e-12, "the mean of 1 to 10");
        assert!((ladder.mean_of_lowest(1.0).unwrap() - 50.5).abs() < 1e-12, "the mean of all");
        // Two and a half of 25: 1, 2 and half of 3.
        let some = Sorted::new((1..=25).map(f64::from).collect());
        assert!((some.mean_of_lowest(0.1).unwrap() - 4.5 / 2.5).abs() < 1e-12);
        assert_eq!(Sorted::new(vec![]).mean_of_lowest(0.1), None);
        let sample: Vec<f64> = (0..997).map(|i| f64::from(i * 7919 % 1009)).collect();
        let opposite: Vec<f64> = sample.iter().map(|value| -value).collect();
        let tail = crate::risk::Tail::of(&opposite, 0.9).unwrap();
        // The same hundred terms in another order.
        assert!((Sorted::new(sample).mean_of_lowest(0.1).unwrap() + tail.cvar).abs() < 1e-10);
    }
}
