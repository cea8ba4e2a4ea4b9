//! A frontier as CSV in long form: one figure a line.

use crate::report::WriteError;
use crate::report::frontier::document::AlongView;
use crate::report::frontier::document::Document;
use crate::report::frontier::document::PointView;
use crate::report::layout;
use crate::report::layout::Column;
use crate::report::layout::Layout;
use crate::report::layout::Quantity;
use crate::report::long;
use crate::report::long::Cell;
use crate::report::long::Row;

const ALONG: Column = Column {
    name: "along",
    meaning: "against what it is drawn: `budget` (£m; of a plan that of its first year, later ones in proportion), `share.STRAND` (a share) or `weight` (of the tail)",
};

const AT: Column = Column { name: "at", meaning: "where the point is, in the unit of `along`" };

const COLUMNS: &[Column] = &{
    let [a, b, c, d, e, f, g, h, i, j] = layout::FIGURE;
    [layout::SCENARIO, layout::NAME, ALONG, AT, a, b, c, d, e, f, g, h, i, j]
};

const HARM: Quantity = Quantity::figure("harm", "", "£m a year", "mean harm");

const CVAR: Quantity = Quantity::figure(
    "cvar",
    "",
    "£m a year",
    "mean of the worst draws of harm, at the level of the frontier or at 0.9",
);

const MARGINAL: Quantity = Quantity::figure(
    "marginal",
    "",
    "£ per £1",
    "harm avoided by the next £1 of all money or of the strand's; empty along `weight`",
);

const TODAY: Quantity = Quantity::figure(
    "today",
    "",
    "1 or 0",
    "1 where today's budget, or today's share of the strand, is there",
);

const UNSPENT: Quantity = Quantity::figure("unspent", "", "£m", "the part of the budget that nothing gets");

const GAP: Quantity = Quantity::figure(
    "gap",
    "",
    "share",
    "proven gap, as a share of the objective; empty where nothing was left to choose",
);

/// The columns and quantities.
pub const LAYOUT: Layout = Layout {
    command: "frontier",
    columns: COLUMNS,
    quantities: &[
        layout::FEASIBLE,
        TODAY,
        layout::HARM_AVOIDED,
        HARM,
        CVAR,
        UNSPENT,
        MARGINAL,
        GAP,
        layout::STRAND,
        layout::PROGRAMME,
    ],
};

/// The frontier as CSV.
///
/// # Errors
/// As the CSV writer's.
pub fn csv(document: &Document) -> Result<Vec<u8>, WriteError> {
    let along = match (document.along, &document.of) {
        (AlongView::Budget, _) => "budget".to_owned(),
        (AlongView::Share, of) => format!("share.{}", of.as_deref().unwrap_or_default()),
        (AlongView::Weight, _) => "weight".to_owned(),
    };
    let scenario = [Cell::text(&document.id), Cell::text(&document.name), Cell::Text(along)];
    let lines = document.points.iter().flat_map(|point| {
        let keys = [&scenario[..], &[Cell::Figure(Some(point.at))]].concat();
        let period = document.rests_on.period();
        rows(document, point).into_iter().map(move |row| row.over(period, document.restated_to(), &keys))
    });
    long::laid_out(&LAYOUT, lines)
}

fn rows(document: &Document, point: &PointView) -> Vec<Row> {
    let mut rows = vec![Row::truth(layout::FEASIBLE, point.feasible), Row::truth(TODAY, point.is_today)];
    let Some(avoided) = &point.harm_avoided else { return rows };
    rows.extend([
        Row::avoided(layout::HARM_AVOIDED, "", avoided),
        Row::value(HARM, "", point.harm),
        Row::value(CVAR, "", point.cvar),
        Row::value(UNSPENT, "", point.unspent),
        Row::value(MARGINAL, "", point.marginal),
        Row::value(GAP, "", point.optimum.as_ref().and_then(|proof| proof.gap)),
    ]);
    for strand in &document.order {
        rows.push(Row::value(layout::STRAND, &strand.id, point.strands.get(&strand.id).copied()));
    }
    for programme in document.order.iter().flat_map(|strand| &strand.programmes) {
        let amount = point.programmes.get(&programme.id).copied();
        rows.push(Row::value(layout::PROGRAMME, &programme.id, amount));
    }
    rows
}
