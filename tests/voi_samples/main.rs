//! The worth of information on draws of any model: closed forms, brute force, invariances, and files as people have them.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod closed_forms;
mod drawn;
