//! The assumptions: every number that the figures rest on, and who says so.

use crate::model::Grade;
use crate::report::evidence::Document;
use crate::report::evidence::Entry;
use crate::report::report::Chapter;
use crate::report::workbook::cell::Cell;
use crate::report::workbook::look;
use crate::report::workbook::look::Set;
use crate::report::workbook::look::Weight;
use crate::report::workbook::sheet;
use crate::report::workbook::sheet::Column;
use crate::report::workbook::sheet::Sheet;
use crate::text;
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

/// What an assumption says of one thing, if it does.
type Say = fn(&Entry) -> Option<String>;

/// What some assumption may say besides, with how wide it is.
const OWNED: [(&str, u16, Say); 6] = [
    ("Owner", 24, |entry| entry.owner.clone()),
    ("Signed off by", 24, |entry| entry.signed_off_by.clone()),
    ("Signed off on", 12, |entry| entry.signed_off_on.clone()),
    ("Note", 46, |entry| entry.note.clone()),
    ("Proxy", 8, |entry| entry.proxy.then(|| "yes".to_owned())),
    ("Effect on the answer", 14, |entry| entry.effect.map(text::money_signed)),
];

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
    let registers = registers(chapters);
    let entries = || registers.iter().flat_map(|register| &register.assumptions);
    // What no assumption says has no column.
    let owned: Vec<_> =
        OWNED.iter().filter(|(_, _, said)| entries().any(|entry| said(entry).is_some())).collect();
    let mut columns = columns();
    columns.extend(owned.iter().map(|(heading, width, _)| Column::new(*heading, *width, Set::Words)));
    columns.extend([Column::new("Knowledge of", 12, Set::Words), Column::new("Review by", 12, Set::Words)]);
    let mut sheet = Sheet::begin(worksheet, head, columns)?;
    for register in registers {
        for assumption in &register.assumptions {
            let differs = if assumption.uncertain { "yes" } else { "no" };
            let mut cells: Vec<Cell> = vec![
                assumption.address.as_str().into(),
                register.evidence.as_str().into(),
                assumption.what.as_str().into(),
                assumption.distribution.as_str().into(),
                differs.into(),
                assumption.grade.as_str().into(),
                assumption.source.as_str().into(),
            ];
            cells.extend(owned.iter().map(|(_, _, said)| said(assumption).into()));
            cells.extend([register.as_of.clone().into(), register.review_by.clone().into()]);
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
pub(super) fn registers<'d>(chapters: &[Chapter<'d>]) -> Vec<&'d Document> {
    let mut all: Vec<&Document> = Vec::new();
    for register in chapters.iter().map(|chapter| &chapter.besides.basis.evidence) {
        if !all.contains(&register) {
            all.push(register);
        }
    }
    all
}
