//! The logs of some evidence, for people and for machines: assumptions, decisions, data, and the assurance that comes of them.

mod assurance;
mod assured;
mod csv;
mod data;
mod decided;
mod decisions;
mod document;
mod entry;
mod forms;
mod made;
mod observed;
mod sources;
mod table;

pub use assured::AssuranceView;
pub use assured::RolesView;
pub use csv::ASSURANCE_LAYOUT;
pub use csv::DATA_LAYOUT;
pub use csv::DECISIONS_LAYOUT;
pub use csv::LAYOUT;
pub use csv::csv;
pub use data::DataView;
pub use decided::DecisionView;
pub(in crate::report) use decided::of_basis;
pub(in crate::report) use decided::of_limit;
pub use document::Document;
pub use document::Log;
pub use entry::Entry;
pub use forms::table;
