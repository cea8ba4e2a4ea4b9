//! What finding out is worth on this program's own evidence, for people and for machines.

mod csv;
mod decision;
mod document;
mod estimate;
mod first;
mod forms;
mod table;

pub use csv::LAYOUT;
pub use csv::csv;
pub use decision::DecisionView;
pub use decision::EvpiView;
pub use decision::GroupView;
pub use decision::KindView;
pub use decision::Named;
pub use decision::PartialView;
pub use decision::SizeView;
pub use decision::StudyView;
pub use document::Document;
pub use estimate::EstimateView;
pub use first::FirstView;
pub use first::VerdictView;
pub use table::table;
