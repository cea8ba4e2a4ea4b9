//! Scenarios that no allocation can meet, with what would mend it, and scenarios that could not be worked out.

use crate::report::page::told::Told;
use crate::report::page::told::name;
use crate::study::Unanswered;
use crate::study::say;
use crate::study::say_mend;
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
                        li { "Its money misses " bdi { (say(&broken.rule, scenario).words) } " by " (text::money(broken.missed_by.millions())) "." }
                    }
                }
            }
            @if let Some(clash) = &impossible.clash {
                @for set in &clash.sets {
                    p { "These rules cannot all be kept" (if clash.sets.len() > 1 { ":" } else { ", though any one of them given up would do:" }) }
                    ul { @for rule in set { li { bdi { (say(rule, scenario).words) } } } }
                }
                p { "The least total change that would make it possible:" }
                ul {
                    @for mend in &clash.mend { li { bdi { (say_mend(mend, scenario)) } } }
                }
            }
        }
    }
}
