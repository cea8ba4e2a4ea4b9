//! A frontier, for people and for machines.

mod csv;
mod document;
mod forms;
mod split;
mod table;

pub use csv::LAYOUT;
pub use csv::csv;
pub use document::AlongView;
pub use document::Document;
pub use document::PointView;
pub use table::table;
