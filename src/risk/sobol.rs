//! Sobol indices from pairs of outcomes: what part of a variance is due to a factor alone, and what part in any way.
//!
//! A is a sample, B another one that is independent of it, and M is A with the factor's values from B, draw by draw. Then B
//! and M have nothing in common but the factor, and A and M everything else:
//!
//! ```text
//! first order   V(E(Y|X))/V(Y):       mean of f(B)·(f(M) − f(A)) by V     Saltelli et al. (2010), table 2
//!                                     correlation of f(B) and f(M)        Janon et al. (2014), equation 6
//! total         E(V(Y|others))/V(Y):  mean of ½·(f(A) − f(M))² by V       Jansen (1999)
//! ```
//!
//! The first knows small indices better and the second large ones; whichever has the smaller error is taken.

use crate::risk::Estimate;
use crate::risk::Resampled;
use crate::risk::mean;

/// How an index has been worked out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Estimator {
    /// From outcomes and values of one sample: see [`given_data`](crate::risk::given_data).
    GivenData,
    /// A. Saltelli et al. (2010), *Computer Physics Communications* 181, 259–270.
    Saltelli2010,
    /// A. Janon et al. (2014), *ESAIM: Probability and Statistics* 18, 342–364.
    Janon2014,
    /// M. J. W. Jansen (1999), *Computer Physics Communications* 117, 35–43.
    Jansen1999,
    /// Nothing was estimated: the factor cannot change the outcome.
    Exact,
}

impl Estimator {
    /// The word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::GivenData => "given-data",
            Self::Saltelli2010 => "saltelli-2010",
            Self::Janon2014 => "janon-2014",
            Self::Jansen1999 => "jansen-1999",
            Self::Exact => "exact",
        }
    }
}

/// An index with its estimator.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Index {
    /// The part of the variance.
    pub share: Estimate,
    /// How it was worked out.
    pub estimator: Estimator,
}

/// Sums of outcomes of A, B and M: see the head of this file.
#[derive(Clone, Debug, PartialEq)]
pub struct PickFreeze(Resampled);

/// Places of the sums.
const COUNT: usize = 0;
const A: usize = 1;
const B: usize = 2;
const M: usize = 3;
const SQUARES_A: usize = 4;
const SQUARES_B: usize = 5;
const SQUARES_M: usize = 6;
const B_BY_M: usize = 7;
const B_BY_STEP: usize = 8;
const SQUARED_STEPS: usize = 9;
const WIDTH: usize = 10;

impl PickFreeze {
    /// The sums of outcomes in the draws of A, B and M, as many of each.
    #[must_use]
    pub fn of(base: &[f64], other: &[f64], exchanged: &[f64]) -> Self {
        // About the mean, so that squares lose no digits.
        let middle = mean(base).unwrap_or_default();
        Self(Resampled::of_draws(base.len(), WIDTH, |draw, terms| {
            let [a, b, m] = [base[draw], other[draw], exchanged[draw]].map(|outcome| outcome - middle);
            terms.copy_from_slice(&[
                1.0,
                a,
                b,
                m,
                a * a,
                b * b,
                m * m,
                b * m,
                b * (m - a),
                (a - m) * (a - m),
            ]);
        }))
    }

    /// The part of the variance that is due to the factor in any way; `None` where nothing varies.
    #[must_use]
    pub fn total(&self) -> Option<Index> {
        let share = self.0.estimate(|sums| sums[SQUARED_STEPS] / sums[COUNT] / 2.0 / variance(sums))?;
        Some(Index { share, estimator: Estimator::Jansen1999 })
    }

    /// The part of the variance that is due to the factor alone; `None` where nothing varies.
    #[must_use]
    pub fn first(&self) -> Option<Index> {
        let [saltelli, janon] = [self.saltelli()?, self.janon()?];
        Some(if janon.se < saltelli.se {
            Index { share: janon, estimator: Estimator::Janon2014 }
        } else {
            Index { share: saltelli, estimator: Estimator::Saltelli2010 }
        })
    }

    /// The first-order index as Saltelli et al. (2010) have it.
    #[must_use]
    pub fn saltelli(&self) -> Option<Estimate> {
        self.0.estimate(|sums| {
            let n = sums[COUNT];
            let covariance = sums[B_BY_STEP] / n - sums[B] / n * (sums[M] - sums[A]) / n;
            covariance / variance(sums)
        })
    }

    /// The first-order index as Janon et al. (2014) have it.
    #[must_use]
    pub fn janon(&self) -> Option<Estimate> {
        self.0.estimate(|sums| {
            let n = sums[COUNT];
            let mean = (sums[B] + sums[M]) / n / 2.0;
            let squares = (sums[SQUARES_B] + sums[SQUARES_M]) / n / 2.0;
            (sums[B_BY_M] / n - mean * mean) / (squares - mean * mean)
        })
    }
}

/// The variance of outcomes, from both samples.
fn variance(sums: &[f64]) -> f64 {
    let n = sums[COUNT];
    let mean = (sums[A] + sums[B]) / n / 2.0;
    (sums[SQUARES_A] + sums[SQUARES_B]) / n / 2.0 - mean * mean
}
