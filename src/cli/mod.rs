//! Arguments, files, terminal, exit status; one file a command.

mod args;
mod batch;
mod check;
mod claim;
mod compare;
mod completions;
mod context;
mod deliver;
mod diagnose;
mod draws;
mod events;
mod evidence;
mod files;
mod formats;
mod frontier;
mod gather;
mod init;
mod manifest;
mod manual;
mod merge;
mod optimise;
mod output;
mod overseer;
mod plan;
mod progress;
mod provenance;
mod question;
mod report;
mod run;
mod schema;
mod status;
mod target;
mod terminal;
mod verify;

pub use run::run;
pub use status::Status;
