//! The most that any scenario is worth in each draw, kept while scenarios come one by one.

use crate::risk::Sorted;
use crate::risk::Summary;

/// What an allocation is worth in each draw, in whole pounds, so that what comes to the same money is a tie.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Worth(Vec<f64>);

impl Worth {
    /// From £m.
    pub(super) fn of(mut millions: Vec<f64>) -> Self {
        for worth in &mut millions {
            *worth = (*worth * POUNDS).round();
        }
        Self(millions)
    }
}

/// Pounds in £m.
const POUNDS: f64 = 1e6;

/// What choosing one scenario loses against the best in each draw, £m a year; of a plan at present value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Regret {
    /// The expected regret: the mean of the most that any is worth, less the mean that this one is worth.
    pub expected: f64,
    /// Its standard error.
    pub se: f64,
    /// The 95% quantile over draws.
    pub p95: f64,
    /// The share of draws in which it is the best; a draw in which several are counts for each of them by equal parts.
    pub probability_best: f64,
}

/// The most that any allocation is worth in each draw, and how many are worth that much.
#[derive(Clone, Debug)]
pub(super) struct Highest {
    most: Vec<f64>,
    ties: Vec<u32>,
}

impl Highest {
    /// Nothing seen yet, of so many draws.
    pub(super) fn new(draws: usize) -> Self {
        Self { most: vec![f64::NEG_INFINITY; draws], ties: vec![0; draws] }
    }

    /// Looks at one more. In which order they come makes no difference.
    #[expect(clippy::float_cmp, reason = "whole pounds are equal or not")]
    pub(super) fn see(&mut self, worth: &Worth) {
        for ((most, ties), own) in self.most.iter_mut().zip(&mut self.ties).zip(&worth.0) {
            if own > most {
                (*most, *ties) = (*own, 1);
            } else if own == most {
                *ties = ties.saturating_add(1);
            }
        }
    }

    /// What one of those that were seen loses; `None` where a figure is no finite number.
    pub(super) fn regret(&self, worth: Worth) -> Option<Regret> {
        let Worth(mut losses) = worth;
        let mut best = 0.0;
        for ((loss, most), ties) in losses.iter_mut().zip(&self.most).zip(&self.ties) {
            *loss = (most - *loss) / POUNDS;
            if *loss <= 0.0 {
                best += 1.0 / f64::from((*ties).max(1));
            }
        }
        let Summary { mean, se, .. } = Summary::of(&losses)?;
        #[expect(clippy::cast_precision_loss, reason = "draws are far below 2^53")]
        let probability_best = best / losses.len() as f64;
        Some(Regret { expected: mean, se, p95: Sorted::new(losses).quantile(0.95)?, probability_best })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn regrets(all: &[&[f64]]) -> Vec<Regret> {
        let mut highest = Highest::new(all[0].len());
        let worth: Vec<Worth> = all.iter().map(|it| Worth::of(it.to_vec())).collect();
        worth.iter().for_each(|it| highest.see(it));
        worth.into_iter().map(|it| highest.regret(it).unwrap()).collect()
    }

    #[test]
    fn regret_is_what_the_best_of_each_draw_has_more() {
        let all = regrets(&[&[0.0, 0.0, 0.0, 0.0], &[3.0, -1.0, 2.0, 4.0], &[1.0, 1.0, 2.0, -2.0]]);
        // The best of each draw: 3, 1, 2, 4. Losses: 3 1 2 4; 0 2 0 0; 2 0 0 6.
        let figures: Vec<(f64, f64)> = all.iter().map(|it| (it.expected, it.probability_best)).collect();
        assert_eq!(figures, [(2.5, 0.0), (0.5, 0.625), (2.0, 0.375)], "the third draw is shared by two");
        // Of 0 0 2 6 the position 0.95·3 = 2.85 is 2 + 0.85·4; of four values all is exact but that product.
        assert!((all[2].p95 - 5.4).abs() < 1e-12);
        // The losses 0 2 0 0 lie 1.5 and three times 0.5 from their mean: the sd is √(3/3) = 1, by √4.
        assert!((all[1].se - 0.5).abs() < 1e-12);
    }

    #[test]
    fn two_alike_share_what_one_would_have_alone() {
        let other: &[f64] = &[0.0, 5.0];
        let alone = regrets(&[other, &[2.0, 1.0]]);
        let shared = regrets(&[other, &[2.0, 1.0], &[2.0 + 1e-9, 1.0 - 1e-9]]);
        assert_eq!(alone[1].probability_best.to_bits(), 0.5_f64.to_bits());
        assert_eq!(shared[1], shared[2], "a tenth of a penny is no difference");
        assert_eq!((shared[1].probability_best + shared[2].probability_best).to_bits(), 0.5_f64.to_bits());
        assert_eq!(shared[0], alone[0]);
        assert_eq!((shared[1].expected, shared[1].p95), (alone[1].expected, alone[1].p95));
    }
}
