//! What is asked, and the figures of what is looked at more closely. The answer itself stands on the front page.

use crate::report::page::figures;
use crate::report::page::told::Told;
use crate::report::page::told::in_sentence;
use crate::report::page::told::name;
use crate::text;
use maud::Markup;
use maud::html;

#[expect(clippy::unnecessary_wraps, reason = "every section has this shape")]
pub(super) fn section(told: &Told) -> Option<Markup> {
    Some(html! {
        p.question { (question(told)) }
        p { a href={ "#" (told.id("glance")) } { "The answer at a glance" } " stands on the front page." }
        @if told.answered() == 0 {
            p.answer { "No: none of them has an answer. What stands in the way is said below." }
        }
        @if let Some((_, result)) = told.proposed() {
            p {
                "Looked at closely in this chapter is " (in_sentence(result)) "."
                @if let Some(description) = result.scenario.description() { " It asks: " bdi { (description) } }
            }
        }
        (key_figures(told))
    })
}

/// How much there is in a chapter, as a line of the contents.
pub(super) fn in_short(told: &Told) -> String {
    let missing = told.asked_for() - told.answered();
    let scenarios = text::plural(told.asked_for(), "scenario", "scenarios");
    match missing {
        0 => format!("{scenarios}, beside today."),
        missing => format!("{scenarios}, beside today; {missing} of them without an answer."),
    }
}

fn question(told: &Told) -> Markup {
    let reference = told.reference();
    let against = if reference.scenario.is_today() {
        html! { "what is spent today" }
    } else {
        in_sentence(reference)
    };
    match (told.proposed(), told.answered()) {
        (None, _) | (_, 0) => html! { "Can any of these scenarios be had?" },
        (Some((proposal, result)), answered) if proposal.is_asked || answered == 1 => html! {
            "How much harm does “" (name(result.scenario.name())) "” avoid, and is it more than " (against) " does?"
        },
        (Some(_), answered) => html! {
            "Which of these " (answered) " ways to spend the money avoids most harm, and is it more than " (against) " does?"
        },
    }
}

/// The figures that are asked for first: harm avoided, and its three parts.
fn key_figures(told: &Told) -> Markup {
    let Some((_, result)) = told.proposed() else { return html! {} };
    let parts = result.bridge.as_ref().ok().map(|bridge| {
        [
            ("of that, from more or less money", bridge.money),
            ("from the split between strands", bridge.split),
            ("from better use inside the strands", bridge.within),
        ]
    });
    let (placeholders, all) = told.placeholders();
    html! {
        dl.key-figures {
            (key_figure("modelled harm avoided a year, against today", &figures::money(result.harm_avoided.mean)))
            @for (words, part) in parts.into_iter().flatten() { (key_figure(words, &figures::money(part))) }
            (key_figure("assumptions that are placeholders", &format!("{placeholders} of {all}")))
        }
    }
}

fn key_figure(words: &str, figure: &str) -> Markup {
    html! { div { dt { (words) } dd { (figure) } } }
}
