//! A frontier as people read it: a plot and a table behind it.

use crate::report::frontier::document::AlongView;
use crate::report::frontier::document::Document;
use crate::report::grid::Set;
use crate::report::grid::grid;
use crate::report::prose;
use crate::report::views;
use crate::text;
use textplots::Chart;
use textplots::Plot;
use textplots::Shape;

/// What the frontier is drawn against, with its unit.
fn axis(document: &Document) -> String {
    match document.along {
        AlongView::Budget => "budget, £m a year".to_owned(),
        AlongView::Share => format!("share of {}", document.of.as_deref().unwrap_or_default()),
        AlongView::Weight => "weight of the tail".to_owned(),
    }
}

fn place(along: AlongView, at: f64) -> String {
    match along {
        AlongView::Budget => text::thousands(at, 0),
        AlongView::Share => text::percent(at, 1),
        AlongView::Weight => text::thousands(at, 2),
    }
}

/// The frontier as text: a plot and a table behind it.
#[must_use]
pub fn table(document: &Document, width: u16) -> String {
    let label = axis(document);
    let is_risk = document.along == AlongView::Weight;
    let heading = format!("{} [{}]: the best that can be had, against {label}", document.name, document.id);
    let mut out = prose::wrapped_with(&heading, width, "", "") + "\n";
    out += &plot(document, width);
    let last = if is_risk { "CVaR of harm" } else { "the next £1 avoids" };
    let columns = [
        (label.as_str(), Set::Figures),
        ("modelled harm avoided, £m a year", Set::Figures),
        (last, Set::Figures),
        ("gap", Set::Figures),
    ];
    let rows = document.points.iter().map(|point| {
        let at = place(document.along, point.at);
        let Some(avoided) = &point.harm_avoided else {
            return vec![at, "not possible".to_owned(), String::new(), String::new()];
        };
        let last = if is_risk {
            text::thousands(views::read(point.cvar), 0)
        } else {
            point.marginal.map_or("n/a".to_owned(), |gain| text::pounds(gain, 3))
        };
        let gap = point.optimum.as_ref().map_or("no choice".to_owned(), |proof| prose::gap(proof.gap));
        vec![at, prose::interval(&avoided.summary()), last, gap]
    });
    out += &grid(width, &columns, rows.collect());
    out += "\nWhat this rests on\n";
    document.rests_on.said().iter().for_each(|line| out += &prose::wrapped(line, width));
    out
}

/// A plot of mean harm avoided (or, along risk, of `CVaR` against mean harm) in dots.
#[expect(clippy::cast_possible_truncation, reason = "a plot of a few dozen dots")]
fn plot(document: &Document, width: u16) -> String {
    // Two dots a column; the figures beside the plot take about ten columns.
    let dots_across = (u32::from(width.saturating_sub(10)) * 2).clamp(40, 140);
    let is_risk = document.along == AlongView::Weight;
    let had = document.points.iter().filter(|point| point.feasible);
    let dots: Vec<(f32, f32)> = had
        .map(|point| {
            let avoided = point.harm_avoided.as_ref().and_then(|avoided| avoided.mean);
            let (across, up) = if is_risk { (point.harm, point.cvar) } else { (Some(point.at), avoided) };
            (views::read(across) as f32, views::read(up) as f32)
        })
        .collect();
    let (Some(first), Some(last)) = (dots.first(), dots.last()) else { return String::new() };
    let (from, to) = (first.0.min(last.0), first.0.max(last.0));
    if dots.len() < 2 || to <= from {
        return String::new();
    }
    let caption =
        if is_risk { "CVaR of harm against mean harm, £m" } else { "mean harm avoided, £m a year" };
    let mut chart = Chart::new(dots_across, 48, from, to);
    let shape = Shape::Lines(&dots);
    let drawn = chart.lineplot(&shape);
    drawn.axis();
    drawn.figures();
    format!("{caption}\n{drawn}\n")
}
