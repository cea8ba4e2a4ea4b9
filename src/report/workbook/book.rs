//! The workbook: its sheets in order, and what it says of itself.

use crate::report::Provenance;
use crate::report::WriteError;
use crate::report::report::Document;
use crate::report::workbook::allocation;
use crate::report::workbook::assumptions;
use crate::report::workbook::chart_data;
use crate::report::workbook::charts;
use crate::report::workbook::comparison;
use crate::report::workbook::knowing;
use crate::report::workbook::ledger::Ledger;
use crate::report::workbook::limits;
use crate::report::workbook::logs;
use crate::report::workbook::manifest;
use crate::report::workbook::money;
use crate::report::workbook::notes;
use crate::report::workbook::summary;
use crate::report::workbook::threats;
use crate::report::workbook::year_data;
use crate::report::workbook::years;
use jiff::civil::Date;
use rust_xlsxwriter::DocProperties;
use rust_xlsxwriter::ExcelDateTime;
use rust_xlsxwriter::Workbook;
use rust_xlsxwriter::Worksheet;
use rust_xlsxwriter::XlsxError;
use std::io;

/// The first year that Excel's calendar has.
const FIRST_YEAR: i16 = 1900;

/// Why there is no workbook.
#[derive(Debug, thiserror::Error)]
pub enum WorkbookError {
    /// The document contradicts itself.
    #[error(transparent)]
    Document(#[from] io::Error),
    /// The day taken for today is no date.
    #[error("`{day}` is no day: {error}")]
    Day {
        /// What stands there.
        day: String,
        /// What is wrong with it.
        error: jiff::Error,
    },
    /// The writer's: more lines than a sheet has, or more columns.
    #[error(transparent)]
    Written(#[from] XlsxError),
}

impl From<WorkbookError> for WriteError {
    fn from(error: WorkbookError) -> Self {
        match error {
            WorkbookError::Document(error) => Self::Io(error),
            WorkbookError::Written(error) => Self::Workbook(error),
            day @ WorkbookError::Day { .. } => Self::Io(io::Error::other(day)),
        }
    }
}

/// The workbook's bytes, the same for the same document and provenance.
///
/// # Errors
/// A document that contradicts itself, a day that is none, or more than a sheet holds.
pub fn workbook(document: &Document, provenance: &Provenance) -> Result<Vec<u8>, WorkbookError> {
    let chapters = document.chapters()?;
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(provenance)?);
    let ledger = Ledger::of(&chapters);
    summary::write(workbook.add_worksheet().set_name(summary::NAME)?, &ledger)?;
    notes::write(workbook.add_worksheet().set_name(notes::NAME)?, &chapters)?;
    let charts = workbook.add_worksheet().set_name(charts::NAME)?;
    let mut behind = Worksheet::new();
    let places = chart_data::write(behind.set_name(chart_data::NAME)?, &ledger)?;
    let mut of_years = Worksheet::new();
    let has_plans = ledger.times().has_plans();
    let drawn = if has_plans {
        year_data::write(of_years.set_name(year_data::NAME)?, &chapters)?
    } else {
        Vec::new()
    };
    charts::write(charts, &ledger, (&places, &drawn))?;
    comparison::write(workbook.add_worksheet().set_name(comparison::NAME)?, &ledger)?;
    money::write(workbook.add_worksheet().set_name(money::NAME)?, &ledger)?;
    if has_plans {
        years::write(workbook.add_worksheet().set_name(years::NAME)?, &ledger)?;
    }
    allocation::write(workbook.add_worksheet().set_name(allocation::NAME)?, &ledger)?;
    if knowing::is_wanted(&chapters) {
        knowing::write(workbook.add_worksheet().set_name(knowing::NAME)?, &chapters)?;
    }
    threats::write(workbook.add_worksheet().set_name(threats::NAME)?, &ledger)?;
    limits::write(workbook.add_worksheet().set_name(limits::NAME)?, &ledger)?;
    assumptions::write(workbook.add_worksheet().set_name(assumptions::NAME)?, &chapters)?;
    let registers = assumptions::registers(&chapters);
    logs::decisions(workbook.add_worksheet().set_name(logs::DECISIONS)?, &chapters)?;
    logs::data(workbook.add_worksheet().set_name(logs::DATA)?, &registers)?;
    logs::assurance(workbook.add_worksheet().set_name(logs::ASSURANCE)?, &registers)?;
    manifest::write(workbook.add_worksheet().set_name(manifest::NAME)?, provenance)?;
    workbook.push_worksheet(behind);
    if has_plans {
        workbook.push_worksheet(of_years);
    }
    Ok(workbook.save_to_buffer()?)
}

/// Made on the day taken for today, so that no clock gets into the bytes.
fn properties(provenance: &Provenance) -> Result<DocProperties, WorkbookError> {
    let day = &provenance.question.as_of;
    let today: Date = day.parse().map_err(|error| WorkbookError::Day { day: day.clone(), error })?;
    let day = if today.year() < FIRST_YEAR {
        ExcelDateTime::from_ymd(FIRST_YEAR.unsigned_abs(), 1, 1)?
    } else {
        let part = |part: i8| part.unsigned_abs();
        ExcelDateTime::from_ymd(today.year().unsigned_abs(), part(today.month()), part(today.day()))?
    };
    let program = format!("apportion {}", provenance.program.version);
    Ok(DocProperties::new()
        .set_title("Budget scenarios side by side")
        .set_subject("Modelled harm avoided under scenarios of a budget, with what the figures rest on")
        .set_author(program)
        .set_creation_datetime(&day))
}
