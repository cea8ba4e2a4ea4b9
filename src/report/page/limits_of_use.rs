//! What the page must not be used for.

use crate::report::page::naming::name;
use crate::report::report::Chapter;
use crate::text;
use maud::Markup;
use maud::html;

pub(super) fn section(chapters: &[Chapter]) -> Markup {
    html! {
        ul {
            li {
                strong { "It does not say what spending achieves. " } "It says what follows from the evidence files. Modelled harm "
                "avoided is never measured harm avoided."
            }
            li { strong { "It is no finding about any budget, programme or body" } ", as long as its assumptions are placeholders." }
            li {
                strong { "Harm is a social and economic cost, not cash: " } "nothing here is a saving, and no pound avoided can be "
                "taken out of a budget."
            }
            li {
                strong { "An interval holds what the evidence is unsure of, and nothing else. " } "What nobody has written into the "
                "evidence, or got wrong there, is in no interval."
            }
            @if chapters.iter().any(|chapter| chapter.period().plan().is_none()) {
                li { strong { "A settled year " } "leaves out how long effects take, and what changing over costs." }
            }
            @if chapters.iter().any(|chapter| chapter.period().plan().is_some()) {
                li {
                    strong { "A plan over years " } "ends where it ends: it leaves out what changing over costs and, unless it says "
                    "otherwise, what its money still does afterwards. How fast effects come is an assumption like any other."
                }
            }
            @if chapters.len() > 1 {
                li {
                    strong { "Chapters rest on different evidence or draws, " } "and are never subtracted from each other."
                }
            }
        }
        h3 { "What each chapter’s split was read from" }
        dl.bases { @for chapter in chapters { (basis(chapter)) } }
    }
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
