//! Scenarios that no allocation can meet, with what would mend it, and scenarios that could not be worked out.

use crate::report::compare::UnansweredView;
use crate::report::page::naming::name;
use crate::report::report::Chapter;
use crate::text;
use maud::Markup;
use maud::html;

pub(super) fn section(chapter: &Chapter) -> Option<Markup> {
    let (infeasible, broken) = (&chapter.infeasible, &chapter.broken);
    (!infeasible.is_empty() || !broken.is_empty()).then(|| {
        html! {
            @for one in infeasible { (clash(one)) }
            @for one in broken {
                div.warning {
                    h4 { "Could not be worked out: " (name(&one.name)) }
                    p { bdi { (one.problem) } "." }
                }
            }
        }
    })
}

fn clash(unanswered: &UnansweredView) -> Markup {
    let UnansweredView { name: own, why, .. } = unanswered;
    let sets = why.sets();
    html! {
        div.warning {
            h4 { "Not possible: " (name(own)) }
            @if !why.misses.is_empty() {
                ul {
                    @for miss in &why.misses {
                        li { "Its money misses " bdi { (miss.words) } " by " (text::money(miss.by)) "." }
                    }
                }
            }
            @if !why.clash.is_empty() {
                @for set in &sets {
                    p { "These rules cannot all be kept" (if sets.len() > 1 { ":" } else { ", though any one of them given up would do:" }) }
                    ul { @for rule in set { li { bdi { (rule.words) } } } }
                }
                p { "The least total change that would make it possible:" }
                ul {
                    @for mend in &why.mend { li { bdi { (mend.change_words.as_deref().unwrap_or_default()) } } }
                }
            }
        }
    }
}
