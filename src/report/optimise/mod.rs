//! The best allocation, for people and for machines.

mod csv;
mod document;
mod entry;
mod forms;
mod impossible;
mod line;
mod money;
mod priced;
mod prices;
mod prices_by_year;
mod quantities;
mod table;
mod years;

pub use crate::report::views::Stated;
pub use csv::LAYOUT;
pub use csv::csv;
pub use document::BestView;
pub use document::ConfidenceView;
pub use document::Document;
pub use document::Entry;
pub use document::HoldoutView;
pub use document::MoneyView;
pub use document::PriceView;
pub use document::RangeView;
pub use document::RiskView;
pub use document::StrandConfidenceView;
pub use document::StrandMoneyView;
pub use document::TogetherView;
pub use impossible::impossible;
pub use impossible::why_impossible;
pub use line::Line;
pub use priced::Answered;
pub(in crate::report) use table::confidence;
pub use table::table;
pub(in crate::report) use table::verdict;
