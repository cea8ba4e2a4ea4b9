//! What every page begins and ends with.

use crate::report::Provenance;
use crate::report::page::panel;
use crate::report::page::panel::Embedded;
use crate::report::report::Chapter;
use crate::text;
use maud::Markup;
use maud::PreEscaped;
use maud::html;

const STYLE: &str = include_str!("style.css");

/// The head of a page, which may have a panel.
pub(super) fn head(title: &str, panel: Option<&Embedded>) -> Markup {
    // The browser itself refuses whatever is not on the page already.
    let policy = panel::policy(panel.map(|panel| panel.script.as_str()));
    html! {
        head {
            meta charset="utf-8";
            meta http-equiv="Content-Security-Policy" content=(policy);
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light dark";
            meta name="generator" content="apportion";
            title { (title) }
            // Else a browser asks the server for an icon.
            link rel="icon" href="data:,";
            style { (PreEscaped(STYLE)) @if panel.is_some() { (PreEscaped(panel::STYLE)) } }
        }
    }
}

/// What it is about, and how old its evidence is.
pub(super) fn masthead(chapters: &[Chapter], from: &Provenance) -> Markup {
    let scenarios: usize = chapters.iter().map(Chapter::asked_for).sum();
    let overdue = chapters.iter().find_map(|chapter| {
        let basis = &chapter.block.rests_on;
        Some((basis.as_of.clone()?, basis.review_overdue_since.clone()?))
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

/// A page as text: whatever a file says stands as text by now, and nothing of the page's own is hidden.
pub(super) fn ended(html: Markup) -> String {
    text::visible(&html.into_string().replace("\r\n", "\n")).into_owned() + "\n"
}
