//! `voi`: what information is worth.

mod samples;
mod scenarios;

pub(super) use samples::of_samples;
pub(super) use scenarios::Typed;
pub(super) use scenarios::of_scenarios;
