//! The value of information, held against closed forms, enumeration and nested loops.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "../support/mod.rs"]
mod support;

mod closed_forms;
