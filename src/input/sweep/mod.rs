//! One scenario file that stands for many: `[sweep]`.

mod expansion;
mod key_path;
mod read;
mod tally;
mod written;

pub(crate) use expansion::Sweep;
pub(crate) use read::read;
pub(crate) use tally::Tally;
