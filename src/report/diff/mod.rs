//! What changed between two files or folders of results, for people and for machines.

mod answers;
mod csv;
mod document;
mod figures;
mod forms;
mod results;
mod studied;
mod table;

pub use csv::LAYOUT;
pub use csv::csv;
pub use document::AnswerView;
pub use document::ChangeView;
pub use document::Document;
pub use document::FigureView;
pub use document::KindView;
pub use document::Presence;
pub use document::RunView;
pub use document::ScenarioView;
pub use document::SideView;
pub use document::StatedView;
pub use document::StepView;
pub use results::Content;
pub use results::Results;
pub use table::table;
