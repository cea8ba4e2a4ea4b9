//! A line in its band.

use crate::report::page::chart::drawing::across;
use crate::report::page::chart::drawing::axis;
use crate::report::page::chart::drawing::weight;
use crate::report::scale::Scale;
use maud::Markup;
use maud::html;

/// One place on the line.
pub(in crate::report::page) struct Band {
    /// Across.
    pub(in crate::report::page) at: f64,
    /// The line.
    pub(in crate::report::page) line: f64,
    /// The ends of the band.
    pub(in crate::report::page) ends: (f64, f64),
}

const HEIGHT: u32 = 240;
/// Room for the figure of the topmost level.
const TOP: u32 = 12;
const AXIS: u32 = 24;

/// The line, with its height. `here` is the place across that the line is drawn around, and `today`, where nothing is
/// avoided by definition, another.
pub(in crate::report::page) fn band(points: &[Band], wide: &Scale, here: f64, today: f64) -> (Markup, u32) {
    let tall = Scale::covering(points.iter().flat_map(|point| [point.ends.0, point.ends.1]).chain([0.0]));
    let down = |figure: f64| {
        format!("{:.2}", f64::from(TOP) + (100.0 - tall.at(figure)) * f64::from(HEIGHT) / 100.0)
    };
    let (bottom, here, now) = (TOP + HEIGHT, across(wide.at(here)), across(wide.at(today)));
    let means = points.iter().map(|point| (wide.at(point.at), 100.0 - tall.at(point.line)));
    let marks = html! {
        (axis(wide, bottom, ""))
        // Paths know no percentages: they are drawn on a square that is stretched.
        svg y=(TOP) width="100%" height=(HEIGHT) viewBox="0 0 100 100" preserveAspectRatio="none" {
            path.band d=(outline(points, wide, &tall)) {}
        }
        @for tick in tall.ticks() {
            @let y = down(tick);
            line class=(weight(tick)) x1="0" x2="100%" y1=(y) y2=(y) {}
        }
        line.here x1=(here) x2=(here) y1=(TOP) y2=(bottom) {}
        line.today x1=(now) x2=(now) y1=(TOP) y2=(bottom) {}
        svg y=(TOP) width="100%" height=(HEIGHT) viewBox="0 0 100 100" preserveAspectRatio="none" {
            path.line d=(path(means)) {}
        }
        @for point in points { circle.dot cx=(across(wide.at(point.at))) cy=(down(point.line)) r="3.5" {} }
        circle.now cx=(now) cy=(down(0.0)) r="5" {}
        @for tick in tall.written() { text.quiet x="0" y=(down(tick)) dy="-4" { (tall.said(tick)) } }
    };
    (marks, bottom + AXIS)
}

/// A path through places.
pub(super) fn path(points: impl Iterator<Item = (f64, f64)>) -> String {
    let places: Vec<String> = points.map(|(x, y)| format!("{x:.2} {y:.2}")).collect();
    if places.is_empty() { String::new() } else { format!("M{}", places.join("L")) }
}

fn outline(points: &[Band], wide: &Scale, tall: &Scale) -> String {
    let top = points.iter().map(|point| (wide.at(point.at), 100.0 - tall.at(point.ends.1)));
    let bottom = points.iter().rev().map(|point| (wide.at(point.at), 100.0 - tall.at(point.ends.0)));
    let around = path(top.chain(bottom));
    if around.is_empty() { around } else { around + "Z" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_band_goes_out_along_its_top_and_back_along_its_bottom() {
        let points = [0.0, 10.0].map(|at| Band { at, line: 5.0, ends: (0.0, 10.0) });
        let wide = Scale::covering([0.0, 10.0]);
        assert_eq!(outline(&points, &wide, &wide), "M2.00 2.00L98.00 2.00L98.00 98.00L2.00 98.00Z");
        assert_eq!(outline(&[], &wide, &wide), "");
    }
}
