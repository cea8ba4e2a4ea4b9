//! What-ifs: numbers of the evidence that a scenario takes to be something else.

use crate::input::construct::Gather;
use crate::input::construct::number;
use crate::input::decode::Field;
use crate::input::raw::number::Uncertain;
use crate::input::raw::what_if::Stated;
use crate::input::raw::what_if::TakenEntry;
use crate::model::Taken;
use crate::model::WhatIf;
use crate::problem::Lack;
use crate::problem::Place;
use crate::problem::Problem;
use crate::text::typed;
use std::collections::BTreeMap;

/// What a scenario assumes, in the order of the addresses.
pub(crate) fn what_ifs(
    gather: &mut Gather,
    stated: &Field<BTreeMap<String, Field<TakenEntry>>>,
    place: &Place,
) -> Vec<WhatIf> {
    let entries = stated.given().into_iter().flatten();
    let what_ifs = entries.filter_map(|(address, entry)| {
        let here = place.key(address);
        let of = gather.pattern(address, here.clone());
        let taken = entry.given().and_then(|entry| taken(gather, address, entry, &here));
        gather.keep(Lack::Any, Some(WhatIf { of: of?, taken: taken? }))
    });
    what_ifs.collect()
}

/// What a number is taken to be; `None` where it is on record as wrong.
pub(crate) fn taken(gather: &mut Gather, address: &str, entry: &TakenEntry, place: &Place) -> Option<Taken> {
    match entry {
        TakenEntry::Times(times) if times.is_finite() && *times >= 0.0 => Some(Taken::Times(*times)),
        TakenEntry::Times(times) => {
            let found = format!("{} times what it is", typed(*times));
            gather.push(Problem::value(place.key("times"), found).allowed("a number from nought up"));
            None
        }
        TakenEntry::At(at) if *at > 0.0 && *at < 1.0 => Some(Taken::At(*at)),
        TakenEntry::At(at) => {
            let found = format!("a quantile of {}", typed(*at));
            gather.push(Problem::value(place.key("at"), found).allowed("above 0 and below 1, such as 0.95"));
            None
        }
        TakenEntry::Instead(Uncertain::Known(Stated::Money(_))) if !WhatIf::is_money(address) => {
            let found = "money, which this number is not";
            gather.push(Problem::value(place.clone(), found).allowed("a number without `£`"));
            None
        }
        TakenEntry::Instead(instead) => number::number(gather, instead, place).map(Taken::Instead),
    }
}
