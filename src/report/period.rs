//! Over which time figures are said: a settled year, or the years of a plan at present value.

use crate::report::Basis;
use crate::report::views::HorizonView;

/// A settled year, or the years of a plan.
#[derive(Clone, Copy, Debug)]
pub struct Period<'b>(Option<&'b HorizonView>);

/// What stands behind money and harm of a settled year.
const A_YEAR: &str = "a year";

/// What stands behind those of a plan.
const AT_PRESENT_VALUE: &str = "at present value";

impl Basis {
    /// The time that figures are about.
    #[must_use]
    pub fn period(&self) -> Period<'_> {
        Period(self.horizon.as_ref())
    }
}

/// What stands behind an amount of money or harm, of a plan or of a settled year.
pub(super) fn of_money(is_plan: bool) -> &'static str {
    if is_plan { AT_PRESENT_VALUE } else { A_YEAR }
}

impl<'b> Period<'b> {
    /// One settled year.
    #[cfg(test)]
    pub(super) const SETTLED: Self = Self(None);

    /// The years of a plan; `None` of a settled year.
    #[must_use]
    pub fn plan(self) -> Option<&'b HorizonView> {
        self.0
    }

    /// What stands behind an amount of money or harm: `£997m a year`, `£997m at present value`.
    #[must_use]
    pub fn of_money(self) -> &'static str {
        of_money(self.0.is_some())
    }

    /// The same in full: `£997m a year`, `£997m over 2016 to 2020 at present value`.
    #[must_use]
    pub fn of_harm(self) -> String {
        let said = |horizon: &HorizonView| format!("over {} {AT_PRESENT_VALUE}", horizon.counted());
        self.0.map_or_else(|| A_YEAR.to_owned(), said)
    }

    /// What stands behind a number of people: `12 a year`, `12 over 2016 to 2020`.
    #[must_use]
    pub fn of_people(self) -> String {
        self.0.map_or_else(|| A_YEAR.to_owned(), |horizon| format!("over {}", horizon.counted()))
    }

    /// Right behind an amount in a sentence: ` a year`; of a plan nothing, since [`in_all`](Self::in_all) ends the clause.
    #[must_use]
    pub fn each(self) -> &'static str {
        if self.0.is_some() { "" } else { " a year" }
    }

    /// At the end of the clause with such an amount: ` over 2016 to 2020 at present value`; of a settled year nothing.
    #[must_use]
    pub fn in_all(self) -> String {
        let said = |horizon: &HorizonView| format!(" over {} {AT_PRESENT_VALUE}", horizon.counted());
        self.0.map(said).unwrap_or_default()
    }

    /// The heading of money and harm: `£m a year`, `£m at present value`.
    #[must_use]
    pub fn millions(self) -> String {
        format!("£m {}", self.of_money())
    }

    /// A budget that stands for a whole plan: `£m a year`; of a plan `£m in 2016, later years in proportion`.
    #[must_use]
    pub fn of_budget(self) -> String {
        let said = |horizon: &HorizonView| format!("£m in {}, later years in proportion", horizon.first_year);
        self.0.map_or_else(|| format!("£m {A_YEAR}"), said)
    }

    /// A unit of a settled year as it is of this time: money and harm at present value, people over all years.
    #[must_use]
    pub fn unit(self, unit: &str) -> String {
        match (self.0, unit) {
            (Some(_), "£m a year" | "£m") => self.millions(),
            (Some(_), A_YEAR) => self.of_people(),
            _ => unit.to_owned(),
        }
    }

    /// The same of money moved, which is added up over all years and not discounted.
    #[must_use]
    pub fn unit_of_moved(self, unit: &str) -> String {
        let said = |horizon: &HorizonView| format!("£m over {}, not discounted", horizon.span());
        self.0.map_or_else(|| unit.to_owned(), said)
    }

    /// The same of a budget that stands for a whole plan.
    #[must_use]
    pub fn unit_of_budget(self, unit: &str) -> String {
        if self.0.is_some() { self.of_budget() } else { unit.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_of_a_settled_year_are_as_they_are_and_those_of_a_plan_say_its_years() {
        let units = ["£m a year", "£m", "a year", "£ per £1", "share"];
        assert_eq!(units.map(|unit| Period(None).unit(unit)), units);
        let discount = "not at all".to_owned();
        let horizon = HorizonView { first_year: 2016, years: 5, discount, tail: false };
        let plan = Period(Some(&horizon));
        let said = ["£m at present value", "£m at present value", "over 2016 to 2020", "£ per £1", "share"];
        assert_eq!(units.map(|unit| plan.unit(unit)), said);
        assert_eq!(plan.unit_of_budget("£m"), "£m in 2016, later years in proportion");
        let felt = HorizonView { tail: true, ..horizon.clone() };
        assert_eq!(Period(Some(&felt)).of_people(), "over 2016 to 2020 and while it is felt after");
        assert_eq!((plan.each(), &*plan.in_all()), ("", " over 2016 to 2020 at present value"));
        assert_eq!((Period(None).each(), &*Period(None).in_all()), (" a year", ""));
    }
}
