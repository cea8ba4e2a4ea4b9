//! Scenarios that no allocation can meet: which rules clash, and what would mend it.

use crate::report::page::told::Told;
use crate::report::page::told::name;
use crate::study::Unanswered;
use crate::study::say;
use crate::text;
use maud::Markup;
use maud::html;

pub(super) fn section(told: &Told) -> Option<Markup> {
    let unanswered = &told.chapter.block.unanswered;
    (!unanswered.is_empty()).then(|| html! { @for one in unanswered { (clash(one)) } })
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
