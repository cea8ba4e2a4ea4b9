//! When money is spent, and in which years it is felt.
//!
//! What is decided is money by programme and year. What curves take is *felt* effort: of programme j in year y it is
//! Σ w\[k\]·e\[j, y − k\], with lag weights w. Before the first year today's effort was made, as it was delivered; behind the
//! last one today's money is spent again. A settled year is the timeline of one year in which everything is felt at once.

use crate::model::Allocation;
use crate::model::Evidence;
use crate::model::Horizon;
use crate::model::Programme;

/// The years of a plan and how money in them is felt; numbers by programme and year stand year by year.
#[derive(Clone, Debug, PartialEq)]
pub struct Timeline {
    first_year: Option<i32>,
    years: usize,
    /// What each year counts whose harm counts.
    discounts: Vec<f64>,
    /// By programme: weights that add up to 1, from the year of spending on.
    lags: Vec<Vec<f64>>,
    /// By programme: today's effort, £m.
    reference: Vec<f64>,
}

impl Timeline {
    /// The timeline of a horizon; of a settled year where there is none.
    #[must_use]
    pub fn of(evidence: &Evidence, horizon: Option<&Horizon>) -> Self {
        let programmes = evidence.programmes();
        let reference = programmes.iter().map(Programme::reference_effort).collect();
        let Some(horizon) = horizon else {
            let lags = vec![vec![1.0]; programmes.len()];
            return Self { first_year: None, years: 1, discounts: vec![1.0], lags, reference };
        };
        let lags: Vec<Vec<f64>> = programmes.iter().map(|programme| whole(&programme.lag)).collect();
        let longest = lags.iter().map(Vec::len).max().unwrap_or(1);
        let felt = horizon.years + if horizon.tail { longest - 1 } else { 0 };
        let discounts = (0..felt).map(|year| horizon.discount.factor(year)).collect();
        Self { first_year: Some(horizon.first_year), years: horizon.years, discounts, lags, reference }
    }

    /// Whether it is one settled year and no plan.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.first_year.is_none()
    }

    /// How many programmes there are.
    #[must_use]
    pub fn programmes(&self) -> usize {
        self.lags.len()
    }

    /// How many years are decided.
    #[must_use]
    pub fn years(&self) -> usize {
        self.years
    }

    /// How many years there are whose harm counts: those decided, and behind them those in which they are still felt, where
    /// these count.
    #[must_use]
    pub fn felt_years(&self) -> usize {
        self.discounts.len()
    }

    /// How many places there are at which effort is felt: one a programme and year whose harm counts.
    #[must_use]
    pub fn places_felt(&self) -> usize {
        self.programmes() * self.felt_years()
    }

    /// How many years after the last one decided its money is still felt.
    #[must_use]
    pub fn longest_lag(&self) -> usize {
        self.lags.iter().map(|lag| lag.len() - 1).max().unwrap_or_default()
    }

    /// The name of a year, from 0; none of a settled year.
    #[must_use]
    pub fn name(&self, year: usize) -> Option<i32> {
        self.first_year?.checked_add(i32::try_from(year).ok()?)
    }

    /// What £1 in a year counts.
    #[must_use]
    pub fn discount(&self, year: usize) -> f64 {
        self.discounts[year]
    }

    /// Today's money in every year that is decided.
    #[must_use]
    pub fn today(&self, evidence: &Evidence) -> Allocation {
        Allocation::over_years(&vec![Allocation::reference(evidence); self.years])
    }

    /// Planned efforts as they are felt, £m by programme and year whose harm counts, under an allocation; without what was
    /// spent before the first year.
    #[must_use]
    pub fn efforts(&self, allocation: &Allocation, evidence: &Evidence) -> Vec<f64> {
        self.felt(&allocation.efforts(evidence))
    }

    /// Planned efforts as they are felt, £m, of planned efforts as they are made.
    #[must_use]
    pub fn felt(&self, made: &[f64]) -> Vec<f64> {
        let places = 0..self.places_felt();
        let felt = places.map(|place| {
            let terms = self.terms(place);
            let decided = terms.map(|(decision, weight)| weight * made[decision]);
            decided.fold(self.behind(place), |sum, part| sum + part)
        });
        felt.collect()
    }

    /// The decisions that are felt at a place, with their weights: the effort felt there is their sum and what today's
    /// money is felt as, before and behind.
    pub fn terms(&self, place: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
        let (year, programme) = self.parted(place);
        let weights = self.lags[programme].iter().enumerate().filter(|(_, weight)| **weight > 0.0);
        weights.filter_map(move |(behind, weight)| {
            let spent = year.checked_sub(behind).filter(|spent| *spent < self.years)?;
            Some((spent * self.programmes() + programme, *weight))
        })
    }

    /// The planned effort felt at a place of what is spent behind the last year decided: today's money, £m.
    #[must_use]
    pub fn behind(&self, place: usize) -> f64 {
        let (year, programme) = self.parted(place);
        let weights = self.lags[programme].iter().enumerate();
        let later = weights.filter(|(lag, _)| year >= lag + self.years);
        later.map(|(_, weight)| weight * self.reference[programme]).sum()
    }

    /// The effort felt at a place of what was spent before the first year, £m, as it was delivered then.
    #[must_use]
    pub fn before(&self, place: usize) -> f64 {
        let (year, programme) = self.parted(place);
        let weights = self.lags[programme].iter().skip(year + 1);
        weights.map(|weight| weight * self.reference[programme]).sum()
    }

    /// Whether a programme's money is felt in the year of spending and in no other.
    #[must_use]
    pub fn is_felt_at_once(&self, programme: usize) -> bool {
        self.lags[programme].len() == 1
    }

    /// The places of some programmes in every year that is decided.
    #[must_use]
    pub fn places(&self, programmes: &[usize]) -> Vec<usize> {
        let years = 0..self.years;
        years.flat_map(|year| programmes.iter().map(move |own| year * self.programmes() + own)).collect()
    }

    /// Money by programme over all years at present value.
    #[must_use]
    pub fn at_present_value(&self, allocation: &Allocation) -> Allocation {
        let mut sums = vec![0.0; self.programmes()];
        for (year, discount) in allocation.years(self.programmes()).zip(&self.discounts) {
            for (sum, amount) in sums.iter_mut().zip(year.millions()) {
                *sum += discount * amount;
            }
        }
        Allocation::from_millions(sums)
    }

    /// What some amounts by programme and year come to at present value, £m.
    #[must_use]
    pub fn present_value(&self, amounts: &[f64]) -> f64 {
        let years = amounts.chunks(self.programmes().max(1)).zip(&self.discounts);
        years.map(|(amounts, discount)| discount * amounts.iter().sum::<f64>()).sum()
    }

    /// The year of a place, and its programme.
    #[must_use]
    pub fn parted(&self, place: usize) -> (usize, usize) {
        let programmes = self.programmes().max(1);
        (place / programmes, place % programmes)
    }
}

/// Lag weights that add up to exactly what effort there is, however few decimals they are written with; without weights of
/// nought at their end.
fn whole(lag: &[f64]) -> Vec<f64> {
    let last = lag.iter().rposition(|weight| *weight > 0.0).unwrap_or_default();
    let sum: f64 = lag.iter().sum();
    lag[..=last].iter().map(|weight| weight / sum).collect()
}
