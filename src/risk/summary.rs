//! A sample in six figures.

use crate::risk::Sorted;
use crate::risk::mean;
use crate::risk::sum;

/// What is reported of a sample of one quantity, in the quantity's own unit: finite numbers, every one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Summary {
    /// Arithmetic mean.
    pub mean: f64,
    /// Sample standard deviation, dividing by n − 1.
    pub sd: f64,
    /// 5% quantile.
    pub p5: f64,
    /// Median.
    pub p50: f64,
    /// 95% quantile: with `p5`, the 90% interval.
    pub p95: f64,
    /// Standard error of the mean, sd/√n: what more draws would shrink. Right for independent draws, and on
    /// the safe side for latin-hypercube ones.
    pub se: f64,
    /// The share of draws above nought.
    pub probability_positive: f64,
}

impl Summary {
    /// Summarises a sample; `None` of fewer than two values, which have no standard deviation, and of a sample with a
    /// figure that is no finite number.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "sample sizes are far below 2^53")]
    pub fn of(values: &[f64]) -> Option<Self> {
        if values.len() < 2 {
            return None;
        }
        let n = values.len() as f64;
        let mean = mean(values)?;
        let mut spare: Vec<f64> = values.iter().map(|value| (value - mean) * (value - mean)).collect();
        let sd = (sum(&spare) / (n - 1.0)).sqrt();
        let positive = values.iter().filter(|value| **value > 0.0).count() as f64;
        // Of many draws a copy is large, and one will do.
        spare.copy_from_slice(values);
        let sorted = Sorted::new(spare);
        let summary = Self {
            mean,
            sd,
            p5: sorted.quantile(0.05)?,
            p50: sorted.quantile(0.5)?,
            p95: sorted.quantile(0.95)?,
            se: sd / n.sqrt(),
            probability_positive: positive / n,
        };
        let Self { mean, sd, p5, p50, p95, se, .. } = summary;
        [mean, sd, p5, p50, p95, se].iter().all(|figure| figure.is_finite()).then_some(summary)
    }

    /// Whether the 90% interval leaves nought out: only then is a difference told apart from no difference.
    #[must_use]
    pub fn is_distinguishable_from_nought(&self) -> bool {
        self.p5 > 0.0 || self.p95 < 0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_sample_gives_its_textbook_figures() {
        let summary = Summary::of(&[2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0]).unwrap();
        assert!((summary.mean - 5.0).abs() < 1e-15, "40/8");
        assert!((summary.sd - (32.0_f64 / 7.0).sqrt()).abs() < 1e-15, "squares add up to 32");
        assert!((summary.se - summary.sd / 8.0_f64.sqrt()).abs() < 1e-16, "by definition");
        assert!((summary.p50 - 4.5).abs() < 1e-15, "between the fourth and fifth");
        assert!(summary.is_distinguishable_from_nought());
    }

    #[test]
    fn an_interval_across_nought_is_told_apart_from_nothing() {
        let across = Summary::of(&[-1.0, 0.0, 3.0]).unwrap();
        assert!(!across.is_distinguishable_from_nought());
        let nothing = Summary::of(&[0.0; 5]).unwrap();
        assert!(!nothing.is_distinguishable_from_nought());
    }

    #[test]
    fn what_cannot_be_summarised_has_no_figures_at_all() {
        assert_eq!(Summary::of(&[]), None);
        assert_eq!(Summary::of(&[1.0]), None, "one value has no standard deviation");
        for beyond in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, f64::MAX] {
            assert_eq!(
                Summary::of(&[1.0, beyond, 2.0]),
                None,
                "{beyond}: the square of the largest number is none"
            );
        }
    }
}
