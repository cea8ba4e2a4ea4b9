//! Money that is held, whatever the evidence says.

use crate::id::Id;
use crate::model::Allocation;
use crate::model::Evidence;
use std::collections::BTreeMap;

/// Money by programme, year by year: that of programmes which other evidence does not have is left out, and programmes which only
/// that has get nothing.
#[derive(Clone, Debug)]
pub(super) struct MoneyHeld(Vec<BTreeMap<Id, f64>>);

impl MoneyHeld {
    pub(super) fn of(allocation: &Allocation, evidence: &Evidence) -> Self {
        let programmes = evidence.programmes();
        let years = allocation.years(programmes.len()).map(|year| {
            let amounts = programmes.iter().zip(year.millions());
            amounts.map(|(programme, amount)| (programme.id.clone(), *amount)).collect()
        });
        Self(years.collect())
    }

    /// The same money on some evidence.
    pub(super) fn on(&self, evidence: &Evidence) -> Allocation {
        let years: Vec<Allocation> = self
            .0
            .iter()
            .map(|year| {
                let amounts = evidence.programmes().iter();
                let amounts = amounts.map(|programme| year.get(&programme.id).copied().unwrap_or_default());
                Allocation::from_millions(amounts.collect())
            })
            .collect();
        Allocation::over_years(&years)
    }
}
