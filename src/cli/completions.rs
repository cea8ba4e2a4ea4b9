//! `completions`: for shells.

use crate::cli::Status;
use crate::cli::args::Typed;
use crate::cli::ended::Outcome;
use crate::cli::output;
use clap::CommandFactory;
use clap_complete::Shell;

/// Prints a completion script.
pub(super) fn run(shell: Shell) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Typed::command(), "apportion", &mut script);
    output::print(&script)?;
    Ok(Status::Answered)
}
