//! The mean of the worst with its corner rounded off, so that it has second derivatives.

/// The mean of the worst part of a sample where a value does not enter the tail all at once, but over a band.
///
/// Conditional value at risk is the least over η of η + Σ max(ℓ − η, 0)/((1 − α)·n) (Rockafellar & Uryasev 2000). Here the
/// corner of the maximum is a parabola between η − δ/2 and η + δ/2. A value counts for nothing below the band, in full
/// above it, and in between in proportion: its weights are those of a tail, so what they add up to is at most the
/// conditional value at risk of any sample.
#[derive(Clone, Debug, PartialEq)]
pub struct SmoothTail {
    /// The smoothed mean of the tail: at least the conditional value at risk, and at most δ/8 for each value in the band above
    /// it.
    pub value: f64,
    /// What each value counts; at least nought, at most what a value counts in the tail, adding up to 1.
    pub weights: Vec<f64>,
    /// The values in the band, by position.
    pub band: Vec<usize>,
    /// By how much the weight of a value in the band grows as the value does: 1/((1 − α)·n·δ).
    pub growth: f64,
}

/// Halvings of the width within which η lies: 2^−60 of it is below the last digit of any value.
const HALVINGS: usize = 60;

impl SmoothTail {
    /// The worst 1 − `level` of a sample, with a band of a `width` above nought. `None` of nothing, of a level outside [0, 1),
    /// or of values that are not finite.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "sample sizes are far below 2^53")]
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "at most as many as there are"
    )]
    pub fn of(values: &[f64], level: f64, width: f64) -> Option<Self> {
        let is_sound =
            (0.0..1.0).contains(&level) && width > 0.0 && values.iter().all(|value| value.is_finite());
        if values.is_empty() || !is_sound {
            return None;
        }
        let many = (1.0 - level) * values.len() as f64;
        // The least value of the tail: η is no further from it than half the band.
        let place = (many.ceil() as usize).clamp(1, values.len()) - 1;
        let mut order = values.to_vec();
        let least = *order.select_nth_unstable_by(place, |a, b| b.total_cmp(a)).1;
        let in_full = values.iter().filter(|value| **value > least + width).count() as f64;
        let near: Vec<f64> = values.iter().copied().filter(|value| (value - least).abs() <= width).collect();
        let count = |eta: f64| in_full + near.iter().map(|value| entered(value - eta, width)).sum::<f64>();
        let (mut low, mut high) = (least - 0.5 * width, least + 0.5 * width);
        for _ in 0..HALVINGS {
            let middle = f64::midpoint(low, high);
            if count(middle) > many { low = middle } else { high = middle }
        }
        let eta = f64::midpoint(low, high);
        let each = 1.0 / many;
        let weights = values.iter().map(|value| each * entered(value - eta, width)).collect();
        let beyond: f64 = values.iter().map(|value| rounded(value - eta, width)).sum();
        let is_near = |place: &usize| (values[*place] - eta).abs() < 0.5 * width;
        let band = (0..values.len()).filter(is_near).collect();
        Some(Self { value: eta + each * beyond, weights, band, growth: each / width })
    }
}

/// To which part a value has entered the tail: from 0 at half a width below to 1 at half a width above.
fn entered(beyond: f64, width: f64) -> f64 {
    (beyond / width + 0.5).clamp(0.0, 1.0)
}

/// max(t, 0) with its corner rounded off: the integral of [`entered`].
fn rounded(beyond: f64, width: f64) -> f64 {
    let inside = beyond + 0.5 * width;
    if beyond >= 0.5 * width {
        beyond
    } else if inside > 0.0 {
        inside * inside / (2.0 * width)
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::risk::Tail;

    fn sample() -> Vec<f64> {
        (0..1000).map(|i| f64::from(i * 7919 % 1000) + 0.25 * f64::from(i % 3)).collect()
    }

    #[test]
    fn a_narrow_band_is_the_tail_itself() {
        let (smooth, tail) =
            (SmoothTail::of(&sample(), 0.9, 1e-9).unwrap(), Tail::of(&sample(), 0.9).unwrap());
        assert!((smooth.value - tail.cvar).abs() < 1e-9, "off by δ/8 at most");
        let off: f64 = smooth.weights.iter().zip(&tail.weights).map(|(a, b)| (a - b).abs()).sum();
        // The least value of the tail may share its weight with its neighbour.
        assert!(off <= 2.1 / 100.0, "{off}");
    }

    #[test]
    fn weights_are_those_of_a_tail_and_prove_no_more_than_it() {
        let values = sample();
        let tail = Tail::of(&values, 0.85).unwrap();
        for width in [0.1, 3.0, 50.0, 5000.0] {
            let smooth = SmoothTail::of(&values, 0.85, width).unwrap();
            assert!((smooth.weights.iter().sum::<f64>() - 1.0).abs() < 1e-12, "{width}");
            let most = 1.0 / 150.0;
            assert!(smooth.weights.iter().all(|weight| (0.0..=most * (1.0 + 1e-12)).contains(weight)));
            let weighed: f64 = smooth.weights.iter().zip(&values).map(|(weight, value)| weight * value).sum();
            assert!(weighed <= tail.cvar + 1e-9 && smooth.value >= tail.cvar - 1e-9, "{width}");
        }
    }

    #[test]
    fn its_slope_by_a_value_is_the_weight_of_it_and_its_bend_the_growth() {
        let (mut values, width) = (sample(), 40.0);
        let whole = SmoothTail::of(&values, 0.9, width).unwrap();
        let place = whole.band[whole.band.len() / 2];
        let step = 1e-3;
        values[place] += step;
        let up = SmoothTail::of(&values, 0.9, width).unwrap();
        values[place] -= 2.0 * step;
        let down = SmoothTail::of(&values, 0.9, width).unwrap();
        // Central differences of a piecewise quadratic are exact but for rounding of 1e-13/1e-3.
        assert!(((up.value - down.value) / (2.0 * step) - whole.weights[place]).abs() < 1e-8);
        // Its own growth, less its share of what η moves: 1 − 1/band.
        let bend = whole.growth * (1.0 - 1.0 / f64::from(u32::try_from(whole.band.len()).unwrap()));
        assert!(((up.weights[place] - down.weights[place]) / (2.0 * step) / bend - 1.0).abs() < 1e-6);
    }

    #[test]
    fn nonsense_has_no_tail() {
        assert_eq!(SmoothTail::of(&[], 0.9, 1.0), None);
        assert_eq!(SmoothTail::of(&[1.0], 1.0, 1.0), None);
        assert_eq!(SmoothTail::of(&[1.0, f64::NAN], 0.9, 1.0), None);
        assert_eq!(SmoothTail::of(&[1.0], 0.9, 0.0), None);
    }
}
