//! Results as bytes. Every format is a pure function from a study's result; nothing here touches a file.
//!
//! Machine formats carry full precision, and a missing figure is empty or null, never 0. Rounding is for
//! people only.

mod amounts;
mod answer;
pub mod best;
pub mod check;
pub mod columns;
pub mod compare;
mod counts;
mod document;
pub mod draws;
pub mod evidence;
mod few;
pub mod frontier;
mod grid;
mod json_text;
mod layout;
mod long;
mod manifest;
pub mod page;
mod prose;
mod provenance;
mod published;
#[expect(clippy::module_inception, reason = "the command `report` has a document like every other")]
pub mod report;
mod rests;
mod scale;
mod standing;
pub mod target;
pub mod verify;
mod views;
pub mod workbook;

pub use answer::Answer;
pub use answer::Described;
pub use answer::Form;
pub use answer::Look;
pub use answer::Tabular;
pub use answer::USUAL;
pub use answer::WriteError;
pub use counts::Counts;
pub use document::Unreadable;
pub use document::Versioned;
pub use document::from_json;
pub use document::json;
pub use document::json_schema;
pub use json_text::write_json;
pub use json_text::write_json_lines;
pub use layout::Column;
pub use layout::Layout;
pub use layout::Quantity;
pub use manifest::Circumstances;
pub use manifest::Manifest;
pub use manifest::Output;
pub use manifest::Part;
pub use provenance::Input;
pub use provenance::Program;
pub use provenance::Provenance;
pub use provenance::Question;
pub use provenance::Simulated;
pub use published::ANSWERS;
pub use published::DOCUMENTS;
pub use published::LAYOUTS;
pub use published::Published;
pub use rests::Rests;
pub use views::AvoidedView;
pub use views::BrokenView;
pub use views::InfeasibleView;
pub use views::MissView;
pub use views::OptimumView;
pub use views::ProgrammeName;
pub use views::RefusedView;
pub use views::RuleView;
pub use views::Standing;
pub use views::StrandOrder;
pub use views::SummaryView;
