//! What every chart has: a name, a description in words, a height, and an axis.

use crate::report::scale::Scale;
use crate::text;
use maud::Markup;
use maud::html;

/// A chart ready to be put into a figure.
pub(in crate::report::page) struct Drawing<'a> {
    /// Its id, unique on the page.
    pub(in crate::report::page) id: &'a str,
    /// What it is, for those who do not see it.
    pub(in crate::report::page) title: &'a str,
    /// What it shows, for those who do not see it.
    pub(in crate::report::page) says: &'a str,
    /// Its marks and their height in pixels.
    pub(in crate::report::page) marks: (Markup, u32),
}

impl Drawing<'_> {
    /// The chart as an image with text in its place.
    pub(in crate::report::page) fn svg(&self) -> Markup {
        let (title, says) = (format!("{}-title", self.id), format!("{}-says", self.id));
        let (marks, height) = &self.marks;
        html! {
            svg.chart id=(self.id) role="img" aria-labelledby={ (title) " " (says) } width="100%" height=(height) {
                title id=(title) { (self.title) }
                desc id=(says) { (self.says) }
                (marks)
            }
        }
    }
}

/// A place across, as SVG says it.
pub(super) fn across(percent: f64) -> String {
    format!("{percent:.2}%")
}

/// The height of some rows.
pub(super) fn tall(rows: usize, each: u32) -> u32 {
    u32::try_from(rows).unwrap_or_default() * each
}

/// A name that fits on a line of a phone; the table behind a chart has all of it.
pub(super) fn short(name: &str) -> String {
    const FITS: usize = 42;
    if text::width(name) <= FITS {
        return name.to_owned();
    }
    let mut kept = String::new();
    for letter in name.chars() {
        kept.push(letter);
        if text::width(&kept) >= FITS {
            kept.pop();
            break;
        }
    }
    kept.trim_end().to_owned() + "…"
}

/// Grid lines from the top down to a height, with their figures below; nought is drawn stronger.
pub(super) fn axis(scale: &Scale, height: u32, unit: &str) -> Markup {
    html! {
        @for tick in scale.ticks() {
            @let x = across(scale.at(tick));
            line class=(weight(tick)) x1=(x) x2=(x) y1="0" y2=(height) {}
        }
        @for tick in scale.written() {
            @let at = scale.at(tick);
            text.quiet x=(across(at)) y=(height + 16) text-anchor=(anchor(at)) { (scale.said(tick)) (unit) }
        }
    }
}

/// How strong the line at a figure is.
pub(super) fn weight(tick: f64) -> &'static str {
    if tick.abs() < 1e-9 { "nought" } else { "grid" }
}

/// Where the words at a place begin, so that none leave the chart.
pub(super) fn anchor(at: f64) -> &'static str {
    if at < 7.0 {
        "start"
    } else if at > 93.0 {
        "end"
    } else {
        "middle"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_are_cut_between_letters_whatever_their_script() {
        assert_eq!(short("Best split"), "Best split");
        let cut = short(&"é".repeat(80));
        assert_eq!((cut.chars().count(), cut.ends_with('…')), (42, true));
    }

    #[test]
    fn an_image_is_named_by_its_title_and_description() {
        let drawing =
            Drawing { id: "a", title: "<T>", says: "S & s", marks: (html! { circle r="1" {} }, 10) };
        let svg = drawing.svg().into_string();
        assert!(svg.contains(r#"role="img" aria-labelledby="a-title a-says""#), "{svg}");
        assert!(svg.contains("&lt;T&gt;") && svg.contains("S &amp; s"), "{svg}");
    }
}
