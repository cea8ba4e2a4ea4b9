//! The comparison as people read it on a terminal: the answer at a glance, then tables, those first that avoid most.

mod bridge;
mod choice;
mod comparison;
mod harm;
mod money;
mod page;
mod people;
mod studies;
mod worth;
mod years;

pub use comparison::Detail;
pub use comparison::table;
