//! A line of the sheet of limits: few of its columns are filled, and which says what it is about.

use crate::report::report::SideView;
use crate::report::views::SummaryView;
use crate::report::workbook::cell::Cell;
use crate::report::workbook::identity;
use crate::report::workbook::ledger::Ledger;
use crate::report::workbook::look::Set;
use crate::report::workbook::sheet::Column;
use rust_xlsxwriter::utility::row_col_to_cell;

/// The column of a rule's bound; the money it is about and the room it leaves follow.
const BOUND: u16 = identity::COLUMNS + 2;

/// A line of the sheet; what is not filled is an empty cell.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    /// What kind of line it is.
    pub(super) kind: &'static str,
    /// What it is about.
    pub(super) of: String,
    /// What a rule asks for, £m.
    pub(super) bound: Option<f64>,
    /// The scenario's money, £m.
    pub(super) money: Option<f64>,
    /// The room that a rule on one side leaves, £m.
    pub(super) room: Option<(SideView, f64)>,
    /// £ of modelled harm avoided for each £1 by which the rule is relaxed.
    pub(super) price: Option<f64>,
    /// The same where the scenario counts people: fewer of them for each £1m.
    pub(super) price_in_people: Option<f64>,
    /// Today's money, £m.
    pub(super) today: Option<f64>,
    /// The range of money among allocations nearly as good, £m.
    pub(super) near: Option<(f64, f64)>,
    /// The best share of a strand were the truth known.
    pub(super) share: Option<SummaryView>,
    /// The probability that the share should be above today's.
    pub(super) above: Option<f64>,
    /// Another figure, £m.
    pub(super) figure: Option<f64>,
    /// The least change of a rule that makes the scenario possible, £m.
    pub(super) change: Option<f64>,
    /// A sentence.
    pub(super) note: String,
}

/// The columns of the sheet.
pub(super) fn columns(ledger: &Ledger<'_>) -> Vec<Column> {
    let times = ledger.times();
    let money = |heading: &str| Column::new(times.in_money(heading), 13, Set::Money);
    let of_rules = |heading: &str| Column::new(format!("{heading}, {}", times.of_rules()), 13, Set::Money);
    let share = |heading: &str| Column::new(heading, 13, Set::Share);
    let mut columns = identity::in_line(ledger.longest());
    columns.extend([
        Column::new("Line", 13, Set::Words),
        Column::new("Of what", 66, Set::Words),
        of_rules("Rule's bound"),
        Column::new(format!("Scenario, {}", times.of_either()), 13, Set::Money),
        of_rules("Room the rule leaves"),
        Column::new("Price: harm avoided per £1 of relaxing the rule, £", 14, Set::Price),
        Column::new("Price where people are counted: fewer per £1m, number", 14, Set::Price),
        money("Today"),
        money("Nearly as good: least found"),
        money("Nearly as good: most found"),
        share("Best share were the truth known: mean, share"),
        share("Best share: 5% of draws below, share"),
        share("Best share: 95% of draws below, share"),
        share("Probability that it should be above today's, share of draws"),
        money("Figure"),
        of_rules("Least change that makes it possible"),
        Column::new("Note", 64, Set::Words),
    ]);
    columns
}

impl Line {
    /// The line's cells in a row, after those that identify its scenario.
    pub(super) fn cells(self, row: u32) -> Vec<Cell> {
        let (bound, money) = (row_col_to_cell(row, BOUND), row_col_to_cell(row, BOUND + 1));
        let room = self.room.map(|(side, left)| match side {
            SideView::AtMost => Cell::Formula(format!("={bound}-{money}"), left),
            SideView::AtLeast => Cell::Formula(format!("={money}-{bound}"), left),
        });
        vec![
            self.kind.into(),
            self.of.into(),
            self.bound.into(),
            self.money.into(),
            room.into(),
            self.price.into(),
            self.price_in_people.into(),
            self.today.into(),
            self.near.map(|(least, _)| least).into(),
            self.near.map(|(_, most)| most).into(),
            self.share.map(|share| share.mean).into(),
            self.share.map(|share| share.p5).into(),
            self.share.map(|share| share.p95).into(),
            self.above.into(),
            self.figure.into(),
            self.change.into(),
            self.note.into(),
        ]
    }
}
