//! A sheet: a title, a sentence, and one table under headings that stay in sight.

use crate::report::workbook::cell::Cell;
use crate::report::workbook::look;
use crate::report::workbook::look::Set;
use crate::report::workbook::look::Weight;
use crate::text;
use rust_xlsxwriter::Format;
use rust_xlsxwriter::Worksheet;
use rust_xlsxwriter::XlsxError;

/// The row of headings, where a sheet is nothing but a table.
pub(super) const HEADINGS: u32 = 3;

/// The first row of such a table.
pub(super) const FIRST: u32 = HEADINGS + 1;

/// The most page breaks that Excel allows in a sheet; where there would be more, there are none.
pub(super) const MOST_BREAKS: usize = 1023;

/// A4.
const PAPER: u8 = 9;

/// The height of a line of text, in points.
pub(super) const LINE: f64 = 15.0;

/// A column of a table.
#[derive(Clone, Debug)]
pub(super) struct Column {
    heading: String,
    width: u16,
    set: Set,
    group: Option<String>,
    is_hidden: bool,
}

impl Column {
    /// A column under a heading that says its unit, some characters wide.
    pub(super) fn new(heading: impl Into<String>, width: u16, set: Set) -> Self {
        Self { heading: heading.into(), width, set, group: None, is_hidden: false }
    }

    /// The column under a heading that it shares with its neighbours.
    pub(super) fn under(self, group: impl Into<String>) -> Self {
        Self { group: Some(group.into()), ..self }
    }

    /// The column out of sight: formulas need it, and nobody else.
    pub(super) fn hidden(self) -> Self {
        Self { is_hidden: true, ..self }
    }

    /// How wide it is on screen and paper, in characters.
    pub(super) fn seen(&self) -> u16 {
        if self.is_hidden { 0 } else { self.width }
    }
}

/// A sheet whose table is being written, row by row.
pub(super) struct Sheet<'w> {
    worksheet: &'w mut Worksheet,
    columns: Vec<Column>,
    formats: Vec<[Format; 3]>,
    headings: u32,
    next: u32,
    points: f64,
}

impl<'w> Sheet<'w> {
    /// Begins a sheet: a title over a sentence, and the headings, which stay in sight with the first column. That is printed
    /// on every page: of the sentence it takes a few words, and the rest begins in the next one.
    pub(super) fn begin(
        worksheet: &'w mut Worksheet,
        (title, [lead, rest]): (&str, [&str; 2]),
        columns: Vec<Column>,
    ) -> Result<Self, XlsxError> {
        Cell::from(title).write(worksheet, (0, 0), &look::title())?;
        for (column, words) in [(0, lead), (1, rest)].into_iter().filter(|(_, words)| !words.is_empty()) {
            Cell::from(words).write(worksheet, (1, column), &look::lead())?;
        }
        worksheet.set_freeze_panes(FIRST, 1)?;
        Self::headed(worksheet, HEADINGS, columns)
    }

    /// Begins a table whose headings stand in a row, and those of groups in the row above; what is over it is somebody
    /// else's.
    pub(super) fn headed(
        worksheet: &'w mut Worksheet,
        headings: u32,
        columns: Vec<Column>,
    ) -> Result<Self, XlsxError> {
        let mut lines = 1;
        for (number, column) in (0u16..).zip(&columns) {
            worksheet.set_column_width(number, f64::from(column.width))?;
            if column.is_hidden {
                worksheet.set_column_hidden(number)?;
            }
            let heading = Cell::from(column.heading.as_str());
            lines = lines.max(wrapped(&column.heading, bold(column.width).saturating_sub(1)));
            heading.write(worksheet, (headings, number), &look::heading(column.set))?;
        }
        grouped(worksheet, headings - 1, &columns)?;
        // Buttons of filters cover what stands at the bottom of their cells.
        let lines = lines + 1;
        worksheet.set_row_height(headings, height(lines))?;
        worksheet.set_screen_gridlines(false);
        printed(worksheet);
        worksheet.set_repeat_rows(headings, headings)?.set_repeat_columns(0, 0)?;
        let formats = columns.iter().map(|column| look::formats(column.set)).collect();
        Ok(Self { worksheet, columns, formats, headings, next: headings + 1, points: height(lines) + LINE })
    }

