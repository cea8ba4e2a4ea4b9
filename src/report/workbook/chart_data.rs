//! What the charts draw: a sheet out of sight, so that sorting another one never mixes up their bars.

use crate::report::workbook::allocation;
use crate::report::workbook::cell::Cell;
use crate::report::workbook::ledger::Account;
use crate::report::workbook::ledger::Ledger;
use crate::report::workbook::look::Set;
use crate::report::workbook::look::Weight;
use crate::report::workbook::money;
use crate::report::workbook::sheet::Column;
use crate::report::workbook::sheet::Sheet;
use crate::report::workbook::times::Times;
use rust_xlsxwriter::Worksheet;
use rust_xlsxwriter::XlsxError;
use rust_xlsxwriter::utility::row_col_to_cell;

/// The sheet's name.
pub(super) const NAME: &str = "Chart data";

/// As many scenarios are drawn of a chapter; nobody can read more bars.
pub(super) const MOST: usize = 40;

const NUMBER: u16 = 1;
/// Mean harm avoided against today's spend; its 5% and 95% quantiles follow.
pub(super) const AVOIDED: u16 = NUMBER + 1;
/// From the mean down to the 5% quantile; the column after it goes up to the 95% quantile.
pub(super) const ARMS: u16 = AVOIDED + 3;
/// The first strand's money; the others follow, then back office and unspent money.
pub(super) const MONEY: u16 = ARMS + 2;

/// Where what is drawn of each chapter stands.
pub(super) struct Places {
    /// The first and last row of each chapter; `None` where nothing is drawn.
    pub(super) chapters: Vec<Option<(u32, u32)>>,
    /// What the columns of money are of: strands, back office, unspent.
    pub(super) money: Vec<String>,
}

fn columns(times: Times, strands: &[&str]) -> Vec<Column> {
    let money = |heading: String| Column::new(heading, 14, Set::Money);
    let of = |heading: &str| money(times.in_money(heading));
    let mut columns = vec![
        Column::new("Scenario", 34, Set::Words),
        Column::new("Scenario number", 10, Set::Integer),
        of("Modelled harm avoided against today's spend: mean"),
        of("5% of draws below"),
        of("95% of draws below"),
        of("Mean less 5%"),
        of("95% less mean"),
    ];
    columns.extend(strands.iter().map(|strand| of(&format!("Spend on {strand}"))));
    columns.extend([of("Back office"), of("Unspent")]);
    columns
}

/// Writes the sheet.
pub(super) fn write(worksheet: &mut Worksheet, ledger: &Ledger<'_>) -> Result<Places, XlsxError> {
    worksheet.set_very_hidden(true);
    let strands = money::strands(ledger);
    let sums = allocation::Money::of(ledger);
    let head = (NAME, ["What the charts draw. Money is added up from the sheet Allocation.", ""]);
    let mut sheet = Sheet::begin(worksheet, head, columns(ledger.times(), &strands))?;
    let mut chapters = Vec::new();
    for chapter in 0..ledger.chapters.len() {
        let first = sheet.next();
        for account in ledger.of_chapter(chapter).take(MOST) {
            let row = sheet.next();
            let mut cells = harm(account, row);
            cells.extend(money::parts(account, sums, &strands, &row_col_to_cell(row, NUMBER)));
            sheet.row(Weight::Plain, &cells)?;
        }
        chapters.push((sheet.next() > first).then(|| (first, sheet.next() - 1)));
    }
    sheet.end()?;
    let money = strands
        .iter()
        .map(|strand| (*strand).to_owned())
        .chain(["back office".to_owned(), "unspent".to_owned()]);
    Ok(Places { chapters, money: money.collect() })
}

fn harm(account: &Account<'_>, row: u32) -> Vec<Cell> {
    let avoided = account.view.harm_avoided.summary;
    let at = |column| row_col_to_cell(row, column);
    let arm = |from: u16, to: u16, result| Cell::Formula(format!("={}-{}", at(to), at(from)), result);
    vec![
        account.view.name.as_str().into(),
        f64::from(account.number).into(),
        avoided.mean.into(),
        avoided.p5.into(),
        avoided.p95.into(),
        arm(AVOIDED + 1, AVOIDED, avoided.mean - avoided.p5),
        arm(AVOIDED, AVOIDED + 2, avoided.p95 - avoided.mean),
    ]
}
