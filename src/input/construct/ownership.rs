//! Who did an analysis, who answers for it, and what was decided on the way.

use crate::input::construct::Gather;
use crate::input::decode::Field;
use crate::input::raw::decision::Decision;
use crate::input::raw::evidence::Head;
use crate::input::raw::owned::Owned;
use crate::model::Ownership;
use crate::model::Roles;
use crate::model::Settled;
use crate::problem::Place;
use crate::problem::Problem;

/// The roles that the head of a file names.
pub(super) fn roles(gather: &mut Gather, head: &Head, place: &Place) -> Roles {
    Roles {
        commissioner: words(gather, &head.commissioner, place, "commissioner"),
        analyst: words(gather, &head.analyst, place, "analyst"),
        assurer: words(gather, &head.assurer, place, "assurer"),
        approver: words(gather, &head.approver, place, "approver"),
    }
}

/// Who answers for an assumption.
pub(super) fn ownership(gather: &mut Gather, stated: &Owned<'_>, place: &Place) -> Ownership {
    Ownership {
        owner: words(gather, stated.owner, place, "owner"),
        signed_off_by: words(gather, stated.signed_off_by, place, "signed_off_by"),
        signed_off_on: stated.signed_off_on.given().map(|date| date.0),
        note: words(gather, stated.note, place, "note"),
        is_proxy: stated.proxy.given().copied().unwrap_or_default(),
    }
}

/// A decision.
pub(super) fn decision(gather: &mut Gather, stated: &Decision, place: &Place) -> Settled {
    let on = gather.required(&stated.on, place, "on").map(|date| date.0);
    Settled {
        on,
        what: gather.text(&stated.what, place, "what"),
        why: gather.text(&stated.why, place, "why"),
        who: gather.text(&stated.who, place, "who"),
        signed_off_by: words(gather, &stated.signed_off_by, place, "signed_off_by"),
    }
}

/// Words that may be left out, but not empty.
fn words(gather: &mut Gather, field: &Field<String>, place: &Place, key: &str) -> Option<String> {
    let text = field.given()?;
    if text.trim().is_empty() {
        let found = format!("`{key}` is empty");
        gather.push(Problem::value(place.key(key), found).allowed("a few words, or no such key"));
        return None;
    }
    Some(text.clone())
}
