//! Two bars a row: before and after.

use crate::report::amounts::pounds;
use crate::report::page::chart::drawing::across;
use crate::report::page::chart::drawing::short;
use crate::report::page::chart::drawing::tall;
use maud::Markup;
use maud::html;

/// One row: whole £m before and after.
pub(in crate::report::page) struct Pair {
    /// Whose money it is.
    pub(in crate::report::page) name: String,
    /// Before.
    pub(in crate::report::page) before: i64,
    /// After.
    pub(in crate::report::page) after: i64,
}

const ROW: u32 = 52;
const BAR: u32 = 10;

/// The part of the width that the longest bar takes, in percent; its figure stands behind it.
const LONGEST: f64 = 82.0;

/// The rows, with their height.
pub(in crate::report::page) fn pairs(rows: &[Pair]) -> (Markup, u32) {
    let most = rows.iter().map(|row| row.before.max(row.after)).max().unwrap_or(1).max(1);
    let height = tall(rows.len(), ROW);
    let marks = html! {
        @for (top, row) in (0..).step_by(ROW as usize).zip(rows) {
            text x="0" y=(top + 12) { (short(&row.name)) }
            (bar("before", top + 18, row.before, most))
            (bar("after", top + 32, row.after, most))
        }
    };
    (marks, height)
}

#[expect(clippy::cast_precision_loss, reason = "money in £m is far below 2^53")]
fn bar(class: &str, top: u32, amount: i64, most: i64) -> Markup {
    let long = LONGEST * amount.max(0) as f64 / most as f64;
    html! {
        rect class=(class) x="0" width=(across(long)) y=(top) height=(BAR) {}
        text.figure x=(across(long)) dx="6" y=(top + 9) { (pounds(amount)) }
    }
}
