//! What was typed.

use crate::cli::batch::Shard;
use crate::cli::book::Book;
use crate::cli::formats::names;
use crate::id::Pattern;
use crate::model::Gap;
use crate::model::Grade;
use crate::model::Patience;
use crate::report::Form;
use crate::study::Move;
use crate::study::MoveError;
use crate::text;
use crate::units::Draws;
use crate::units::Money;
use clap::Args;
use clap::Parser;
use clap::Subcommand;
use clap::ValueEnum;
use clap::builder::OsStringValueParser;
use clap::builder::TypedValueParser;
use clap_complete::Shell;
use jiff::civil::Date;
use std::path::PathBuf;
use std::time::Duration;

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
not run (usage, input); 3 the program or solver broke; 130 stopped before the end (Ctrl-C). Of several, the worst.

Width: tables are as wide as the terminal, or as COLUMNS says, from 60 to 160 columns; in files and pipes 100.

Begin with `apportion init`, or `apportion compare scenarios` in the repository.";

/// What holds for every command.
#[derive(Clone, Debug, Args)]
pub(super) struct Global {
    /// How results are written.
    #[arg(long, global = true, value_enum, default_value_t = Format::Table)]
    pub(super) format: Format,
    /// Write results into this folder, in every format, instead of to standard output; `report` also takes a file
    /// name that ends in `.html`.
    #[arg(long, global = true, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
    /// Simulate this many draws, whatever the scenarios say.
    #[arg(long, global = true, value_name = "N", value_parser = draws)]
    pub(super) draws: Option<Draws>,
    /// Simulate these draws, whatever the scenarios say.
    #[arg(long, global = true, value_name = "N")]
    pub(super) seed: Option<u64>,
    /// End the command after this many seconds (or `90s`, `5m`, `2h`), which its searches share, and give the best found
    /// with its proven gap, which may then be wider than asked for, and what was left out. What is found by then depends
    /// on the machine.
    #[arg(long, global = true, value_name = "TIME", value_parser = time_limit)]
    pub(super) time_limit: Option<Duration>,
    /// End each search once nothing can be better by more than this part of the objective; 1e-6, 1e-5 for a tail and 1e-4
    /// with set-up costs, if neither this nor `[solver] gap` says so.
    #[arg(long, global = true, value_name = "PART", value_parser = gap)]
    pub(super) gap: Option<Gap>,
    /// Use at most this many threads; the results are the same for any number.
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(super) threads: Option<u16>,
    /// Use at most this much memory, such as 8GB; four fifths of what the machine has, if left out. More draws
    /// than fit are refused before anything is drawn.
    #[arg(long, global = true, value_name = "SIZE", value_parser = memory)]
    pub(super) memory: Option<u64>,
    /// Take this day for today, when looking whether evidence is past its review date.
    #[arg(long, global = true, value_name = "DATE", value_parser = date)]
    pub(super) as_of: Option<Date>,
    /// How far a long run is, on standard error: a bar for who watches a terminal, or one JSON object a line.
    #[arg(long, global = true, value_enum, value_name = "HOW", default_value_t = Showing::Auto)]
    pub(super) progress: Showing,
    /// Say nothing but results and errors.
    #[arg(long, short, global = true)]
    pub(super) quiet: bool,
    /// When to use colours; `auto` is on a terminal, unless the environment has `NO_COLOR`, or `CLICOLOR_FORCE`.
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto)]
    pub(super) color: Color,
}

