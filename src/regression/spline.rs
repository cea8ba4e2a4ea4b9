//! Cubic B-splines with knots at equal distances, and what their roughness costs (Eilers & Marx 1996, *Flexible
//! smoothing with B-splines and penalties*).

/// The degree.
const DEGREE: usize = 3;

/// B-splines over the range of a column of scores.
pub(super) struct Spline {
    low: f64,
    /// Intervals per unit of score.
    density: f64,
    intervals: usize,
}

impl Spline {
    /// Splines with so many intervals over the range of some scores.
    pub(super) fn over(scores: &[f64], intervals: usize) -> Self {
        let low = scores.iter().copied().fold(f64::INFINITY, f64::min);
        let high = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        #[expect(clippy::cast_precision_loss, reason = "a few dozen intervals")]
        let density = if high > low { intervals as f64 / (high - low) } else { 0.0 };
        Self { low, density, intervals }
    }

    /// How many functions there are.
    pub(super) fn size(&self) -> usize {
        self.intervals + DEGREE
    }

    /// The first function that is not nought at a score, and the values of it and the three behind it.
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a position among a few dozen intervals"
    )]
    pub(super) fn at(&self, score: f64) -> (usize, [f64; DEGREE + 1]) {
        let place = (score - self.low) * self.density;
        let interval = (place.max(0.0) as usize).min(self.intervals.saturating_sub(1));
        let t = place - interval as f64;
        let s = 1.0 - t;
        let values = [
            s * s * s / 6.0,
            (3.0 * t * t * t - 6.0 * t * t + 4.0) / 6.0,
            (3.0 * s * s * s - 6.0 * s * s + 4.0) / 6.0,
            t * t * t / 6.0,
        ];
        (interval, values)
    }

    /// Second differences of coefficients: nought for straight lines. Each is a place and three weights.
    pub(super) fn differences(&self) -> impl Iterator<Item = [(usize, f64); 3]> + use<> {
        (0..self.size() - 2).map(|first| [(first, 1.0), (first + 1, -2.0), (first + 2, 1.0)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn real(place: usize) -> f64 {
        u32::try_from(place).map_or(f64::NAN, f64::from)
    }

    #[test]
    fn functions_add_up_to_one_and_lines_have_no_roughness() {
        let spline = Spline::over(&[-2.0, 3.0, 0.5], 7);
        for score in [-2.0, -1.3, 0.0, 2.999, 3.0] {
            let (first, values) = spline.at(score);
            assert!((values.iter().sum::<f64>() - 1.0).abs() < 1e-14, "{score}");
            assert!(first + DEGREE < spline.size());
            // Coefficients in a line give a line: Greville abscissae are equidistant.
            let place: f64 = values.iter().zip(first..).map(|(value, at)| value * real(at)).sum();
            assert!((place - 1.0 - (score + 2.0) * 7.0 / 5.0).abs() < 1e-13, "{score}: {place}");
        }
        let line = |at: usize| 3.0 + 2.0 * real(at);
        for difference in spline.differences() {
            assert!(difference.iter().map(|(at, weight)| weight * line(*at)).sum::<f64>().abs() < 1e-12);
        }
    }
}
