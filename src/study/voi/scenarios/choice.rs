//! A decision, and what it gains where something is known before it is made.

use crate::risk::Summary;
use crate::risk::mean;
use crate::simulate::Futures;
use crate::simulate::is_in_first_half;
use crate::study::StudyError;
use crate::study::voi::scenarios::node::Rule;

/// A value of information is told apart from nought where it is so many standard errors above it.
const TOLD_APART: f64 = 1.96;

/// A decision that is made anew where something is known.
pub(super) trait Choice: Sync {
    /// What it comes to under draws.
    type Outcome: Send + Sync;

    /// What it comes to under the draws of something that may be learnt; `None` where the run has to end.
    ///
    /// # Errors
    /// The solver broke.
    fn outcome(&self, futures: &Futures) -> Result<Option<Self::Outcome>, StudyError>;

    /// What knowing which node is true gains, draw by draw, from outcomes at the nodes.
    fn by_draw(&self, rule: &Rule, outcomes: &[Self::Outcome]) -> Vec<f64>;

    /// What is gained in one outcome, over its draws, against what would have been decided without knowing.
    fn gain(&self, outcome: &Self::Outcome) -> f64;

    /// What one outcome is seen to gain on the draws it was decided on: never negative, and never much too small.
    fn seen(&self, outcome: &Self::Outcome) -> f64;

    /// A gain below which nothing can be told from how exactly decisions are made.
    fn least(&self) -> f64;
}

/// An estimate with how sure it is, £m a year.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Estimate {
    /// The estimate; a value of information that came out negative is noise.
    pub value: f64,
    /// Its standard error from draws.
    pub se: f64,
    /// What half as many nodes would change, and how exactly decisions are made.
    pub error: f64,
}

impl Estimate {
    /// The mean of independent values; nought with no error of fewer than two.
    pub(super) fn of(values: &[f64], error: f64) -> Self {
        let summary = Summary::of(values);
        summary.map_or(Self { error, ..Self::default() }, |Summary { mean, se, .. }| Self {
            value: mean,
            se,
            error,
        })
    }

    /// Whether it can be told from nought: above it by more than 1.96 standard errors.
    #[must_use]
    pub fn is_distinguishable(&self) -> bool {
        self.value > TOLD_APART * self.se && self.value > 0.0
    }
}

/// Values of the first half of the draws and of the second as one column, in the order of draws.
pub(super) fn joined(first: Vec<f64>, second: Vec<f64>) -> Vec<f64> {
    let draws = first.len() + second.len();
    let (mut first, mut second) = (first.into_iter(), second.into_iter());
    let own = |draw| if is_in_first_half(draw) { first.next() } else { second.next() };
    (0..draws).filter_map(own).collect()
}

/// The value of what a rule stands for, from outcomes at its nodes and at those of half as many, if they were asked.
pub(super) fn integrated<C: Choice>(
    choice: &C,
    fine: (&Rule, &[C::Outcome]),
    coarse: Option<(&Rule, &[C::Outcome])>,
) -> Estimate {
    let value = choice.by_draw(fine.0, fine.1);
    let error = coarse.and_then(|(rule, outcomes)| {
        let other = choice.by_draw(rule, outcomes);
        Some((mean(&other)? - mean(&value)?).abs())
    });
    Estimate::of(&value, error.unwrap_or(0.0).max(choice.least()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_are_joined_in_the_order_of_draws() {
        let draws = 3 * 512 + 7;
        let column: Vec<f64> = (0..draws).map(|draw| f64::from(u32::try_from(draw).unwrap())).collect();
        let half = |first: bool| -> Vec<f64> {
            (0..draws).filter(|&draw| is_in_first_half(draw) == first).map(|draw| column[draw]).collect()
        };
        assert_eq!(joined(half(true), half(false)), column);
    }

    #[test]
    fn what_is_within_its_error_of_nought_is_not_told_apart() {
        let estimate = |value, se| Estimate { value, se, error: 0.0 };
        assert!(estimate(2.0, 1.0).is_distinguishable());
        assert!(!estimate(1.9, 1.0).is_distinguishable() && !estimate(0.0, 0.0).is_distinguishable());
    }
}
