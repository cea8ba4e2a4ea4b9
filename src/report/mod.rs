//! Results as bytes. Every format is a pure function from a study's result; nothing here touches a file.
//!
//! Machine formats carry full precision, and a missing figure is empty or null, never 0. Rounding is for
//! people only.

mod amounts;
mod answer;
mod basis;
pub mod check;
pub mod columns;
pub mod compare;
mod counts;
pub mod diff;
mod document;
pub mod draws;
pub mod evidence;
mod few;
mod form;
pub mod frontier;
mod grid;
mod json_text;
mod layout;
mod limits_of_use;
mod line;
mod long;
mod manifest;
pub mod optimise;
#[cfg(feature = "cli")]
pub mod page;
mod period;
mod plan_said;
pub mod play;
mod price_year;
mod prose;
mod provenance;
#[cfg(feature = "cli")]
mod published;
#[expect(clippy::module_inception, reason = "the command `report` has a document like every other")]
pub mod report;
mod scale;
pub mod sensitivity;
mod standing;
pub mod targets;
pub mod verify;
mod views;
pub mod voi;
#[cfg(feature = "cli")]
pub mod workbook;
mod worth;
mod worth_rows;
mod write_error;
mod years_rows;

pub use answer::Answer;
pub use answer::Described;
pub use answer::Look;
pub use answer::Tabular;
pub use answer::USUAL;
pub use basis::Basis;
pub use counts::Counts;
pub use document::Unreadable;
pub use document::Versioned;
pub use document::from_json;
pub use document::json;
pub use document::json_schema;
pub use form::Form;
pub use json_text::write_json;
pub use json_text::write_json_lines;
pub use layout::Column;
pub use layout::Layout;
pub use layout::Quantity;
pub use line::Line;
pub use manifest::Circumstances;
pub use manifest::Manifest;
pub use manifest::Output;
pub use manifest::Part;
pub use period::Period;
pub use provenance::Input;
pub use provenance::Program;
pub use provenance::Provenance;
pub use provenance::Question;
pub use provenance::Restating;
pub use provenance::Simulated;
#[cfg(feature = "cli")]
pub use published::ANSWERS;
#[cfg(feature = "cli")]
pub use published::DOCUMENTS;
#[cfg(feature = "cli")]
pub use published::LAYOUTS;
#[cfg(feature = "cli")]
pub use published::Published;
pub use views::AvoidedView;
pub use views::BeliefView;
pub use views::BreakEvenView;
pub use views::BrokenView;
pub use views::CostPerCaseView;
pub use views::EconomicsView;
pub use views::InfeasibleView;
pub use views::MissView;
pub use views::NetView;
pub use views::ObservationView;
pub use views::OptimumView;
pub use views::ProgrammeName;
pub use views::RefusedView;
pub use views::RuleView;
pub use views::Standing;
pub use views::StrandOrder;
pub use views::StudiedView;
pub use views::SummaryView;
pub use write_error::WriteError;
