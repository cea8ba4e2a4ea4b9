//! What figures and tables stand in.

use crate::report::page::chart::Drawing;
use maud::Markup;
use maud::html;

/// A table that scrolls by itself where the page is narrow, and then says so. `inside` is its head, body and foot.
pub(super) fn table(caption: &str, class: &str, inside: &Markup) -> Markup {
    html! {
        // Whoever has no pointer reaches what is scrolled away by the keyboard.
        div.wide tabindex="0" role="group" aria-label=(caption) {
            table class=(class) {
                caption {
                    span { (caption) }
                    // The style sheet writes it, where there is more to see; who hears the page misses nothing.
                    span.more aria-hidden="true" {}
                }
                (inside)
            }
        }
    }
}

/// A chart with its caption, a key to its marks, and the table behind it.
pub(super) fn figure(drawing: &Drawing, caption: &str, key: &Markup, behind: &Markup) -> Markup {
    html! {
        figure {
            figcaption { (caption) }
            (key)
            (drawing.svg())
            (behind)
        }
    }
}

/// Something long that is folded on a screen and open on paper.
pub(super) fn folded(summary: &str, inside: &Markup) -> Markup {
    html! {
        details {
            summary { (summary) }
            (inside)
        }
    }
}

/// A key to marks: the class of a swatch and what it stands for.
pub(super) fn key(entries: &[(String, String)]) -> Markup {
    html! {
        ul.key {
            @for (class, words) in entries {
                li { span class={ "swatch " (class) } {} (words) }
            }
        }
    }
}
