//! A frontier, for people and for machines.

use crate::model::Scenario;
use crate::report::Rests;
use crate::report::grid::Set;
use crate::report::grid::grid;
use crate::report::long;
use crate::report::prose;
use crate::report::views;
use crate::report::views::AvoidedView;
use crate::report::views::OptimumView;
use crate::study::Along;
use crate::study::Frontier;
use crate::study::Point;
use crate::text;
use serde::Serialize;
use std::collections::BTreeMap;
use std::error::Error;
use textplots::Chart;
use textplots::Plot;
use textplots::Shape;

/// What the frontier is drawn against, with its unit.
fn axis(along: &Along) -> (&'static str, String) {
    match along {
        Along::Budget { .. } => ("budget", "budget, £m a year".to_owned()),
        Along::Strand { strand, .. } => ("share", format!("share of {strand}")),
        Along::Risk { .. } => ("weight", "weight of the tail".to_owned()),
    }
}

fn place(along: &Along, at: f64) -> String {
    match along {
        Along::Budget { .. } => text::thousands(at, 0),
        Along::Strand { .. } => text::percent(at, 1),
        Along::Risk { .. } => text::thousands(at, 2),
    }
}

/// The frontier as text: a plot and a table behind it.
#[must_use]
pub fn table(scenario: &Scenario, frontier: &Frontier, rests: &Rests, width: u16) -> String {
    let (_, label) = axis(&frontier.along);
    let is_risk = matches!(frontier.along, Along::Risk { .. });
    let heading =
        format!("{} [{}]: the best that can be had, against {label}", scenario.name(), scenario.id());
    let mut out = prose::wrapped_with(&heading, width, "", "") + "\n";
    out += &plot(frontier, width);
    let last = if is_risk { "CVaR of harm" } else { "the next £1 avoids" };
    let columns = [
        (label.as_str(), Set::Figures),
        ("modelled harm avoided, £m a year", Set::Figures),
        (last, Set::Figures),
        ("gap", Set::Figures),
    ];
    let rows = frontier.points.iter().map(|point| {
        let at = place(&frontier.along, point.at);
        let Some(had) = &point.had else {
            return vec![at, "not possible".to_owned(), String::new(), String::new()];
        };
        let last = if is_risk {
            text::thousands(had.cvar, 0)
        } else {
            had.marginal.map_or("n/a".to_owned(), |gain| format!("£{}", text::thousands(gain, 3)))
        };
        let gap = had.certificate.as_ref().map_or("no choice".to_owned(), |proof| prose::gap(proof.gap));
        vec![at, prose::interval(&had.harm_avoided), last, gap]
    });
    out += &grid(width, &columns, rows.collect());
    out += "\nWhat this rests on\n";
    rests.said().iter().for_each(|line| out += &prose::wrapped(line, width));
    out
}

/// A plot of mean harm avoided (or, along risk, of `CVaR` against mean harm) in dots.
#[expect(clippy::cast_possible_truncation, reason = "a plot of a few dozen dots")]
fn plot(frontier: &Frontier, width: u16) -> String {
    // Two dots a column; the figures beside the plot take about ten columns.
    let dots_across = (u32::from(width.saturating_sub(10)) * 2).clamp(40, 140);
    let is_risk = matches!(frontier.along, Along::Risk { .. });
    let had = frontier.points.iter().filter_map(|point| Some((point.at, point.had.as_ref()?)));
    let dots: Vec<(f32, f32)> = had
        .map(|(at, had)| {
            if is_risk {
                (had.harm as f32, had.cvar as f32)
            } else {
                (at as f32, had.harm_avoided.mean as f32)
            }
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

#[derive(Serialize)]
struct Document {
    schema: &'static str,
    id: String,
    name: String,
    along: &'static str,
    of: Option<String>,
    points: Vec<PointView>,
    rests_on: Rests,
}

#[derive(Serialize)]
struct PointView {
    at: f64,
    feasible: bool,
    harm: Option<f64>,
    harm_avoided: Option<AvoidedView>,
    cvar: Option<f64>,
    marginal: Option<f64>,
    strands: BTreeMap<String, f64>,
    programmes: BTreeMap<String, f64>,
    optimum: Option<OptimumView>,
}

/// The frontier as JSON, schema `apportion/frontier/1`.
///
/// # Errors
/// As the JSON writer's.
pub fn json(
    scenario: &Scenario,
    frontier: &Frontier,
    rests: &Rests,
) -> Result<Vec<u8>, Box<dyn Error + Send + Sync>> {
    let of = match &frontier.along {
        Along::Strand { strand, .. } => Some(strand.to_string()),
        Along::Risk { level } => Some(level.to_string()),
        Along::Budget { .. } => None,
    };
    views::json(&Document {
        schema: "apportion/frontier/1",
        id: scenario.id().to_owned(),
        name: scenario.name().to_owned(),
        along: axis(&frontier.along).0,
        of,
        points: frontier.points.iter().map(|point| point_view(scenario, point)).collect(),
        rests_on: rests.clone(),
    })
}

fn point_view(scenario: &Scenario, point: &Point) -> PointView {
    let evidence = scenario.evidence();
    let had = point.had.as_ref();
    let strands = had.into_iter().flat_map(|had| {
        let money = |id| had.allocation.total_of(&evidence.programmes_of(id)).millions();
        evidence.strands().iter().map(move |id| (id.to_string(), money(id)))
    });
    let programmes = had.into_iter().flat_map(|had| {
        let money = evidence.programmes().iter().zip(had.allocation.millions());
        money.map(|(programme, amount)| (programme.id.to_string(), *amount))
    });
    PointView {
        at: point.at,
        feasible: had.is_some(),
        harm: had.map(|had| had.harm),
        harm_avoided: had.map(|had| AvoidedView::of(&had.harm_avoided)),
        cvar: had.map(|had| had.cvar),
        marginal: had.and_then(|had| had.marginal),
        strands: strands.collect(),
        programmes: programmes.collect(),
        optimum: had.and_then(|had| had.certificate.as_ref()).map(OptimumView::of),
    }
}

/// The frontier as CSV, one point a line; columns `strand.…` are £m.
///
/// # Errors
/// As the CSV writer's.
pub fn csv(scenario: &Scenario, frontier: &Frontier) -> Result<Vec<u8>, Box<dyn Error + Send + Sync>> {
    let evidence = scenario.evidence();
    let (along, _) = axis(&frontier.along);
    let mut heading: Vec<String> =
        ["scenario", along, "harm", "harm_avoided", "p5", "p95", "cvar", "marginal", "gap"]
            .map(str::to_owned)
            .to_vec();
    heading.extend(evidence.strands().iter().map(|strand| format!("strand.{strand}")));
    let heading: Vec<&str> = heading.iter().map(String::as_str).collect();
    let rows = frontier.points.iter().map(|point| {
        let figure = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
        let had = point.had.as_ref();
        let mut row = vec![long::plain(scenario.id()), point.at.to_string()];
        row.extend([
            figure(had.map(|had| had.harm)),
            figure(had.map(|had| had.harm_avoided.mean)),
            figure(had.map(|had| had.harm_avoided.p5)),
            figure(had.map(|had| had.harm_avoided.p95)),
            figure(had.map(|had| had.cvar)),
            figure(had.and_then(|had| had.marginal)),
            figure(had.and_then(|had| had.certificate.as_ref()).map(|proof| proof.gap)),
        ]);
        row.extend(evidence.strands().iter().map(|strand| {
            figure(had.map(|had| had.allocation.total_of(&evidence.programmes_of(strand)).millions()))
        }));
        row
    });
    long::csv(&heading, rows)
}