/// How results are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
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
    pub(super) fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }

    /// The form of answers that it asks for; `None` asks for the one for people.
    pub(super) fn form(self) -> Option<Form> {
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
pub(super) enum Showing {
    /// A bar, where standard error is a terminal.
    Auto,
    /// One JSON object a line.
    Json,
    /// Not at all.
    Never,
}

/// What holds for commands that answer many scenarios.
#[derive(Clone, Debug, Args)]
pub(super) struct Batch {
    /// Answer only a share of the scenarios, such as 2/8; `merge` joins the shares.
    #[arg(long, value_name = "K/N")]
    pub(super) shard: Option<Shard>,
    /// Go on from what an interrupted run left in the folder given with `--out`.
    #[arg(long, requires = "out")]
    pub(super) resume: bool,
    /// Keep what is answered after every N scenarios, and every ten seconds.
    #[arg(long, value_name = "N", default_value_t = 1000, value_parser = checkpoint)]
    pub(super) checkpoint: usize,
    /// Stop at the first file that cannot be used, or scenario that has no answer.
    #[arg(long)]
    pub(super) fail_fast: bool,
    /// Impossible scenarios are expected: they are said, but are no reason for another exit status than 0.
    #[arg(long)]
    pub(super) allow_infeasible: bool,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// Where the environment wants them.
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
        /// Scenario or evidence files, folders of scenarios, or `-` for standard input.
        #[arg(required = true, value_name = "FILE OR FOLDER")]
        files: Vec<PathBuf>,
    },
    /// Put scenarios side by side: money, modelled harm avoided, and how sure that is.
    #[command(
        after_help = "Examples:\n  apportion compare scenarios\n  apportion compare a.toml b.toml --reference a --format json\n  apportion compare --splits splits.csv --base scenarios/baseline.toml --out results --resume\n  apportion compare scenarios --xlsx book.xlsx --outcomes outcomes.csv"
    )]
    Compare {
        /// Scenario files, folders of them, or `-` for standard input.
        #[arg(required_unless_present = "splits", value_name = "FILE OR FOLDER")]
        files: Vec<PathBuf>,
        /// A CSV file of splits, or `-` for standard input: one row, one scenario. Its columns are `id`, `name`, strands, `total`, `back_office` and
        /// `programme:ID`; an empty cell is what the base says.
        #[arg(long, value_name = "CSV", requires = "base")]
        splits: Option<PathBuf>,
        /// The scenario that the rows of `--splits` change; it is answered too.
        #[arg(long, value_name = "SCENARIO", requires = "splits")]
        base: Option<PathBuf>,
        /// The id (file stem) of the scenario that the others are held against; `today` where left out: what the evidence says is
        /// spent now.
        #[arg(long, value_name = "ID")]
        reference: Option<String>,
        /// Say everything: also where harm avoided comes from, proofs, and what each scenario asks. Files written with `--out`
        /// always do.
        #[arg(long)]
        full: bool,
        /// Move money in every scenario and hold the rest: `£100m pursue->prevent`, or `100m` for short; may be given several
        /// times.
        #[arg(long = "move", value_name = "MOVE", value_parser = wanted_move)]
        moves: Vec<Move>,
        /// Share harm avoided out among the programmes whose money moved: by their Shapley values, a sharing rule and no
        /// measurement.
        #[arg(long)]
        by_programme: bool,
        /// Write what each scenario comes to in each draw into this file, as CSV.
        #[arg(long, value_name = "FILE", conflicts_with = "resume")]
        outcomes: Option<PathBuf>,
        /// Write an Excel workbook: into the file that is named, or with `--out` beside the other results.
        #[arg(long, value_name = "FILE.xlsx", num_args = 0..=1, require_equals = true, default_missing_value = "", value_parser = book(), conflicts_with_all = ["resume", "shard"])]
        xlsx: Option<Book>,
        /// What holds for many scenarios.
        #[command(flatten)]
        batch: Batch,
    },
    /// Find the best allocation inside a scenario's freedom: proof, prices of its rules, how sure it is.
    #[command(after_help = "Example: apportion optimise scenarios/best-free.toml")]
    Optimise {
        /// Scenario files, folders of them, or `-` for standard input.
        #[arg(required = true, value_name = "FILE OR FOLDER")]
        files: Vec<PathBuf>,
        /// An allocation is nearly as good when it keeps all but this part of the harm avoided.
        #[arg(long, value_name = "PART", default_value_t = 0.01, value_parser = part)]
        near: f64,
        /// Solve this many draws each for itself, to see how sure the split is.
        #[arg(long, value_name = "N", default_value_t = 200)]
        solved_draws: usize,
        /// Write the final master as CPLEX LP text into this file (one scenario only).
        #[arg(long, value_name = "FILE")]
        write_lp: Option<PathBuf>,
        /// What holds for many scenarios.
        #[command(flatten)]
        batch: Batch,
    },
    /// Draw harm avoided against the budget, against one strand's share, or mean against risk.
    #[command(
        after_help = "Examples:\n  apportion frontier scenarios/best-free.toml\n  apportion frontier scenarios/best-free.toml --strand prevent --from 0.02 --to 0.2\n  apportion frontier scenarios/best-free.toml --risk 0.9 --points 6"
    )]
    Frontier {
        /// A scenario file, or `-` for standard input.
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// Along the share of this strand, instead of along the budget.
        #[arg(long, value_name = "STRAND", conflicts_with = "risk")]
        strand: Option<String>,
        /// Along the weight of the tail beyond this level, instead of along the budget.
        #[arg(long, value_name = "LEVEL", value_parser = level)]
        risk: Option<f64>,
        /// Where to begin: an amount such as £2.3bn, 2.3bn or 2300 (£m), or a share such as 0.02 or 2%; 80% of today's budget, or no share, if left out.
        #[arg(long, value_name = "FROM", conflicts_with = "risk")]
        from: Option<String>,
        /// Where to end; 120% of the budget, or twice the strand's share today, if left out.
        #[arg(long, value_name = "TO", conflicts_with = "risk")]
        to: Option<String>,
        /// How many points.
        #[arg(long, value_name = "N", default_value_t = 20, value_parser = points)]
        points: usize,
    },
    /// Find the least money, or the least movement of it, that reaches a given harm avoided.
    #[command(
        after_help = "Examples:\n  apportion target scenarios/best-free.toml --avoid £150m\n  apportion target scenarios/best-free.toml --avoid £50m --probability 0.6 --least movement"
    )]
    Target {
        /// A scenario file, or `-` for standard input.
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// Harm to avoid a year against today's spend: £150m, 150m or 150 (£m).
        #[arg(long, value_name = "MONEY", value_parser = money, allow_hyphen_values = true)]
        avoid: Money,
        /// Reach it with at least this probability, instead of in expectation.
        #[arg(long, value_name = "P", value_parser = level)]
        probability: Option<f64>,
        /// Of what the least is wanted.
        #[arg(long, value_enum, default_value_t = Least::Money)]
        least: Least,
    },
    /// Write one page for whoever is handed the answer, of all scenarios or none; an Excel workbook with `--xlsx`.
    #[command(
        after_help = "Examples:\n  apportion report scenarios --out report.html\n  apportion report scenarios --out handover --xlsx\n  apportion report scenarios --out report.html --xlsx book.xlsx"
    )]
    Report {
        /// Scenario files, folders of them, or `-` for standard input.
        #[arg(required = true, value_name = "FILE OR FOLDER")]
        files: Vec<PathBuf>,
        /// The id (file stem) of the scenario that the others are held against.
        #[arg(long, value_name = "ID")]
        reference: Option<String>,
        /// The id of the scenario to look at closely; the one that avoids most harm on average, if left out.
        #[arg(long, value_name = "ID")]
        propose: Option<String>,
        /// Write an Excel workbook: into the file that is named, or with `--out` beside the page.
        #[arg(long, value_name = "FILE.xlsx", num_args = 0..=1, require_equals = true, default_missing_value = "", value_parser = book())]
        xlsx: Option<Book>,
    },
    /// List every assumption with its distribution, grade and source, or those that are wanted.
    #[command(
        after_help = "Examples:\n  apportion evidence scenarios/baseline.toml --format csv\n  apportion evidence scenarios/baseline.toml --only 'programme.prevent-*' --grade placeholder\n  apportion evidence scenarios/baseline.toml --strand protect --threat fraud --uncertain\nSeveral of one option widen the list; different options narrow it."
    )]
    Evidence {
        /// An evidence file, or a scenario on it.
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// Only addresses that match: `*` stands for any run of characters, `?` for one, `[…]` for one of a set; may be
        /// given several times.
        #[arg(long, value_name = "GLOB", value_parser = glob)]
        only: Vec<Pattern>,
        /// Only assumptions of this grade: measured, published, expert or placeholder; may be given several times.
        #[arg(long, value_name = "GRADE", value_parser = grade)]
        grade: Vec<Grade>,
        /// Only programmes of this strand; may be given several times.
        #[arg(long, value_name = "STRAND")]
        strand: Vec<String>,
        /// Only this threat, and programmes' effects on it; may be given several times.
        #[arg(long, value_name = "THREAT")]
        threat: Vec<String>,
        /// Only numbers that differ between draws.
        #[arg(long)]
        uncertain: bool,
    },
    /// Write the sampled parameters as CSV or JSON, to check a figure with other software.
    #[command(after_help = "Example: apportion draws scenarios/baseline.toml --draws 1000 > draws.csv")]
    Draws {
        /// A scenario, or an evidence file.
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Ask the question of a folder of results again, and say whether every byte agrees.
    #[command(after_help = "Example: apportion compare scenarios --out results && apportion verify results")]
    Verify {
        /// A folder that `--out` has written.
        #[arg(value_name = "DIR")]
        folder: PathBuf,
        /// The folder from which the paths of inputs are seen; the one of the run, if left out.
        #[arg(long, value_name = "FOLDER")]
        from: Option<PathBuf>,
    },
    /// Join the shares of a batch as if they had been answered in one run.
    #[command(
        after_help = "Example:\n  apportion compare scenarios --shard 1/2 --out one\n  apportion compare scenarios --shard 2/2 --out two\n  apportion merge one two --out all"
    )]
    Merge {
        /// Folders written with `--shard` and `--out`, one for each share.
        #[arg(required = true, value_name = "DIR")]
        folders: Vec<PathBuf>,
        /// Impossible scenarios are expected: they are said, but are no reason for another exit status than 0.
        #[arg(long)]
        allow_infeasible: bool,
    },
    /// Write a small commented evidence file and two scenarios to begin from.
    #[command(after_help = "Example: apportion init my-budget && apportion compare my-budget")]
    Init {
        /// The folder to write into; made where it does not exist.
        #[arg(default_value = ".", value_name = "FOLDER")]
        folder: PathBuf,
    },
    /// Print the JSON Schema of what is read and written, or the columns of every CSV file.
    #[command(
        after_help = "Examples:\n  apportion schema scenario > scenario.schema.json\n  apportion schema optimise > optimise.schema.json\n  apportion schema --columns"
    )]
    Schema {
        /// Which format; all under their names, where left out.
        #[arg(value_name = "FORMAT", value_parser = names())]
        of: Option<String>,
        /// List the columns and quantities of every command's CSV instead, with what they mean.
        #[arg(long, conflicts_with = "of")]
        columns: bool,
    },
    /// Write pages for `man`, one for each command.
    #[command(
        after_help = "Examples:\n  apportion manual /usr/local/share/man/man1\n  apportion manual | man -l -"
    )]
    Manual {
        /// The folder to write into; the program's own page goes to standard output, if left out.
        #[arg(value_name = "FOLDER")]
        folder: Option<PathBuf>,
    },
    /// Print a completion script for a shell.
    #[command(after_help = "Example: apportion completions bash > /etc/bash_completion.d/apportion")]
    Completions {
        /// Which shell.
        #[arg(value_enum)]
        shell: Shell,
    },
}

