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
pub(in crate::report) use lines::prices as priced;
pub(in crate::report) use table::EXPLAINED;
pub(in crate::report) use table::confidence;
pub use table::table;
pub(in crate::report) use table::verdict;
