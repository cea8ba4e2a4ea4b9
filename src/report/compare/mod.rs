//! Scenarios side by side, for people and for machines.

mod by_programme;
mod csv;
mod document;
mod entry;
mod headline;
mod json;
mod merged;
mod quantities;
mod read;
mod tally;
mod text;

pub use csv::csv;
pub use document::BlockView;
pub use document::BridgeView;
pub use document::CountName;
pub use document::Document;
pub use document::NextPoundView;
pub use document::ScenarioView;
pub use document::StrandView;
pub use document::ThreatName;
pub use document::ThreatView;
pub use document::UnansweredView;
pub use document::VersusView;
pub use entry::Entry;
pub use entry::entries;
pub use headline::Headline;
pub use json::Streamed;
pub use json::json;
pub use merged::merged;
pub use quantities::LAYOUT;
pub use read::Scenarios;
pub use read::scenarios;
pub use read::without_scenarios;
pub use tally::Tally;
pub use text::Detail;
pub use text::table;
