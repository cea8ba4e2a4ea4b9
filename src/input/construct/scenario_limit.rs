//! Limits of scenario files.

use crate::id::Pattern;
use crate::input::construct::Gather;
use crate::input::construct::gather::money;
use crate::input::construct::horizon::YEAR;
use crate::input::construct::horizon::calendar;
use crate::input::construct::years::Years;
use crate::input::raw::entry::MultipleEntry;
use crate::input::raw::scenario as raw;
use crate::model::LimitSpec;
use crate::model::RatioSpec;
use crate::problem::Lack;
use crate::problem::Place;
use crate::problem::Problem;
use std::collections::BTreeSet;

/// A limit; `None` where it has no name to be known by.
pub(super) fn limit(
    gather: &mut Gather,
    stated: &raw::Limit,
    plan: Years,
    place: &Place,
) -> Option<LimitSpec> {
    let name = gather.text(&stated.name, place, "name");
    let patterns = stated.programmes.items();
    let programmes: Vec<Pattern> =
        patterns.filter_map(|(i, text)| gather.pattern(text, place.key("programmes").item(i))).collect();
    if stated.programmes.given().is_some_and(Vec::is_empty) {
        let found = "an empty list names no programme";
        let allowed = "at least one pattern; leave `programmes` out for all of them";
        gather.push(Problem::value(place.key("programmes"), found).allowed(allowed));
    }
    let names = stated.programmes.items().count();
    let is_whole = !stated.programmes.is_spoiled() && programmes.len() == names;
    gather.keep(Lack::Any, is_whole.then_some(()));
    let years = years(gather, stated, plan, &place.key("years"));
    let at_most_open = stated.at_most_open.given();
    let tied = stated.ratio.given().and_then(|stated| ratio(gather, stated, &place.key("ratio")));
    if tied.is_none() && !stated.ratio.is_absent() {
        return None;
    }
    let limit = LimitSpec {
        name,
        programmes,
        strand: gather.optional_id(&stated.strand, place, "strand"),
        threat: gather.optional_id(&stated.threat, place, "threat"),
        funder: gather.optional_id(&stated.funder, place, "funder"),
        min: money(&stated.min),
        max: money(&stated.max),
        min_share: gather.share(&stated.min_share, place, "min_share"),
        max_share: gather.share(&stated.max_share, place, "max_share"),
        max_change: stated.max_change.given().copied(),
        max_yearly_change: stated.max_yearly_change.given().copied(),
        years,
        at_most_open: at_most_open.map(|count| usize::try_from(*count).unwrap_or(usize::MAX)),
        ratio: tied,
    };
    (!limit.name.is_empty()).then_some(limit)
}

/// The years that a limit is about, with a stand-in for each that is wrong, so that all keep their places.
fn years(gather: &mut Gather, stated: &raw::Limit, plan: Years, place: &Place) -> Vec<i32> {
    gather.keep_all(Lack::Any, &stated.years);
    let Some(all) = stated.years.given() else { return Vec::new() };
    if all.is_empty() {
        let problem = Problem::value(place.clone(), "an empty list names no year");
        gather.push(problem.allowed("at least one year of the plan; leave `years` out for all of them"));
    }
    let mut named = BTreeSet::new();
    for (i, year) in stated.years.items() {
        let here = place.item(i);
        if calendar(*year).is_none() {
            gather.push(Problem::value(here, year).allowed(YEAR));
        } else if !named.insert(*year) {
            let found = format!("{year} is among the years already");
            gather.push(Problem::value(here, found).allowed("each year once"));
        }
    }
    let stand_in = if let Years::Of(horizon) = plan { horizon.first_year } else { 2000 };
    all.iter().map(|year| year.given().and_then(|year| calendar(*year)).unwrap_or(stand_in)).collect()
}

/// A ratio; `None` where it is not whole.
fn ratio(gather: &mut Gather, stated: &raw::Ratio, place: &Place) -> Option<RatioSpec> {
    let of = gather.required(&stated.of, place, "of").cloned();
    let of = of.and_then(|text| gather.pattern(&text, place.key("of")));
    let to = gather.required(&stated.to, place, "to").cloned();
    let to = to.and_then(|text| gather.pattern(&text, place.key("to")));
    let (min, max) = match gather.required(&stated.is, place, "is") {
        None => (None, None),
        Some(MultipleEntry::Fixed(multiple)) => (Some(*multiple), Some(*multiple)),
        Some(MultipleEntry::Range(range)) => {
            if range.min.is_absent() && range.max.is_absent() {
                let problem =
                    Problem::value(place.key("is"), "a range of nothing").allowed("`min`, `max` or both");
                gather.push(problem.lacking(Lack::Key));
            }
            (range.min.given().copied(), range.max.given().copied())
        }
    };
    let ratio = of.zip(to).map(|(of, to)| RatioSpec { of, to, min, max });
    gather.keep(Lack::Any, ratio)
}
