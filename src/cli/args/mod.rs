//! What was typed.

mod command;
mod options;
mod typed;
mod values;

pub(crate) use command::Command;
pub(crate) use command::Least;
pub(crate) use command::LogAsked;
pub(crate) use options::Batch;
pub(crate) use options::Color;
pub(crate) use options::Format;
pub(crate) use options::Global;
pub(crate) use options::Showing;
pub(crate) use typed::Typed;
