//! The page as a whole: its head, its chapters in order, and what they share.

use crate::report::Provenance;
use crate::report::page::contents::SECTIONS;
use crate::report::page::front;
use crate::report::page::limits_of_use;
use crate::report::page::question;
use crate::report::page::register;
use crate::report::page::reproduce;
use crate::report::page::told::Told;
use crate::report::page::told::name;
use crate::study::Brief;
use crate::text;
use jiff::civil::Date;
use maud::DOCTYPE;
use maud::Markup;
use maud::PreEscaped;
use maud::html;

const STYLE: &str = include_str!("style.css");

/// The browser itself refuses whatever is not on the page already.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/// What the chapters share, with its id and heading.
const SHARED: [(&str, &str); 3] = [
    ("register", "The assumptions register"),
    ("limits-of-use", "Limits of use"),
    ("reproduce", "How to reproduce it"),
];

/// A chapter with the sections that have something to say.
struct Written<'b> {
    told: &'b Told<'b>,
    sections: Vec<(&'static str, &'static str, Markup)>,
}

impl<'b> Written<'b> {
    fn of(told: &'b Told<'b>) -> Self {
        let said = SECTIONS.iter().filter_map(|it| Some((it.anchor, it.title, (it.write)(told)?)));
        Self { told, sections: said.collect() }
    }
}

/// The page: it opens offline, reads without scripts and prints.
#[must_use]
pub fn page(brief: &Brief, provenance: &Provenance, today: Date) -> String {
    let chapters: Vec<Told> =
        (1..).zip(&brief.chapters).map(|(number, chapter)| Told::new(chapter, number, today)).collect();
    let shared =
        [register::section(&chapters), limits_of_use::section(&chapters), reproduce::section(provenance)];
    let written: Vec<Written> = chapters.iter().map(Written::of).collect();
    let html = html! {
        (DOCTYPE)
        html lang="en-GB" {
            (head())
            body {
                a.skip href="#annex" { "Skip to the annex and its contents" }
                (masthead(&chapters, provenance))
                main {
                    (front::section(&chapters))
                    (contents(&chapters))
                    @for chapter in &written { (whole_chapter(chapter)) }
                    @for ((id, title), inside) in SHARED.iter().zip(&shared) {
                        section.chapter id=(id) aria-labelledby={ (id) "-heading" } {
                            h2 id={ (id) "-heading" } { (title) }
                            (inside)
                        }
                    }
                }
                footer { p { "Modelled, never measured. Made by apportion " (provenance.program.version) "." } }
            }
        }
    };
    // Whatever a file says stands as text by now, and nothing of the page's own is hidden.
    text::visible(&html.into_string().replace("\r\n", "\n")).into_owned() + "\n"
}

fn head() -> Markup {
    html! {
        head {
            meta charset="utf-8";
            meta http-equiv="Content-Security-Policy" content=(POLICY);
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light dark";
            meta name="generator" content="apportion";
            title { "Where the money could go: budget scenarios compared" }
            // Else a browser asks the server for an icon.
            link rel="icon" href="data:,";
            style { (PreEscaped(STYLE)) }
        }
    }
}

fn masthead(chapters: &[Told], from: &Provenance) -> Markup {
    let scenarios: usize = chapters.iter().map(Told::asked_for).sum();
    let overdue = chapters.iter().find_map(|told| {
        let rests = told.rests();
        Some((rests.as_of.clone()?, rests.review_overdue_since.clone()?))
    });
    html! {
        header {
            h1 { "Where the money could go" }
            p.standfirst {
                (text::plural(scenarios, "budget scenario", "budget scenarios")) " compared by the harm that "
                (if scenarios == 1 { "it is" } else { "they are" }) " modelled to avoid. As of " time { (from.question.as_of) } "."
            }
            @if let Some((as_of, date)) = overdue {
                p.warning {
                    strong { "Warning: past its review date. " }
                    "This rests on knowledge of " time { (as_of) } ", due for review by " time { (date) } ", which has gone by."
                }
            }
        }
    }
}

/// What begins behind the front page; what is inside each chapter stands at its head.
fn contents(chapters: &[Told]) -> Markup {
    html! {
        section.annex id="annex" aria-labelledby="annex-heading" {
            h2 id="annex-heading" { "Annex" }
            p { "Everything that the front page rests on: every figure, every assumption, and how to get them again." }
            nav id="contents" aria-labelledby="contents-heading" {
                h3 id="contents-heading" { "Contents" }
                ol {
                    @for told in chapters {
                        li {
                            a href={ "#" (told.id("start")) } { (name(told.evidence().name())) }
                            span.of { (question::in_short(told)) }
                        }
                    }
                    @for (id, title) in SHARED { li { a href={ "#" (id) } { (title) } } }
                }
            }
        }
    }
}

/// What is inside a chapter.
fn inside(Written { told, sections }: &Written) -> Markup {
    html! {
        nav.inside aria-label={ "In the chapter " (told.evidence().name()) } {
            ul { @for (anchor, title, _) in sections { li { a href={ "#" (told.id(anchor)) } { (title) } } } }
        }
    }
}

fn whole_chapter(written: &Written) -> Markup {
    let Written { told, sections } = written;
    let (start, evidence) = (told.id("start"), told.evidence());
    html! {
        section.chapter id=(start) aria-labelledby={ (start) "-heading" } {
            h2 id={ (start) "-heading" } { (name(evidence.name())) }
            p.basis {
                bdi { (evidence.price_year()) } " prices. " (told.draws()) ". "
                @if let Some(description) = evidence.description() { bdi { (description) } }
            }
            (inside(written))
            @for (anchor, title, inside) in sections {
                @let id = told.id(anchor);
                section id=(id) {
                    h3 { (title) }
                    (inside)
                }
            }
        }
    }
}
