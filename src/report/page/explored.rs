//! The page that is there to be played with: the panel, and below it what its files say as they stand.

use crate::report::Provenance;
use crate::report::page::front;
use crate::report::page::front::Annex;
use crate::report::page::head::ended;
use crate::report::page::head::head;
use crate::report::page::head::masthead;
use crate::report::page::panel;
use crate::report::page::panel::Held;
use crate::report::report::Document;
use maud::DOCTYPE;
use maud::PreEscaped;
use maud::html;
use std::io;

/// What a browser calls it.
const TITLE: &str = "Where the money could go: scenarios to play with";

/// The page: it opens offline, and says what the files say where no script runs.
///
/// # Errors
/// A chapter of the document lacks a scenario that it speaks of: no run has written that.
pub fn explored(document: &Document, provenance: &Provenance, held: &Held) -> io::Result<String> {
    let chapters = document.chapters()?;
    let panel = panel::embedded(held)?;
    let html = html! {
        (DOCTYPE)
        html lang="en-GB" {
            (head(TITLE, Some(&panel)))
            body {
                a.skip href="#front" { "Skip to what the files say as they stand" }
                (masthead(&chapters, provenance))
                main {
                    (PreEscaped(panel::MARKUP))
                    (front::section(&chapters, Annex::Elsewhere))
                }
                footer {
                    p {
                        "Modelled, never measured. Made by apportion " (provenance.program.version) " of the files that this page \
                         holds, by which every figure can be had on a command line too."
                    }
                }
                (panel.markup)
            }
        }
    };
    Ok(ended(html))
}
