//! What is typed with every command, and with every batch.

use crate::cli::args::values::checkpoint;
use crate::cli::args::values::date;
use crate::cli::args::values::draws;
use crate::cli::args::values::gap;
use crate::cli::args::values::memory;
use crate::cli::args::values::prices;
use crate::cli::args::values::time_limit;
use crate::cli::args::values::what_if;
use crate::cli::batch::Shard;
use crate::model::Gap;
use crate::model::PriceBase;
use crate::model::WhatIf;
use crate::report::Form;
use crate::units::Draws;
use clap::Args;
use clap::ValueEnum;
use jiff::civil::Date;
use std::path::PathBuf;
use std::time::Duration;

/// What holds for every command.
#[derive(Clone, Debug, Args)]
pub(crate) struct Global {
    /// How results are written.
    #[arg(long, global = true, value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,
    /// Write results into this folder, in every format, instead of to standard output; `report` and
    /// `explore` also take a file name that ends in `.html`.
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Simulate this many draws, whatever the scenarios say.
    #[arg(long, global = true, value_name = "N", value_parser = draws)]
    pub(crate) draws: Option<Draws>,
    /// Simulate these draws, whatever the scenarios say.
    #[arg(long, global = true, value_name = "N")]
    pub(crate) seed: Option<u64>,
    /// End the command after this many seconds (or `90s`, `5m`, `2h`), which its searches share, and give the best found
    /// with its proven gap, which may then be wider than asked for, and what was left out. What is found by then depends
    /// on the machine.
    #[arg(long, global = true, value_name = "TIME", value_parser = time_limit)]
    pub(crate) time_limit: Option<Duration>,
    /// End each search once nothing can be better by more than this part of the objective; 1e-6, 1e-5 for a tail and 1e-4
    /// with set-up costs, if neither this nor `[solver] gap` says so.
    #[arg(long, global = true, value_name = "PART", value_parser = gap)]
    pub(crate) gap: Option<Gap>,
    /// Use at most this many threads; the results are the same for any number.
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) threads: Option<u16>,
    /// Use at most this much memory, such as 8GB; four fifths of what the machine has, if left out. More draws
    /// than fit are refused before anything is drawn.
    #[arg(long, global = true, value_name = "SIZE", value_parser = memory)]
    pub(crate) memory: Option<u64>,
    /// Take this day for today, when looking whether evidence is past its review date.
    #[arg(long, global = true, value_name = "DATE", value_parser = date)]
    pub(crate) as_of: Option<Date>,
    /// Give every amount of money in the prices of this year, `2015-16` (financial) or `2024` (calendar), by GDP deflators;
    /// what is typed is in these prices too, and what files say stays in theirs.
    #[arg(long, global = true, value_name = "YEAR", value_parser = prices)]
    pub(crate) prices: Option<PriceBase>,
    /// What if: take a number of the evidence (an address as `evidence` lists them; `*`, `?` and `[…]` stand for several) to
    /// be a value, a distribution, `{ times = 2 }`, or `{ at = 0.95 }` for its 95% point; may be given several times.
    #[arg(long = "set", global = true, value_name = "ADDRESS=VALUE", value_parser = what_if)]
    pub(crate) set: Vec<WhatIf>,
    /// How far a long run is, on standard error: a bar for who watches a terminal, or one JSON object a line.
    #[arg(long, global = true, value_enum, value_name = "HOW", default_value_t = Showing::Auto)]
    pub(crate) progress: Showing,
    /// Say nothing but results and errors.
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,
    /// When to use colours; `auto` is on a terminal, unless the environment has `NO_COLOR`, or `CLICOLOR_FORCE`.
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto)]
    pub(crate) color: Color,
}

/// How results are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people.
    Table,
    /// For programs: full precision, money in £m; `apportion schema` has the JSON Schema of each.
    Json,
    /// For spreadsheets and other software: one figure a line; `apportion schema --columns` explains each.
    Csv,
    /// For spreadsheets (`compare`): one scenario a row, in the order of files and rows.
    Wide,
    /// For programs (`compare`, `optimise`): one scenario a line as JSON, as answers come.
    Jsonl,
}

impl Format {
    /// What is typed for it.
    pub(crate) fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }

    /// The form of answers that it asks for; `None` asks for the one for people.
    pub(crate) fn form(self) -> Option<Form> {
        match self {
            Self::Table => None,
            Self::Json => Some(Form::Json),
            Self::Csv => Some(Form::Csv),
            Self::Wide => Some(Form::Wide),
            Self::Jsonl => Some(Form::Lines),
        }
    }
}

/// How progress is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Showing {
    /// A bar, where standard error is a terminal.
    Auto,
    /// One JSON object a line.
    Json,
    /// Not at all.
    Never,
}

/// What holds for commands that answer many scenarios.
#[derive(Clone, Debug, Args)]
pub(crate) struct Batch {
    /// Answer only a share of the scenarios, such as 2/8; `merge` joins the shares.
    #[arg(long, value_name = "K/N")]
    pub(crate) shard: Option<Shard>,
    /// Go on from what an interrupted run left in the folder given with `--out`.
    #[arg(long, requires = "out")]
    pub(crate) resume: bool,
    /// Keep what is answered after every N scenarios, and every ten seconds.
    #[arg(long, value_name = "N", default_value_t = 1000, value_parser = checkpoint)]
    pub(crate) checkpoint: usize,
    /// Stop at the first file that cannot be used, or scenario that has no answer.
    #[arg(long)]
    pub(crate) fail_fast: bool,
    /// Impossible scenarios are expected: they are said, but are no reason for another exit status than 0.
    #[arg(long)]
    pub(crate) allow_infeasible: bool,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// Where the environment wants them.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}
