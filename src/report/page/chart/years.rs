//! Charts over the years of a plan: columns of money beside each other, and a line in its band.

use crate::report::page::chart::FILLS;
use crate::report::page::chart::band::path;
use crate::report::page::chart::drawing::across;
use crate::report::page::chart::drawing::anchor;
use crate::report::page::chart::drawing::weight;
use crate::report::scale::Scale;
use maud::Markup;
use maud::html;

const HEIGHT: u32 = 220;
/// Room for the figure of the topmost level, and for a word above a marked year.
const TOP: u32 = 26;
const AXIS: u32 = 24;

/// What the figures of the levels take at the left, in percent of the width, also on a phone.
const LEFT: f64 = 12.0;

/// The part of a year's room that its columns take.
const FILLED: f64 = 0.76;

/// As many years can be written beside each other on a phone.
const MOST_WRITTEN: usize = 8;

/// Money in one year, in parts from the bottom up.
pub(in crate::report::page) struct Money {
    /// What is looked at.
    pub(in crate::report::page) then: Vec<f64>,
    /// What it is held against; it is drawn paler, to the right of the first.
    pub(in crate::report::page) beside: Vec<f64>,
}

/// A figure of one year in its band.
#[derive(Clone, Copy)]
pub(in crate::report::page) struct Spread {
    /// The line.
    pub(in crate::report::page) line: f64,
    /// The ends of the band.
    pub(in crate::report::page) ends: (f64, f64),
}

/// The years along the axis.
pub(in crate::report::page) struct Years {
    /// All of them.
    pub(in crate::report::page) years: Vec<i32>,
    /// How many of them are decided; a line parts them from those after.
    pub(in crate::report::page) decided: usize,
}

impl Years {
    /// The middle of a year's room, in percent of the width.
    #[expect(clippy::cast_precision_loss, reason = "a handful of years")]
    fn middle(&self, year: usize) -> f64 {
        LEFT + (year as f64 + 0.5) * self.room()
    }

    #[expect(clippy::cast_precision_loss, reason = "a handful of years")]
    fn room(&self) -> f64 {
        (100.0 - LEFT) / self.years.len().max(1) as f64
    }

    /// The years that are written: the first and every so many after.
    fn written(&self) -> impl Iterator<Item = (usize, i32)> + '_ {
        let each = self.years.len().div_ceil(MOST_WRITTEN).max(1);
        self.years.iter().copied().enumerate().step_by(each)
    }

    /// Levels with their figures, years below, and where the plan ends.
    fn axes(&self, tall: &Scale) -> Markup {
        let bottom = TOP + HEIGHT;
        let left = across(LEFT);
        html! {
            @for tick in tall.ticks() {
                @let y = down(tall, tick);
                line class=(weight(tick)) x1=(left) x2="100%" y1=(y) y2=(y) {}
            }
            @for tick in tall.written() { text.quiet x="0" y=(down(tall, tick)) dy="4" { (tall.said(tick)) } }
            @for (place, year) in self.written() {
                text.quiet x=(across(self.middle(place))) y=(bottom + 18) text-anchor="middle" { (year) }
            }
            @if (1..self.years.len()).contains(&self.decided) {
                @let x = across(self.middle(self.decided) - self.room() / 2.0);
                line.here x1=(x) x2=(x) y1=(TOP) y2=(bottom) {}
            }
        }
    }
}

fn down(tall: &Scale, figure: f64) -> String {
    format!("{:.2}", f64::from(TOP) + (100.0 - tall.at(figure)) * f64::from(HEIGHT) / 100.0)
}

/// Columns, two a year, with their height.
pub(in crate::report::page) fn money_by_year(years: &Years, money: &[Money]) -> (Markup, u32) {
    let totals = money.iter().flat_map(|year| [year.then.iter().sum::<f64>(), year.beside.iter().sum()]);
    let tall = Scale::covering(totals.chain([0.0]));
    let width = years.room() * FILLED / 2.0;
    let marks = html! {
        (years.axes(&tall))
        @for (place, year) in money.iter().enumerate() {
            @let middle = years.middle(place);
            g { (column(&tall, middle - width, width, &year.then)) }
            g fill-opacity="0.45" { (column(&tall, middle, width, &year.beside)) }
        }
    };
    (marks, TOP + HEIGHT + AXIS)
}

fn column(tall: &Scale, left: f64, width: f64, parts: &[f64]) -> Markup {
    let ends = parts.iter().scan(0.0, |sum, part| {
        let start = *sum;
        *sum += part;
        Some((start, *sum))
    });
    let at = |figure: f64| f64::from(TOP) + (100.0 - tall.at(figure)) * f64::from(HEIGHT) / 100.0;
    html! {
        @for (i, (start, end)) in ends.enumerate().filter(|(_, (start, end))| end > start) {
            rect class={ "part fill-" (i % FILLS) } x=(across(left)) width=(across(width))
                y=(format!("{:.2}", at(end))) height=(format!("{:.2}", at(start) - at(end))) {}
        }
    }
}

