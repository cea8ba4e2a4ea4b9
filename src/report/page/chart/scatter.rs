//! Numbered dots by two figures.

use crate::report::page::chart::drawing::across;
use crate::report::page::chart::drawing::anchor;
use crate::report::page::chart::drawing::axis;
use crate::report::page::chart::drawing::weight;
use crate::report::scale::Scale;
use crate::text;
use maud::Markup;
use maud::html;

/// A dot, known by its number in the table behind.
pub(in crate::report::page) struct Dot {
    /// Its number.
    pub(in crate::report::page) number: usize,
    /// How far to the right.
    pub(in crate::report::page) x: f64,
    /// How far up.
    pub(in crate::report::page) y: f64,
    /// Whether it is one to look at.
    pub(in crate::report::page) is_strong: bool,
}

/// The height of what is drawn, and of the axis below it, in pixels.
const HEIGHT: f64 = 240.0;
const AXIS: u32 = 24;

/// What is left free above, for the figure of the highest line.
const ABOVE: f64 = 14.0;

/// The dots, with their height: to the right in percent, up in £m.
pub(in crate::report::page) fn scatter(dots: &[Dot]) -> (Markup, u32) {
    let right = Scale::covering(dots.iter().map(|dot| dot.x).chain([0.0]));
    let up = Scale::covering(dots.iter().map(|dot| dot.y).chain([0.0]));
    let high = |figure: f64| format!("{:.1}", ABOVE + (HEIGHT - ABOVE) * (1.0 - up.at(figure) / 100.0));
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few hundred pixels")]
    let height = HEIGHT as u32;
    let marks = html! {
        (axis(&right, height, "%"))
        @for tick in up.written() {
            line class=(weight(tick)) x1="0" x2="100%" y1=(high(tick)) y2=(high(tick)) {}
            text.quiet x="0" y=(high(tick)) dy="-3" { (text::money(tick)) }
        }
        @for dot in dots {
            @let at = right.at(dot.x);
            g class=[dot.is_strong.then_some("strong")] {
                circle.dot cx=(across(at)) cy=(high(dot.y)) r="5" {}
                text.figure x=(across(at)) y=(high(dot.y)) dy="-8" text-anchor=(anchor(at)) { (dot.number) }
            }
        }
    };
    (marks, height + AXIS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_stand_where_their_figures_are() {
        let dot = |number, x, y| Dot { number, x, y, is_strong: false };
        let (marks, height) = scatter(&[dot(1, 0.0, 0.0), dot(2, 50.0, 10.0)]);
        let drawn = marks.into_string();
        // Two parts in a hundred are left free at either end: 14 + 226·0.98 and 14 + 226·0.02.
        assert!(drawn.contains(r#"cx="2.00%" cy="235.5""#), "{drawn}");
        assert!(drawn.contains(r#"cx="98.00%" cy="18.5""#), "{drawn}");
        assert_eq!(height, 264);
    }
}
