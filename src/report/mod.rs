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
mod impossible;
mod long;
mod manifest;
pub mod page;
mod prose;
mod provenance;
mod rests;
pub mod target;
pub mod verify;
mod views;
pub mod workbook;

use impossible::impossible;
pub use manifest::CIRCUMSTANCES_SCHEMA;
pub use manifest::Circumstances;
pub use manifest::MANIFEST_SCHEMA;
pub use manifest::Manifest;
pub use manifest::Output;
pub use manifest::Part;
pub use provenance::Input;
pub use provenance::Program;
pub use provenance::Provenance;
pub use provenance::Question;
pub use provenance::Simulated;
pub use rests::Rests;
