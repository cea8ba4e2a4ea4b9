//! What the next £1 is worth, beyond what an allocation spends.

use crate::model::Allocation;
use crate::model::Measure;
use crate::model::Programme;
use crate::simulate::evaluate;
use crate::study::Setting;

/// Mean harm avoided by the next £1 a year, £ per £1; of a plan, present value by present value.
#[derive(Clone, Debug, PartialEq)]
pub struct NextPound {
    /// Spread as the allocation spends: each programme its share; `None` where nothing is spent, or the slope has no end.
    pub spread: Option<f64>,
    /// Where it does most; `None` where no programme can take more.
    pub most: Option<Marginal>,
}

/// The mean harm avoided by the next £1 of one programme, £ per £1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Marginal {
    /// The programme, as a position in the evidence.
    pub programme: usize,
    /// The year of the plan, from 0.
    pub year: usize,
    /// £ per £1; `None` where the slope has no end.
    pub worth: Option<f64>,
}

/// Slopes closer than this part of the steepest are alike: at an optimum those of all programmes that no limit stops
/// are, and a search leaves them apart by its rounding only.
const ALIKE: f64 = 1e-6;

/// The slope of mean harm at an allocation, by the programmes' money. A programme that is at its `max` cannot take more,
/// and one below its set-up cost gets nothing from a single pound; rules of a scenario are not looked at, since the
/// question is what they are worth breaking for.
pub(super) fn next_pound(setting: &Setting, allocation: &Allocation) -> NextPound {
    let (evidence, timeline) = (setting.evidence(), setting.timeline());
    let allocation = allocation.settled(evidence);
    let worth = worths(setting, &allocation);
    let discounts = (0..worth.len()).map(|place| timeline.discount(timeline.parted(place).0));
    let paid: Vec<f64> =
        allocation.millions().iter().zip(discounts).map(|(x, discount)| x * discount).collect();
    let total: f64 = paid.iter().sum();
    let spread = paid.iter().zip(&worth).map(|(amount, worth)| amount * worth).sum::<f64>() / total;
    let able = |(programme, amount): (&Programme, &f64)| {
        let below_max = programme.max.is_none_or(|max| *amount < max.millions() - Allocation::SAME_MILLIONS);
        below_max && *amount >= programme.set_up.millions()
    };
    let amounts = evidence.programmes().iter().cycle().zip(allocation.millions());
    let candidates = amounts.enumerate().filter(|(_, at)| able(*at));
    let most = steepest(candidates.map(|(place, _)| place).collect(), &worth);
    let ends = |slope: &f64| slope.is_finite();
    NextPound {
        spread: Some(spread).filter(ends).filter(|_| total > Allocation::SAME_MILLIONS),
        most: most.map(|place| {
            let (year, programme) = timeline.parted(place);
            Marginal { programme, year, worth: Some(worth[place]).filter(ends) }
        }),
    }
}

/// Minus the derivative of mean harm by each programme's money, £ per £1, both as they count in its year.
fn worths(setting: &Setting, allocation: &Allocation) -> Vec<f64> {
    let timeline = setting.timeline();
    let evaluation = evaluate(setting.futures(), &setting.felt(allocation), &Measure::Harm, None);
    let mut worth = vec![0.0; allocation.millions().len()];
    for (felt, slope) in evaluation.threats.into_iter().flat_map(|threat| threat.gradient) {
        for (place, weight) in timeline.terms(felt) {
            worth[place] -= slope * weight / timeline.discount(timeline.parted(place).0);
        }
    }
    worth
}

/// Of some programmes the one with the steepest slope; of those alike the first, whatever the order and the last digits of a
/// search.
fn steepest(candidates: Vec<usize>, worth: &[f64]) -> Option<usize> {
    let best = candidates.iter().map(|&programme| worth[programme]).max_by(f64::total_cmp)?;
    let least = best - ALIKE * best.abs().min(f64::MAX);
    candidates.into_iter().find(|&programme| worth[programme] >= least)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_slopes_alike_the_first_is_named_whatever_their_last_digits() {
        let apart = 1e-9;
        for worth in [[0.2, 0.6, 0.6 + apart, 0.5], [0.2, 0.6, 0.6 - apart, 0.5]] {
            assert_eq!(steepest(vec![0, 1, 2, 3], &worth), Some(1));
        }
        assert_eq!(steepest(vec![0, 1, 2], &[0.2, 0.6, 0.61]), Some(2), "what is steeper is not alike");
        assert_eq!(steepest(vec![0, 1, 2], &[-0.3, -0.2, -0.2]), Some(1), "where money does harm, too");
        assert_eq!(
            steepest(vec![0, 2], &[0.0, f64::INFINITY, f64::INFINITY]),
            Some(2),
            "an edge without end"
        );
        assert_eq!(steepest(Vec::new(), &[]), None);
    }
}
