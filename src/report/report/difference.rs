//! How a difference is spread over draws, as documents carry it: draws counted in parts with round edges.

use crate::report::scale::Scale;
use crate::risk::Sorted;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

/// A difference over draws, £m a year.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Difference")]
pub struct DifferenceView {
    /// The quantiles at 0.5%, 5%, 25%, 50%, 75%, 95% and 99.5%; null of no draws.
    pub quantiles: Option<[f64; 7]>,
    /// Draws counted in parts of equal width with round edges, in order; empty where draws do not differ.
    pub bins: Vec<BinView>,
    /// Draws beyond the ends, counted in the outermost parts: few, so that they do not squeeze all others together.
    pub beyond: usize,
    /// Draws of exactly nought: in no part, since they are on neither side.
    pub ties: usize,
}

/// A part of a histogram.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Bin")]
pub struct BinView {
    /// Where it begins.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
    /// The draws in it.
    pub draws: usize,
}

/// The levels of the quantiles.
const LEVELS: [f64; 7] = [0.005, 0.05, 0.25, 0.5, 0.75, 0.95, 0.995];

const PARTS_A_STEP: u32 = 4;

/// Draws that lie no further apart than this do not differ, £m.
const SAME: f64 = 1e-9;

impl DifferenceView {
    /// Of some draws.
    #[must_use]
    pub fn of(values: &[f64]) -> Self {
        let sorted = Sorted::new(values.to_vec());
        let found: Vec<f64> = LEVELS.iter().filter_map(|level| sorted.quantile(*level)).collect();
        let quantiles: Option<[f64; 7]> = found.try_into().ok();
        let mut view = Self { quantiles, ..Self::default() };
        if let Some(scale) = view.scale() {
            view.count(values, &scale);
        }
        view
    }

    /// The scale that its parts stand on; `None` where draws do not differ.
    pub(in crate::report) fn scale(&self) -> Option<Scale> {
        let [low, .., high] = self.quantiles?;
        (high - low >= SAME).then(|| Scale::covering([low, high, 0.0]))
    }

    fn count(&mut self, values: &[f64], scale: &Scale) {
        let parts = scale.parts(PARTS_A_STEP).into_iter();
        self.bins = parts.map(|(from, to)| BinView { from, to, draws: 0 }).collect();
        let (Some(first), Some(last)) = (self.bins.first(), self.bins.last()) else { return };
        let (start, end, last) = (first.from, last.to, self.bins.len() - 1);
        for value in values {
            if value.abs() <= 0.0 {
                self.ties += 1;
                continue;
            }
            let place = self.bins.iter().position(|bin| *value < bin.to).unwrap_or(last);
            self.bins[place].draws += 1;
            self.beyond += usize::from(*value < start || *value > end);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_draw_is_counted_once() {
        let values: Vec<f64> = (0..1000).map(|i| f64::from(i) - 300.5).chain([1e6]).collect();
        let view = DifferenceView::of(&values);
        assert_eq!(view.bins.iter().map(|bin| bin.draws).sum::<usize>(), 1001);
        assert_eq!(view.beyond, 1);
        assert!(view.bins.iter().any(|bin| bin.to.abs() < 1e-9), "nought is an edge");
    }

    #[test]
    fn ties_are_on_neither_side() {
        let view = DifferenceView::of(&[-2.0, 0.0, 0.0, 0.0, 1.0, 3.0]);
        let (below, above): (Vec<&BinView>, Vec<&BinView>) = view.bins.iter().partition(|bin| bin.to <= 1e-9);
        let draws = |bins: Vec<&BinView>| bins.iter().map(|bin| bin.draws).sum::<usize>();
        assert_eq!((draws(below), draws(above), view.ties), (1, 2, 3));
    }

    #[test]
    fn draws_that_do_not_differ_are_in_no_part() {
        assert!(DifferenceView::of(&[3.0; 20]).bins.is_empty());
        assert_eq!(DifferenceView::of(&[]), DifferenceView::default());
    }
}
