//! How one allocation stands to another: by how much it is better where it is, and worse where it is not.

/// A paired difference in harm avoided, parted by its sign. Money is £m a year.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Odds {
    /// The share of draws in which it avoids more harm.
    pub better: f64,
    /// The share of draws in which it avoids less; what is left of 1 are ties.
    pub worse: f64,
    /// The expected gain E[max(D, 0)]: what is won where it is better, times how often it is.
    pub gain: f64,
    /// The expected loss E[max(−D, 0)]: the difference has the mean `gain − loss`.
    pub loss: f64,
}

impl Odds {
    /// Of differences draw by draw.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "draws are far below 2^53")]
    pub fn of(differences: &[f64]) -> Self {
        let n = differences.len().max(1) as f64;
        let share =
            |is_meant: fn(&f64) -> bool| differences.iter().filter(|d| is_meant(d)).count() as f64 / n;
        // The larger of two noughts may be either: what is on the other side counts as +0.
        let beyond = |d: f64| if d > 0.0 { d } else { 0.0 };
        let mean = |sign: f64| differences.iter().map(|d| beyond(sign * d)).sum::<f64>() / n;
        Self { better: share(|d| *d > 0.0), worse: share(|d| *d < 0.0), gain: mean(1.0), loss: mean(-1.0) }
    }

    /// The mean difference in the draws in which it is better; `None` where it never is.
    #[must_use]
    pub fn gain_if_better(&self) -> Option<f64> {
        (self.better > 0.0).then(|| self.gain / self.better)
    }

    /// How much less it avoids in the draws in which it is worse; `None` where it never is.
    #[must_use]
    pub fn loss_if_worse(&self) -> Option<f64> {
        (self.worse > 0.0).then(|| self.loss / self.worse)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_are_neither_better_nor_worse() {
        let odds = Odds::of(&[3.0, 5.0, 0.0, -2.0, 0.0]);
        let expected = Odds { better: 0.4, worse: 0.2, gain: 1.6, loss: 0.4 };
        assert_eq!(odds, expected, "2, 1 and 2 of 5 draws; 8/5 and 2/5");
        assert_eq!(odds.gain_if_better(), Some(4.0));
        assert_eq!(odds.loss_if_worse(), Some(2.0));
        let none = Odds::of(&[0.0; 3]);
        assert_eq!(none, Odds::default());
        assert!(none.gain.is_sign_positive() && none.loss.is_sign_positive(), "a nought without a sign");
        assert_eq!(Odds::default().loss_if_worse(), None);
    }
}
