//! The best allocation, for people and for machines.

mod csv;
mod impossible;
mod json;
mod lines;
mod money;
mod table;

pub use csv::csv;
pub use impossible::Stated;
pub use impossible::impossible;
pub use json::json;
pub use lines::Answered;
pub use table::table;
