//! Quantiles and tails of a sample.

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
}