/// Of what the least is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Least {
    /// Money.
    Money,
    /// Movement of money from today.
    Movement,
}

impl Command {
    /// Whether it does more than print: it writes files, or its exit status is the answer.
    pub(super) fn does_more_than_print(&self) -> bool {
        match self {
            Self::Check { .. } | Self::Verify { .. } | Self::Init { .. } | Self::Report { .. } => true,
            Self::Compare { outcomes, xlsx, .. } => outcomes.is_some() || xlsx.is_some(),
            Self::Optimise { write_lp, .. } => write_lp.is_some(),
            Self::Manual { folder } => folder.is_some(),
            Self::Frontier { .. }
            | Self::Target { .. }
            | Self::Evidence { .. }
            | Self::Draws { .. }
            | Self::Merge { .. }
            | Self::Schema { .. }
            | Self::Completions { .. } => false,
        }
    }
}

fn draws(text: &str) -> Result<Draws, String> {
    let allowed = || format!("a whole number from {} to {}", Draws::FEWEST, Draws::MOST);
    let count: usize = text.parse().map_err(|_| allowed())?;
    Draws::new(count).map_err(|error| format!("{error}; allowed: {}", allowed()))
}

fn glob(text: &str) -> Result<Pattern, String> {
    Pattern::new(text).map_err(|error| error.to_string())
}

