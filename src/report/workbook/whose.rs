//! Whose line it is: every sheet that has lines of scenarios begins with the same columns.

use crate::model::Scenario;
use crate::report::workbook::cell::Cell;
use crate::report::workbook::look::Set;
use crate::report::workbook::sheet::Column;
use crate::study::Block;

/// How many columns say whose line it is.
pub(super) const COLUMNS: u16 = 5;

/// No name makes its column wider than this, in characters.
const MOST: u16 = 56;

/// The column of the scenario's number, by which sheets find each other's lines: names and ids may come twice, and may look
/// like patterns.
pub(super) const NUMBER: u16 = COLUMNS - 1;

/// The columns that say whose line it is, wrapped: for sheets with few lines.
pub(super) fn wrapped() -> Vec<Column> {
    columns(Set::Words, [38, 32, 22, 20])
}

/// The same for sheets where many lines share them: on one line each, as wide as the one with most letters, within reason.
pub(super) fn in_line(longest: [usize; 4]) -> Vec<Column> {
    let width = |letters: usize| u16::try_from(letters * 7 / 8).unwrap_or(u16::MAX).clamp(18, MOST);
    columns(Set::Name, longest.map(width))
}

fn columns(set: Set, [name, evidence, id, reference]: [u16; 4]) -> Vec<Column> {
    vec![
        Column::new("Scenario", name, set),
        Column::new("Evidence", evidence, set),
        Column::new("Scenario id", id, set),
        Column::new("Reference scenario", reference, set),
        Column::new("Scenario number", 10, Set::Whole),
    ]
}

/// Whose line it is; a scenario without an answer has no number.
pub(super) fn cells(block: &Block, scenario: &Scenario, number: Option<u32>) -> Vec<Cell> {
    vec![
        scenario.name().into(),
        block.evidence.name().into(),
        scenario.id().into(),
        reference_of(block).name().into(),
        number.map(f64::from).into(),
    ]
}

/// The scenario that the others of a block are held against.
pub(super) fn reference_of(block: &Block) -> &Scenario {
    &block.results[block.reference].scenario
}

/// The positions of a block's results: those first that avoid most.
pub(super) fn in_order(block: &Block) -> Vec<usize> {
    let mut positions: Vec<usize> = (0..block.results.len()).collect();
    let mean = |position: usize| block.results[position].versus.mean;
    positions.sort_by(|a, b| mean(*b).total_cmp(&mean(*a)));
    positions
}
