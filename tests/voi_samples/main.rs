//! The worth of information on draws of any model: closed forms, brute force, invariances, and files as people have them.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![expect(clippy::cast_precision_loss, reason = "sample sizes are far below 2^53")]

mod answered;
mod brute_force;
mod closed_forms;
mod drawn;
mod files;
mod invariance;
