//! A brief as an Excel workbook.

mod whole;

pub use whole::workbook;
