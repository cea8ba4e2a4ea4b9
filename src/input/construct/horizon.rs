//! The years of a plan.

use crate::input::construct::Gather;
use crate::input::construct::years::Years;
use crate::input::decode::Field;
use crate::input::raw::horizon as raw;
use crate::model::Discount;
use crate::model::Horizon;
use crate::problem::Lack;
use crate::problem::Place;
use crate::problem::Problem;
use crate::text::typed;
use std::ops::RangeInclusive;

/// Years that money is planned for; any other is a slip.
pub(super) const CALENDAR: RangeInclusive<i64> = 1900..=2200;
/// The same in words.
pub(super) const YEAR: &str = "a year from 1900 to 2200";

/// A horizon, with stand-ins where it is wrong.
pub(super) fn horizon(gather: &mut Gather, stated: &raw::Horizon, place: &Place) -> Horizon {
    let first_year = gather.required(&stated.first_year, place, "first_year").copied();
    if let Some(found) = first_year.filter(|year| !CALENDAR.contains(year)) {
        gather.push(Problem::value(place.key("first_year"), found).allowed(YEAR));
    }
    let years = gather.required(&stated.years, place, "years").copied().unwrap_or(1);
    let discount = stated.discount.given().map_or(Discount::GreenBook, |discount| discount.0);
    if let Discount::Rate(rate) = discount
        && !(0.0..=1.0).contains(&rate)
    {
        let problem = Problem::value(place.key("discount"), typed(rate));
        gather.push(problem.allowed("a rate from 0 to 1 a year"));
    }
    Horizon {
        first_year: first_year.and_then(calendar).unwrap_or(2000),
        years: usize::try_from(years).unwrap_or(usize::MAX),
        discount,
        max_yearly_change: stated.max_yearly_change.given().copied(),
        tail: stated.tail.given().copied().unwrap_or(false),
    }
}

/// A year that money is planned for.
pub(super) fn calendar(year: i64) -> Option<i32> {
    Some(year).filter(|year| CALENDAR.contains(year)).and_then(|year| i32::try_from(year).ok())
}

/// The years that the lists of a file have elements for.
pub(super) fn years<'a>(
    gather: &mut Gather,
    field: &Field<raw::Horizon>,
    built: Option<&'a Horizon>,
) -> Years<'a> {
    if field.is_absent() {
        return Years::Settled;
    }
    let is_first_known = field.given().and_then(|stated| calendar(*stated.first_year.given()?)).is_some();
    let is_count_known = field.given().is_some_and(|stated| stated.years.given().is_some());
    let known = built.filter(|built| (1..=Horizon::MOST_YEARS).contains(&built.years));
    let known = known.filter(|_| is_first_known && is_count_known);
    gather.keep(Lack::Horizon, known).map_or(Years::Unknown, Years::Of)
}
