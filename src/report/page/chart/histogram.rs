//! How draws are spread.

use crate::report::page::chart::Scale;
use crate::report::page::chart::drawing::across;
use crate::report::page::chart::drawing::axis;
use crate::risk::Sorted;
use maud::Markup;
use maud::html;

/// Draws counted in parts of equal width.
pub(in crate::report::page) struct Histogram {
    scale: Scale,
    /// The parts in order.
    pub(in crate::report::page) bins: Vec<Bin>,
    /// Draws beyond the ends, counted in the outermost parts.
    pub(in crate::report::page) beyond: usize,
    /// Draws of exactly nought: in no part, since they are on neither side.
    pub(in crate::report::page) ties: usize,
}

/// One part.
pub(in crate::report::page) struct Bin {
    /// Its ends.
    pub(in crate::report::page) ends: (f64, f64),
    /// The draws in it.
    pub(in crate::report::page) draws: usize,
}

const HEIGHT: u32 = 190;
/// Room above the bars for words.
const WORDS: u32 = 26;
const AXIS: u32 = 24;
const PARTS_A_STEP: u32 = 4;

/// The few draws beyond these quantiles are counted at the ends, so that they do not squeeze all others together.
const QUANTILES: (f64, f64) = (0.005, 0.995);

impl Histogram {
    /// Counts some draws; `None` where they do not differ.
    pub(in crate::report::page) fn of(values: &[f64]) -> Option<Self> {
        let sorted = Sorted::new(values.to_vec());
        let (low, high) = (sorted.quantile(QUANTILES.0)?, sorted.quantile(QUANTILES.1)?);
        if high - low < 1e-9 {
            return None;
        }
        let scale = Scale::covering([low, high, 0.0]);
        let mut bins: Vec<Bin> =
            scale.parts(PARTS_A_STEP).into_iter().map(|ends| Bin { ends, draws: 0 }).collect();
        let last = bins.len().checked_sub(1)?;
        let (start, end) = (bins[0].ends.0, bins[last].ends.1);
        let ties = values.iter().filter(|value| value.abs() <= 0.0).count();
        for value in values.iter().filter(|value| value.abs() > 0.0) {
            let place = bins.iter().position(|bin| *value < bin.ends.1).unwrap_or(last);
            bins[place].draws += 1;
        }
        let beyond = values.iter().filter(|value| **value < start || **value > end).count();
        Some(Self { scale, bins, beyond, ties })
    }

    /// The bars, with their height; the mean and words left and right of nought besides.
    #[expect(clippy::cast_precision_loss, reason = "draws are far below 2^53")]
    pub(in crate::report::page) fn marks(&self, mean: f64, below: &str, above: &str) -> (Markup, u32) {
        let most = self.bins.iter().map(|bin| bin.draws).max().unwrap_or(1).max(1) as f64;
        let bottom = WORDS + HEIGHT;
        let tall = |bin: &Bin| f64::from(HEIGHT) * bin.draws as f64 / most;
        let at = across(self.scale.at(mean));
        let marks = html! {
            (axis(&self.scale, bottom, ""))
            @for bin in self.bins.iter().filter(|bin| bin.draws > 0) {
                @let (left, right) = (self.scale.at(bin.ends.0), self.scale.at(bin.ends.1));
                rect class=(if bin.ends.1 <= 1e-9 { "worse" } else { "better" }) x=(across(left))
                    width=(across(right - left)) y=(format!("{:.2}", f64::from(bottom) - tall(bin)))
                    height=(format!("{:.2}", tall(bin))) {}
            }
            line.halo x1=(at) x2=(at) y1=(WORDS - 6) y2=(bottom) {}
            line.mean x1=(at) x2=(at) y1=(WORDS - 6) y2=(bottom) {}
            text.side x="0" y="13" { (below) }
            text.side x="100%" y="13" text-anchor="end" { (above) }
        };
        (marks, bottom + AXIS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_draw_is_counted_once() {
        let values: Vec<f64> = (0..1000).map(|i| f64::from(i) - 300.5).chain([1e6]).collect();
        let histogram = Histogram::of(&values).unwrap();
        assert_eq!(histogram.bins.iter().map(|bin| bin.draws).sum::<usize>(), 1001);
        assert_eq!(histogram.beyond, 1);
        assert!(histogram.bins.iter().any(|bin| bin.ends.1.abs() < 1e-9), "nought is an edge");
    }

    #[test]
    fn ties_are_on_neither_side() {
        let histogram = Histogram::of(&[-2.0, 0.0, 0.0, 0.0, 1.0, 3.0]).unwrap();
        let (below, above): (Vec<&Bin>, Vec<&Bin>) =
            histogram.bins.iter().partition(|bin| bin.ends.1 <= 1e-9);
        let draws = |bins: Vec<&Bin>| bins.iter().map(|bin| bin.draws).sum::<usize>();
        assert_eq!((draws(below), draws(above), histogram.ties), (1, 2, 3));
    }

    #[test]
    fn draws_that_do_not_differ_are_not_drawn() {
        assert!(Histogram::of(&[3.0; 20]).is_none());
        assert!(Histogram::of(&[]).is_none());
    }
}
