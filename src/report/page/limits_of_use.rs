//! What the page must not be used for.

use crate::report::limits_of_use;
use crate::report::limits_of_use::Limit;
use crate::report::page::naming::name;
use crate::report::report::Chapter;
use crate::text;
use maud::Markup;
use maud::html;

pub(super) fn section(chapters: &[Chapter]) -> Markup {
    html! {
        ul {
            @for limit in limits_of_use::ALWAYS { (said(limit)) }
            @if chapters.iter().any(|chapter| chapter.period().plan().is_none()) { (said(limits_of_use::SETTLED_YEAR)) }
            @if chapters.iter().any(|chapter| chapter.period().plan().is_some()) { (said(limits_of_use::PLAN)) }
            @if chapters.len() > 1 { (said(limits_of_use::CHAPTERS)) }
        }
        h3 { "What each chapter’s split was read from" }
        dl.bases { @for chapter in chapters { (basis(chapter)) } }
    }
}

fn said(limit: Limit) -> Markup {
    html! { li { strong { (limit.lead) } (limit.rest) } }
}

fn basis(chapter: &Chapter) -> Markup {
    let (block, basis) = (chapter.block, &chapter.block.rests_on);
    let (placeholders, all) = chapter.placeholders();
    html! {
        dt { (name(&basis.evidence)) }
        dd {
            @if let Some(description) = &block.description { bdi { (description) } " " }
            (placeholders) " of " (text::plural(all, "assumption", "assumptions")) " are placeholders."
            @if !basis.not_costed.is_empty() {
                " Left out of every £ figure, because nobody has costed them: " bdi { (text::listed(&basis.not_costed)) } "."
            }
            @if let (Some(as_of), Some(date)) = (&basis.as_of, &basis.review_overdue_since) {
                " " strong { "Knowledge of " time { (as_of) } ", due for review by " time { (date) } ", which has gone by." }
            }
        }
    }
}
