//! The workbook as a whole: its sheets in order, and what it says of itself.

use crate::report::Provenance;
use crate::report::workbook::allocation;
use crate::report::workbook::assumptions;
use crate::report::workbook::charts;
use crate::report::workbook::comparison;
use crate::report::workbook::drawn;
use crate::report::workbook::ledger::Ledger;
use crate::report::workbook::limits;
use crate::report::workbook::manifest;
use crate::report::workbook::money;
use crate::report::workbook::notes;
use crate::report::workbook::summary;
use crate::report::workbook::threats;
use crate::study::Brief;
use jiff::civil::Date;
use rust_xlsxwriter::DocProperties;
use rust_xlsxwriter::ExcelDateTime;
use rust_xlsxwriter::Workbook;
use rust_xlsxwriter::Worksheet;
use rust_xlsxwriter::XlsxError;
use std::error::Error;

/// The first year that Excel's calendar has.
const FIRST_YEAR: i16 = 1900;

/// The workbook's bytes, the same for the same brief on the same day.
///
/// # Errors
/// As the workbook writer's: more lines than a sheet has, or more columns.
pub fn workbook(
    brief: &Brief,
    provenance: &Provenance,
    today: Date,
) -> Result<Vec<u8>, Box<dyn Error + Send + Sync>> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(provenance, today)?);
    let ledger = Ledger::of(brief, today);
    summary::write(workbook.add_worksheet().set_name(summary::NAME)?, brief, &ledger, today)?;
    notes::write(workbook.add_worksheet().set_name(notes::NAME)?, brief, today)?;
    let charts = workbook.add_worksheet().set_name(charts::NAME)?;
    let mut behind = Worksheet::new();
    let places = drawn::write(behind.set_name(drawn::NAME)?, &ledger)?;
    charts::write(charts, &ledger, &places)?;
    comparison::write(workbook.add_worksheet().set_name(comparison::NAME)?, brief, &ledger)?;
    money::write(workbook.add_worksheet().set_name(money::NAME)?, &ledger)?;
    allocation::write(workbook.add_worksheet().set_name(allocation::NAME)?, &ledger)?;
    threats::write(workbook.add_worksheet().set_name(threats::NAME)?, &ledger)?;
    limits::write(workbook.add_worksheet().set_name(limits::NAME)?, brief, &ledger)?;
    assumptions::write(workbook.add_worksheet().set_name(assumptions::NAME)?, brief)?;
    manifest::write(workbook.add_worksheet().set_name(manifest::NAME)?, provenance)?;
    workbook.push_worksheet(behind);
    Ok(workbook.save_to_buffer()?)
}

/// Made on the day taken for today, so that no clock gets into the bytes.
fn properties(provenance: &Provenance, today: Date) -> Result<DocProperties, XlsxError> {
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
