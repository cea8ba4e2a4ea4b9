//! Choosing by what is expected of each option.

use crate::study::voi::samples::options::Options;

/// What is expected of every option but the best on average, more than of it, draw by draw; the option with the most is
/// chosen, and the best on average where none has more than it.
pub(super) struct Rule {
    expected: Vec<Vec<f64>>,
}

impl Rule {
    pub(super) fn by(expected: Vec<Vec<f64>>) -> Self {
        Self { expected }
    }

    /// The option chosen in a draw: 0 for the best on average; an earlier one where several promise as much.
    pub(super) fn choice(&self, draw: usize) -> usize {
        let mut best = (0, 0.0);
        for (place, own) in self.expected.iter().enumerate() {
            if own[draw] > best.1 {
                best = (place + 1, own[draw]);
            }
        }
        best.0
    }

    /// How much the rule itself is in doubt: by how much more it would promise, for each standard error that the best on
    /// average led by less, two of which are looked at. Where options are chosen in many draws the spread of what they
    /// bring is larger; where hardly any is, that spread alone would claim to know that none should be.
    pub(super) fn doubt(&self, options: &Options<'_>) -> f64 {
        const ERRORS: f64 = 2.0;
        let promised = |errors: f64| {
            let most = (0..options.draws()).map(|draw| {
                let shifted = self.expected.iter().zip(options.errors());
                shifted.map(|(own, error)| own[draw] + errors * error).fold(0.0, f64::max)
            });
            most.sum::<f64>()
        };
        #[expect(clippy::cast_precision_loss, reason = "sample sizes are far below 2^53")]
        let draws = options.draws().max(1) as f64;
        (promised(ERRORS) - promised(0.0)) / (ERRORS * draws)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_largest_promise_is_chosen_and_doubted_by_the_lead() {
        let rule = Rule::by(vec![vec![-1.0, 0.5, -0.01], vec![-2.0, 0.5, -3.0]]);
        assert_eq!([0, 1, 2].map(|draw| rule.choice(draw)), [0, 1, 0]);
        let (best, second, third) = ([1.0, 1.0, 1.0], [0.9, 1.0, 0.8], [0.0, 0.0, 0.0]);
        let options = Options::of(&[&best, &second, &third]);
        // The gains of the second are −0.1, 0 and −0.2, with a standard error of √(0.01/3); two of them lift the last
        // draw's promise above nought, and the second's.
        let error = (0.01_f64 / 3.0).sqrt();
        let expected = (4.0 * error - 0.01) / 6.0;
        assert!((rule.doubt(&options) - expected).abs() < 1e-12, "{}", rule.doubt(&options));
    }
}
