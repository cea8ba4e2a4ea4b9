//! Shapley effects: a variance shared out among factors, those that move together too (Owen 2014).
//!
//! What a set S of factors explains is v(S) = V(E(Y|S)). A factor's effect is what it adds to the sets before it, on average
//! over every order; effects add up to V(Y). A walk goes from a draw A to one B that is independent of it, making one
//! factor after the other unknown: what is not known any more is drawn anew, as it is given what still is known. The outcome
//! F[k] after k steps then has the variance of Y and the covariance v(S) with f(A), so that v(S) = V − ½·E(f(A) − F)², and a
//! step gives, without bias, what its factor adds (T. Goda 2021, *Reliability Engineering & System Safety* 213, 107781, for
//! independent factors; E. Song, B. Nelson & J. Staum 2016, *SIAM/ASA Journal on Uncertainty Quantification* 4, 1060–1083,
//! for orders by chance):
//!
//! ```text
//! (f(A) − ½·(F[k−1] + F[k]))·(F[k−1] − F[k])
//! ```

use crate::risk::Estimate;
use crate::risk::Resampled;
use crate::risk::sum;

/// What each factor adds in a walk, summed over draws; their total is ½·Σ(f(A) − f(B))². `order` says which factor is
/// exchanged at each step, and `outcomes` what comes of it in each draw.
#[must_use]
pub fn added_in_walk(factors: usize, order: &[usize], start: &[f64], outcomes: &[Vec<f64>]) -> Vec<f64> {
    let mut added = vec![0.0; factors];
    let mut before = start;
    for (factor, after) in order.iter().zip(outcomes) {
        let steps = start.iter().zip(before.iter().zip(after));
        let steps =
            steps.map(|(start, (before, after))| (start - f64::midpoint(*before, *after)) * (before - after));
        added[*factor] += sum(&steps.collect::<Vec<_>>());
        before = after;
    }
    added
}

/// What factors add in many batches of walks.
#[derive(Clone, Debug, PartialEq)]
pub struct Shapley(Resampled);

impl Shapley {
    /// From what each factor adds, batch by batch.
    #[must_use]
    pub fn of(batches: &[Vec<f64>]) -> Self {
        Self(Resampled::of_batches(batches))
    }

    /// The part of the variance that some factors have together: their effects added up. `None` where nothing varies.
    #[must_use]
    pub fn share(&self, factors: &[usize]) -> Option<Estimate> {
        self.0.estimate(|sums| {
            let own: f64 = factors.iter().map(|factor| sums[*factor]).sum();
            own / sums.iter().sum::<f64>()
        })
    }
}
