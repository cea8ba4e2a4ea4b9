//! Plans over several years.

use crate::model::Discount;

/// Years that a plan covers. A scenario without one is a settled year.
#[derive(Clone, Debug, PartialEq)]
pub struct Horizon {
    /// The year of the first decision.
    pub first_year: i32,
    /// How many years.
    pub years: usize,
    /// What a later year counts.
    pub discount: Discount,
    /// The largest change of a strand's money from one year to the next, as a part of what it was: 0.1 is a tenth.
    pub max_yearly_change: Option<f64>,
    /// Whether what is spent in the plan counts until it is no longer felt, beyond the last year.
    pub tail: bool,
}

impl Horizon {
    /// The most years that a plan can have.
    pub const MOST_YEARS: usize = 30;

    /// The name of one of its years, from 0.
    #[must_use]
    pub fn named(&self, year: usize) -> i32 {
        self.first_year.saturating_add(i32::try_from(year).unwrap_or(i32::MAX))
    }
}
