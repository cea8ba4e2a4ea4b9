//! The answer to a target, for people and for machines.

mod csv;
mod document;
mod forms;
mod table;

pub use csv::LAYOUT;
pub use csv::csv;
pub use document::Document;
pub use document::LeastView;
pub use document::StrandView;
pub use table::table;
