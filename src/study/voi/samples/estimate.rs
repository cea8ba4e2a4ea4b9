//! A mean over draws with its standard error.

use crate::risk::mean;
use crate::risk::sum;

/// An estimate, in the unit of net benefit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The estimate; chance may take it below nought where what it estimates is not.
    pub value: f64,
    /// Its standard error, right for independent draws.
    pub se: f64,
}

/// More standard errors than this above nought are not put down to chance: 2.5% of the time, were it nought.
const TOLD_APART: f64 = 1.959_963_984_540_054;

impl Estimate {
    /// The mean of what each draw brings.
    pub(super) fn of(brought: &[f64]) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "sample sizes are far below 2^53")]
        let count = brought.len() as f64;
        let value = mean(brought).unwrap_or(0.0);
        let squares: Vec<f64> = brought.iter().map(|own| (own - value) * (own - value)).collect();
        Self { value, se: (sum(&squares) / (count - 1.0).max(1.0) / count.max(1.0)).sqrt() }
    }

    /// The same with a standard error that is no smaller than some doubt.
    pub(super) fn or_doubt(self, doubt: f64) -> Self {
        Self { se: self.se.max(doubt), ..self }
    }

    /// Whether it is told apart from nought.
    #[must_use]
    pub fn is_distinguishable(&self) -> bool {
        self.value > TOLD_APART * self.se
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mean_of_a_known_sample_has_its_textbook_error() {
        let estimate = Estimate::of(&[2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0]);
        assert!((estimate.value - 5.0).abs() < 1e-15 && estimate.is_distinguishable());
        assert!((estimate.se - (32.0_f64 / 7.0 / 8.0).sqrt()).abs() < 1e-15, "squares add up to 32");
        assert!(!Estimate::of(&[0.0; 9]).is_distinguishable());
        assert!(!Estimate::of(&[-1.0, 3.0, 0.0, -1.5]).is_distinguishable());
    }
}