    /// The row that comes next.
    pub(super) fn next(&self) -> u32 {
        self.next
    }

    /// How high the table is so far, in points, with its headings.
    pub(super) fn points(&self) -> f64 {
        self.points
    }

    /// Writes a row. Rows are as high as their words need: not every program works that out by itself.
    pub(super) fn row(&mut self, weight: Weight, cells: &[Cell]) -> Result<(), XlsxError> {
        let mut lines = 1;
        for ((number, cell), (formats, column)) in
            (0u16..).zip(cells).zip(self.formats.iter().zip(&self.columns))
        {
            let format = &formats[weight as usize];
            cell.write(self.worksheet, (self.next, number), format)?;
            if let (Cell::Words(words), Set::Words, false) = (cell, column.set, column.is_hidden) {
                let width = if weight == Weight::Plain { column.width } else { bold(column.width) };
                lines = lines.max(wrapped(words, width));
            }
        }
        if lines > 1 {
            self.worksheet.set_row_height(self.next, height(lines))?;
        }
        self.points += height(lines);
        self.next += 1;
        Ok(())
    }

    /// Ends the table: every column can be filtered from now on.
    pub(super) fn end(self) -> Result<&'w mut Worksheet, XlsxError> {
        let last = u16::try_from(self.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
        let (first, end) = (self.headings + 1, self.next.saturating_sub(1));
        self.worksheet.autofilter(self.headings, 0, end.max(self.headings), last)?;
        for (number, column) in (0u16..).zip(&self.columns).filter(|_| end >= first) {
            if let Some(noughts) = look::noughts(column.set) {
                self.worksheet.add_conditional_format(first, number, end, number, &noughts)?;
            }
        }
        Ok(self.worksheet)
    }
}

/// Writes the headings of groups over those of their columns.
fn grouped(worksheet: &mut Worksheet, row: u32, columns: &[Column]) -> Result<(), XlsxError> {
    let mut first = 0u16;
    for run in columns.chunk_by(|a, b| a.group == b.group) {
        let next = first + u16::try_from(run.len()).unwrap_or(u16::MAX);
        if let Some(group) = &run[0].group {
            across(worksheet, row, (first, next - 1), group, &look::group())?;
        }
        first = next;
    }
    Ok(())
}

/// Writes words into a row across some columns.
pub(super) fn across(
    worksheet: &mut Worksheet,
    row: u32,
    (first, last): (u16, u16),
    words: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    if first < last {
        worksheet.merge_range(row, first, row, last, "", format)?;
    }
    Cell::from(words).write(worksheet, (row, first), format)
}

/// Landscape on A4, as wide as a page, with the sheet's name and page numbers below.
pub(super) fn printed(worksheet: &mut Worksheet) {
    worksheet.set_landscape().set_paper_size(PAPER).set_print_fit_to_pages(1, 0);
    worksheet.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
    worksheet.set_footer("&L&F&C&A&Rpage &P of &N");
}

/// The lines that words take in a column as wide as some digits; letters are narrower.
pub(super) fn wrapped(words: &str, width: u16) -> u16 {
    let width = (usize::from(width) * 23 / 20).max(1);
    let (mut lines, mut used) = (1, 0);
    for word in words.split(' ') {
        let length = text::width(word);
        if used > 0 && used + 1 + length > width {
            lines += 1;
            used = 0;
        }
        used += length + usize::from(used > 0);
        lines += used.saturating_sub(1) / width;
        used = if used > width { used % width } else { used };
    }
    u16::try_from(lines).unwrap_or(u16::MAX)
}

/// The width that is left for bold letters, which are wider.
pub(super) fn bold(width: u16) -> u16 {
    width - width / 16
}

/// The height of some lines, in points; no row is higher than Excel allows.
pub(super) fn height(lines: u16) -> f64 {
    const HIGHEST: f64 = 409.0;
    (f64::from(lines) * LINE).min(HIGHEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_wrap_between_words_and_long_ones_inside() {
        assert_eq!(wrapped("", 10), 1);
        assert_eq!(wrapped("one two", 10), 1);
        assert_eq!(wrapped("one two three", 10), 2);
        assert_eq!(wrapped(&"x".repeat(25), 10), 3, "eleven letters a line");
        assert!((height(u16::MAX) - 409.0).abs() < 1e-9, "Excel's highest row");
    }
}
