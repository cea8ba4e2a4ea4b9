//! placeholder
pub mod cli;
pub mod curve;
pub mod dist;
pub mod id;
pub mod input;
pub mod model;
pub mod optimise;
pub mod problem;
pub mod report;
pub mod risk;
pub mod simulate;
pub mod study;
pub mod text;
pub mod units;
