//! What information is worth on draws of any model, for people and for machines.

mod csv;
mod document;
mod figures;
mod forms;
mod table;

pub use csv::LAYOUT;
pub use csv::csv;
pub use document::Document;
pub use document::EstimateView;
pub use document::EstimatorView;
pub use document::FrontierView;
pub use document::OptionView;
pub use document::PartialView;
pub use document::StudyView;
pub use table::table;
