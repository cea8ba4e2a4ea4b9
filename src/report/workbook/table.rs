//! Sums of another sheet's lines by their keys: whichever way that sheet is sorted, they stay what they are.

use crate::report::workbook::cell::Cell;
use crate::report::workbook::sheet;
use rust_xlsxwriter::utility::row_col_to_cell_absolute;

/// A table that other sheets add up.
#[derive(Clone, Copy, Debug)]
pub(super) struct Table {
    /// The name of its sheet.
    sheet: &'static str,
    /// Its last row.
    last: u32,
}

/// What a line must have in a column to be counted.
#[derive(Clone, Copy, Debug)]
pub(super) enum Key<'k> {
    /// What stands in a cell of the sheet that asks.
    Cell(&'k str),
    /// A word.
    Word(&'k str),
    /// No more than stands in a cell of the sheet that asks.
    UpTo(&'k str),
}

impl Table {
    /// The table of a sheet with so many lines.
    pub(super) fn of(sheet: &'static str, lines: usize) -> Self {
        let lines = u32::try_from(lines).unwrap_or(u32::MAX);
        Self { sheet, last: sheet::FIRST.saturating_add(lines).saturating_sub(1) }
    }

    /// The sum of a column over the lines that have all keys, with what it comes to.
    pub(super) fn sum(&self, column: u16, keys: &[(u16, Key<'_>)], result: f64) -> Cell {
        let keys: String = keys
            .iter()
            .map(|(column, key)| match key {
                Key::Cell(cell) => format!(",{},{cell}", self.range(*column)),
                Key::UpTo(cell) => format!(",{},\"<=\"&{cell}", self.range(*column)),
                Key::Word(word) => format!(",{},\"{word}\"", self.range(*column)),
            })
            .collect();
        Cell::Formula(format!("=SUMIFS({}{keys})", self.range(column)), result)
    }

    fn range(&self, column: u16) -> String {
        let at = |row| row_col_to_cell_absolute(row, column);
        format!("{}!{}:{}", self.sheet, at(sheet::FIRST), at(self.last))
    }
}
