//! Observations.

use crate::id::Address;
use crate::input::construct::Gather;
use crate::input::raw::evidence as raw;
use crate::input::raw::reading::Reading as RawReading;
use crate::model::Observation;
use crate::model::Reading;
use crate::problem::Place;

/// The observation that stands at a place among others; `None` where it is on record as wrong.
pub(crate) fn observation(
    gather: &mut Gather,
    stated: &raw::Observation,
    place: usize,
) -> Option<Observation> {
    let at = Place::root().key("observation").item(place);
    let id = stated.id.given().map(|_| gather.text(&stated.id, &at, "id"));
    let of = gather.required(&stated.of, &at, "of").map(|of| Address::written(of));
    let value = gather.required(&stated.value, &at, "value").copied().map(reading);
    let standard_error = gather.required(&stated.standard_error, &at, "standard_error").copied().map(reading);
    let date = gather.required(&stated.date, &at, "date").map(|date| date.0);
    let source = gather.text(&stated.source, &at, "source");
    let note = stated.note.given().cloned();
    Some(Observation {
        place,
        id,
        of: of?,
        value: value?,
        standard_error: standard_error?,
        date: date?,
        source,
        note,
    })
}

fn reading(stated: RawReading) -> Reading {
    match stated {
        RawReading::Number(number) => Reading::Number(number),
        RawReading::Money(amount) => Reading::Money(amount.0),
    }
}
