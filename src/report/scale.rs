//! Round ends and steps for figures: those of an axis, and of a histogram that documents carry.

use crate::text;

/// A scale with round ends and round steps.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::report) struct Scale {
    from: f64,
    step: f64,
    steps: u32,
}

/// The most steps whose figures fit beside each other on a phone.
const MOST_STEPS: f64 = 5.0;

/// Steps beyond these are figures nobody can read.
const SMALLEST: f64 = 1e-6;
const LARGEST: f64 = 1e15;

/// The part of the width left free at either end, in percent, so that marks are not cut.
const MARGIN: f64 = 2.0;

impl Scale {
    /// The scale that covers some figures; those beyond reading do not count.
    pub(in crate::report) fn covering(figures: impl IntoIterator<Item = f64>) -> Self {
        let sound = figures.into_iter().filter(|figure| figure.abs() < LARGEST);
        let both = sound.map(|figure| (figure, figure));
        let ends = both.reduce(|(low, high), (lower, higher)| (low.min(lower), high.max(higher)));
        let (low, high) = ends.unwrap_or((0.0, 1.0));
        let width = if high > low { high - low } else { low.abs().max(1.0) };
        let step = round_step(width / MOST_STEPS);
        let from = (low / step).floor() * step;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a handful of steps")]
        let steps = ((high - from) / step).ceil().clamp(1.0, 2.0 * MOST_STEPS) as u32;
        Self { from, step, steps }
    }

    /// How far grid lines are apart.
    pub(in crate::report) fn step(&self) -> f64 {
        self.step
    }

    /// The figures along the axis.
    pub(in crate::report) fn ticks(&self) -> Vec<f64> {
        (0..=self.steps).map(|i| self.from + f64::from(i) * self.step).collect()
    }

    /// The figures to write below: all where there are few, else every second, nought among them.
    pub(in crate::report) fn written(&self) -> Vec<f64> {
        let ticks = self.ticks();
        if self.steps <= 5 {
            return ticks;
        }
        let even = |tick: &f64| ((tick / self.step).round() / 2.0).fract().abs() < 0.25;
        ticks.into_iter().filter(even).collect()
    }

    /// Equal parts of the scale, `each` of them a step.
    pub(in crate::report) fn parts(&self, each: u32) -> Vec<(f64, f64)> {
        let edge = |i: u32| self.from + f64::from(i) * self.step / f64::from(each);
        (0..self.steps * each).map(|i| (edge(i), edge(i + 1))).collect()
    }

    /// The place of a figure, in percent of the width; what `covering` has left out stands at an end.
    pub(in crate::report) fn at(&self, figure: f64) -> f64 {
        let part = (figure - self.from) / (self.step * f64::from(self.steps));
        MARGIN + part.clamp(0.0, 1.0) * (100.0 - 2.0 * MARGIN)
    }

    /// A figure with as many decimals as the steps need.
    pub(in crate::report) fn said(&self, figure: f64) -> String {
        let (mut decimals, mut step) = (0, self.step);
        while step < 0.999_999 && decimals < 6 {
            decimals += 1;
            step *= 10.0;
        }
        text::thousands(figure, decimals)
    }
}

/// The least of 1, 2, 5 or 10 times a power of ten that is not below a width.
fn round_step(width: f64) -> f64 {
    let width = width.clamp(SMALLEST, LARGEST);
    let mut power = 1.0;
    while power > width {
        power /= 10.0;
    }
    while power * 10.0 <= width {
        power *= 10.0;
    }
    // A hair's breadth of slack: 0.1 + 0.2 must not need a larger step than 0.3.
    let fits = |times: &f64| times * power >= width * (1.0 - 1e-9);
    [1.0, 2.0, 5.0].into_iter().find(fits).unwrap_or(10.0) * power
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn said(figures: &[f64]) -> Vec<String> {
        let scale = Scale::covering(figures.iter().copied());
        scale.ticks().into_iter().map(|tick| scale.said(tick)).collect()
    }

    #[test]
    fn ticks_are_round_and_few() {
        assert_eq!(said(&[-321.0, 798.0]), ["−500", "0", "500", "1,000"]);
        assert_eq!(said(&[0.0, 2290.0]), ["0", "500", "1,000", "1,500", "2,000", "2,500"]);
        assert_eq!(said(&[0.01, 0.04]), ["0.01", "0.02", "0.03", "0.04"]);
        assert_eq!(said(&[]), ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]);
    }

    #[test]
    fn figures_beyond_reading_do_not_count() {
        assert_eq!(said(&[1e20, -1e15, 0.0, 4.0]), ["0", "1", "2", "3", "4"]);
        let scale = Scale::covering([0.0, 4.0]);
        assert!((scale.at(-1e15) - MARGIN).abs() < 1e-12 && (scale.at(1e20) - 98.0).abs() < 1e-12);
    }

    #[test]
    fn where_ticks_are_many_every_second_is_written_and_nought_is_one() {
        let scale = Scale::covering([-1400.0, 1400.0]);
        let written: Vec<String> = scale.written().into_iter().map(|tick| scale.said(tick)).collect();
        assert_eq!(
            (scale.ticks().len(), written),
            (5, ["−2,000", "−1,000", "0", "1,000", "2,000"].map(str::to_owned).to_vec())
        );
        let scale = Scale::covering([-1100.0, 1400.0]);
        let written: Vec<String> = scale.written().into_iter().map(|tick| scale.said(tick)).collect();
        assert_eq!((scale.ticks().len(), written), (7, ["−1,000", "0", "1,000"].map(str::to_owned).to_vec()));
    }

    proptest! {
        #[test]
        fn every_figure_is_on_the_scale_in_order(a in -1e9..1e9_f64, b in -1e9..1e9_f64) {
            let scale = Scale::covering([a, b]);
            let ticks = scale.ticks();
            prop_assert!((2..=11).contains(&ticks.len()), "{} ticks", ticks.len());
            let (low, high) = (a.min(b), a.max(b));
            let last = ticks[ticks.len() - 1];
            // A step's worth of rounding: round ends are sums of steps.
            prop_assert!(ticks[0] <= low + 1e-6 && high <= last + 1e-6 * last.abs().max(1.0));
            prop_assert!(scale.at(low) <= scale.at(high) && (0.0..=100.0).contains(&scale.at(high)));
        }
    }
}
