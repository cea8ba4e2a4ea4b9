//! Studies: what is believed of numbers after they were observed, held against closed forms and plain integration.
#![allow(clippy::float_cmp, reason = "values are passed through")]
#![allow(clippy::panic, clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "../support/mod.rs"]
mod support;

mod believed;
mod changed;
mod drawn;
mod files;
mod neighbours;
