//! The commands and what each is told.

use crate::cli::args::options::Batch;
use crate::cli::args::values::book;
use crate::cli::args::values::glob;
use crate::cli::args::values::grade;
use crate::cli::args::values::group;
use crate::cli::args::values::level;
use crate::cli::args::values::money;
use crate::cli::args::values::part;
use crate::cli::args::values::points;
use crate::cli::args::values::pounds;
use crate::cli::args::values::some_draws;
use crate::cli::args::values::study;
use crate::cli::args::values::wanted_move;
use crate::cli::args::values::years;
use crate::cli::book::Book;
use crate::cli::formats::names;
use crate::id::Pattern;
use crate::model::Grade;
use crate::study::Move;
use crate::study::voi::StudyDesign;
use crate::units::Money;
use clap::Subcommand;
use clap::ValueEnum;
use clap_complete::Shell;
use std::path::PathBuf;

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
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
        /// Solve this many draws each for itself, to see how sure the split is: 200 where left out, and of a plan over years a
        /// part of them for each year, at least 30.
        #[arg(long, value_name = "N")]
        solved_draws: Option<usize>,
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
        /// Harm to avoid a year (of a plan: over its years at present value) against today's spend: £150m, 150m or 150 (£m).
        #[arg(long, value_name = "MONEY", value_parser = money, allow_hyphen_values = true)]
        avoid: Money,
        /// Reach it with at least this probability, instead of in expectation.
        #[arg(long, value_name = "P", value_parser = level)]
        probability: Option<f64>,
        /// Of what the least is wanted.
        #[arg(long, value_enum, default_value_t = Least::Money)]
        least: Least,
    },
    /// Say which assumptions move the answer: each by itself, what explains its variance, and where it would be another one.
    #[command(
        after_help = "Examples:\n  apportion sensitivity scenarios/best-free.toml\n  apportion sensitivity scenarios --reference baseline --top 10\n  apportion sensitivity scenarios/best-free.toml --only 'programme.prevent-*'"
    )]
    Sensitivity {
        /// Scenario files, folders of them, or `-` for standard input.
        #[arg(required = true, value_name = "FILE OR FOLDER")]
        files: Vec<PathBuf>,
        /// The id (file stem) of the scenario that the one which avoids most is held against; the second best where left out.
        #[arg(long, value_name = "ID")]
        reference: Option<String>,
        /// Show as many rows of each list; JSON and CSV have all.
        #[arg(long, value_name = "N", default_value_t = 15)]
        top: usize,
        /// Look at these assumptions only, by address: `*` stands for any run of characters, `?` for one, `[…]` for one of a set;
        /// may be given several times. Groups and correlations stay whole.
        #[arg(long, value_name = "GLOB", value_parser = glob)]
        only: Vec<Pattern>,
    },
    /// Write one page for whoever is handed the answer, of all scenarios or none; an Excel workbook with `--xlsx`.
    #[command(
        after_help = "Examples:\n  apportion report scenarios --out report.html\n  apportion report scenarios --out handover --xlsx\n  apportion report scenarios --out report.html --xlsx book.xlsx"
    )]
    Report {
        /// Scenario files, folders of them, or `-` for standard input; or one folder of results (of `report --out`, `compare
        /// --out` or `merge --out`), of which nothing is worked out again.
        #[arg(required = true, value_name = "FILE OR FOLDER")]
        files: Vec<PathBuf>,
        /// The id (file stem) of the scenario that the others are held against.
        #[arg(long, value_name = "ID")]
        reference: Option<String>,
        /// The id of the scenario to look at closely; the one that avoids most harm on average, if left out.
        #[arg(long, value_name = "ID")]
        propose: Option<String>,
        /// Put the panel of `explore` into the page, on which money can be moved.
        #[arg(long)]
        explore: bool,
        /// Write an Excel workbook: into the file that is named, or with `--out` beside the page.
        #[arg(long, value_name = "FILE.xlsx", num_args = 0..=1, require_equals = true, default_missing_value = "", value_parser = book())]
        xlsx: Option<Book>,
    },
    /// Write one page to play with: move money and see what it is modelled to avoid, offline, by this very engine.
    #[command(
        after_help = "Examples:\n  apportion explore scenarios --out explore.html\n  apportion explore scenarios/best-free.toml --draws 2000 --out explore.html"
    )]
    Explore {
        /// Scenario files, or folders of them.
        #[arg(required = true, value_name = "FILE OR FOLDER")]
        files: Vec<PathBuf>,
    },
    /// List every assumption with its distribution, grade and source, or those that are wanted; or decisions, data, assurance.
    #[command(
        after_help = "Examples:\n  apportion evidence scenarios/baseline.toml --format csv\n  apportion evidence scenarios/baseline.toml --only 'programme.prevent-*' --grade placeholder\n  apportion evidence scenarios/baseline.toml --strand protect --threat fraud --uncertain\n  apportion evidence scenarios/baseline.toml --log assurance\nSeveral of one option widen the list; different options narrow it."
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
        /// Which log is printed: the assumptions; what was decided; every source of data; or an assurance statement.
        #[arg(long, value_enum, default_value_t = LogAsked::Assumptions)]
        log: LogAsked,
    },
    /// Say what changed between two evidence files, scenarios or folders of results, and what each change did to the answer.
    #[command(
        after_help = "Examples:\n  apportion diff evidence-2024.toml evidence-2025.toml\n  apportion diff evidence-2024.toml evidence-2025.toml --scenario scenarios/baseline.toml\n  apportion diff scenarios/baseline.toml scenarios/prevent-8.toml\n  apportion diff results-may results-june --format csv"
    )]
    Diff {
        /// What was: an evidence file, a scenario, or a folder that `--out` has written.
        #[arg(value_name = "OLD")]
        old: PathBuf,
        /// What is: another of the same kind.
        #[arg(value_name = "NEW")]
        new: PathBuf,
        /// Of two evidence files: the scenario whose answer is asked of both; harm today, and the best allocation of today's
        /// total split freely, if left out.
        #[arg(long, value_name = "FILE")]
        scenario: Option<PathBuf>,
    },
    /// Write the sampled parameters as CSV or JSON, to check a figure with other software.
    #[command(after_help = "Example: apportion draws scenarios/baseline.toml --draws 1000 > draws.csv")]
    Draws {
        /// A scenario, or an evidence file.
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Say what information is worth before it is had: of everything, of each parameter, and of a study.
    #[command(
        after_help = "Examples:\n  apportion voi scenarios/best-free.toml\n  apportion voi scenarios/best-free.toml --study \"N=400 on threat.fraud.harm\" --cost-per-case £2000\n  apportion voi --samples draws.csv --net-benefit now,new --parameters cost,effect\n  apportion voi --samples draws.csv --net-benefit now --net-benefit new --parameters cost,effect,uptake --group \"trial=effect,uptake\" --study \"N=400 sd=1.2 on effect\"\nA row of the CSV is a draw of any model; options are columns of net benefit, in one unit."
    )]
    Voi {
        /// Scenario files, folders of them, or `-` for standard input.
        #[arg(
            required_unless_present = "samples",
            conflicts_with = "samples",
            value_name = "FILE OR FOLDER"
        )]
        files: Vec<PathBuf>,
        /// A CSV file of draws of any model, or `-` for standard input, instead of scenarios: one row, one draw.
        #[arg(long, value_name = "CSV", requires = "net_benefit")]
        samples: Option<PathBuf>,
        /// The columns that hold the net benefit of each option, two or more; may be given several times.
        #[arg(long, value_name = "COL,COL", requires = "samples")]
        net_benefit: Vec<String>,
        /// The columns that hold parameters, to be known one at a time; may be given several times.
        #[arg(long, value_name = "COL,COL", requires = "samples")]
        parameters: Vec<String>,
        /// Parameters to be known together, under a name; may be given several times.
        #[arg(long, value_name = "NAME=COL,COL", requires = "samples", value_parser = group)]
        group: Vec<(String, String)>,
        /// A study of one parameter: `N=400 sd=1 on COL` (observations, and the standard deviation of each), `N=400 on COL`
        /// (each tells as much as is known before), or `se=0.05 on COL`; of scenarios the address of an uncertain number stands for
        /// the column, and `sd` is of the logarithm of a lognormal one; may be given several times.
        #[arg(long, value_name = "STUDY", value_parser = study)]
        study: Vec<(StudyDesign, String)>,
        /// Scenarios only: what each case of a study costs, such as £2000; then the size that pays best is looked for.
        #[arg(long, value_name = "MONEY", value_parser = pounds, conflicts_with = "samples", requires = "study")]
        cost_per_case: Option<Money>,
        /// Scenarios only: what a study costs however small it is, such as £250k.
        #[arg(long, value_name = "MONEY", value_parser = pounds, requires = "cost_per_case")]
        fixed_cost: Option<Money>,
        /// Scenarios only: how many years a study takes.
        #[arg(long, value_name = "YEARS", value_parser = years, default_value_t = 1.0, conflicts_with = "samples")]
        study_years: f64,
        /// Scenarios only: how many years the decision stands; those of the plan, or 5, where left out.
        #[arg(long, value_name = "YEARS", value_parser = years, conflicts_with = "samples")]
        decision_years: Option<f64>,
        /// Scenarios only: solve this many draws each for itself, to say what knowing everything is worth.
        #[arg(long, value_name = "N", default_value_t = 400, value_parser = some_draws, conflicts_with = "samples")]
        solved_draws: usize,
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
pub(crate) enum Least {
    /// Money.
    Money,
    /// Movement of money from today.
    Movement,
}

/// One of the logs of some evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LogAsked {
    /// Every number that the answer rests on.
    Assumptions,
    /// What was decided, and what the files decide by themselves.
    Decisions,
    /// Every source, with the numbers that rest on it.
    Data,
    /// Who answers for the analysis, how far it is signed off, and what it can be used for.
    Assurance,
}

impl Command {
    /// Whether it does more than print: it writes files, or its exit status is the answer.
    pub(crate) fn does_more_than_print(&self) -> bool {
        match self {
            Self::Check { .. } | Self::Verify { .. } | Self::Init { .. } | Self::Report { .. } => true,
            Self::Compare { outcomes, xlsx, .. } => outcomes.is_some() || xlsx.is_some(),
            Self::Optimise { write_lp, .. } => write_lp.is_some(),
            Self::Manual { folder } => folder.is_some(),
            Self::Frontier { .. }
            | Self::Target { .. }
            | Self::Sensitivity { .. }
            | Self::Explore { .. }
            | Self::Evidence { .. }
            | Self::Diff { .. }
            | Self::Draws { .. }
            | Self::Voi { .. }
            | Self::Merge { .. }
            | Self::Schema { .. }
            | Self::Completions { .. } => false,
        }
    }
}