fn grade(text: &str) -> Result<Grade, String> {
    let known = Grade::ALL.map(Grade::as_str);
    let nearest = text::nearest(text, known).map(|nearest| format!("; did you mean `{nearest}`?"));
    let wrong = || format!("a grade: {}{}", known.join(", "), nearest.unwrap_or_default());
    Grade::ALL.into_iter().find(|grade| grade.as_str() == text).ok_or_else(wrong)
}

fn memory(text: &str) -> Result<u64, String> {
    let allowed = || "a size such as 8GB or 500MB".to_owned();
    let units = [("GB", 1_000_000_000), ("MB", 1_000_000)];
    let read = units.iter().find_map(|(unit, bytes)| {
        let number: u64 = text.trim().strip_suffix(unit)?.trim().parse().ok()?;
        number.checked_mul(*bytes)
    });
    read.filter(|bytes| *bytes > 0).ok_or_else(allowed)
}

fn money(text: &str) -> Result<Money, String> {
    Money::typed(text).map_err(|error| format!("{error}; allowed: money such as £150m, 150m or 150 (£m)"))
}

fn wanted_move(text: &str) -> Result<Move, String> {
    text.parse().map_err(|error: MoveError| error.to_string())
}

fn part(text: &str) -> Result<f64, String> {
    let inside = text.parse().ok().filter(|part| *part > 0.0 && *part < 1.0);
    inside.ok_or_else(|| "a part above 0 and below 1, such as 0.01".to_owned())
}

