//! The assurance statement: who answers for the analysis, how far it is signed off, what it can be used for.

use crate::report::evidence::AssuranceView;
use crate::report::page::naming::name;
use crate::report::report::Chapter;
use maud::Markup;
use maud::html;

/// The statements of all chapters; those that say the same once.
pub(super) fn section(chapters: &[Chapter]) -> Markup {
    let mut all: Vec<(&str, &AssuranceView)> = Vec::new();
    for chapter in chapters {
        let log = &chapter.besides.basis.evidence;
        let own = log.assurance.as_ref().map(|assurance| (log.evidence.as_str(), assurance));
        all.extend(own.filter(|own| !all.contains(own)));
    }
    html! {
        @if all.is_empty() { p { "The results are of a version that did not say." } }
        @for (evidence, assurance) in &all {
            h3 { (name(evidence)) }
            ul { @for line in assurance.said() { li { bdi { (line) } } } }
        }
        @if let Some((_, assurance)) = all.first() {
            h3 { "What it can be used for" }
            ul { @for line in &assurance.can { li { (line) } } }
            h3 { "What it cannot be used for" }
            ul { @for line in &assurance.cannot { li { (line) } } }
            p { "What limits it stands under " a href="#limits-of-use" { "limits of use" } "." }
        }
    }
}
