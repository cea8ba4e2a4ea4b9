//! Results as bytes. Every format is a pure function from a study's result; nothing here touches a file.
//!
//! Machine formats carry full precision, and a missing figure is empty or null, never 0. Rounding is for
//! people only.

pub mod compare;
pub mod draws;
pub mod evidence;
mod grid;
mod long;
mod rests;

pub use rests::Rests;
