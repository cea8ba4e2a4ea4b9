//! What is asked, and the figures of what is looked at more closely. The answer itself stands on the front page.

use crate::report::page::figures;
use crate::report::page::naming::id;
use crate::report::page::naming::in_sentence;
use crate::report::page::naming::name;
use crate::report::report::Chapter;
use crate::text;
use maud::Markup;
use maud::html;

#[expect(clippy::unnecessary_wraps, reason = "every section has this shape")]
pub(super) fn section(chapter: &Chapter) -> Option<Markup> {
    Some(html! {
        p.question { (question(chapter)) }
        p { a href={ "#" (id(chapter, "glance")) } { "The answer at a glance" } " stands on the front page." }
        @if chapter.proposal().is_none() && chapter.answered() > 0 {
            p.note {
                "Made of a comparison’s results, which look at no scenario more closely: what limits cost, how sure the best "
                "split is, its frontier, people and programmes one by one are in the page that " code { "apportion report" }
                " makes of the scenarios themselves."
            }
        }
        @if chapter.answered() == 0 {
            p.answer { "No: none of them has an answer. What stands in the way is said below." }
        }
        @if let Some((_, scenario)) = chapter.proposal() {
            p {
                "Looked at closely in this chapter is " (in_sentence(scenario)) "."
                @if let Some(description) = &scenario.description { " It asks: " bdi { (description) } }
            }
        }
        (key_figures(chapter))
    })
}

/// How much there is in a chapter, as a line of the contents.
pub(super) fn in_short(chapter: &Chapter) -> String {
    let missing = chapter.asked_for() - chapter.answered();
    let scenarios = text::plural(chapter.asked_for(), "scenario", "scenarios");
    match missing {
        0 => format!("{scenarios}, beside today."),
        missing => format!("{scenarios}, beside today; {missing} of them without an answer."),
    }
}

fn question(chapter: &Chapter) -> Markup {
    let reference = chapter.reference;
    let against = if reference.is_today() {
        html! { "what is spent today" }
    } else {
        in_sentence(reference)
    };
    match (chapter.proposal(), chapter.answered()) {
        (_, 0) => html! { "Can any of these scenarios be had?" },
        (Some((proposal, scenario)), answered) if proposal.asked || answered == 1 => html! {
            "How much harm does “" (name(&scenario.name)) "” avoid, and is it more than " (against) " does?"
        },
        (Some(_) | None, answered) => html! {
            "Which of these " (answered) " ways to spend the money avoids most harm, and is it more than " (against) " does?"
        },
    }
}

/// The figures that are asked for first: harm avoided, and its three parts.
fn key_figures(chapter: &Chapter) -> Markup {
    let Some((_, scenario)) = chapter.proposal() else { return html! {} };
    let parts = scenario.bridge.map(|bridge| {
        [
            ("of that, from more or less money", bridge.money),
            ("from the split between strands", bridge.split),
            ("from better use inside the strands", bridge.within),
        ]
    });
    let (placeholders, all) = chapter.placeholders();
    let avoided = format!("modelled harm avoided {}, against today", chapter.period().of_harm());
    html! {
        dl.key-figures {
            (key_figure(&avoided, &figures::money(scenario.harm_avoided.summary.mean)))
            @for (words, part) in parts.into_iter().flatten() { (key_figure(words, &figures::money(part))) }
            (key_figure("assumptions that are placeholders", &format!("{placeholders} of {all}")))
        }
    }
}

fn key_figure(words: &str, figure: &str) -> Markup {
    html! { div { dt { (words) } dd { (figure) } } }
}
