//! How the money is split at each point of a frontier: a table, and bars of characters.

use crate::report::amounts::InStrands;
use crate::report::amounts::pounds;
use crate::report::frontier::document::AlongView;
use crate::report::frontier::document::Document;
use crate::report::frontier::document::PointView;
use crate::report::grid::Set;
use crate::report::grid::grid;
use crate::report::prose;
use crate::text;

/// What strands are drawn with, in the order of the evidence; further strands begin again.
const SHADES: [char; 8] = ['█', '▒', '▓', '░', '#', '+', '=', '·'];

/// Money by strand at each point, in whole £m that add up.
pub(super) fn table(
    document: &Document,
    place: impl Fn(&PointView) -> String,
    label: &str,
    width: u16,
) -> String {
    let along_money = document.along == AlongView::Budget;
    let had: Vec<(&PointView, InStrands)> =
        points(document).map(|point| (point, shown(document, point))).collect();
    let has_back_office = had.iter().any(|(_, shown)| shown.back_office != 0);
    let has_unspent = had.iter().any(|(_, shown)| shown.unspent != 0);
    let mut columns = vec![(label, Set::Figures)];
    columns.extend(document.order.iter().map(|strand| (strand.id.as_str(), Set::Figures)));
    columns.extend(has_back_office.then_some(("back office", Set::Figures)));
    columns.extend(has_unspent.then_some(("unspent", Set::Figures)));
    // Along the budget of a first year the total is another figure than the place.
    let has_total = !along_money || document.rests_on.horizon.is_some();
    columns.extend(has_total.then_some(("total", Set::Figures)));
    let rows = had.iter().map(|(point, shown)| {
        let mut row = vec![place(point)];
        let shares = text::shares(&shares(document, point), 1);
        let strands = shown.strands.iter().zip(&shares);
        row.extend(strands.map(|((amount, _), share)| format!("{}  {share}", pounds(*amount))));
        row.extend(has_back_office.then(|| pounds(shown.back_office)));
        row.extend(has_unspent.then(|| pounds(shown.unspent)));
        row.extend(has_total.then(|| pounds(shown.total)));
        row
    });
    grid(width, &columns, rows.collect())
}

/// The same as one bar a point, as long as its money.
pub(super) fn bars(document: &Document, place: impl Fn(&PointView) -> String, width: u16) -> String {
    let labels: Vec<String> = points(document).map(place).collect();
    let before = labels.iter().map(|label| text::width(label)).max().unwrap_or(0) + 2;
    let room = usize::from(width).saturating_sub(before + 1);
    let most = points(document).map(|point| point.budget).fold(0.0, f64::max);
    if most <= 0.0 {
        return String::new();
    }
    let legend = document.order.iter().zip(SHADES.iter().cycle());
    let legend: Vec<String> = legend.map(|(strand, shade)| format!("{shade} {}", strand.id)).collect();
    let mut out = prose::wrapped_with(&legend.join("   "), width, "", "");
    for (point, label) in points(document).zip(labels) {
        let blanks = " ".repeat(before - 2 - text::width(&label));
        out += &format!("{blanks}{label}  {}\n", bar(document, point, most, room));
    }
    out
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "a bar of a few dozen characters"
)]
fn bar(document: &Document, point: &PointView, most: f64, room: usize) -> String {
    let cells = |money: f64| money / most * room as f64;
    let parts: Vec<f64> = amounts(document, point).into_iter().map(cells).collect();
    let all = parts.iter().sum::<f64>().round() as i64;
    let drawn = text::largest_remainder(&parts, all).into_iter().zip(SHADES.iter().cycle());
    drawn.map(|(cells, shade)| shade.to_string().repeat(usize::try_from(cells).unwrap_or(0))).collect()
}

fn points(document: &Document) -> impl Iterator<Item = &PointView> {
    document.points.iter().filter(|point| point.feasible)
}

fn amounts(document: &Document, point: &PointView) -> Vec<f64> {
    let amount = |id: &String| point.strands.get(id).copied().unwrap_or_default();
    document.order.iter().map(|strand| amount(&strand.id)).collect()
}

/// Shares of what strands may have.
fn shares(document: &Document, point: &PointView) -> Vec<f64> {
    let whole = point.budget - document.back_office;
    amounts(document, point)
        .into_iter()
        .map(|amount| if whole > 0.0 { amount / whole } else { 0.0 })
        .collect()
}

fn shown(document: &Document, point: &PointView) -> InStrands {
    let strands: Vec<(f64, Vec<f64>)> =
        amounts(document, point).into_iter().map(|amount| (amount, Vec::new())).collect();
    InStrands::of(point.budget, document.back_office, point.unspent.unwrap_or_default(), &strands)
}