fn level(text: &str) -> Result<f64, String> {
    let inside = text.parse().ok().filter(|level| *level >= 0.0 && *level < 1.0);
    inside.ok_or_else(|| "from 0 up to (but not) 1, such as 0.9".to_owned())
}

fn gap(text: &str) -> Result<Gap, String> {
    text.parse().ok().and_then(Gap::new).ok_or_else(|| Gap::ALLOWED.to_owned())
}

fn time_limit(text: &str) -> Result<Duration, String> {
    let allowed = || format!("{}; or with a unit, such as 90s, 5m or 2h", Patience::SECONDS);
    let units = [("s", 1.0), ("m", 60.0), ("h", 3600.0)];
    let with_unit = units.iter().find_map(|(unit, seconds)| Some((text.strip_suffix(unit)?, *seconds)));
    let (number, unit) = with_unit.unwrap_or((text, 1.0));
    let seconds = number.trim().parse::<f64>().map_err(|_| allowed())? * unit;
    Patience::seconds(seconds).ok_or_else(allowed)
}

/// Where a workbook goes; without a name, beside the other results.
fn book() -> impl TypedValueParser<Value = Book> {
    OsStringValueParser::new().map(|name| if name.is_empty() { Book::Beside } else { Book::At(name.into()) })
}

fn checkpoint(text: &str) -> Result<usize, String> {
    let inside = text.parse().ok().filter(|many| (1..=1_000_000).contains(many));
    inside.ok_or_else(|| "a whole number from 1 to 1000000".to_owned())
}

fn points(text: &str) -> Result<usize, String> {
    let inside = text.parse().ok().filter(|points| (2..=1000).contains(points));
    inside.ok_or_else(|| "a whole number from 2 to 1000".to_owned())
}

fn date(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "a date such as 2026-11-22".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn sizes_have_a_unit() {
        assert_eq!(memory("8GB"), Ok(8_000_000_000));
        assert_eq!(memory("500 MB"), Ok(500_000_000));
        for wrong in ["8", "0GB", "-1GB", "1.5GB", "8GiB", "99999999999999GB"] {
            assert!(memory(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn time_has_a_unit_or_is_in_seconds() {
        assert_eq!(time_limit("90"), Ok(Duration::from_secs(90)));
        assert_eq!(time_limit("0.5s"), Ok(Duration::from_millis(500)));
        assert_eq!(time_limit("5m"), Ok(Duration::from_secs(300)));
        assert_eq!(time_limit("2 h"), Ok(Duration::from_secs(7200)));
        for none in ["", "0", "-1s", "m", "1d", "nan", "inf", "800h"] {
            assert!(time_limit(none).is_err(), "{none}");
        }
    }

    #[test]
    fn the_command_line_is_consistent() {
        Typed::command().debug_assert();
    }
}
