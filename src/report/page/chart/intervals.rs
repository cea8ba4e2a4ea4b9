//! Dots with their intervals, a row each.

use crate::report::page::chart::drawing::across;
use crate::report::page::chart::drawing::axis;
use crate::report::page::chart::drawing::short;
use crate::report::page::chart::drawing::tall;
use crate::report::scale::Scale;
use maud::Markup;
use maud::html;

/// One row: a dot in its interval.
pub(in crate::report::page) struct Interval {
    /// Whose it is.
    pub(in crate::report::page) name: String,
    /// The dot.
    pub(in crate::report::page) dot: f64,
    /// The ends.
    pub(in crate::report::page) ends: (f64, f64),
    /// Something to hold the dot against.
    pub(in crate::report::page) tick: Option<f64>,
    /// Whether it is the row to look at.
    pub(in crate::report::page) is_strong: bool,
    /// Whether it is today.
    pub(in crate::report::page) is_today: bool,
}

const ROW: u32 = 42;
const AXIS: u32 = 24;

/// The rows, with their height; `unit` follows the figures of the axis, and a line goes down through what is `here` for all.
pub(in crate::report::page) fn intervals(rows: &[Interval], unit: &str, here: Option<f64>) -> (Markup, u32) {
    let figures = rows.iter().flat_map(|row| [Some(row.ends.0), Some(row.ends.1), Some(row.dot), row.tick]);
    let scale = Scale::covering(figures.flatten().chain(here).chain([0.0]));
    let height = tall(rows.len(), ROW);
    let marks = html! {
        (axis(&scale, height, unit))
        @if let Some(here) = here {
            @let at = across(scale.at(here));
            line.today x1=(at) x2=(at) y1="0" y2=(height) {}
        }
        @for (top, row) in (0..).step_by(ROW as usize).zip(rows) {
            (one(&scale, top, row))
        }
    };
    (marks, height + AXIS)
}

fn one(scale: &Scale, top: u32, row: &Interval) -> Markup {
    let middle = top + 28;
    let (low, high) = (across(scale.at(row.ends.0)), across(scale.at(row.ends.1)));
    html! {
        g class=[class(row)] {
            text x="0" y=(top + 14) { (short(&row.name)) }
            line.interval x1=(low) x2=(high) y1=(middle) y2=(middle) {}
            @for end in [&low, &high] {
                line.interval x1=(end) x2=(end) y1=(middle - 4) y2=(middle + 4) {}
            }
            @if let Some(tick) = row.tick {
                @let at = across(scale.at(tick));
                line.today x1=(at) x2=(at) y1=(middle - 8) y2=(middle + 8) {}
            }
            circle.dot cx=(across(scale.at(row.dot))) cy=(middle) r="5" {}
        }
    }
}

fn class(row: &Interval) -> Option<&'static str> {
    if row.is_strong { Some("strong") } else { row.is_today.then_some("now") }
}
