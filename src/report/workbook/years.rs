//! The years of plans: what each year costs and avoids, and what that adds up to.

use crate::report::compare::ScenarioView;
use crate::report::views::SummaryView;
use crate::report::views::YearView;
use crate::report::workbook::cell::Cell;
use crate::report::workbook::identity;
use crate::report::workbook::ledger::Account;
use crate::report::workbook::ledger::Ledger;
use crate::report::workbook::look::Set;
use crate::report::workbook::look::Weight;
use crate::report::workbook::money;
use crate::report::workbook::sheet::Column;
use crate::report::workbook::sheet::Sheet;
use crate::report::workbook::table::Key;
use crate::report::workbook::table::Table;
use rust_xlsxwriter::Worksheet;
use rust_xlsxwriter::XlsxError;
use rust_xlsxwriter::utility::row_col_to_cell;

/// The sheet's name.
pub(super) const NAME: &str = "Years";

/// How many pages wide it is printed.
const PAGES: u16 = 2;

const YEAR: u16 = identity::COLUMNS;
const FACTOR: u16 = YEAR + 1;
/// The first strand's money.
const FIRST: u16 = FACTOR + 1;

/// Columns by their distance from the last strand's.
const TOTAL: u16 = 0;
const AVOIDED: u16 = 3;
const PRESENT: u16 = AVOIDED + 5;

fn columns(ledger: &Ledger<'_>, strands: &[&str]) -> Vec<Column> {
    let money = |heading: &str, group: &str| Column::new(heading, 13, Set::Money).under(group);
    let cost = "Money in the year, not discounted, and at present value";
    let avoided = "Modelled harm avoided against today's spend";
    let net = "Modelled harm avoided against the reference less extra cost, added up to the end of the year";
    let mut columns = identity::in_line(ledger.longest());
    columns.push(Column::new("Year", 8, Set::Year));
    columns.push(Column::new("Discount factor, £ at present value per £1 in the year", 13, Set::Price));
    columns.extend(strands.iter().map(|strand| money(&format!("Spend on {strand}, £m in the year"), cost)));
    columns.extend([
        money("Programmes together, £m in the year", cost),
        money("Programmes together, £m at present value", cost),
        money("Extra cost over the reference, £m in the year", cost),
        money("Mean, £m in the year", avoided),
        money("Standard error of the mean, £m in the year", avoided),
        money("5% of draws below, £m in the year", avoided),
        money("50% of draws below, £m in the year", avoided),
        money("95% of draws below, £m in the year", avoided),
        money("Mean, £m at present value", avoided),
        money("Added up to the end of the year: mean, £m at present value", avoided),
        money("Added up: 5% of draws below, £m at present value", avoided),
        money("Added up: 95% of draws below, £m at present value", avoided),
        money("Net: mean, £m at present value", net),
        money("Net: 5% of draws below, £m at present value", net),
        money("Net: 95% of draws below, £m at present value", net),
        Column::new("Has broken even for good by then, share of draws", 13, Set::Share).under(net),
    ]);
    columns
}

/// Writes the sheet.
pub(super) fn write(worksheet: &mut Worksheet, ledger: &Ledger<'_>) -> Result<(), XlsxError> {
    let strands = money::strands(ledger);
    let head = (
        NAME,
        [
            "Plans year by year.",
            "A year's own money and harm are not discounted; what is at present value says so. Sums are formulas. A year without \
             money is one after the plan, in which money spent before is still felt.",
        ],
    );
    let table = Table::of(NAME, ledger.accounts.iter().map(|account| account.view.years.len()).sum());
    let mut sheet = Sheet::begin(worksheet, head, columns(ledger, &strands))?;
    for account in &ledger.accounts {
        let weight = if account.is_reference() { Weight::Part } else { Weight::Plain };
        for (place, year) in account.view.years.iter().enumerate() {
            let cells = cells(account, (place, year), (&strands, table), sheet.next());
            sheet.row(weight, &cells)?;
        }
    }
    sheet.end()?.set_print_fit_to_pages(PAGES, 0);
    Ok(())
}

fn cells(
    account: &Account<'_>,
    (place, year): (usize, &YearView),
    (strands, table): (&[&str], Table),
    row: u32,
) -> Vec<Cell> {
    let at = |column| row_col_to_cell(row, column);
    let behind = FIRST + u16::try_from(strands.len()).unwrap_or(u16::MAX - FIRST - 99);
    let factor = year.discount_factor;
    let mut cells = account.identity();
    cells.extend([f64::from(year.year).into(), factor.into()]);
    cells.extend(strands.iter().map(|strand| Cell::from(year.strands.get(*strand).copied())));
    let total: f64 = strands.iter().filter_map(|strand| year.strands.get(*strand)).sum();
    let sum = || Cell::Formula(format!("=SUM({}:{})", at(FIRST), at(behind - 1)), total);
    let present = || Cell::Formula(format!("={}*{}", at(behind + TOTAL), at(FACTOR)), total * factor);
    cells.extend([year.is_decided().then(sum).into(), year.is_decided().then(present).into()]);
    cells.push((!account.is_reference() && year.is_decided()).then_some(year.extra_cost).into());
    let SummaryView { mean, se, p5, p50, p95, .. } = year.harm_avoided.summary;
    cells.extend([mean, se, p5, p50, p95].map(Cell::from));
    cells.push(Cell::Formula(format!("={}*{}", at(behind + AVOIDED), at(FACTOR)), mean * factor));
    let (number, own) = (at(identity::NUMBER), at(YEAR));
    let keys = [(identity::NUMBER, Key::Cell(&number)), (YEAR, Key::UpTo(&own))];
    let added = year.cumulative.summary;
    cells.push(table.sum(behind + PRESENT, &keys, added.mean));
    cells.extend([added.p5, added.p95].map(Cell::from));
    cells.extend(net(account.view, (place, year)));
    cells
}

/// What is added up net of extra cost, and whether it has broken even; empty of the reference.
fn net(view: &ScenarioView, (place, year): (usize, &YearView)) -> [Cell; 4] {
    if view.is_reference() {
        return [const { Cell::Empty }; 4];
    }
    let SummaryView { mean, p5, p95, .. } = year.cumulative_net.summary;
    let break_even = view.economics.as_ref().and_then(|view| view.break_even.as_ref());
    let broken = break_even.and_then(|it| it.by_year.get(place).copied());
    [mean.into(), p5.into(), p95.into(), broken.into()]
}
