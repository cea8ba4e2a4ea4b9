//! What chapters and scenarios go by on the page: ids, names and tags.

use crate::report::compare::ScenarioView;
use crate::report::report::Chapter;
use maud::Markup;
use maud::html;

/// An id that no other chapter has.
pub(super) fn id(chapter: &Chapter, of: &str) -> String {
    format!("chapter-{}-{of}", chapter.number + 1)
}

/// A name from a file: of any script and direction, and kept apart from what stands beside it.
pub(super) fn name(name: &str) -> Markup {
    html! { bdi { (name) } }
}

/// A scenario as a sentence names it: Today, or a name between quotation marks.
pub(super) fn in_sentence(scenario: &ScenarioView) -> Markup {
    let own = name(&scenario.name);
    if scenario.is_today() {
        own
    } else {
        html! { "“" (own) "”" }
    }
}

/// A scenario's name in a table, with what it is here.
pub(super) fn tagged(chapter: &Chapter, scenario: &ScenarioView) -> Markup {
    html! {
        (name(&scenario.name))
        @if scenario.is_reference() { " " span.tag { "reference" } }
        @if chapter.is_proposed(scenario) { " " span.tag { "looked at here" } }
    }
}
