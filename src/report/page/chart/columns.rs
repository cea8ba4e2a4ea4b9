//! Columns of the same height, parted: a split at each of several places across.

use crate::report::page::chart::FILLS;
use crate::report::page::chart::drawing::across;
use crate::report::page::chart::drawing::axis;
use crate::report::scale::Scale;
use maud::Markup;
use maud::html;

/// One column.
pub(in crate::report::page) struct Column {
    /// Its place across.
    pub(in crate::report::page) at: f64,
    /// The parts from the bottom up, as shares of a whole; what they leave is left empty.
    pub(in crate::report::page) shares: Vec<f64>,
}

const HEIGHT: u32 = 170;
const TOP: u32 = 12;
const AXIS: u32 = 24;

/// The part of the room between two places that a column takes.
const FILLED: f64 = 0.7;

/// The room of a column that stands alone, in percent of the width.
const ALONE: f64 = 10.0;

/// The columns, with their height; `today` is a place across to mark.
pub(in crate::report::page) fn columns(columns: &[Column], wide: &Scale, today: f64) -> (Markup, u32) {
    let places = columns.windows(2).map(|pair| wide.at(pair[1].at) - wide.at(pair[0].at));
    let width = FILLED * places.reduce(f64::min).unwrap_or(ALONE);
    let (bottom, now) = (TOP + HEIGHT, across(wide.at(today)));
    let marks = html! {
        (axis(wide, bottom, ""))
        @for column in columns { (one(column, (wide.at(column.at) - width / 2.0).clamp(0.0, 100.0 - width), width)) }
        line.today x1=(now) x2=(now) y1="0" y2=(bottom) {}
    };
    (marks, bottom + AXIS)
}

fn one(column: &Column, left: f64, width: f64) -> Markup {
    let starts = column.shares.iter().scan(0.0, |sum, share| {
        *sum += share;
        Some(*sum)
    });
    let tall = |share: f64| share * f64::from(HEIGHT);
    html! {
        @for (i, (end, share)) in starts.zip(&column.shares).enumerate().filter(|(_, (_, share))| **share > 0.0) {
            rect class={ "part fill-" (i % FILLS) } x=(across(left)) width=(across(width))
                y=(format!("{:.2}", f64::from(TOP) + tall(1.0 - end))) height=(format!("{:.2}", tall(*share))) {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_stand_on_each_other_and_columns_beside_each_other() {
        let wide = Scale::covering([0.0, 10.0]);
        let both = [0.0, 10.0].map(|at| Column { at, shares: vec![0.5, 0.0, 0.25] });
        let drawn = columns(&both, &wide, 5.0).0.into_string();
        assert_eq!(drawn.matches("<rect").count(), 4, "nothing is drawn of nothing");
        let low = r#"y="97.00" height="85.00""#;
        let high = r#"y="54.50" height="42.50""#;
        assert!(drawn.contains(low) && drawn.contains(high), "{drawn}");
        assert!(drawn.contains(r#"<line class="today" x1="50.00%""#), "{drawn}");
    }
}
