//! What stands above the summary's table: sentences across all its columns, as high as they need.

use crate::report::workbook::cell::Cell;
use crate::report::workbook::look;
use crate::report::workbook::sheet::LINE;
use crate::report::workbook::sheet::across;
use crate::report::workbook::sheet::bold;
use crate::report::workbook::sheet::height;
use crate::report::workbook::sheet::wrapped;
use rust_xlsxwriter::Format;
use rust_xlsxwriter::Worksheet;
use rust_xlsxwriter::XlsxError;

/// The height of a title and of the space between what belongs together and what does not, points.
const TITLE: f64 = 24.0;
const SPACE: f64 = 6.0;

/// Sentences being written one under the other.
pub(super) struct Top<'w> {
    worksheet: &'w mut Worksheet,
    last: u16,
    width: u16,
    next: u32,
    points: f64,
}

impl<'w> Top<'w> {
    /// Begins with a title; sentences go as far as the last column, some characters wide in all.
    pub(super) fn begin(
        worksheet: &'w mut Worksheet,
        title: &str,
        (last, width): (u16, u16),
    ) -> Result<Self, XlsxError> {
        Cell::from(title).write(worksheet, (0, 0), &look::title())?;
        worksheet.set_row_height(0, TITLE)?;
        Ok(Self { worksheet, last, width, next: 1, points: TITLE })
    }

    /// What holds for everything below.
    pub(super) fn lead(&mut self, words: &str) -> Result<(), XlsxError> {
        self.sentence(words, &look::paragraph().set_italic(), self.width)
    }

    /// What nobody should overlook.
    pub(super) fn warn(&mut self, words: &str) -> Result<(), XlsxError> {
        self.sentence(words, &look::warning(), self.width)
    }

    /// The answer of a chapter: the first statement, and what is said of it.
    pub(super) fn chapter(&mut self, title: &str, statements: &[String]) -> Result<(), XlsxError> {
        self.space()?;
        Cell::from(title).write(self.worksheet, (self.next, 0), &look::subtitle())?;
        self.past(height(1) + SPACE / 2.0)?;
        for (position, statement) in statements.iter().enumerate() {
            let (format, width) = match position {
                0 => (look::answer(), bold(self.width)),
                _ => (look::paragraph(), self.width),
            };
            self.sentence(statement, &format, width)?;
        }
        Ok(())
    }

    /// The row of headings of the table below, with space for those of groups above it; and the points so far.
    pub(super) fn end(mut self) -> (u32, f64) {
        self.points += LINE;
        (self.next + 2, self.points)
    }

    /// Words across all columns, as high as letters need of which so many fit into a line.
    fn sentence(&mut self, words: &str, format: &Format, width: u16) -> Result<(), XlsxError> {
        // In a long line wide and narrow letters even out: more of them fit than in a narrow column.
        let lines = wrapped(words, width + width / 16);
        across(self.worksheet, self.next, (0, self.last), words, format)?;
        self.past(height(lines))
    }

    fn space(&mut self) -> Result<(), XlsxError> {
        self.past(SPACE)
    }

    fn past(&mut self, points: f64) -> Result<(), XlsxError> {
        self.worksheet.set_row_height(self.next, points)?;
        self.points += points;
        self.next += 1;
        Ok(())
    }
}
