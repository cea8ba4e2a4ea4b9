//! The whole line.

use crate::cli::args::command::Command;
use crate::cli::args::options::Global;
use clap::Parser;

/// Budget allocation under uncertainty: compares splits of a budget, finds the best one with a proof, and says
/// what rests on measurement and what on guesswork.
#[derive(Debug, Parser)]
#[command(name = "apportion", version, max_term_width = 100, after_help = AFTER_HELP)]
pub(crate) struct Typed {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
    /// What holds for every command.
    #[command(flatten)]
    pub(crate) global: Global,
}

const AFTER_HELP: &str = "\
Exit status: 0 answered; 1 asked properly, but the answer is no (infeasible, check found problems); 2 could \
not run (usage, input); 3 the program or solver broke; 130 stopped before the end (Ctrl-C). Of several, the worst.

Width: tables are as wide as the terminal, or as COLUMNS says, from 60 to 160 columns; in files and pipes 100.

Begin with `apportion init`, or `apportion compare scenarios` in the repository.";

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Typed::command().debug_assert();
    }
}
