//! The assumptions register: every number with its grade and its source.

use crate::report::evidence::Document;
use crate::report::evidence::Entry;
use crate::report::page::frame;
use crate::report::page::naming::name;
use crate::report::report::Chapter;
use crate::text;
use maud::Markup;
use maud::html;
use std::collections::BTreeMap;

/// The registers of all chapters; what a later one shares with the first is not said twice.
pub(super) fn section(chapters: &[Chapter]) -> Markup {
    let mut registers: Vec<&Document> = Vec::new();
    for chapter in chapters {
        let register = &chapter.besides.basis.evidence;
        if !registers.contains(&register) {
            registers.push(register);
        }
    }
    html! {
        p {
            "Every number that the figures rest on: where it stands in the evidence, what it is, its value or distribution, how "
            "well it is known, and who says so."
        }
        @if let Some((first, others)) = registers.split_first() {
            (complete(first))
            @for other in others { (beside(other, first)) }
        }
    }
}

fn complete(register: &Document) -> Markup {
    let all: Vec<&Entry> = register.assumptions.iter().collect();
    html! {
        h3 { (name(&register.evidence)) }
        (in_groups(&register.evidence, &all))
    }
}

/// A register beside the first: all of it where most of it differs, else what differs.
fn beside(register: &Document, first: &Document) -> Markup {
    let (log, known) = (&register.assumptions, by_address(&first.assumptions));
    // What it does to each chapter's answer is that chapter's own.
    let stated = |entry: &Entry| Entry { effect: None, ..entry.clone() };
    let is_same =
        |own: &&Entry| known.get(own.address.as_str()).is_some_and(|other| stated(other) == stated(own));
    let differing: Vec<&Entry> = log.iter().filter(|own| !is_same(own)).collect();
    let shared = log.len() - differing.len();
    if shared * 2 < log.len() {
        return complete(register);
    }
    let own = by_address(log);
    let gone: Vec<&str> = known.keys().copied().filter(|address| !own.contains_key(address)).collect();
    html! {
        h3 { (name(&register.evidence)) }
        p {
            (text::plural(shared, "assumption", "assumptions")) " of " (log.len())
            " are those of the register above, word for word."
            @if !gone.is_empty() {
                " It does without these: "
                @for (i, address) in gone.iter().enumerate() { @if i > 0 { ", " } code { (address) } } "."
            }
        }
        @if !differing.is_empty() { (in_groups(&register.evidence, &differing)) }
    }
}

fn by_address(log: &[Entry]) -> BTreeMap<&str, &Entry> {
    log.iter().map(|assumption| (assumption.address.as_str(), assumption)).collect()
}

/// Funders, programmes and threats each folded for themselves.
fn in_groups(evidence: &str, log: &[&Entry]) -> Markup {
    let mut groups: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
    for assumption in log {
        let kind = assumption.address.as_str().split('.').next().unwrap_or_default();
        groups.entry(kind).or_default().push(assumption);
    }
    html! {
        @for (kind, log) in &groups {
            @let words = format!("{} of {kind}s", text::plural(log.len(), "assumption", "assumptions"));
            (frame::folded(&words, &table(&format!("{evidence}: {words}"), log)))
        }
    }
}

fn table(caption: &str, log: &[&Entry]) -> Markup {
    // Neighbours mostly share a source, which is then said once.
    let runs = log.chunk_by(|one, next| (&one.grade, &one.source) == (&next.grade, &next.source));
    let inside = html! {
        thead {
            tr {
                th scope="col" { "Address and meaning" }
                th scope="col" { "Value" }
                th scope="col" { "Grade" }
                th scope="col" { "Source" }
            }
        }
        tbody { @for run in runs { (of_one_source(run)) } }
    };
    frame::table(caption, "register", &inside)
}

fn of_one_source(run: &[&Entry]) -> Markup {
    html! {
        @for (i, assumption) in run.iter().enumerate() {
            tr {
                th scope="row" { code { (assumption.address) } span.of { bdi { (assumption.what) } } (owned(assumption)) }
                td.words { (assumption.distribution) }
                @if i == 0 {
                    td.words rowspan=(run.len()) { (assumption.grade) }
                    td.words rowspan=(run.len()) { bdi { (assumption.source) } }
                }
            }
        }
    }
}

/// Who answers for an assumption and why it is as it is, where that is said.
fn owned(assumption: &Entry) -> Markup {
    html! {
        @if let Some(owner) = &assumption.owner { span.of { "owner: " bdi { (owner) } } }
        @if let Some(by) = &assumption.signed_off_by {
            span.of {
                "signed off by " bdi { (by) }
                @if let Some(on) = &assumption.signed_off_on { " on " time { (on) } }
            }
        }
        @if assumption.proxy { span.of { "a proxy: it stands in for data that nobody has" } }
        @if let Some(note) = &assumption.note { span.of { bdi { (note) } } }
        @if let Some(effect) = assumption.effect { span.of { "moves the mean harm avoided by " (text::money_signed(effect)) " from its 5% to its 95% point" } }
    }
}
