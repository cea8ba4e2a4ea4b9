//! Over which time figures are said: a settled year, or the years of a plan at present value.

use crate::report::Basis;
use crate::report::views::HorizonView;

/// A settled year, or the years of a plan.
#[derive(Clone, Copy, Debug)]
pub struct Period<'b>(Option<&'b HorizonView>);

impl Basis {
    /// The time that figures are about.
    #[must_use]
    pub fn period(&self) -> Period<'_> {
        Period(self.horizon.as_ref())
    }
}

impl<'b> Period<'b> {
    /// The years of a plan; `None` of a settled year.
    #[must_use]
    pub fn plan(self) -> Option<&'b HorizonView> {
        self.0
    }

    /// What stands behind an amount of money or harm: `£997m a year`, `£997m at present value`.
    #[must_use]
    pub fn of_money(self) -> &'static str {
        if self.0.is_some() { "at present value" } else { "a year" }
    }

    /// What stands behind a number of people: `12 a year`, `12 over 2016 to 2020`.
    #[must_use]
    pub fn of_people(self) -> String {
        self.0.map_or_else(|| "a year".to_owned(), |horizon| format!("over {}", horizon.span()))
    }
}
