//! What information is worth, for people and for machines.

pub mod samples;
pub mod scenarios;