/// A line in its band, with its height; `marked` is the place of a year with a word about it.
pub(in crate::report::page) fn band_by_year(
    years: &Years,
    points: &[Spread],
    marked: Option<(usize, &str)>,
) -> (Markup, u32) {
    let tall = Scale::covering(points.iter().flat_map(|it| [it.ends.0, it.ends.1, it.line]).chain([0.0]));
    let place = |year: usize, figure: f64| (years.middle(year), 100.0 - tall.at(figure));
    let line = path(points.iter().enumerate().map(|(year, it)| place(year, it.line)));
    let top = points.iter().enumerate().map(|(year, it)| place(year, it.ends.1));
    let bottom = points.iter().enumerate().rev().map(|(year, it)| place(year, it.ends.0));
    let band = path(top.chain(bottom));
    let marks = html! {
        // Paths know no percentages: they are drawn on a square that is stretched.
        svg y=(TOP) width="100%" height=(HEIGHT) viewBox="0 0 100 100" preserveAspectRatio="none" {
            @if !band.is_empty() { path.band d={ (band) "Z" } {} }
        }
        (years.axes(&tall))
        @if let Some((year, word)) = marked {
            @let at = years.middle(year);
            line.today x1=(across(at)) x2=(across(at)) y1=(TOP) y2=(TOP + HEIGHT) {}
            text x=(across(at)) y="16" text-anchor=(anchor_of_words(at)) { (word) }
        }
        svg y=(TOP) width="100%" height=(HEIGHT) viewBox="0 0 100 100" preserveAspectRatio="none" {
            path.line d=(line) {}
        }
        @for (year, it) in points.iter().enumerate() {
            @let x = across(years.middle(year));
            @if points.len() == 1 { line.interval x1=(x) x2=(x) y1=(down(&tall, it.ends.0)) y2=(down(&tall, it.ends.1)) {} }
            circle.dot cx=(x) cy=(down(&tall, it.line)) r="3.5" {}
        }
    };
    (marks, TOP + HEIGHT + AXIS)
}

/// Where some words above a year begin, so that none leave the chart.
fn anchor_of_words(at: f64) -> &'static str {
    const HALF: f64 = 35.0;
    match anchor(at) {
        "middle" if at < HALF => "start",
        "middle" if at > 100.0 - HALF => "end",
        own => own,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn years(count: i32, decided: usize) -> Years {
        Years { years: (0..count).map(|year| 2016 + year).collect(), decided }
    }

    #[test]
    fn columns_of_a_year_stand_beside_each_other_and_their_parts_on_each_other() {
        let money = [Money { then: vec![50.0, 0.0, 50.0], beside: vec![100.0] }];
        let drawn = money_by_year(&years(1, 1), &money).0.into_string();
        assert_eq!(drawn.matches("<rect").count(), 3, "nothing is drawn of nothing");
        // Of 88% of the width 76%, half of it each, left and right of 56%.
        assert!(drawn.contains(r#"x="22.56%" width="33.44%""#) && drawn.contains(r#"x="56.00%""#), "{drawn}");
        let tall = 0.96 * f64::from(HEIGHT);
        let half = format!(r#"height="{:.2}""#, tall / 2.0);
        assert_eq!(drawn.matches(&half).count(), 2, "{drawn}");
        assert!(drawn.contains(&format!(r#"height="{tall:.2}""#)) && !drawn.contains(r#"class="here""#));
    }

    #[test]
    fn years_are_written_as_years_and_not_all_of_many() {
        let written = |count| years(count, 1).written().map(|(_, year)| year).collect::<Vec<i32>>();
        assert_eq!(written(3), [2016, 2017, 2018]);
        assert_eq!(written(30), [2016, 2020, 2024, 2028, 2032, 2036, 2040, 2044]);
        let drawn = money_by_year(&years(2, 1), &[]).0.into_string();
        assert!(drawn.contains(">2016<") && drawn.contains(r#"<line class="here" x1="56.00%""#), "{drawn}");
    }

    #[test]
    fn a_band_goes_out_along_its_top_and_back_along_its_bottom() {
        let points = [0.0, 10.0].map(|line| Spread { line, ends: (0.0, 10.0) });
        let drawn = band_by_year(&years(2, 2), &points, Some((1, "even"))).0.into_string();
        assert!(drawn.contains(r#"d="M34.00 2.00L78.00 2.00L78.00 98.00L34.00 98.00Z""#), "{drawn}");
        assert!(drawn.contains(r#"d="M34.00 98.00L78.00 2.00""#), "{drawn}");
        assert!(drawn.contains(r#"text-anchor="end">even<"#), "{drawn}");
    }
}
