//! What the next £1 is worth, beyond what an allocation spends.

use crate::model::Allocation;
use crate::model::Evidence;
use crate::model::Measure;
use crate::model::Programme;
use crate::simulate::evaluate;
use crate::study::Setting;

/// Mean harm avoided by the next £1 a year, £ per £1.
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
    let evidence = setting.evidence();
    let allocation = allocation.settled(evidence);
    let worth = worths(setting, &allocation);
    let total = allocation.total().millions();
    let parts = allocation.millions().iter().zip(&worth);
    let spread = parts.map(|(amount, worth)| amount * worth).sum::<f64>() / total;
    let able = |(programme, amount): (&Programme, &f64)| {
        let below_max = programme.max.is_none_or(|max| *amount < max.millions() - Allocation::SAME_MILLIONS);
        below_max && *amount >= programme.set_up.millions()
    };
    let amounts = evidence.programmes().iter().zip(allocation.millions());
    let candidates = amounts.enumerate().filter(|(_, at)| able(*at));
    let candidates: Vec<usize> = candidates.map(|(programme, _)| programme).collect();
    let best = candidates.iter().map(|&programme| worth[programme]).max_by(f64::total_cmp);
    // Of those alike the first, whatever the order and the last digits of a search.
    let most = best.and_then(|best| {
        let is_best = |&programme: &usize| worth[programme] >= best - ALIKE * best.abs().min(f64::MAX);
        candidates.into_iter().find(is_best)
    });
    let ends = |slope: &f64| slope.is_finite();
    NextPound {
        spread: Some(spread).filter(ends).filter(|_| total > Allocation::SAME_MILLIONS),
        most: most.map(|programme| Marginal { programme, worth: Some(worth[programme]).filter(ends) }),
    }
}

/// Minus the derivative of mean harm by each programme's money, £ per £1.
fn worths(setting: &Setting, allocation: &Allocation) -> Vec<f64> {
    let evidence: &Evidence = setting.evidence();
    let evaluation = evaluate(setting.futures(), &allocation.efforts(evidence), &Measure::Harm, None);
    let mut worth = vec![0.0; evidence.programmes().len()];
    for (programme, slope) in evaluation.threats.into_iter().flat_map(|threat| threat.gradient) {
        worth[programme] -= slope;
    }
    worth
}
