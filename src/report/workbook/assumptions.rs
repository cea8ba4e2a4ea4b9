//! The assumptions: every number that the figures rest on, and who says so.

use crate::model::Grade;
use crate::report::evidence::Document;
use crate::report::report::Chapter;
use crate::report::workbook::cell::Cell;
use crate::report::workbook::look;
use crate::report::workbook::look::Set;
use crate::report::workbook::look::Weight;
use crate::report::workbook::sheet;
use crate::report::workbook::sheet::Column;
use crate::report::workbook::sheet::Sheet;
use rust_xlsxwriter::ConditionalFormatCell;
use rust_xlsxwriter::ConditionalFormatCellRule;
use rust_xlsxwriter::Worksheet;
use rust_xlsxwriter::XlsxError;

/// The sheet's name.
pub(super) const NAME: &str = "Assumptions";

const GRADE: u16 = 5;

fn columns() -> Vec<Column> {
    vec![
        Column::new("Address", 40, Set::Words),
        Column::new("Evidence", 28, Set::Words),
        Column::new("Meaning and unit", 46, Set::Words),
        Column::new("Value or distribution, in the unit of its meaning", 34, Set::Words),
        Column::new("Differs between draws", 10, Set::Words),
        Column::new("Grade", 13, Set::Words),
        Column::new("Source", 90, Set::Words),
    ]
}

/// Writes the sheet.
pub(super) fn write(worksheet: &mut Worksheet, chapters: &[Chapter<'_>]) -> Result<(), XlsxError> {
    let head = (
        NAME,
        [
            "Every number that the figures rest on, with how well it is known. A placeholder is a guess that nobody \
               has measured.",
            "",
        ],
    );
    let mut sheet = Sheet::begin(worksheet, head, columns())?;
    for register in registers(chapters) {
        for assumption in &register.assumptions {
            let differs = if assumption.uncertain { "yes" } else { "no" };
            let cells: [Cell; 7] = [
                assumption.address.as_str().into(),
                register.evidence.as_str().into(),
                assumption.what.as_str().into(),
                assumption.distribution.as_str().into(),
                differs.into(),
                assumption.grade.as_str().into(),
                assumption.source.as_str().into(),
            ];
            sheet.row(Weight::Plain, &cells)?;
        }
    }
    let last = sheet.next().saturating_sub(1).max(sheet::FIRST);
    let worksheet = sheet.end()?;
    let is_placeholder = ConditionalFormatCell::new()
        .set_rule(ConditionalFormatCellRule::EqualTo(Grade::Placeholder.as_str()))
        .set_format(look::placeholder());
    worksheet.add_conditional_format(sheet::FIRST, GRADE, last, GRADE, &is_placeholder)?;
    Ok(())
}

/// The assumptions registers of all chapters, each once: chapters may differ in their draws alone.
fn registers<'d>(chapters: &[Chapter<'d>]) -> Vec<&'d Document> {
    let mut all: Vec<&Document> = Vec::new();
    for register in chapters.iter().map(|chapter| &chapter.besides.basis.evidence) {
        if !all.contains(&register) {
            all.push(register);
        }
    }
    all
}
