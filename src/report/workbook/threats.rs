//! The threats: what each scenario means for each of them, in money and in people.

use crate::model::Count;
use crate::model::Threat;
use crate::report::workbook::cell::Cell;
use crate::report::workbook::keyed::Key;
use crate::report::workbook::keyed::Table;
use crate::report::workbook::ledger::Account;
use crate::report::workbook::ledger::Ledger;
use crate::report::workbook::look::Set;
use crate::report::workbook::look::Weight;
use crate::report::workbook::sheet::Column;
use crate::report::workbook::sheet::Sheet;
use crate::report::workbook::whose;
use crate::study::CountAvoided;
use crate::study::ScenarioResult;
use rust_xlsxwriter::Worksheet;
use rust_xlsxwriter::XlsxError;
use rust_xlsxwriter::utility::row_col_to_cell;

/// The sheet's name.
pub(super) const NAME: &str = "Threats";

const MEASURE: u16 = whose::COLUMNS + 2;
const HARM: u16 = MEASURE + 1;
const AVOIDED: u16 = HARM + 1;

/// The word for harm, which totals look for.
const HARM_WORD: &str = "Harm";

/// What is said of a threat that nobody has costed.
const NOT_COSTED: &str = "not costed: left out of every £ figure, never counted as nought";

fn columns(ledger: &Ledger<'_>) -> Vec<Column> {
    let mut columns = whose::in_line(ledger.longest());
    columns.extend([
        Column::new("Threat", 38, Set::Words),
        Column::new("Threat id", 14, Set::Words),
        Column::new("Measure", 44, Set::Words),
        Column::new("Modelled harm: mean, £m a year", 14, Set::Money),
        Column::new("Harm avoided against today's spend: mean, £m a year", 15, Set::Money),
        Column::new("Harm avoided, share of harm at today's spend", 13, Set::Share),
        Column::new("Modelled people or events: mean, number a year", 15, Set::Number),
        Column::new("Avoided against today's spend: mean, number a year", 15, Set::Number),
        Column::new("Avoided: 5% of draws below, number a year", 14, Set::Number),
        Column::new("Avoided: 95% of draws below, number a year", 14, Set::Number),
        Column::new("Probability of avoiding any, share of draws", 13, Set::Share),
        Column::new("Note", 58, Set::Words),
    ]);
    columns
}

/// The harm on this sheet, as other sheets add it up.
#[derive(Clone, Copy, Debug)]
pub(super) struct Harm(Table);

impl Harm {
    /// The harm of all scenarios.
    pub(super) fn of(ledger: &Ledger<'_>) -> Self {
        let of_threat = |threat: &Threat| 1 + threat.counts.len();
        let of_account =
            |account: &Account<'_>| account.block.evidence.threats().iter().map(of_threat).sum::<usize>();
        Self(Table::of(NAME, ledger.accounts.iter().map(of_account).sum()))
    }

    /// Mean harm of all costed threats under the scenario whose number stands in a cell; empty where none is costed.
    pub(super) fn total(self, number: &str, result: &ScenarioResult) -> Cell {
        let costed: Vec<f64> = result.threats.iter().filter_map(|threat| Some(threat.harm?.0)).collect();
        if costed.is_empty() {
            return Cell::Empty;
        }
        let keys = [(whose::NUMBER, Key::Cell(number)), (MEASURE, Key::Word(HARM_WORD))];
        self.0.sum(HARM, &keys, costed.iter().sum())
    }
}

/// Writes the sheet.
pub(super) fn write(worksheet: &mut Worksheet, ledger: &Ledger<'_>) -> Result<(), XlsxError> {
    let head = (
        NAME,
        [
            "What each scenario is modelled to do to each threat, a year, against today's spend. The sheet Comparison adds it \
         up.",
            "",
        ],
    );
    let mut sheet = Sheet::begin(worksheet, head, columns(ledger))?;
    for account in &ledger.accounts {
        for (threat, figures) in account.block.evidence.threats().iter().zip(&account.result.threats) {
            let mut cells = account.whose();
            cells.extend(of_harm(threat, figures.harm, sheet.next()));
            sheet.row(Weight::Plain, &cells)?;
            for (count, figures) in threat.counts.iter().zip(&figures.counts) {
                let mut cells = account.whose();
                cells.extend(of_count(threat, count, figures));
                sheet.row(Weight::Plain, &cells)?;
            }
        }
    }
    sheet.end()?;
    Ok(())
}

/// Harm, harm avoided, and the part it is of harm at today's spend.
fn of_harm(threat: &Threat, figures: Option<(f64, f64)>, row: u32) -> Vec<Cell> {
    let mut cells = vec![threat.name.as_str().into(), threat.id.as_str().into(), HARM_WORD.into()];
    if let Some((harm, avoided)) = figures {
        let (left, gone) = (row_col_to_cell(row, HARM), row_col_to_cell(row, AVOIDED));
        let before = harm + avoided;
        let part = Cell::Formula(format!("={gone}/({left}+{gone})"), avoided / before);
        cells.extend([harm.into(), avoided.into(), if before > 0.0 { part } else { Cell::Empty }]);
        cells.extend([const { Cell::Empty }; 6]);
    } else {
        cells.extend([const { Cell::Empty }; 8]);
        cells.push(NOT_COSTED.into());
    }
    cells
}

fn of_count(threat: &Threat, count: &Count, figures: &CountAvoided) -> Vec<Cell> {
    let avoided = &figures.avoided;
    let mut cells = vec![threat.name.as_str().into(), threat.id.as_str().into(), count.name.as_str().into()];
    cells.extend([const { Cell::Empty }; 3]);
    let numbers = [figures.mean, avoided.mean, avoided.p5, avoided.p95, avoided.probability_positive];
    cells.extend(numbers.map(Cell::Figure));
    cells.push(Cell::Empty);
    cells
}
