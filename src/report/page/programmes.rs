//! Every programme's money, under the strand that it adds up to.

use crate::report::amounts::InStrands;
use crate::report::amounts::change;
use crate::report::amounts::pounds;
use crate::report::optimise::BestView;
use crate::report::optimise::RangeView;
use crate::report::page::figures::plain;
use crate::report::page::frame;
use crate::report::prose;
use crate::report::prose::MISSING;
use crate::report::report::Chapter;
use crate::text;
use maud::Markup;
use maud::html;

pub(super) fn section(chapter: &Chapter) -> Option<Markup> {
    let (proposal, scenario) = chapter.proposal()?;
    let order = &chapter.block.order;
    let (today, then) =
        (InStrands::of_scenario(order, chapter.today), InStrands::of_scenario(order, scenario));
    let has_ranges = |best: &&BestView| best.strands.values().any(|strand| strand.near_best.is_some());
    let near = proposal.best.as_ref().filter(has_ranges);
    Some(html! {
        @if near.is_some() {
            p {
                "“Nearly as good” is how far each amount can move, the others following, before harm avoided falls by more "
                "than 1% of what the best avoids."
            }
        } @else if proposal.best.as_ref().is_some_and(|best| best.optimum.is_some() && best.years.is_empty()) {
            p {
                "Ranges of nearly as good allocations: " (MISSING) ". They are worked out for a mean objective; ask the same scenario "
                "with " code { "risk = \"mean\"" } "."
            }
        }
        (frame::folded("Every programme’s money", &table(chapter, &today, &then, near)))
    })
}

fn table(chapter: &Chapter, today: &InStrands, then: &InStrands, near: Option<&BestView>) -> Markup {
    let order = &chapter.block.order;
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
        @for ((strand, today), then) in order.iter().zip(&today.strands).zip(&then.strands) {
            tbody {
                tr.sum {
                    th scope="row" { (strand.id) }
                    (line(today.0, then.0, near.map(|best| range_of_strand(best, &strand.id))))
                }
                @for ((programme, today), then) in strand.programmes.iter().zip(&today.1).zip(&then.1) {
                    @let money = near.map(|best| best.programmes.get(&programme.id));
                    tr {
                        th.under scope="row" { bdi { (programme.name) } }
                        (line(*today, *then, money.map(|money| range(money.and_then(|money| money.near_best.as_ref())))))
                    }
                }
            }
        }
        (foot(today, then, near))
    };
    frame::table(&format!("Money by programme, {}", chapter.period().millions()), "", &inside)
}

fn foot(today: &InStrands, then: &InStrands, near: Option<&BestView>) -> Markup {
    let no_range = near.map(|_| String::new());
    let beside =
        [("back office", today.back_office, then.back_office), ("unspent", today.unspent, then.unspent)];
    html! {
        tfoot {
            @for (words, before, after) in beside.into_iter().filter(|(_, before, after)| (*before, *after) != (0, 0)) {
                tr { th scope="row" { (words) } (line(before, after, no_range.clone())) }
            }
            tr.sum { th scope="row" { "total" } (line(today.total, then.total, no_range.clone())) }
        }
    }
}

/// The cells of a row, with its range where there is a column of ranges.
fn line(before: i64, after: i64, range: Option<String>) -> Markup {
    html! {
        td { (pounds(before)) }
        td { (pounds(after)) }
        td { (change(after - before)) }
        @if let Some(range) = range { td { (range) } }
    }
}

/// How far a strand's money can move.
pub(super) fn range_of_strand(best: &BestView, strand: &str) -> String {
    range(best.strands.get(strand).and_then(|money| money.near_best.as_ref()))
}

/// How far some money can move.
pub(super) fn range(near: Option<&RangeView>) -> String {
    prose::known(near, |near| {
        let figure = |value: f64| plain(value.max(0.0));
        text::unbroken_range(&figure(near.lowest), &figure(near.highest))
    })
}
