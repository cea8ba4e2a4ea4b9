//! A CSV of draws of any model: one row, one draw.

mod header;
mod number;
mod table;
mod wanted;

pub use table::Samples;
pub use wanted::SamplesWanted;
