//! Arguments, files, terminal, exit status; one file a command.

mod args;
mod check;
mod compare;
mod completions;
mod context;
mod deliver;
mod diagnose;
mod draws;
mod evidence;
mod files;
mod frontier;
mod init;
mod manual;
mod optimise;
mod output;
mod progress;
mod provenance;
mod question;
mod report;
mod run;
mod schema;
mod status;
mod target;
mod terminal;

pub use run::run;
pub use status::Status;
