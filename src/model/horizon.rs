//! Plans over several years.

use crate::units::Share;

/// Years that a plan covers. A scenario without one is a settled year.
#[derive(Clone, Debug, PartialEq)]
pub struct Horizon {
    /// The year of the first decision.
    pub first_year: i32,
    /// How many years.
    pub years: usize,
    /// How later years count.
    pub discount: Discount,
    /// The largest change of a strand's money from one year to the next, as a share.
    pub max_yearly_change: Option<Share>,
}

/// How later years count.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Discount {
    /// HM Treasury's standard rates: 3.5% to year 30, then lower.
    GreenBook,
    /// One rate a year.
    Rate(f64),
}
