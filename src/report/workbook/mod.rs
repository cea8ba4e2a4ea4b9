//! A report as an Excel workbook: one file a sheet; the answer on the first, every table behind it in the same shape.
//!
//! Figures are numbers with full precision and a format, never text; a missing figure is an empty cell, never 0. What
//! adds up is a formula whose stored result is the same sum; it finds its lines by key, so that any sheet can be sorted.
//! Words are strings whatever they begin with.

mod allocation;
mod assumptions;
mod book;
mod cell;
mod chart_data;
mod charts;
mod comparison;
mod identity;
mod knowing;
mod ledger;
mod limits;
mod line;
mod logs;
mod look;
mod manifest;
mod money;
mod notes;
mod proposal;
mod scale;
mod sheet;
mod summary;
mod table;
mod threats;
mod times;
mod top;
mod year_data;
mod years;

pub use book::WorkbookError;
pub use book::workbook;
