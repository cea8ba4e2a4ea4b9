//! The columns that identify the scenario of a line: every sheet that has lines of scenarios begins with them.

use crate::report::report::Chapter;
use crate::report::workbook::cell::Cell;
use crate::report::workbook::look::Set;
use crate::report::workbook::sheet::Column;

/// How many columns identify a scenario.
pub(super) const COLUMNS: u16 = 5;

/// No name makes its column wider than this, in characters.
const MOST: u16 = 56;

/// The column of the scenario's number, by which sheets find each other's lines: names and ids may come twice, and may look
/// like patterns.
pub(super) const NUMBER: u16 = COLUMNS - 1;

/// The columns, wrapped: for sheets with few lines.
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
        Column::new("Scenario number", 10, Set::Integer),
    ]
}

/// What stands in them; a scenario without an answer has no number.
pub(super) fn cells(chapter: &Chapter<'_>, (name, id): (&str, &str), number: Option<u32>) -> Vec<Cell> {
    vec![
        name.into(),
        chapter.block.rests_on.evidence.as_str().into(),
        id.into(),
        chapter.reference.name.as_str().into(),
        number.map(f64::from).into(),
    ]
}
