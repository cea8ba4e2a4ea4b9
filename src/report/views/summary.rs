//! A quantity over draws, as every document has it.

use crate::risk::Summary;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

/// A quantity over draws, in its own unit.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SummaryView {
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
    /// Standard error of the mean.
    pub se: f64,
}

/// What is avoided over draws: harm, £m a year (of a plan at present value), or a count.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AvoidedView {
    /// Its figures.
    #[serde(flatten)]
    pub summary: SummaryView,
    /// The share of draws above nought.
    pub probability_positive: f64,
}

impl SummaryView {
    /// The figures of a summary.
    #[must_use]
    pub fn of(summary: &Summary) -> Self {
        let Summary { mean, sd, p5, p50, p95, se, .. } = *summary;
        Self { mean, sd, p5, p50, p95, se }
    }

    /// The same quantity in another unit: every value times a factor. One below nought turns the sample round.
    #[must_use]
    pub(in crate::report) fn scaled(self, factor: f64) -> Self {
        let [mean, p5, p50, p95] = [self.mean, self.p5, self.p50, self.p95].map(|value| value * factor);
        let [sd, se] = [self.sd, self.se].map(|value| value * factor.abs());
        let (p5, p95) = if factor < 0.0 { (p95, p5) } else { (p5, p95) };
        Self { mean, sd, p5, p50, p95, se }
    }
}

impl AvoidedView {
    /// The figures of a summary.
    #[must_use]
    pub fn of(summary: &Summary) -> Self {
        let probability_positive = summary.probability_positive;
        Self { summary: SummaryView::of(summary), probability_positive }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_stands_among_its_owners_keys_and_nothing_stands_for_a_figure() {
        let view = AvoidedView::of(&Summary::of(&[-1.0, 1.0, 3.0]).unwrap());
        let written = serde_json::to_string(&view).unwrap();
        let keys = ["mean", "sd", "p5", "p50", "p95", "se", "probability_positive"];
        let places: Vec<usize> =
            keys.iter().map(|key| written.find(&format!("\"{key}\":")).unwrap()).collect();
        assert!(places.is_sorted() && written.matches(':').count() == keys.len(), "{written}");
        let read = |text: &str| serde_json::from_str::<AvoidedView>(text);
        assert_eq!(read(&written).unwrap(), view);
        for (from, to) in [("\"mean\":1.0", "\"mean\":null"), ("\"se\"", "\"es\""), ("{", "{\"more\":1,")] {
            assert_ne!(written.replace(from, to), written);
            assert!(read(&written.replace(from, to)).is_err(), "{to}");
        }
    }

    #[test]
    fn another_unit_gives_the_figures_of_the_sample_in_that_unit() {
        let sample = [2.0, 4.0, -4.0, 4.5, 5.0, -5.0, 7.0, 9.0];
        let view = |sample: &[f64]| SummaryView::of(&Summary::of(sample).unwrap());
        let figures = |view: SummaryView| [view.mean, view.sd, view.p5, view.p50, view.p95, view.se];
        for factor in [0.25, -2.0] {
            let scaled = figures(view(&sample).scaled(factor));
            let anew = figures(view(&sample.map(|value| value * factor)));
            // Quantiles are interpolated from the other side: a rounding or two apart.
            let is_close = scaled.iter().zip(&anew).all(|(a, b)| (a - b).abs() <= 1e-13 * b.abs());
            assert!(is_close, "times {factor}: {scaled:?} and {anew:?}");
        }
    }
}
