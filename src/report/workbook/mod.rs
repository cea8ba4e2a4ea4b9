//! A brief as an Excel workbook: one file a sheet, every table in the same shape.
//!
//! Figures are numbers with full precision and a format, never text; a missing figure is an empty cell, never 0; what
//! adds up is a formula whose stored result is the same sum. Words are strings whatever they begin with.

mod allocation;
mod assumptions;
mod cell;
mod charts;
mod ledger;
mod limits;
mod line;
mod look;
mod manifest;
mod notes;
mod scale;
mod sheet;
mod stated;
mod summary;
mod sure;
mod threats;
mod whole;
mod whose;

pub use whole::workbook;
