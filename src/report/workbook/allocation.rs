//! The allocation: every scenario's money by programme, which other sheets add up.

use crate::report::report::Chapter;
use crate::report::workbook::cell::Cell;
use crate::report::workbook::identity;
use crate::report::workbook::ledger::Account;
use crate::report::workbook::ledger::Ledger;
use crate::report::workbook::ledger::Line;
use crate::report::workbook::ledger::Of;
use crate::report::workbook::look::Set;
use crate::report::workbook::look::Weight;
use crate::report::workbook::sheet::Column;
use crate::report::workbook::sheet::MOST_BREAKS;
use crate::report::workbook::sheet::Sheet;
use crate::report::workbook::table::Key;
use crate::report::workbook::table::Table;
use rust_xlsxwriter::Worksheet;
use rust_xlsxwriter::XlsxError;
use rust_xlsxwriter::utility::row_col_to_cell;

/// The sheet's name.
pub(super) const NAME: &str = "Allocation";

const LINE: u16 = identity::COLUMNS;
const STRAND: u16 = LINE + 1;
const TODAY: u16 = LINE + 5;
const THEN: u16 = TODAY + 1;
const BUDGET: u16 = THEN + 3;

/// The words for the lines that are no programme's, by which sums find them.
const BACK_OFFICE: &str = "Back office";
const UNSPENT: &str = "Unspent";

fn columns(ledger: &Ledger<'_>) -> Vec<Column> {
    let times = ledger.times();
    let money = |heading: &str| Column::new(times.in_money(heading), 13, Set::Money);
    let mut columns = identity::in_line(ledger.longest());
    columns.extend([
        Column::new("Line", 14, Set::Name),
        Column::new("Strand", 12, Set::Name),
        Column::new("Programme", 44, Set::Words),
        Column::new("Programme id", 24, Set::Name),
        Column::new("Funder", 30, Set::Name),
        money("Today"),
        money("Scenario"),
        money("Change"),
        Column::new("Change, share of today", 12, Set::Share),
        money("Scenario's budget"),
        Column::new("Part of the scenario's budget, share", 14, Set::Share),
    ]);
    columns
}

/// The money on this sheet, as other sheets add it up.
#[derive(Clone, Copy, Debug)]
pub(super) struct Money(Table);

impl Money {
    /// The money of all scenarios.
    pub(super) fn of(ledger: &Ledger<'_>) -> Self {
        Self(Table::of(NAME, ledger.accounts.iter().map(|account| account.lines.len()).sum()))
    }

    /// All money of the scenario whose number stands in a cell.
    pub(super) fn total(self, number: &str, result: f64) -> Cell {
        self.0.sum(THEN, &[(identity::NUMBER, Key::Cell(number))], result)
    }

    /// Its money in a strand.
    pub(super) fn of_strand(self, number: &str, strand: &str, result: f64) -> Cell {
        self.0.sum(THEN, &[(identity::NUMBER, Key::Cell(number)), (STRAND, Key::Word(strand))], result)
    }

    /// Its money in no strand, and what is unspent.
    pub(super) fn rest(self, number: &str, account: &Account<'_>) -> [Cell; 2] {
        [(BACK_OFFICE, Of::BackOffice), (UNSPENT, Of::Unspent)].map(|(word, of)| {
            let result = account.lines.iter().filter(|line| line.of == of).map(|line| line.then).sum();
            self.0.sum(THEN, &[(identity::NUMBER, Key::Cell(number)), (LINE, Key::Word(word))], result)
        })
    }
}

/// Writes the sheet.
pub(super) fn write(worksheet: &mut Worksheet, ledger: &Ledger<'_>) -> Result<(), XlsxError> {
    let head = (NAME, ["Where each scenario's money goes, line by line. The sheet Money adds it up.", ""]);
    let mut sheet = Sheet::begin(worksheet, head, columns(ledger))?;
    let mut breaks = Vec::new();
    for account in &ledger.accounts {
        breaks.push(sheet.next());
        for line in &account.lines {
            sheet.row(Weight::Plain, &cells(account, line, sheet.next()))?;
        }
    }
    let worksheet = sheet.end()?;
    if breaks.len() <= MOST_BREAKS {
        worksheet.set_page_breaks(breaks.get(1..).unwrap_or_default())?;
    }
    Ok(())
}

/// A line; what it works out is worked out from the line alone, so that lines can be sorted.
fn cells(account: &Account<'_>, line: &Line<'_>, row: u32) -> Vec<Cell> {
    let at = |column| row_col_to_cell(row, column);
    let budget = account.view.budget;
    let mut cells = account.identity();
    cells.extend(named(account.chapter, line));
    cells.extend([line.today.into(), line.then.into()]);
    let change =
        line.today.map(|today| Cell::Formula(format!("={}-{}", at(THEN), at(TODAY)), line.then - today));
    cells.push(change.into());
    let part = line
        .today
        .filter(|today| *today > 0.0)
        .map(|today| Cell::Formula(format!("={}/{}", at(THEN + 1), at(TODAY)), (line.then - today) / today));
    cells.push(part.into());
    cells.push(budget.into());
    let share = || Cell::Formula(format!("={}/{}", at(THEN), at(BUDGET)), line.then / budget);
    cells.push((budget > 0.0).then(share).into());
    cells
}

/// What a line is: its kind, strand, programme, the programme's id and its funder.
fn named(chapter: &Chapter<'_>, line: &Line<'_>) -> [Cell; 5] {
    let alone = |kind: &str| [kind.into(), Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty];
    match line.of {
        Of::Programme { strand, programme } => {
            let basis = chapter.besides.basis.programmes.get(&programme.id);
            let funder = basis.and_then(|basis| basis.funder.as_deref());
            [
                "Programme".into(),
                strand.into(),
                programme.name.as_str().into(),
                programme.id.as_str().into(),
                funder.into(),
            ]
        }
        Of::BackOffice => alone(BACK_OFFICE),
        Of::Unspent => alone(UNSPENT),
    }
}
