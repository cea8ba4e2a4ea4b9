//! Rows of figures: along a budget, along a programme's money, side by side.

use crate::model::Scenario;
use crate::report::compare::ScenarioView;
use crate::report::standing;
use crate::report::views::SummaryView;
use crate::study::Frontier;
use crate::study::ScenarioResult;
use crate::study::play::Response;
use crate::text;
use serde::Serialize;
use std::collections::BTreeMap;

/// The best that each budget can do.
#[derive(Clone, Debug, Serialize)]
pub struct FrontierView {
    points: Vec<Point>,
    draws: usize,
    said: String,
}

/// One budget.
#[derive(Clone, Debug, Serialize)]
struct Point {
    budget: f64,
    mean: Option<f64>,
    p5: Option<f64>,
    p95: Option<f64>,
    strands: BTreeMap<String, f64>,
}

impl FrontierView {
    /// Of a frontier along the budget.
    #[must_use]
    pub fn of(scenario: &Scenario, frontier: &Frontier, draws: usize) -> Self {
        let evidence = scenario.evidence();
        let points = frontier.points.iter().map(|point| {
            let avoided = point.had.as_ref().map(|had| SummaryView::of(&had.harm_avoided));
            let strands = point.had.iter().flat_map(|had| {
                let of = |strand| had.allocation.total_of(&evidence.programmes_of(strand)).millions();
                evidence.strands().iter().map(move |strand| (strand.to_string(), of(strand)))
            });
            let figure = |of: fn(&SummaryView) -> f64| avoided.as_ref().map(of);
            Point {
                budget: point.at,
                mean: figure(|it| it.mean),
                p5: figure(|it| it.p5),
                p95: figure(|it| it.p95),
                strands: strands.collect(),
            }
        });
        let said = "The best that each budget can do with these rules and beliefs; your split may do less."
            .to_owned();
        Self { points: points.collect(), draws, said }
    }
}

/// How harm avoided responds to the money of one programme.
#[derive(Clone, Debug, Serialize)]
pub struct CurveView {
    programme: String,
    points: Vec<CurvePoint>,
    today: f64,
    now: f64,
    said: String,
}

/// One amount.
#[derive(Clone, Debug, Serialize)]
struct CurvePoint {
    money: f64,
    mean: f64,
    p5: f64,
    p95: f64,
}

impl CurveView {
    /// Of a response of the programme at a place of the allocation.
    #[must_use]
    pub fn of(scenario: &Scenario, found: &[Response], place: usize, now: f64) -> Self {
        let programmes = scenario.evidence().programmes();
        let programme = &programmes[place % programmes.len()];
        let points: Vec<CurvePoint> = found
            .iter()
            .map(|at| {
                let SummaryView { mean, p5, p95, .. } = SummaryView::of(&at.harm_avoided);
                CurvePoint { money: at.money, mean, p5, p95 }
            })
            .collect();
        let said = match (points.first(), points.last()) {
            (Some(none), Some(most)) => format!(
                "With nothing for {}, everything else as it is, {} is avoided against today; with {}, {} (mean of draws).",
                programme.name,
                text::money(none.mean),
                text::money(most.money),
                text::money(most.mean)
            ),
            _ => String::new(),
        };
        let (today, id) = (programme.reference.millions(), programme.id.to_string());
        Self { programme: id, points, today, now, said }
    }
}

/// Splits side by side.
#[derive(Clone, Debug, Serialize)]
pub struct SideView {
    rows: Vec<Row>,
}

/// One split.
#[derive(Clone, Debug, Serialize)]
struct Row {
    name: String,
    mean: f64,
    p5: f64,
    p95: f64,
    versus: SummaryView,
    likelihood: String,
    strands: BTreeMap<String, f64>,
    total: f64,
}

impl SideView {
    /// Of results that are held against one of them, or against today.
    #[must_use]
    pub fn of(results: &[ScenarioResult], reference: &str) -> Self {
        let row = |result: &ScenarioResult| {
            let view = ScenarioView::of(result, 0, reference);
            let SummaryView { mean, p5, p95, .. } = view.harm_avoided.summary;
            Row {
                name: view.name.clone(),
                mean,
                p5,
                p95,
                versus: view.versus.summary,
                likelihood: standing::said(&view),
                total: view.budget,
                strands: view.strands.iter().map(|(id, strand)| (id.clone(), strand.amount)).collect(),
            }
        };
        Self { rows: results.iter().map(row).collect() }
    }
}
