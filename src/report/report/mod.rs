//! Scenarios side by side, and one of each block looked at closely: the document that the page and the workbook are made of.

#[cfg(feature = "cli")]
mod answer;
mod chapter;
mod chapters;
mod decisions;
mod difference;
mod document;
mod entry;
mod knowing;
mod stated;

#[cfg(feature = "cli")]
pub use answer::Explored;
#[cfg(feature = "cli")]
pub use answer::Reported;
pub use chapter::Chapter;
pub use chapters::Chapters;
pub use difference::BinView;
pub use difference::DifferenceView;
pub use document::BindingView;
pub use document::ChapterView;
pub use document::Document;
pub use document::EvidenceView;
pub use document::ProgrammeView;
pub use document::ProposalView;
pub use document::SideView;
pub use document::StatedView;
pub use knowing::KnowingView;
pub use knowing::MovedView;
