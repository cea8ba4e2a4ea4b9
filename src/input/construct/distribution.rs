//! What is wrong with a distribution, in the file's words and on the key that says it.

use crate::distribution::DistError;
use crate::problem::Place;
use crate::problem::Problem;
use crate::text::typed;

/// A distribution's refusal as a problem; `place` is that of its table, or of the bare number.
pub(super) fn problem(error: DistError, place: &Place) -> Problem {
    match error {
        DistError::Argument { distribution: "constant", value, allowed, .. } => {
            Problem::value(place.clone(), format!("found the number `{}`", typed(value))).allowed(allowed)
        }
        DistError::Argument { name, value, allowed, .. } => {
            Problem::value(place.key(name), format!("`{name}` is {}", typed(value))).allowed(allowed)
        }
        DistError::Order { low_name, low, high_name, high, relation, hint, .. } => {
            let found = format!("`{low_name}` is {} and `{high_name}` is {}", typed(low), typed(high));
            let allowed = format!("`{low_name}` {relation} `{high_name}`{hint}");
            Problem::value(place.key(low_name), found).allowed(allowed).or(place.key(high_name))
        }
        DistError::Pairing { values, weights } => {
            let found = format!("{values} values for {weights} weights");
            let allowed = "as many of one as of the other, and at least one";
            Problem::value(place.key("weights"), found).allowed(allowed)
        }
        DistError::Entry { name, place: number, value, allowed } => {
            let list = place.key(&format!("{name}s"));
            let found = format!("a {name} of {}", typed(value));
            Problem::value(list.item(number.saturating_sub(1)), found).allowed(allowed)
        }
        DistError::NoWeight => {
            Problem::value(place.key("weights"), "no weight above 0").allowed("at least one above 0")
        }
        DistError::Limits { min, max } => {
            let found = format!("`min` is {} and `max` is {}", typed(min), typed(max));
            Problem::value(place.key("min"), found).allowed("`min` below `max`").or(place.key("max"))
        }
        DistError::NoMass { distribution, limits, .. } => {
            let found = format!("`{distribution}` is never {limits}");
            Problem::value(place.clone(), found).allowed("`min` and `max` that leave something of it")
        }
        DistError::Unforeseen { .. } | DistError::TooLate { .. } => Problem::value(place.clone(), error),
    }
}
