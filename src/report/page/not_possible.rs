//! Scenarios that no allocation can meet, with what would mend it, and scenarios that could not be worked out.

use crate::report::page::told::Told;
use crate::report::page::told::name;
use crate::study::Unanswered;
use crate::study::say;
use crate::text;
use maud::Markup;
use maud::html;

pub(super) fn section(told: &Told) -> Option<Markup> {
    let (unanswered, broken) = (&told.chapter.block.unanswered, &told.chapter.block.broken);
    (!unanswered.is_empty() || !broken.is_empty()).then(|| {
        html! {
            @for one in unanswered { (clash(one)) }
            @for one in broken {
                div.warning {
                    h4 { "Could not be worked out: " (name(&one.name)) }
                    p { bdi { (one.problem) } "." }
                }
            }
        }
    })
}

fn clash(unanswered: &Unanswered) -> Markup {
    let Unanswered { scenario, impossible } = unanswered;
    html! {
        div.warning {
            h4 { "Not possible: " (name(scenario.name())) }
            @if !impossible.broken.is_empty() {
                ul {
                    @for broken in &impossible.broken {
                        li { "Its money misses " bdi { (broken.rule) } " by " (text::money(broken.missed_by.millions())) "." }
                    }
                }
            }
            @if let Some(clash) = &impossible.clash {
                p { "These rules cannot all be kept, though any one of them given up would do:" }
                ul { @for rule in &clash.rules { li { bdi { (say(rule, scenario).words) } } } }
                p { "The least total change that would make it possible:" }
                ul {
                    @for (rule, change) in &clash.mend {
                        li { "relax " bdi { (say(rule, scenario).words) } " by £" (text::thousands(*change, 1)) "m" }
                    }
                }
            }
        }
    }
}
