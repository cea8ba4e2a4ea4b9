//! A sheet: a title, a sentence, and one table under headings that stay in sight.

use crate::report::workbook::cell::Cell;
use crate::report::workbook::look;
use crate::report::workbook::look::Set;
use crate::report::workbook::look::Weight;
use rust_xlsxwriter::Format;
use rust_xlsxwriter::Worksheet;
use rust_xlsxwriter::XlsxError;

/// The row of headings.
pub(super) const HEADINGS: u32 = 3;

/// The first row of a table.
pub(super) const FIRST: u32 = HEADINGS + 1;

/// The most page breaks that Excel allows in a sheet; where there would be more, there are none.
pub(super) const MOST_BREAKS: usize = 1023;

/// A4.
const PAPER: u8 = 9;

/// The height of a line of text, in points.
const LINE: f64 = 15.0;

/// A column of a table.
#[derive(Clone, Debug)]
pub(super) struct Column {
    heading: String,
    width: u16,
    set: Set,
}

impl Column {
    /// A column under a heading that says its unit, some characters wide.
    pub(super) fn new(heading: impl Into<String>, width: u16, set: Set) -> Self {
        Self { heading: heading.into(), width, set }
    }
}

/// What a sheet says before its table.
#[derive(Clone, Debug, Default)]
pub(super) struct Head {
    /// Its title.
    pub(super) title: &'static str,
    /// What it says under the title: a few words for the first column, which is printed on every page, and the rest.
    pub(super) lead: (&'static str, String),
    /// What it warns of, likewise.
    pub(super) warning: (&'static str, String),
}

impl Head {
    /// A title over a sentence.
    pub(super) fn new(title: &'static str, lead: &'static str) -> Self {
        Self { title, lead: (lead, String::new()), ..Self::default() }
    }
}

/// A sheet whose table is being written, row by row.
pub(super) struct Sheet<'w> {
    worksheet: &'w mut Worksheet,
    columns: usize,
    /// The widths of the columns whose words are wrapped.
    widths: Vec<Option<u16>>,
    formats: Vec<[Format; 4]>,
    next: u32,
}

impl<'w> Sheet<'w> {
    /// Begins a sheet: what stands above the table, and the headings, which stay in sight with the first column.
    pub(super) fn begin(
        worksheet: &'w mut Worksheet,
        head: &Head,
        columns: &[Column],
    ) -> Result<Self, XlsxError> {
        write(worksheet, (0, 0), head.title, &look::title())?;
        for (row, (words, rest), format) in
            [(1, &head.lead, look::lead()), (2, &head.warning, look::warning())]
        {
            write(worksheet, (row, 0), words, &format)?;
            write(worksheet, (row, 1), rest, &format)?;
        }
        let mut lines = 1;
        for (number, column) in (0u16..).zip(columns) {
            worksheet.set_column_width(number, f64::from(column.width))?;
            let heading = Cell::from(column.heading.as_str());
            // Headings are bold, and so wider.
            lines = lines.max(wrapped(&column.heading, column.width * 7 / 8));
            heading.write(worksheet, (HEADINGS, number), &look::heading(column.set))?;
        }
        worksheet.set_row_height(HEADINGS, height(lines))?;
        worksheet.set_freeze_panes(FIRST, 1)?;
        worksheet.set_screen_gridlines(false);
        printed(worksheet);
        worksheet.set_repeat_rows(HEADINGS, HEADINGS)?.set_repeat_columns(0, 0)?;
        Ok(Self {
            worksheet,
            columns: columns.len(),
            widths: columns.iter().map(|column| (column.set == Set::Words).then_some(column.width)).collect(),
            formats: columns.iter().map(|column| look::formats(column.set)).collect(),
            next: FIRST,
        })
    }

    /// The row that comes next.
    pub(super) fn next(&self) -> u32 {
        self.next
    }

    /// Writes a row. Rows are as high as their words need: not every program works that out by itself.
    pub(super) fn row(&mut self, weight: Weight, cells: &[Cell]) -> Result<(), XlsxError> {
        let mut lines = 1;
        for ((number, cell), (formats, width)) in
            (0u16..).zip(cells).zip(self.formats.iter().zip(&self.widths))
        {
            let format = &formats[weight as usize];
            cell.write(self.worksheet, (self.next, number), format)?;
            if let (Cell::Words(words), Some(width)) = (cell, width) {
                lines = lines.max(wrapped(words, *width));
            }
        }
        if lines > 1 {
            self.worksheet.set_row_height(self.next, height(lines))?;
        }
        self.next += 1;
        Ok(())
    }

    /// Ends the table: every column can be filtered from now on.
    pub(super) fn end(self) -> Result<&'w mut Worksheet, XlsxError> {
        let last = u16::try_from(self.columns.saturating_sub(1)).unwrap_or(u16::MAX);
        self.worksheet.autofilter(HEADINGS, 0, self.next.saturating_sub(1).max(HEADINGS), last)?;
        Ok(self.worksheet)
    }
}

fn write(
    worksheet: &mut Worksheet,
    place: (u32, u16),
    words: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    if words.is_empty() {
        return Ok(());
    }
    Cell::from(words).write(worksheet, place, format)
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
        let length = word.chars().count();
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
