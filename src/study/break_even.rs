//! From when on a plan has paid for itself, and how likely it has by the end of each year.

use crate::risk::mean;

/// From when on a plan has broken even: the first year from whose end on its cumulative net present value is never again
/// below nought, up to the last year there is. Years are counted from 0.
#[derive(Clone, Debug, PartialEq)]
pub struct BreakEven {
    /// Of the mean over draws; `None` where the mean ends below nought.
    pub year: Option<usize>,
    /// The share of draws that have broken even by the end of each year; it never falls.
    pub by_year: Vec<f64>,
}

/// Years of a plan that come one after the other: of each draw no more is kept than since when it is not below nought.
#[derive(Clone, Debug)]
pub struct Breaking {
    /// Of the mean.
    mean: Option<usize>,
    /// Draw by draw.
    draws: Vec<Option<usize>>,
    /// How many years there have been.
    years: usize,
}

impl Breaking {
    /// Before the first year, of so many draws.
    #[must_use]
    pub fn of(draws: usize) -> Self {
        Self { mean: None, draws: vec![None; draws], years: 0 }
    }

    /// The next year: the cumulative net present value at its end, draw by draw. A draw that it lacks, and a figure that is
    /// no number, count as below nought.
    pub fn year(&mut self, cumulative_net: &[f64]) {
        let year = self.years;
        let step = |since: &mut Option<usize>, net: f64| {
            *since = if net >= 0.0 { since.or(Some(year)) } else { None };
        };
        step(&mut self.mean, mean(cumulative_net).unwrap_or(f64::NAN));
        let net = cumulative_net.iter().copied().chain(std::iter::repeat(f64::NAN));
        self.draws.iter_mut().zip(net).for_each(|(since, net)| step(since, net));
        self.years += 1;
    }

    /// Behind the last year; `None` without a year or a draw.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "draws are far below 2^53")]
    pub fn end(self) -> Option<BreakEven> {
        if self.years == 0 || self.draws.is_empty() {
            return None;
        }
        let mut begun = vec![0_usize; self.years];
        for since in self.draws.iter().flatten() {
            begun[*since] += 1;
        }
        let all = self.draws.len() as f64;
        let by_year = begun.into_iter().scan(0, |so_far, begun| {
            *so_far += begun;
            Some(*so_far as f64 / all)
        });
        Some(BreakEven { year: self.mean, by_year: by_year.collect() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The same of years that are all at hand: by year, the cumulative net present value of each draw.
    fn break_even(cumulative_net: &[Vec<f64>]) -> Option<BreakEven> {
        let mut breaking = Breaking::of(cumulative_net.first()?.len());
        for year in cumulative_net {
            breaking.year(year);
        }
        breaking.end()
    }

    /// As the definition has it, word by word.
    fn first_never_again_below(path: &[f64]) -> Option<usize> {
        (0..path.len()).find(|year| path[*year..].iter().all(|net| *net >= 0.0))
    }

    #[test]
    fn a_path_that_falls_below_nought_again_has_not_broken_even() {
        // Draw by draw: from the start; only at the end, after a relapse; never.
        let paths = [[1.0, 2.0, 0.0], [-1.0, 3.0, -2.0], [-5.0, 4.0, 8.0]];
        let years: Vec<Vec<f64>> = (0..3).map(|year| paths.iter().map(|path| path[year]).collect()).collect();
        let found = break_even(&years).unwrap();
        // The mean is −5/3, 3, 2.
        assert_eq!(found.year, Some(1));
        let third = 1.0 / 3.0;
        assert_eq!(found.by_year, [third, 2.0 * third, 2.0 * third]);
    }

    #[test]
    fn nothing_is_said_of_no_years_and_of_no_draws() {
        assert_eq!(break_even(&[]), None);
        assert_eq!(break_even(&[Vec::new()]), None);
        assert_eq!(break_even(&[vec![f64::NAN]]).unwrap().by_year, [0.0], "what is no number is no profit");
        assert_eq!(break_even(&[vec![1.0, 1.0], vec![1.0]]).unwrap().by_year, [0.5, 0.5], "a draw that ends");
    }

    proptest! {
        #[test]
        fn every_draw_and_the_mean_do_as_the_definition_has_it(
            paths in (1_usize..6, 1_usize..8).prop_flat_map(|(years, draws)| {
                prop::collection::vec(prop::collection::vec(-3_i32..4, years), draws)
            })
        ) {
            let paths: Vec<Vec<f64>> =
                paths.into_iter().map(|path| path.into_iter().map(f64::from).collect()).collect();
            let (years, draws) = (paths[0].len(), f64::from(u32::try_from(paths.len()).unwrap()));
            let columns: Vec<Vec<f64>> =
                (0..years).map(|year| paths.iter().map(|path| path[year]).collect()).collect();
            let found = break_even(&columns).unwrap();
            // Whole numbers: their sums have no rounding, and the sign of a mean is that of its sum.
            let sums: Vec<f64> = columns.iter().map(|column| column.iter().sum()).collect();
            prop_assert_eq!(found.year, first_never_again_below(&sums));
            for year in 0..years {
                let by = paths.iter().filter_map(|path| first_never_again_below(path)).filter(|it| *it <= year);
                let by = f64::from(u32::try_from(by.count()).unwrap());
                prop_assert!((found.by_year[year] - by / draws).abs() < 1e-15, "one division each");
            }
        }
    }
}
