//! What strands get.

use crate::id::Id;
use crate::input::construct::Gather;
use crate::input::construct::portion as build;
use crate::input::construct::years::Years;
use crate::input::decode::Field;
use crate::input::raw::by_year::ByYear;
use crate::input::raw::entry::Part;
use crate::input::raw::entry::PartRange;
use crate::input::raw::entry::SplitEntry;
use crate::input::raw::split::OTHERS;
use crate::input::raw::split::Split;
use crate::model::Portion;
use crate::problem::Lack;
use crate::problem::Place;
use crate::problem::Problem;
use std::collections::BTreeMap;

/// What a split says of strands, year by year, and of those it does not name.
pub(super) fn strands(
    gather: &mut Gather,
    strands: &BTreeMap<String, Field<ByYear<SplitEntry>>>,
    years: Years,
    place: &Place,
) -> (Vec<BTreeMap<Id, Portion>>, Portion) {
    let (mut split, mut others) = (vec![BTreeMap::new(); years.count()], Portion::Free);
    for (strand, entry) in strands {
        let here = place.key(strand);
        if strand == OTHERS {
            others = of_others(gather, entry, &here);
            continue;
        }
        // An entry that is wrong leaves its strand free, so that no sum is blamed besides.
        let portions = match entry.given() {
            None => vec![Portion::Free],
            Some(entry) => {
                let each = years.each(gather, entry, &here);
                each.into_iter().map(|(entry, place)| portion(gather, entry, &place)).collect()
            }
        };
        if let Some(id) = gather.id_key(strand, here) {
            for (year, portion) in split.iter_mut().zip(years.spread(portions)) {
                year.insert(id.clone(), portion);
            }
        }
    }
    (split, others)
}

/// Whether a split is today's, but for strands of which a table on top of it says otherwise.
pub(super) fn rests_on_today(split: &Split) -> bool {
    match split {
        Split::Today => true,
        Split::Strands(strands) => {
            let others = strands.get(OTHERS).and_then(Field::given);
            matches!(others, Some(ByYear::Every(SplitEntry::Today)))
        }
    }
}

/// What strands get that are not named: the same in every year.
fn of_others(gather: &mut Gather, entry: &Field<ByYear<SplitEntry>>, place: &Place) -> Portion {
    match entry.given() {
        Some(ByYear::Each(_)) => {
            let problem = Problem::value(place.clone(), "a list by year for strands that are not named");
            gather.push(problem.allowed("one entry for every year; lists stand under the names of strands"));
            Portion::Free
        }
        Some(ByYear::Every(entry)) => portion(gather, Some(entry), place),
        None => Portion::Free,
    }
}

fn portion(gather: &mut Gather, entry: Option<&SplitEntry>, place: &Place) -> Portion {
    match entry {
        None | Some(SplitEntry::Free) => Portion::Free,
        Some(SplitEntry::Today) => Portion::Today,
        Some(SplitEntry::Fixed(part)) => build::exactly(gather, *part, place.clone()).unwrap_or_default(),
        Some(SplitEntry::Range(range)) => between(gather, range, place),
    }
}

fn between(gather: &mut Gather, range: &PartRange, place: &Place) -> Portion {
    if range.min.is_absent() && range.max.is_absent() {
        let nothing = Problem::value(place.clone(), "a range of nothing").allowed("`min`, `max` or both");
        gather.push(nothing.lacking(Lack::Key));
    }
    let end = |field: &Field<Part>, key: &str| field.given().map(|part| (*part, place.key(key)));
    build::between(gather, end(&range.min, "min"), end(&range.max, "max"), place).unwrap_or_default()
}
