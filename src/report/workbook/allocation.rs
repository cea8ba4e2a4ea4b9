//! The allocation: every scenario's money by programme, with what it adds up to as formulas.

use crate::report::workbook::cell::Cell;
use crate::report::workbook::ledger::Account;
use crate::report::workbook::ledger::Line;
use crate::report::workbook::ledger::Of;
use crate::report::workbook::look::Set;
use crate::report::workbook::look::Weight;
use crate::report::workbook::sheet::Column;
use crate::report::workbook::sheet::Head;
use crate::report::workbook::sheet::MOST_BREAKS;
use crate::report::workbook::sheet::Sheet;
use crate::report::workbook::whose;
use crate::study::Block;
use crate::study::Brief;
use rust_xlsxwriter::Worksheet;
use rust_xlsxwriter::XlsxError;
use rust_xlsxwriter::utility::row_col_to_cell;

/// The sheet's name.
pub(super) const NAME: &str = "Allocation";

/// The word for a line that is a programme's, which totals look for.
const PROGRAMME: &str = "Programme";

const KIND: u16 = whose::COLUMNS;
const TODAY: u16 = KIND + 5;
/// The column of the scenario's money.
pub(super) const THEN: u16 = TODAY + 1;

fn columns() -> Vec<Column> {
    let mut columns = whose::columns(Set::Name);
    columns.extend([
        Column::new("Line", 14, Set::Name),
        Column::new("Strand", 12, Set::Name),
        Column::new("Programme", 44, Set::Words),
        Column::new("Programme id", 24, Set::Name),
        Column::new("Funder", 22, Set::Name),
        Column::new("Today, £m a year", 13, Set::Money),
        Column::new("Scenario, £m a year", 13, Set::Money),
        Column::new("Change, £m a year", 13, Set::Money),
        Column::new("Change, share of today", 12, Set::Share),
        Column::new("Part of the scenario's budget, share", 14, Set::Share),
    ]);
    columns
}

/// Writes the sheet.
pub(super) fn write(worksheet: &mut Worksheet, brief: &Brief, accounts: &[Account]) -> Result<(), XlsxError> {
    let head = Head::new(
        NAME,
        "Where each scenario's money goes. Strand totals, totals and changes are formulas; each total is the budget.",
    );
    let mut sheet = Sheet::begin(worksheet, &head, &columns())?;
    let breaks: Vec<u32> = accounts.iter().skip(1).map(|account| account.lines[0].row).collect();
    for account in accounts {
        let block = &brief.chapters[account.chapter].block;
        for line in &account.lines {
            let weight = match line.of {
                Of::Programme(_) | Of::BackOffice | Of::Unspent => Weight::Plain,
                Of::Strand { .. } => Weight::Part,
                Of::Total => Weight::Total,
            };
            sheet.row(weight, &cells(block, account, line))?;
        }
    }
    let worksheet = sheet.end()?;
    if breaks.len() <= MOST_BREAKS {
        worksheet.set_page_breaks(&breaks)?;
    }
    Ok(())
}

fn cells(block: &Block, account: &Account, line: &Line) -> Vec<Cell> {
    let result = &block.results[account.result];
    let mut cells = whose::cells(block, &result.scenario);
    cells.extend(named(block, line));
    cells.push(line.today.map(|today| summed(account, line, TODAY, today)).into());
    cells.push(summed(account, line, THEN, line.then));
    let at = |column| row_col_to_cell(line.row, column);
    let change = line.today.map(|today| {
        let formula = format!("={}-{}", at(THEN), at(TODAY));
        Cell::Formula(formula, line.then - today)
    });
    cells.push(change.into());
    let part = line.today.filter(|today| *today > 0.0).map(|today| {
        let formula = format!("={}/{}", at(THEN + 1), at(TODAY));
        Cell::Formula(formula, (line.then - today) / today)
    });
    cells.push(part.into());
    let total = account.line(|of| of == Of::Total).filter(|total| total.then > 0.0);
    cells.push(
        total
            .map(|total| {
                let formula = format!("={}/{}", at(THEN), row_col_to_cell(total.row, THEN));
                Cell::Formula(formula, line.then / total.then)
            })
            .into(),
    );
    cells
}

/// What a line is: its kind, strand, programme, the programme's id and its funder.
fn named(block: &Block, line: &Line) -> [Cell; 5] {
    let evidence = &block.evidence;
    let alone = |kind: &str| [kind.into(), Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty];
    match line.of {
        Of::Programme(position) => {
            let programme = &evidence.programmes()[position];
            let funder =
                evidence.funders().iter().find(|funder| Some(&funder.id) == programme.funder.as_ref());
            [
                PROGRAMME.into(),
                programme.strand.as_str().into(),
                programme.name.as_str().into(),
                programme.id.as_str().into(),
                funder.map(|funder| funder.name.as_str()).into(),
            ]
        }
        Of::Strand { strand, .. } => {
            let mut cells = alone("Strand total");
            cells[1] = evidence.strands()[strand].as_str().into();
            cells
        }
        Of::BackOffice => alone("Back office"),
        Of::Unspent => alone("Unspent"),
        Of::Total => alone("Total"),
    }
}

/// Money of a line: a number, or the formula that adds it up.
fn summed(account: &Account, line: &Line, column: u16, amount: f64) -> Cell {
    let at = |row: u32| row_col_to_cell(row, column);
    match line.of {
        Of::Strand { programmes, .. } if programmes > 0 => {
            Cell::Formula(format!("=SUM({}:{})", at(line.row - programmes), at(line.row - 1)), amount)
        }
        Of::Total => {
            // The lines of the back office and of unspent money are the two just above.
            let (first, last) = (account.lines[0].row, line.row - 1);
            let kinds = format!("{}:{}", row_col_to_cell(first, KIND), row_col_to_cell(last, KIND));
            let formula = format!(
                "=SUMIF({kinds},\"{PROGRAMME}\",{}:{})+{}+{}",
                at(first),
                at(last),
                at(line.row - 2),
                at(line.row - 1)
            );
            Cell::Formula(formula, amount)
        }
        _ => Cell::Figure(amount),
    }
}
