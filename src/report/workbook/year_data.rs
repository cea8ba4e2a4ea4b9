//! What the charts over years draw: a sheet out of sight, so that sorting another one never mixes up their lines.

use crate::report::compare::ScenarioView;
use crate::report::report::Chapter;
use crate::report::views::YearView;
use crate::report::workbook::cell::Cell;
use crate::report::workbook::look::Set;
use crate::report::workbook::look::Weight;
use crate::report::workbook::sheet::Column;
use crate::report::workbook::sheet::Sheet;
use rust_xlsxwriter::Worksheet;
use rust_xlsxwriter::XlsxError;

/// The sheet's name.
pub(super) const NAME: &str = "Year data";

pub(super) const YEAR: u16 = 1;
/// The mean; its 5% and 95% quantiles follow.
pub(super) const MEAN: u16 = YEAR + 1;

/// What is drawn of a chapter.
pub(super) struct Drawn<'d> {
    /// Whose years they are.
    pub(super) scenario: &'d ScenarioView,
    /// The first and last row.
    pub(super) rows: (u32, u32),
}

/// The plan that is drawn of a chapter: the one looked at closely, else the one that avoids most; none of a settled year.
fn drawn<'d>(chapter: &Chapter<'d>) -> Option<&'d ScenarioView> {
    chapter.period().plan()?;
    let looked_at = chapter.proposal().map(|(_, scenario)| scenario);
    looked_at.or_else(|| chapter.best_first().first().copied()).filter(|scenario| !scenario.years.is_empty())
}

/// Writes the sheet, and says where what is drawn of each chapter stands.
pub(super) fn write<'d>(
    worksheet: &mut Worksheet,
    chapters: &[Chapter<'d>],
) -> Result<Vec<Option<Drawn<'d>>>, XlsxError> {
    worksheet.set_very_hidden(true);
    let figure = |heading: &str| Column::new(format!("{heading}, £m at present value"), 16, Set::Money);
    let columns = vec![
        Column::new("Scenario", 34, Set::Words),
        Column::new("Year", 8, Set::Year),
        figure("Added up to the end of the year: mean"),
        figure("5% of draws below"),
        figure("95% of draws below"),
    ];
    let head = (NAME, ["What the charts over years draw.", ""]);
    let mut sheet = Sheet::begin(worksheet, head, columns)?;
    let mut all = Vec::new();
    for chapter in chapters {
        let Some(scenario) = drawn(chapter) else {
            all.push(None);
            continue;
        };
        let first = sheet.next();
        for year in &scenario.years {
            sheet.row(Weight::Plain, &cells(scenario, year))?;
        }
        all.push(Some(Drawn { scenario, rows: (first, sheet.next() - 1) }));
    }
    sheet.end()?;
    Ok(all)
}

/// Net of extra cost against the reference; of the reference itself against today.
fn cells(scenario: &ScenarioView, year: &YearView) -> [Cell; 5] {
    let added = if scenario.is_reference() { year.cumulative } else { year.cumulative_net }.summary;
    [
        scenario.name.as_str().into(),
        f64::from(year.year).into(),
        added.mean.into(),
        added.p5.into(),
        added.p95.into(),
    ]
}
