//! Every programme's money, under the strand that it adds up to.

use crate::model::Evidence;
use crate::report::amounts::Shown;
use crate::report::amounts::change;
use crate::report::amounts::pounds;
use crate::report::page::figures::plain;
use crate::report::page::frame;
use crate::report::page::told::Told;
use crate::study::Found;
use crate::text;
use maud::Markup;
use maud::html;

pub(super) fn section(told: &Told) -> Option<Markup> {
    let (proposal, result) = told.proposed()?;
    let evidence = told.evidence();
    let today = Shown::today(evidence);
    let then = Shown::of(evidence, result.scenario.budget(), &result.allocation);
    let near = proposal.best.as_deref().filter(|found| !found.near.is_empty());
    Some(html! {
        @if near.is_some() {
            p {
                "“Nearly as good” is how far each amount can move, the others following, before harm avoided falls by more "
                "than 1% of what the best avoids."
            }
        } @else if proposal.best.as_ref().is_some_and(|found| found.certificate.is_some()) {
            p {
                "Ranges of nearly as good allocations: n/a. They are worked out for a mean objective; ask the same scenario "
                "with " code { "risk = \"mean\"" } "."
            }
        }
        (frame::folded("Every programme’s money", &table(evidence, &today, &then, near)))
    })
}

fn table(evidence: &Evidence, today: &Shown, then: &Shown, near: Option<&Found>) -> Markup {
    let inside = html! {
        thead {
            tr {
                th scope="col" { "Programme" }
                th.figure scope="col" { "today" }
                th.figure scope="col" { "then" }
                th.figure scope="col" { "change" }
                @if near.is_some() { th.figure scope="col" { "nearly as good" } }
            }
        }
        @for (i, strand) in evidence.strands().iter().enumerate() {
            tbody {
                tr.sum {
                    th scope="row" { (strand) }
                    (line(today.strands[i], then.strands[i], near, Some(i)))
                }
                @for member in evidence.programmes_of(strand) {
                    tr {
                        th.under scope="row" { bdi { (evidence.programmes()[member].name) } }
                        (line(
                            today.programmes[member], then.programmes[member], near,
                            Some(evidence.strands().len() + member)
                        ))
                    }
                }
            }
        }
        (foot(today, then, near))
    };
    frame::table("Money by programme, £m a year", "", &inside)
}

fn foot(today: &Shown, then: &Shown, near: Option<&Found>) -> Markup {
    let beside =
        [("back office", today.back_office, then.back_office), ("unspent", today.unspent, then.unspent)];
    html! {
        tfoot {
            @for (words, before, after) in beside.into_iter().filter(|(_, before, after)| (*before, *after) != (0, 0)) {
                tr { th scope="row" { (words) } (line(before, after, near, None)) }
            }
            tr.sum { th scope="row" { "total" } (line(today.total, then.total, near, None)) }
        }
    }
}

/// The cells of a row; `place` is that of its range, strands first and then programmes.
fn line(before: i64, after: i64, near: Option<&Found>, place: Option<usize>) -> Markup {
    html! {
        td { (pounds(before)) }
        td { (pounds(after)) }
        td { (change(after - before)) }
        @if let Some(found) = near { td { (place.map(|place| range(found, place)).unwrap_or_default()) } }
    }
}

/// How far some money can move.
pub(super) fn range(found: &Found, place: usize) -> String {
    found.near.get(place).map_or("n/a".to_owned(), |near| {
        let figure = |value: f64| plain(value.max(0.0));
        text::unbroken_range(&figure(near.range.lowest), &figure(near.range.highest))
    })
}
