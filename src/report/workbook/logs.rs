//! The logs besides the assumptions: decisions, data, and the assurance that comes of them.

use crate::report::evidence::Document;
use crate::report::report::Chapter;
use crate::report::workbook::cell::Cell;
use crate::report::workbook::look::Set;
use crate::report::workbook::look::Weight;
use crate::report::workbook::sheet::Column;
use crate::report::workbook::sheet::Sheet;
use crate::text;
use rust_xlsxwriter::Worksheet;
use rust_xlsxwriter::XlsxError;

/// The names of the sheets.
pub(super) const DECISIONS: &str = "Decisions";
pub(super) const DATA: &str = "Data";
pub(super) const ASSURANCE: &str = "Assurance";

/// Writes the decisions log.
pub(super) fn decisions(worksheet: &mut Worksheet, chapters: &[Chapter<'_>]) -> Result<(), XlsxError> {
    let lead = "What was decided on the way. What has nobody's name beside it follows from what the files and the program are.";
    let columns = vec![
        Column::new("Decision", 70, Set::Words),
        Column::new("Evidence", 28, Set::Words),
        Column::new("Why", 60, Set::Words),
        Column::new("Who", 24, Set::Words),
        Column::new("On", 12, Set::Words),
        Column::new("Signed off by", 24, Set::Words),
        Column::new("From", 12, Set::Words),
    ];
    let mut sheet = Sheet::begin(worksheet, (DECISIONS, [lead, ""]), columns)?;
    for chapter in chapters {
        for decision in chapter.decisions() {
            let cells: [Cell; 7] = [
                decision.what.into(),
                chapter.block.rests_on.evidence.as_str().into(),
                decision.why.into(),
                decision.who.into(),
                decision.on.into(),
                decision.signed_off_by.into(),
                decision.from.into(),
            ];
            sheet.row(Weight::Plain, &cells)?;
        }
    }
    sheet.end()?;
    Ok(())
}

/// Writes the data log.
#[expect(clippy::cast_precision_loss, reason = "numbers of evidence are few")]
pub(super) fn data(worksheet: &mut Worksheet, logs: &[&Document]) -> Result<(), XlsxError> {
    let lead = "Every source that is named in the evidence, with the numbers that rest on it.";
    let columns = vec![
        Column::new("Source", 90, Set::Words),
        Column::new("Evidence", 28, Set::Words),
        Column::new("Resting on it, number", 10, Set::Integer),
        Column::new("Grade", 13, Set::Words),
        Column::new("Proxy", 8, Set::Words),
        Column::new("Knowledge of", 12, Set::Words),
        Column::new("Prices of", 12, Set::Words),
        Column::new("Signed off by", 24, Set::Words),
        Column::new("Addresses", 60, Set::Words),
    ];
    let mut sheet = Sheet::begin(worksheet, (DATA, [lead, ""]), columns)?;
    for log in logs {
        for data in &log.data {
            let cells: [Cell; 9] = [
                data.source.as_str().into(),
                log.evidence.as_str().into(),
                Cell::Figure(data.addresses.len() as f64),
                text::listed(&data.grades).into(),
                if data.proxy { "yes" } else { "no" }.into(),
                log.as_of.clone().into(),
                log.price_year.as_str().into(),
                text::listed(&data.signed_off_by).into(),
                data.addresses.join(", ").into(),
            ];
            sheet.row(Weight::Plain, &cells)?;
        }
    }
    sheet.end()?;
    Ok(())
}

/// Writes the assurance statements.
pub(super) fn assurance(worksheet: &mut Worksheet, logs: &[&Document]) -> Result<(), XlsxError> {
    let lead = "Who answers for the analysis, how far it is signed off, and what it can be used for.";
    let columns = vec![
        Column::new("Part", 24, Set::Words),
        Column::new("Evidence", 28, Set::Words),
        Column::new("What is said", 120, Set::Words),
    ];
    let mut sheet = Sheet::begin(worksheet, (ASSURANCE, [lead, ""]), columns)?;
    for log in logs {
        for (part, said) in parts(log) {
            let cells: [Cell; 3] = [part.into(), log.evidence.as_str().into(), said.into()];
            sheet.row(Weight::Plain, &cells)?;
        }
    }
    sheet.end()?;
    Ok(())
}

fn parts(log: &Document) -> Vec<(&'static str, String)> {
    let Some(assurance) = &log.assurance else { return Vec::new() };
    let said = assurance.said().into_iter().map(|line| ("Statement", line));
    let limits = assurance.limits.iter().map(|line| ("Known limit", line.clone()));
    let can = assurance.can.iter().map(|line| ("Can be used", line.clone()));
    let cannot = assurance.cannot.iter().map(|line| ("Cannot be used", line.clone()));
    said.chain(limits).chain(can).chain(cannot).collect()
}
