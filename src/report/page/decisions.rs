//! The decisions log: what was decided, by whom, and what follows from what the files are.

use crate::report::evidence::DecisionView;
use crate::report::page::frame;
use crate::report::page::naming::name;
use crate::report::report::Chapter;
use maud::Markup;
use maud::html;

pub(super) fn section(chapters: &[Chapter]) -> Markup {
    html! {
        p {
            "What was decided on the way, why, and by whom. What has nobody’s name beside it follows from what the files and the "
            "program are."
        }
        @for chapter in chapters {
            h3 { (name(&chapter.block.rests_on.evidence)) }
            (table(&chapter.block.rests_on.evidence, &chapter.decisions()))
        }
    }
}

fn table(evidence: &str, decisions: &[DecisionView]) -> Markup {
    let inside = html! {
        thead {
            tr {
                th scope="col" { "Decision" }
                th scope="col" { "Why" }
                th scope="col" { "Who and when" }
                th scope="col" { "Signed off by" }
            }
        }
        tbody {
            @for decision in decisions {
                tr {
                    th scope="row" { bdi { (decision.what) } }
                    td.words { bdi { (decision.why) } }
                    td.words { (who(decision)) }
                    td.words { @if let Some(by) = &decision.signed_off_by { bdi { (by) } } }
                }
            }
        }
    };
    frame::table(&format!("{evidence}: decisions"), "register log", &inside)
}

fn who(decision: &DecisionView) -> Markup {
    html! {
        @match &decision.who {
            Some(who) => { bdi { (who) } @if let Some(on) = &decision.on { ", " time { (on) } } }
            None => { "the " (decision.from) }
        }
    }
}
