//! placeholder
pub mod id;
pub mod problem;
pub mod text;
pub mod units;
