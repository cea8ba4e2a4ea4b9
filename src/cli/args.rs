//! What was typed.

use crate::units::Draws;
use clap::Args;
use clap::Parser;
use clap::Subcommand;
use clap::ValueEnum;
use clap_complete::Shell;
use jiff::civil::Date;
use std::path::PathBuf;

/// Budget allocation under uncertainty: compares splits of a budget, finds the best one with a proof, and says
/// what rests on measurement and what on guesswork.
#[derive(Debug, Parser)]
#[command(name = "apportion", version, max_term_width = 100, after_help = AFTER_HELP)]
pub(super) struct Typed {
    /// What to do.
    #[command(subcommand)]
    pub(super) command: Command,
    /// What holds for every command.
    #[command(flatten)]
    pub(super) global: Global,
}

const AFTER_HELP: &str = "\
Exit status: 0 answered; 1 asked properly, but the answer is no (infeasible, check found problems); 2 could \
not run (usage, input); 3 the program or solver broke.

Begin with `apportion init`, or `apportion compare scenarios` in the repository.";

/// What holds for every command.
#[derive(Clone, Debug, Args)]
pub(super) struct Global {
    /// How results are written.
    #[arg(long, global = true, value_enum, default_value_t = Format::Table)]
    pub(super) format: Format,
    /// Write results into this folder, in every format, instead of to standard output.
    #[arg(long, global = true, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
    /// Simulate this many draws, whatever the scenarios say.
    #[arg(long, global = true, value_name = "N", value_parser = draws)]
    pub(super) draws: Option<Draws>,
    /// Simulate these draws, whatever the scenarios say.
    #[arg(long, global = true, value_name = "N")]
    pub(super) seed: Option<u64>,
    /// Use at most this many threads; the results are the same for any number.
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(super) threads: Option<u16>,
    /// Take this day for today, when looking whether evidence is past its review date.
    #[arg(long, global = true, value_name = "DATE", value_parser = date)]
    pub(super) as_of: Option<Date>,
    /// Say nothing but results and errors.
    #[arg(long, short, global = true)]
    pub(super) quiet: bool,
    /// When to use colours.
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto)]
    pub(super) color: Color,
}

/// How results are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people.
    Table,
    /// For programs: full precision, money in £m.
    Json,
    /// For spreadsheets and other software: one figure a line.
    Csv,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Say whether files are sound: every problem at once, with its place.
    #[command(after_help = "Example: apportion check scenarios")]
    Check {
        /// Scenario or evidence files, or folders of scenarios.
        #[arg(required = true, value_name = "FILE OR FOLDER")]
        files: Vec<PathBuf>,
    },
    /// Put scenarios side by side: money, modelled harm avoided, and how sure that is.
    #[command(
        after_help = "Examples:\n  apportion compare scenarios\n  apportion compare a.toml b.toml --reference a --format json"
    )]
    Compare {
        /// Scenario files, or folders of them.
        #[arg(required = true, value_name = "FILE OR FOLDER")]
        files: Vec<PathBuf>,
        /// The id (file stem) of the scenario that the others are held against.
        #[arg(long, value_name = "ID")]
        reference: Option<String>,
    },
    /// List every assumption with its distribution, grade and source.
    #[command(after_help = "Example: apportion evidence scenarios/baseline.toml --format csv")]
    Evidence {
        /// An evidence file, or a scenario on it.
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Write the sampled parameters as CSV, to check a figure with other software.
    #[command(after_help = "Example: apportion draws scenarios/baseline.toml --draws 1000 > draws.csv")]
    Draws {
        /// A scenario, or an evidence file.
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Write a small commented scenario and evidence file to begin from.
    #[command(after_help = "Example: apportion init my-budget && apportion compare my-budget")]
    Init {
        /// The folder to write into; made where it does not exist.
        #[arg(default_value = ".", value_name = "FOLDER")]
        folder: PathBuf,
    },
    /// Print the JSON Schema of a file format, for editors.
    #[command(after_help = "Example: apportion schema scenario > scenario.schema.json")]
    Schema {
        /// Which format; both where left out.
        #[arg(value_enum)]
        of: Option<Schema>,
    },
    /// Print a completion script for a shell.
    #[command(after_help = "Example: apportion completions bash > /etc/bash_completion.d/apportion")]
    Completions {
        /// Which shell.
        #[arg(value_enum)]
        shell: Shell,
    },
}

/// A file format with a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Schema {
    /// Scenario files.
    Scenario,
    /// Evidence files.
    Evidence,
}

fn draws(text: &str) -> Result<Draws, String> {
    let allowed = || format!("a whole number from {} to {}", Draws::FEWEST, Draws::MOST);
    let count: usize = text.parse().map_err(|_| allowed())?;
    Draws::new(count).map_err(|error| format!("{error}; allowed: {}", allowed()))
}

fn date(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "a date such as 2026-11-22".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Typed::command().debug_assert();
    }
}
