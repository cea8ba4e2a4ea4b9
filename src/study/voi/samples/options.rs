//! Options, the best on average first, and what each of the others brings more than that one in each draw.

use crate::risk::mean;
use crate::study::voi::samples::estimate::Estimate;
use std::cmp::Ordering;

/// The options of a decision.
pub(super) struct Options<'a> {
    /// Their net benefits, the best on average first: an order that the order of columns does not change.
    columns: Vec<&'a [f64]>,
    /// The place that each was given at.
    places: Vec<usize>,
    /// What every option but the first brings more than the first, draw by draw.
    gains: Vec<Vec<f64>>,
    /// The standard errors of the means of those.
    errors: Vec<f64>,
}

impl<'a> Options<'a> {
    /// Puts options in order, by their means, and where those are equal by their draws.
    pub(super) fn of(given: &[&'a [f64]]) -> Self {
        let means: Vec<f64> = given.iter().map(|column| mean(column).unwrap_or(0.0)).collect();
        let mut places: Vec<usize> = (0..given.len()).collect();
        places.sort_by(|a, b| {
            means[*b].total_cmp(&means[*a]).then_with(|| by_draws(given[*a], given[*b])).then(a.cmp(b))
        });
        let columns: Vec<&[f64]> = places.iter().map(|place| given[*place]).collect();
        let best = columns.first().copied().unwrap_or_default();
        let gain = |own: &&[f64]| own.iter().zip(best).map(|(own, best)| own - best).collect();
        let gains: Vec<Vec<f64>> = columns.iter().skip(1).map(gain).collect();
        let errors = gains.iter().map(|own| Estimate::of(own).se).collect();
        Self { columns, places, gains, errors }
    }

    /// What every option but the best brings more than it, draw by draw.
    pub(super) fn gains(&self) -> &[Vec<f64>] {
        &self.gains
    }

    /// The standard errors of the means of those.
    pub(super) fn errors(&self) -> &[f64] {
        &self.errors
    }

    /// The place that the best on average was given at.
    pub(super) fn best(&self) -> usize {
        self.places.first().copied().unwrap_or(0)
    }

    /// How many draws.
    pub(super) fn draws(&self) -> usize {
        self.columns.first().map_or(0, |column| column.len())
    }

    /// What perfect information brings in each draw: the best there less the best on average.
    pub(super) fn regrets_of_best(&self) -> Vec<f64> {
        (0..self.draws())
            .map(|draw| self.gains.iter().fold(0.0, |most: f64, own| most.max(own[draw])))
            .collect()
    }

    /// By the place it was given at, how each option does: the share of draws in which it is best, shared where several
    /// are, and what it falls short of the best on average.
    pub(super) fn each(&self) -> Vec<(f64, f64)> {
        let mut each = vec![(0.0, 0.0); self.columns.len()];
        for draw in 0..self.draws() {
            let values = || self.columns.iter().map(|column| column[draw]);
            let most = values().fold(f64::NEG_INFINITY, f64::max);
            let is_best = |value: f64| value >= most;
            #[expect(clippy::cast_precision_loss, reason = "few options")]
            let share = 1.0 / values().filter(|value| is_best(*value)).count().max(1) as f64;
            for (value, place) in values().zip(&self.places) {
                let (best, loss) = &mut each[*place];
                *best += if is_best(value) { share } else { 0.0 };
                *loss += most - value;
            }
        }
        #[expect(clippy::cast_precision_loss, reason = "sample sizes are far below 2^53")]
        let draws = self.draws().max(1) as f64;
        each.into_iter().map(|(best, loss)| (best / draws, loss / draws)).collect()
    }
}

fn by_draws(a: &[f64], b: &[f64]) -> Ordering {
    let differ = a.iter().zip(b).map(|(a, b)| b.total_cmp(a));
    differ.into_iter().find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_options_does_not_matter_even_where_means_are_equal() {
        let (a, b) = ([1.0, 0.0, 2.0, 1.0], [0.0, 1.0, 1.0, 2.0]);
        let (one, other) = (Options::of(&[&a, &b]), Options::of(&[&b, &a]));
        assert_eq!((one.best(), other.best()), (0, 1));
        assert_eq!(one.gains(), other.gains());
        assert_eq!(one.each(), other.each().into_iter().rev().collect::<Vec<_>>());
        assert_eq!(one.each(), [(0.5, 0.5), (0.5, 0.5)]);
        assert_eq!(Options::of(&[&a, &a]).each(), [(0.5, 0.0), (0.5, 0.0)], "shared");
    }
}
