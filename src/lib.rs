//! placeholder
pub mod id;
pub mod input;
pub mod problem;
pub mod text;
pub mod units;
