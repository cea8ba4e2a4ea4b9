//! A CSV of splits: one row, one scenario, however many rows there are.

mod cell;
mod columns;
pub(super) mod complaints;
pub(super) mod encoding;
pub(super) mod first_pass;
pub(super) mod gauge;
mod index;
mod locate;
mod row;
mod table;
pub(super) mod wrong;

pub use table::Splits;
