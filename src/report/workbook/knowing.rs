//! What moves the proposals, and what knowing each assumption is worth.

use crate::report::report::Chapter;
use crate::report::report::KnowingView;
use crate::report::workbook::cell::Cell;
use crate::report::workbook::look::Set;
use crate::report::workbook::look::Weight;
use crate::report::workbook::sheet::Column;
use crate::report::workbook::sheet::Sheet;
use rust_xlsxwriter::Worksheet;
use rust_xlsxwriter::XlsxError;

/// The sheet's name.
pub(super) const NAME: &str = "What moves it";

/// Whether any chapter has something to say here.
pub(super) fn is_wanted(chapters: &[Chapter<'_>]) -> bool {
    chapters.iter().any(|chapter| known(chapter).is_some())
}

fn known<'d>(chapter: &Chapter<'d>) -> Option<(&'d str, &'d KnowingView)> {
    let (proposal, scenario) = chapter.proposal()?;
    Some((scenario.name.as_str(), proposal.knowing.as_ref().filter(|own| !own.moved.is_empty())?))
}

/// Writes the sheet.
pub(super) fn write(worksheet: &mut Worksheet, chapters: &[Chapter<'_>]) -> Result<(), XlsxError> {
    let lead = "Mean harm avoided with one assumption at its 5% and 95% point and the others as drawn, and what knowing it before deciding \
                would be worth. Empty where it cannot be told from 0, and where it was not asked: of the widest twelve it was.";
    let columns = vec![
        Column::new("Assumption", 60, Set::Words),
        Column::new("Scenario", 28, Set::Words),
        Column::new("Known", 13, Set::Words),
        Column::new("Harm avoided at its 5% point: mean, £m a year or at present value", 16, Set::Money),
        Column::new("Harm avoided at its 95% point: mean, £m a year or at present value", 16, Set::Money),
        Column::new(
            "Part of the variance of harm avoided that it explains alone (first-order index)",
            13,
            Set::Share,
        ),
        Column::new("Worth knowing (EVPPI), £m a year or at present value", 16, Set::Money),
        Column::new("Standard error of that, £m a year or at present value", 16, Set::Money),
        Column::new("Draws, number", 10, Set::Integer),
        Column::new("Address", 60, Set::Words),
    ];
    let mut sheet = Sheet::begin(worksheet, (NAME, [lead, ""]), columns)?;
    for (scenario, knowing) in chapters.iter().filter_map(known) {
        #[expect(clippy::cast_precision_loss, reason = "draws are far below 2^53")]
        let draws = knowing.draws as f64;
        for own in &knowing.moved {
            let worth = knowing.worth_of(&own.parameter);
            let cells: [Cell; 10] = [
                own.what.as_str().into(),
                scenario.into(),
                own.grade.as_str().into(),
                own.low.into(),
                own.high.into(),
                own.told_variance().into(),
                worth.map(|(value, _)| value).into(),
                worth.map(|(_, se)| se).into(),
                draws.into(),
                own.parameter.as_str().into(),
            ];
            sheet.row(Weight::Plain, &cells)?;
        }
    }
    sheet.end()?;
    Ok(())
}
