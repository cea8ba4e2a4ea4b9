//! What moves the answer, for people and for machines.

mod bars;
mod csv;
mod document;
mod forms;
mod rows;
mod scenario;
mod table;
mod words;

pub use csv::LAYOUT;
pub use csv::csv;
pub use document::BlockView;
pub use document::Document;
pub use scenario::ScenarioView;
pub use table::table;
