//! The money: what the lines of the allocation add up to, what it costs beyond the reference, and what £1 buys.

use crate::report::workbook::allocation;
use crate::report::workbook::cell::Cell;
use crate::report::workbook::identity;
use crate::report::workbook::ledger::Account;
use crate::report::workbook::ledger::Ledger;
use crate::report::workbook::look::Set;
use crate::report::workbook::look::Weight;
use crate::report::workbook::sheet::Column;
use crate::report::workbook::sheet::Sheet;
use crate::report::workbook::times::Times;
use rust_xlsxwriter::Worksheet;
use rust_xlsxwriter::XlsxError;
use rust_xlsxwriter::utility::row_col_to_cell;

/// The sheet's name.
pub(super) const NAME: &str = "Money";

/// The first strand's money; the others follow, then back office and unspent money.
const FIRST: u16 = identity::COLUMNS;

/// The strands of every chapter, each once, in the order they are met.
pub(super) fn strands<'d>(ledger: &Ledger<'d>) -> Vec<&'d str> {
    let mut strands: Vec<&str> = Vec::new();
    for strand in ledger.chapters.iter().flat_map(|chapter| &chapter.block.order) {
        if !strands.contains(&&*strand.id) {
            strands.push(&strand.id);
        }
    }
    strands
}

fn columns(times: Times, strands: &[&str]) -> Vec<Column> {
    let money =
        |heading: &str, group: &str| Column::new(times.in_money(heading), 13, Set::Money).under(group);
    let pound = |heading: &str, group: &str| Column::new(heading, 13, Set::Pound).under(group);
    let (where_to, cost) = ("Where it goes, added up from the sheet Allocation", "Beyond the reference");
    let next = times.of_next_pound();
    let mut columns = identity::wrapped();
    columns.extend(strands.iter().map(|strand| money(&format!("Spend on {strand}"), where_to)));
    columns.extend([
        money("Back office", where_to),
        money("Unspent", where_to),
        money("Total", where_to),
        money("Budget", where_to),
        money("Check: total less budget", where_to),
        money("Extra cost", cost),
        pound("Harm avoided per extra £1: mean, £", cost),
        pound("Per extra £1: 5% of draws below, £", cost),
        pound("Per extra £1: 95% of draws below, £", cost),
        pound("Spread as the scenario spends, £", next),
        pound("Where it does most, £", next),
        Column::new("Programme where it does most", 46, Set::Words).under(next),
    ]);
    columns
}

/// Writes the sheet.
pub(super) fn write(worksheet: &mut Worksheet, ledger: &Ledger<'_>) -> Result<(), XlsxError> {
    let strands = strands(ledger);
    let money = allocation::Money::of(ledger);
    let head = (
        NAME,
        [
            "Sums are formulas.",
            "They find their lines by scenario number and strand, whichever way the sheet Allocation is sorted.",
        ],
    );
    let mut sheet = Sheet::begin(worksheet, head, columns(ledger.times(), &strands))?;
    for account in &ledger.accounts {
        let weight = if account.is_reference() { Weight::Part } else { Weight::Plain };
        let row = sheet.next();
        let mut cells = account.identity();
        cells.extend(parts(account, money, &strands, &row_col_to_cell(row, identity::NUMBER)));
        cells.extend(totals(account, row, cells.len()));
        cells.extend(bought(account));
        sheet.row(weight, &cells)?;
    }
    sheet.end()?.set_print_fit_to_pages(2, 0);
    Ok(())
}

/// Money by strand, back office and unspent money of the scenario whose number stands in a cell.
pub(super) fn parts(
    account: &Account<'_>,
    money: allocation::Money,
    strands: &[&str],
    number: &str,
) -> Vec<Cell> {
    let of_strand = |strand: &str| {
        account.view.strands.get(strand).map(|own| money.of_strand(number, strand, own.amount))
    };
    let strands = strands.iter().map(|strand| Cell::from(of_strand(strand)));
    strands.chain(money.rest(number, account)).collect()
}

/// What the parts come to, the budget, and whether one is the other.
fn totals(account: &Account<'_>, row: u32, before: usize) -> [Cell; 3] {
    let budget = account.view.budget;
    let at = |column| row_col_to_cell(row, column);
    let next = u16::try_from(before).unwrap_or(u16::MAX);
    let total = account.total();
    let sum = Cell::Formula(format!("=SUM({}:{})", at(FIRST), at(next - 1)), total);
    // Sums round in their last digits; what is checked is money.
    let check = Cell::Formula(format!("=ROUND({}-{},6)", at(next), at(next + 1)), rounded(total - budget));
    [sum, budget.into(), check]
}

/// What it costs beyond the reference, what that buys, and what the next £1 would.
fn bought(account: &Account<'_>) -> [Cell; 7] {
    let view = account.view;
    let (per, next) = (view.per_extra_pound.as_ref(), &view.next_pound);
    let extra = (!account.is_reference()).then_some(view.extra_cost);
    let mut programmes = account.chapter.block.order.iter().flat_map(|strand| &strand.programmes);
    let most = next.programme.as_ref();
    let most = most.and_then(|id| programmes.find(|programme| programme.id == *id));
    [
        extra.into(),
        per.map(|per| per.mean).into(),
        per.map(|per| per.p5).into(),
        per.map(|per| per.p95).into(),
        next.spread.into(),
        next.most.into(),
        most.map(|programme| match next.year {
            None => programme.name.clone(),
            Some(year) => format!("{}, in {year}", programme.name),
        })
        .into(),
    ]
}

/// As Excel's `ROUND(…, 6)`, and never −0.
fn rounded(millions: f64) -> f64 {
    (millions * 1e6).round() / 1e6 + 0.0
}
