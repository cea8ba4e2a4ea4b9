//! How sure a function of sums over draws is: the bootstrap (Efron 1979) with the same resamples every time.
//!
//! Draws are put into batches of consecutive ones, and batches are drawn again with replacement. As draws are independent, so
//! are batches, and what a resample costs does not grow with the draws. Latin-hypercube draws are spread more evenly than
//! that, so of them intervals are on the wide side.

use crate::risk::Estimate;
use crate::risk::Picks;
use crate::risk::Sorted;

/// The most batches.
const BATCHES: usize = 1000;

/// Resamples.
const RESAMPLES: usize = 200;

/// Where the resamples begin; any other number would do.
const SEED: u64 = 0x5eed_0b00_7577_a900;

/// The ends of an interval: 95% of resamples are between.
const ENDS: (f64, f64) = (0.025, 0.975);

/// Sums over all draws, and over each resample of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Resampled {
    total: Vec<f64>,
    resamples: Vec<Vec<f64>>,
}

impl Resampled {
    /// Sums of so many terms of each of so many draws; `terms` fills in those of one.
    #[must_use]
    pub fn of_draws(draws: usize, width: usize, terms: impl Fn(usize, &mut [f64])) -> Self {
        let batches = draws.min(BATCHES);
        let mut own = vec![0.0; width];
        let sums = (0..batches).map(|batch| {
            let mut sums = vec![0.0; width];
            for draw in batch * draws / batches..(batch + 1) * draws / batches {
                terms(draw, &mut own);
                add(&mut sums, &own);
            }
            sums
        });
        Self::of_batches(&sums.collect::<Vec<_>>())
    }

    /// The same of sums over batches, as many of each batch.
    #[must_use]
    pub fn of_batches(batches: &[Vec<f64>]) -> Self {
        let width = batches.first().map_or(0, Vec::len);
        let nothing = || vec![0.0; width];
        let mut total = nothing();
        for sums in batches {
            add(&mut total, sums);
        }
        let mut picks = Picks::new(SEED);
        // What a single batch would be in other draws nobody knows.
        let resamples = if batches.len() < 2 { 0 } else { RESAMPLES };
        let resamples = (0..resamples).map(|_| {
            let mut sums = nothing();
            for _ in batches {
                add(&mut sums, &batches[picks.below(batches.len())]);
            }
            sums
        });
        let resamples = resamples.collect();
        Self { total, resamples }
    }

    /// A figure of the sums, with the interval that holds 95% of what it is in resamples; `None` where it is no
    /// number, or there is a single batch.
    #[must_use]
    pub fn estimate(&self, figure: impl Fn(&[f64]) -> f64) -> Option<Estimate> {
        if self.resamples.is_empty() {
            return None;
        }
        let value = figure(&self.total);
        let values: Vec<f64> = self.resamples.iter().map(|sums| figure(sums)).collect();
        let values: Vec<f64> = values.into_iter().filter(|value| value.is_finite()).collect();
        let sorted = Sorted::new(values.clone());
        let (low, high) = (sorted.quantile(ENDS.0)?, sorted.quantile(ENDS.1)?);
        let se = deviation(&values)?;
        value.is_finite().then_some(Estimate { value, low, high, se })
    }
}

fn add(sums: &mut [f64], terms: &[f64]) {
    sums.iter_mut().zip(terms).for_each(|(sum, term)| *sum += term);
}

/// The standard deviation, dividing by n − 1; `None` of fewer than two values.
#[expect(clippy::cast_precision_loss, reason = "some hundred values")]
fn deviation(values: &[f64]) -> Option<f64> {
    let mean = crate::risk::mean(values)?;
    let squares: Vec<f64> = values.iter().map(|value| (value - mean) * (value - mean)).collect();
    (values.len() > 1).then(|| (crate::risk::sum(&squares) / (values.len() - 1) as f64).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[expect(clippy::cast_precision_loss, reason = "small whole numbers")]
    fn the_error_of_a_mean_is_the_one_of_textbooks() {
        // Mid-quantiles of a uniform law in a scattered order: sd 1/√12, of the mean 1/√(12·n).
        let n = 5000;
        let value = |draw: usize| ((draw * 1709 % n) as f64 + 0.5) / n as f64;
        let sums = Resampled::of_draws(n, 2, |draw, terms| {
            terms[0] = 1.0;
            terms[1] = value(draw);
        });
        let mean = sums.estimate(|sums| sums[1] / sums[0]).unwrap();
        assert!((mean.value - 0.5).abs() < 1e-12);
        // 200 resamples know a standard error to 1/√400 = 5% of it; batches are not quite independent here.
        let se = 1.0 / (12.0 * n as f64).sqrt();
        assert!(mean.low < 0.5 && mean.high > 0.5 && mean.se < 1.2 * se, "{mean:?} against {se}");
        assert_eq!(Resampled::of_draws(0, 1, |_, _| ()).estimate(|sums| 1.0 / sums[0]), None);
    }
}
