//! A CSV of splits: one row, one scenario, however many rows there are.

mod cell;
mod columns;
mod complaints;
mod gauge;
mod index;
mod locate;
mod row;
mod table;

pub use table::Splits;
