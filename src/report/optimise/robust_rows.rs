//! Robust moves as lines of CSV.

use crate::report::layout::Quantity;
use crate::report::long::Cell;
use crate::report::long::Row;
use crate::report::optimise::answers::Document;
use crate::report::optimise::document::Entry;
use crate::report::optimise::robust::Direction;
use crate::report::optimise::robust::RobustView;

pub(super) const STRAND: Quantity = Quantity::figure(
    "robust_strand",
    "strand",
    "1 or 0 or -1",
    "of no scenario, but of all with ranges, on two or more evidence files: 1 where everything nearly as good has more for the \
     strand than today in each of them, -1 where it has less, 0 where neither",
);

pub(super) const STRAND_LOWEST: Quantity = Quantity::figure(
    "robust_strand_lowest",
    "strand",
    "£m",
    "likewise: the least money of the strand that is nearly as good in each of them; empty where none is",
);

pub(super) const STRAND_HIGHEST: Quantity =
    Quantity::figure("robust_strand_highest", "strand", "£m", "the most, likewise");

pub(super) const PROGRAMME: Quantity =
    Quantity::figure("robust_programme", "programme", "1 or 0 or -1", "the same of a programme");

pub(super) const PROGRAMME_LOWEST: Quantity =
    Quantity::figure("robust_programme_lowest", "programme", "£m", "the same of a programme");

pub(super) const PROGRAMME_HIGHEST: Quantity =
    Quantity::figure("robust_programme_highest", "programme", "£m", "the same of a programme");

/// What holds on every evidence file, behind all scenarios and of none of them.
pub(super) fn cells(robust: &RobustView, document: &Document) -> Vec<Vec<Cell>> {
    let restated_to = document.scenarios.iter().find_map(Entry::restated_to);
    let nobody = ["", ""].map(Cell::text);
    let strands = [STRAND, STRAND_LOWEST, STRAND_HIGHEST];
    let programmes = [PROGRAMME, PROGRAMME_LOWEST, PROGRAMME_HIGHEST];
    let strands = robust.strands.iter().map(|it| (it, strands));
    let programmes = robust.programmes.iter().map(|it| (it, programmes));
    let rows = strands.chain(programmes).flat_map(|(of, [direction, lowest, highest])| {
        let which = match of.direction {
            Some(Direction::Raise) => 1.0,
            Some(Direction::Cut) => -1.0,
            None => 0.0,
        };
        [
            Row::value(direction, &of.id, which),
            Row::value(lowest, &of.id, of.agreed.map(|agreed| agreed.lowest)),
            Row::value(highest, &of.id, of.agreed.map(|agreed| agreed.highest)),
        ]
    });
    rows.map(|row| row.in_prices(restated_to, &nobody)).collect()
}
