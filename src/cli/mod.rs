//! Arguments, files, terminal, exit status; one file a command.

mod args;
mod check;
mod compare;
mod completions;
mod diagnose;
mod draws;
mod evidence;
mod files;
mod init;
mod output;
mod progress;
mod run;
mod schema;
mod status;
mod terminal;

pub use run::run;
pub use status::Status;
