//! Results as bytes. Every format is a pure function from a study's result; nothing here touches a file.
//!
//! Machine formats carry full precision, and a missing figure is empty or null, never 0. Rounding is for
//! people only.

mod amounts;
pub mod best;
pub mod compare;
pub mod draws;
pub mod evidence;
pub mod frontier;
mod grid;
mod long;
pub mod page;
mod prose;
mod provenance;
mod rests;
pub mod target;
mod views;
pub mod workbook;

pub use provenance::Input;
pub use provenance::Program;
pub use provenance::Provenance;
pub use provenance::Question;
pub use provenance::Simulated;
pub use rests::Rests;
