//! A brief as one self-contained HTML page.

mod whole;

pub use whole::page;
