//! The threats: what each scenario means for each of them, in money and in people.

use crate::report::AvoidedView;
use crate::report::compare::CountName;
use crate::report::compare::ThreatName;
use crate::report::compare::ThreatView;
use crate::report::workbook::cell::Cell;
use crate::report::workbook::identity;
use crate::report::workbook::ledger::Account;
use crate::report::workbook::ledger::Ledger;
use crate::report::workbook::look::Set;
use crate::report::workbook::look::Weight;
use crate::report::workbook::sheet::Column;
use crate::report::workbook::sheet::Sheet;
use crate::report::workbook::table::Key;
use crate::report::workbook::table::Table;
use rust_xlsxwriter::Worksheet;
use rust_xlsxwriter::XlsxError;
use rust_xlsxwriter::utility::row_col_to_cell;

/// The sheet's name.
pub(super) const NAME: &str = "Threats";

const MEASURE: u16 = identity::COLUMNS + 2;
const HARM: u16 = MEASURE + 1;
const AVOIDED: u16 = HARM + 1;

/// The word for harm, which totals look for.
const HARM_WORD: &str = "Harm";

/// What is said of a threat that nobody has costed.
const NOT_COSTED: &str = "not costed: left out of every £ figure, never counted as nought";

fn columns(ledger: &Ledger<'_>) -> Vec<Column> {
    let times = ledger.times();
    let money = |heading: &str, width| Column::new(times.in_money(heading), width, Set::Money);
    let number =
        |heading: &str, width| Column::new(format!("{heading}, {}", times.people()), width, Set::Number);
    let mut columns = identity::in_line(ledger.longest());
    columns.extend([
        Column::new("Threat", 38, Set::Words),
        Column::new("Threat id", 14, Set::Words),
        Column::new("Measure", 44, Set::Words),
        money("Modelled harm: mean", 14),
        money("Harm avoided against today's spend: mean", 15),
        Column::new("Harm avoided, share of harm at today's spend", 13, Set::Share),
        number("Modelled people or events: mean", 15),
        number("Avoided against today's spend: mean", 15),
        number("Avoided: 5% of draws below", 14),
        number("Avoided: 95% of draws below", 14),
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
        let of_threat = |threat: &ThreatName| 1 + threat.counts.len();
        let of_account =
            |account: &Account<'_>| account.chapter.block.threats.iter().map(of_threat).sum::<usize>();
        Self(Table::of(NAME, ledger.accounts.iter().map(of_account).sum()))
    }

    /// Mean harm of all costed threats under the scenario whose number stands in a cell; empty where none is costed.
    pub(super) fn total(self, number: &str, account: &Account<'_>) -> Cell {
        let costed = account.chapter.block.threats.iter().filter(|threat| threat.costed);
        let harm = |threat: &ThreatName| account.view.threats.get(&threat.id)?.harm;
        let costed: Vec<f64> = costed.filter_map(harm).collect();
        if costed.is_empty() {
            return Cell::Empty;
        }
        let keys = [(identity::NUMBER, Key::Cell(number)), (MEASURE, Key::Word(HARM_WORD))];
        self.0.sum(HARM, &keys, costed.iter().sum())
    }
}

/// Writes the sheet.
pub(super) fn write(worksheet: &mut Worksheet, ledger: &Ledger<'_>) -> Result<(), XlsxError> {
    let head = (NAME, [ledger.times().of_threats(), ""]);
    let mut sheet = Sheet::begin(worksheet, head, columns(ledger))?;
    for account in &ledger.accounts {
        for threat in &account.chapter.block.threats {
            let figures = account.view.threats.get(&threat.id);
            let mut cells = account.identity();
            cells.extend(of_harm(threat, figures, sheet.next()));
            sheet.row(Weight::Plain, &cells)?;
            for count in &threat.counts {
                let mut cells = account.identity();
                cells.extend(of_count(threat, count, figures));
                sheet.row(Weight::Plain, &cells)?;
            }
        }
    }
    sheet.end()?;
    Ok(())
}

/// Harm, harm avoided, and the part it is of harm at today's spend.
fn of_harm(threat: &ThreatName, figures: Option<&ThreatView>, row: u32) -> Vec<Cell> {
    let mut cells = vec![threat.name.as_str().into(), threat.id.as_str().into(), HARM_WORD.into()];
    let both = figures.and_then(|figures| Some((figures.harm?, figures.harm_avoided?)));
    let part = both.map(|(harm, avoided)| (avoided, harm + avoided)).filter(|(_, before)| *before > 0.0);
    let (left, gone) = (row_col_to_cell(row, HARM), row_col_to_cell(row, AVOIDED));
    let part =
        part.map(|(avoided, before)| Cell::Formula(format!("={gone}/({left}+{gone})"), avoided / before));
    cells.extend([both.map(|both| both.0).into(), both.map(|both| both.1).into(), part.into()]);
    cells.extend([const { Cell::Empty }; 5]);
    cells.push((!threat.costed).then_some(NOT_COSTED).into());
    cells
}

fn of_count(threat: &ThreatName, count: &CountName, figures: Option<&ThreatView>) -> Vec<Cell> {
    let mut cells = vec![threat.name.as_str().into(), threat.id.as_str().into(), count.name.as_str().into()];
    cells.extend([const { Cell::Empty }; 3]);
    cells.push(figures.and_then(|figures| figures.counts.get(&count.id)).copied().into());
    let avoided = figures.and_then(|figures| figures.counts_avoided.get(&count.id));
    let avoided = |part: fn(&AvoidedView) -> f64| Cell::from(avoided.map(part));
    cells.extend([
        avoided(|avoided| avoided.summary.mean),
        avoided(|avoided| avoided.summary.p5),
        avoided(|avoided| avoided.summary.p95),
        avoided(|avoided| avoided.probability_positive),
    ]);
    cells.push(Cell::Empty);
    cells
}
