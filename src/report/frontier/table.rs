//! A frontier as people read it: a plot and a table behind it.

use crate::report::frontier::document::AlongView;
use crate::report::frontier::document::Document;
use crate::report::frontier::document::PointView;
use crate::report::frontier::split;
use crate::report::grid::Set;
use crate::report::grid::grid;
use crate::report::prose;
use crate::report::views::SummaryView;
use crate::text;
use textplots::Chart;
use textplots::Plot;
use textplots::Shape;

/// What the frontier is drawn against, with its unit.
fn axis(document: &Document) -> String {
    match document.along {
        AlongView::Budget => format!("budget, {}", document.rests_on.period().of_budget()),
        AlongView::Share => format!("share of {}", document.of.as_deref().unwrap_or_default()),
        AlongView::Weight => "weight of the tail".to_owned(),
    }
}

/// Where a point is; today is marked.
fn place(along: AlongView, point: &PointView) -> String {
    let at = match along {
        AlongView::Budget => text::thousands(point.at, 0),
        AlongView::Share => text::percent(point.at, 1),
        AlongView::Weight => text::thousands(point.at, 2),
    };
    if point.is_today { format!("today {at}") } else { at }
}

/// The frontier as text: a plot and a table behind it.
#[must_use]
pub fn table(document: &Document, width: u16) -> String {
    let label = axis(document);
    let is_risk = document.along == AlongView::Weight;
    let heading = format!(
        "{} [{}]: the best that can be had, against {label} ({})",
        document.name,
        document.id,
        document.prices()
    );
    let mut out = prose::wrapped_with(&heading, width, "", "") + "\n";
    out += &plot(document, width);
    let place = |point: &PointView| place(document.along, point);
    let (over, is_plan) = (document.rests_on.period().millions(), document.rests_on.horizon.is_some());
    let last = match (document.along, is_plan) {
        (AlongView::Weight, _) => "CVaR of harm",
        (AlongView::Budget, true) => "the next £1 in the first year, later years in proportion, avoids",
        (AlongView::Share, true) => "the next £1 in each year avoids",
        (_, false) => "the next £1 avoids",
    };
    let avoided = format!("modelled harm avoided, {over} (mean, 90% of draws)");
    let columns = [
        (label.as_str(), Set::Figures),
        (avoided.as_str(), Set::Figures),
        (last, Set::Figures),
        ("gap", Set::Figures),
    ];
    let rows = document.points.iter().map(|point| {
        let at = place(point);
        let Some(avoided) = &point.harm_avoided else {
            return vec![at, "not possible".to_owned(), String::new(), String::new()];
        };
        let last = if is_risk {
            prose::known(point.cvar, |cvar| text::thousands(cvar, 0))
        } else {
            prose::known(point.marginal, text::per_pound)
        };
        let gap = point.optimum.as_ref().map_or("no choice".to_owned(), |proof| prose::gap(proof.gap));
        vec![at, prose::interval(&avoided.summary), last, gap]
    });
    out += &grid(width, &columns, rows.collect());
    out += &ended_early(document, width);
    if document.points.iter().any(|point| point.feasible) {
        out += &format!("\nHow the money is split there, {over}\n");
        out += &split::table(document, place, &label, width);
        out.push('\n');
        out += &split::bars(document, place, width);
    }
    out += "\nWhat this rests on\n";
    document.rests_on.said().iter().for_each(|line| out += &prose::wrapped(line, width));
    out
}

/// That some points are only the best found, where their searches were ended before the gap asked for was proved.
fn ended_early(document: &Document, width: u16) -> String {
    let proofs = document.points.iter().filter_map(|point| point.optimum.as_ref());
    let ended: Vec<&String> = proofs.filter_map(|proof| proof.stopped_by.as_ref()).collect();
    let mut said = Vec::new();
    if document.left_out > 0 {
        said.push(format!(
            "{} left out because the run had to end.",
            text::plural(document.left_out, "more point was", "more points were")
        ));
    }
    said.extend(ended.first().map(|by| {
        format!(
            "NOT the best that can be had at {} of {} points, only the best found: their searches were ended ({by}), and the gap \
             says how far from proven they are.",
            ended.len(),
            document.points.len()
        )
    }));
    said.iter().map(|line| prose::wrapped(line, width)).collect()
}

/// What is drawn: a name of it, and the points.
type Curve = Vec<(f32, f32)>;

/// A plot of mean harm avoided with its band (or, along risk, of `CVaR` against mean harm) in dots; today is a line
/// upwards.
#[expect(clippy::cast_possible_truncation, reason = "a plot of a few dozen dots")]
fn plot(document: &Document, width: u16) -> String {
    // Two dots a column; the figures beside the plot take about ten columns.
    let dots_across = (u32::from(width.saturating_sub(10)) * 2).clamp(40, 140);
    let is_risk = document.along == AlongView::Weight;
    let curve = |up: &dyn Fn(&PointView) -> Option<f64>| -> Curve {
        let had = document.points.iter().filter(|point| point.feasible);
        let dots = had.filter_map(|point| {
            let across = if is_risk { point.harm } else { Some(point.at) };
            Some((across? as f32, up(point)? as f32))
        });
        dots.collect()
    };
    let avoided = |figure: fn(&SummaryView) -> f64| {
        move |point: &PointView| point.harm_avoided.map(|avoided| figure(&avoided.summary))
    };
    let curves: Vec<Curve> = if is_risk {
        vec![curve(&|point| point.cvar)]
    } else {
        vec![curve(&avoided(|it| it.mean)), curve(&avoided(|it| it.p5)), curve(&avoided(|it| it.p95))]
    };
    let (Some(first), Some(last)) = (curves[0].first(), curves[0].last()) else { return String::new() };
    let (from, to) = (first.0.min(last.0), first.0.max(last.0));
    if curves[0].len() < 2 || to <= from {
        return String::new();
    }
    let today = document.points.iter().find(|point| point.is_today && point.feasible);
    let mut caption = if is_risk {
        let over = if document.rests_on.horizon.is_some() { " at present value" } else { "" };
        format!("CVaR of harm against mean harm, £m{over}")
    } else {
        format!(
            "modelled harm avoided, {}: the mean between the ends of the interval that holds 90% of draws",
            document.rests_on.period().millions()
        )
    };
    let upright: Curve = today.map(|point| upright(point.at as f32, &curves)).unwrap_or_default();
    if let Some(today) = today {
        caption += &format!("; the line upwards is {}", place(document.along, today));
    }
    let shapes: Vec<Shape<'_>> =
        curves.iter().map(|curve| Shape::Lines(curve)).chain([Shape::Points(&upright)]).collect();
    let mut chart = Chart::new(dots_across, 48, from, to);
    let drawn = shapes.iter().fold(&mut chart, |chart, shape| chart.lineplot(shape));
    drawn.axis();
    drawn.figures();
    format!("{}{drawn}\n", prose::wrapped_with(&caption, width, "", ""))
}

/// Dots from the lowest figure to the highest, one above the other.
fn upright(at: f32, curves: &[Curve]) -> Curve {
    const DOTS: u8 = 24;
    let ups = || curves.iter().flatten().map(|(_, up)| *up);
    let (low, high) = (ups().fold(f32::INFINITY, f32::min), ups().fold(f32::NEG_INFINITY, f32::max));
    (0..=DOTS).map(|dot| (at, low + (high - low) * f32::from(dot) / f32::from(DOTS))).collect()
}
