//! The report's outline: its chapters in order, and what they share.

use crate::report::Provenance;
use crate::report::page::assurance;
use crate::report::page::contents::SECTIONS;
use crate::report::page::data;
use crate::report::page::decisions;
use crate::report::page::figures::draws;
use crate::report::page::front;
use crate::report::page::front::Annex;
use crate::report::page::head::ended;
use crate::report::page::head::head;
use crate::report::page::head::masthead;
use crate::report::page::limits_of_use;
use crate::report::page::naming::id;
use crate::report::page::naming::name;
use crate::report::page::panel;
use crate::report::page::panel::Held;
use crate::report::page::question;
use crate::report::page::register;
use crate::report::page::reproduce;
use crate::report::report::Chapter;
use crate::report::report::Document;
use maud::DOCTYPE;
use maud::Markup;
use maud::PreEscaped;
use maud::html;
use std::io;

/// What a browser calls it.
const TITLE: &str = "Where the money could go: budget scenarios compared";

/// What the chapters share, with its id and heading.
const SHARED: [(&str, &str); 6] = [
    ("register", "The assumptions register"),
    ("decisions", "The decisions log"),
    ("data", "The data log"),
    ("assurance", "Assurance statement"),
    ("limits-of-use", "Limits of use"),
    ("reproduce", "How to reproduce it"),
];

/// A chapter with the sections that have something to say.
struct Written<'c, 'd> {
    chapter: &'c Chapter<'d>,
    sections: Vec<(&'static str, &'static str, Markup)>,
}

impl<'c, 'd> Written<'c, 'd> {
    fn of(chapter: &'c Chapter<'d>) -> Self {
        let said = SECTIONS.iter().filter_map(|it| Some((it.anchor, it.title, (it.write)(chapter)?)));
        Self { chapter, sections: said.collect() }
    }
}

/// The page: it opens offline, reads without scripts and prints. With files it can be played with.
///
/// # Errors
/// A chapter of the document lacks a scenario that it speaks of: no run has written that.
pub fn page(document: &Document, provenance: &Provenance, held: Option<&Held>) -> io::Result<String> {
    let chapters = document.chapters()?;
    let panel = held.map(panel::embedded).transpose()?;
    let shared = [
        register::section(&chapters),
        decisions::section(&chapters),
        data::section(&chapters),
        assurance::section(&chapters),
        limits_of_use::section(&chapters),
        reproduce::section(provenance),
    ];
    let written: Vec<Written> = chapters.iter().map(Written::of).collect();
    let html = html! {
        (DOCTYPE)
        html lang="en-GB" {
            (head(TITLE, panel.as_ref()))
            body {
                a.skip href="#annex" { "Skip to the annex and its contents" }
                (masthead(&chapters, provenance))
                main {
                    (front::section(&chapters, Annex::Behind))
                    @if panel.is_some() { (PreEscaped(panel::MARKUP)) }
                    (contents(&chapters, panel.is_some()))
                    @for chapter in &written { (all_of(chapter)) }
                    @for ((anchor, title), inside) in SHARED.iter().zip(&shared) {
                        section.chapter id=(anchor) aria-labelledby={ (anchor) "-heading" } {
                            h2 id={ (anchor) "-heading" } { (title) }
                            (inside)
                        }
                    }
                }
                footer { p { "Modelled, never measured. Made by apportion " (provenance.program.version) "." } }
                @if let Some(panel) = &panel { (panel.markup) }
            }
        }
    };
    Ok(ended(html))
}

/// What begins behind the front page; what is inside each chapter stands at its head.
fn contents(chapters: &[Chapter], has_panel: bool) -> Markup {
    html! {
        section.annex id="annex" aria-labelledby="annex-heading" {
            h2 id="annex-heading" { "Annex" }
            p { "Everything that the front page rests on: every figure, every assumption, and how to get them again." }
            nav id="contents" aria-labelledby="contents-heading" {
                h3 id="contents-heading" { "Contents" }
                ol {
                    @if has_panel {
                        li { a href="#play" { "Move the money" } span.of { "before the annex, where figures answer at once." } }
                    }
                    @for chapter in chapters {
                        li {
                            a href={ "#" (id(chapter, "start")) } { (name(&chapter.block.rests_on.evidence)) }
                            span.of { (question::in_short(chapter)) }
                        }
                    }
                    @for (anchor, title) in SHARED { li { a href={ "#" (anchor) } { (title) } } }
                }
            }
        }
    }
}

/// What is inside a chapter.
fn inside(Written { chapter, sections }: &Written) -> Markup {
    html! {
        nav.inside aria-label={ "In the chapter " (chapter.block.rests_on.evidence) } {
            ul { @for (anchor, title, _) in sections { li { a href={ "#" (id(chapter, anchor)) } { (title) } } } }
        }
    }
}

fn all_of(written: &Written) -> Markup {
    let Written { chapter, sections } = written;
    let (start, block) = (id(chapter, "start"), chapter.block);
    html! {
        section.chapter id=(start) aria-labelledby={ (start) "-heading" } {
            h2 id={ (start) "-heading" } { (name(&block.rests_on.evidence)) }
            p.basis {
                bdi { (block.prices()) } ". " (draws(block)) ". "
                @if let Some(description) = &block.description { bdi { (description) } }
            }
            (inside(written))
            @for (anchor, title, inside) in sections {
                section id=(id(chapter, anchor)) {
                    h3 { (title) }
                    (inside)
                }
            }
        }
    }
}
