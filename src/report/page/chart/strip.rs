//! One interval in a row of a table: the figures stand in the cells beside it, so who hears the page misses nothing.

use crate::report::page::chart::drawing::across;
use crate::report::page::chart::drawing::anchor;
use crate::report::page::chart::drawing::weight;
use crate::report::scale::Scale;
use maud::Markup;
use maud::html;

/// What is drawn of one row.
pub(in crate::report::page) struct Mark {
    /// The dot.
    pub(in crate::report::page) dot: f64,
    /// The ends of its interval.
    pub(in crate::report::page) ends: (f64, f64),
    /// Whether it is the row to look at.
    pub(in crate::report::page) is_strong: bool,
    /// Whether it is today.
    pub(in crate::report::page) is_today: bool,
}

/// The row, as tall as the cell it stands in.
pub(in crate::report::page) fn strip(scale: &Scale, mark: &Mark) -> Markup {
    let (low, high) = (across(scale.at(mark.ends.0)), across(scale.at(mark.ends.1)));
    let class = if mark.is_strong {
        "strong"
    } else if mark.is_today {
        "now"
    } else {
        "other"
    };
    html! {
        svg.chart.row aria-hidden="true" width="100%" height="100%" {
            @for tick in scale.ticks() {
                @let x = across(scale.at(tick));
                line class=(weight(tick)) x1=(x) x2=(x) y1="0" y2="100%" {}
            }
            g class=(class) {
                line.interval x1=(low) x2=(high) y1="50%" y2="50%" {}
                circle.dot cx=(across(scale.at(mark.dot))) cy="50%" r="4.5" {}
            }
        }
    }
}

/// What stands above the rows: what the line at nought is, in a word or two.
pub(in crate::report::page) fn strip_head(scale: &Scale, nought: &str) -> Markup {
    let at = scale.at(0.0);
    html! {
        svg.chart.head aria-hidden="true" width="100%" height="16" {
            text x=(across(at)) y="12" text-anchor=(anchor(at)) { (nought) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_drawn_to_the_scale_of_its_table() {
        let scale = Scale::covering([-100.0, 0.0, 100.0]);
        let mark = Mark { dot: 0.0, ends: (-100.0, 100.0), is_strong: false, is_today: true };
        let row = strip(&scale, &mark).into_string();
        assert!(row.contains(r#"x1="2.00%" x2="98.00%" y1="50%""#), "{row}");
        assert!(row.contains(r#"<g class="now">"#) && row.contains(r#"cx="50.00%""#), "{row}");
    }
}
