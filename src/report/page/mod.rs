//! A report's document as one self-contained HTML page: it opens offline, reads without scripts and prints.
//!
//! `front` is the first page, which stands alone; everything behind it is an annex that one can leave out. There, a section
//! is a function from a chapter to a fragment, in a file of its own; `contents` lists them in the order a reader asks. A
//! new question is one file and one line there. `panel` makes a page one that money can be moved on: a report, or the page that
//! `explored` writes, which has the panel and the front page alone.

mod assurance;
mod avoided;
mod basis;
mod chart;
mod choice;
mod contents;
mod data;
mod decisions;
mod difference;
mod explored;
mod figures;
mod frame;
mod front;
mod frontier;
mod glance;
mod head;
mod knowing;
mod limits_of_use;
mod money;
mod naming;
mod not_possible;
mod outline;
mod panel;
mod people;
mod plan;
mod prices;
mod programmes;
mod question;
mod register;
mod reproduce;
mod splits;
mod sure;
mod worth;
mod years;
mod years_money;

pub use explored::explored;
pub use outline::page;
pub use panel::Held;
