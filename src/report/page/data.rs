//! The data log: every source, with how much rests on it.

use crate::report::evidence::DataView;
use crate::report::evidence::Document;
use crate::report::page::frame;
use crate::report::page::naming::name;
use crate::report::report::Chapter;
use crate::text;
use maud::Markup;
use maud::html;

/// The data logs of all chapters; those of the same evidence once.
pub(super) fn section(chapters: &[Chapter]) -> Markup {
    let mut logs: Vec<&Document> = Vec::new();
    for log in chapters.iter().map(|chapter| &chapter.besides.basis.evidence) {
        if !logs.contains(&log) {
            logs.push(log);
        }
    }
    html! {
        p {
            "Every source that is named in the evidence, with how many of its numbers rest on it. Which ones is in the register, "
            "and in the log that " code { "apportion evidence FILE --log data" } " prints."
        }
        @for log in logs {
            h3 { (name(&log.evidence)) }
            (frame::folded(&text::plural(log.data.len(), "source", "sources"), &table(log)))
        }
    }
}

fn table(log: &Document) -> Markup {
    let inside = html! {
        thead {
            tr {
                th scope="col" { "Source" }
                th.figure scope="col" { "numbers" }
                th scope="col" { "Grade" }
            }
        }
        tbody { @for data in &log.data { (row(data)) } }
    };
    let as_of = log.as_of.as_ref().map(|as_of| format!(", knowledge of {as_of}")).unwrap_or_default();
    frame::table(&format!("{}: sources, {}{as_of}", log.evidence, log.prices()), "register log", &inside)
}

fn row(data: &DataView) -> Markup {
    html! {
        tr {
            th scope="row" { bdi { (data.source) } }
            td { (data.addresses.len()) }
            td.words { (text::listed(&data.grades)) @if data.proxy { "; a proxy" } }
        }
    }
}
