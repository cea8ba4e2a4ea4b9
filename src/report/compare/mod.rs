//! Scenarios side by side, for people and for machines.

mod csv;
mod json;
mod table;

pub use csv::COLUMNS;
pub use csv::csv;
pub use json::json;
pub use table::table;
