//! A CSV of splits: one row, one scenario, however many rows there are.

mod cell;
mod columns;
mod complaints;
mod encoding;
mod first_pass;
mod gauge;
mod index;
mod locate;
mod row;
mod table;
mod wrong;

pub use table::Splits;
