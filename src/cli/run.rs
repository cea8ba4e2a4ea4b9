//! From what was typed to an exit status.

use crate::cli::Status;
use crate::cli::args::Command;
use crate::cli::args::Format;
use crate::cli::args::Typed;
use crate::cli::batch::interrupt;
use crate::cli::check;
use crate::cli::claim::Claim;
use crate::cli::claim::give_up;
use crate::cli::compare;
use crate::cli::completions;
use crate::cli::context::Context;
use crate::cli::diff;
use crate::cli::draws;
use crate::cli::ended::Ended;
use crate::cli::ended::Outcome;
use crate::cli::events;
use crate::cli::evidence;
use crate::cli::explore;
use crate::cli::extras;
use crate::cli::frontier;
use crate::cli::hints;
use crate::cli::init;
use crate::cli::manual;
use crate::cli::memory;
use crate::cli::merge;
use crate::cli::optimise;
use crate::cli::output::Unusable;
use crate::cli::plan;
use crate::cli::question::Question;
use crate::cli::report;
use crate::cli::schema;
use crate::cli::sensitivity;
use crate::cli::streams::lead_nowhere;
use crate::cli::target;
use crate::cli::terminal::Terminal;
use crate::cli::terminal::asked_of_clap;
use crate::cli::verify;
use crate::cli::voi;
use crate::cli::workbook::joined;
use crate::input::SamplesWanted;
use crate::model::Selection;
use crate::report::ANSWERS;
use crate::report::USUAL;
use crate::simulate::limit_memory;
use crate::simulate::listen_to;
use crate::simulate::unless_interrupted;
use crate::simulate::with_threads;
use crate::study::Asked;
use crate::study::SensitivityAsked;
use crate::study::Wanted;
use crate::text;
use clap::CommandFactory;
use clap::FromArgMatches;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::ffi::OsString;
use std::io::ErrorKind;
use std::io::Write;
use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::sync::Arc;
use std::time::Instant;
use std::time::SystemTime;

/// What is said where nothing can come of what is printed.
const NOWHERE: &str = "standard output is closed, or leads nowhere";

/// Runs the program on what was typed.
pub fn run(typed: impl IntoIterator<Item = OsString>) -> Status {
    let typed = joined(typed.into_iter().collect());
    let speaks_json = speaks_json(&typed);
    let definition = Typed::command().color(asked_of_clap(&typed));
    let words: Vec<String> = typed.iter().map(|word| word.to_string_lossy().into_owned()).collect();
    let parsed = definition.clone().try_get_matches_from(typed);
    let read = parsed.and_then(|found| Ok((Typed::from_arg_matches(&found)?, found)));
    let (typed, found) = match read {
        Ok(read) => read,
        Err(error) => {
            let error = hints::hinted(error, &definition, &words);
            return not_understood(&error, speaks_json);
        }
    };
    let Ok(began) = Timestamp::try_from(SystemTime::now()) else {
        return ended_at_once(
            speaks_json,
            Status::CouldNotRun,
            "the clock of this machine says a day that no calendar has; allowed: up to the year 9999",
        );
    };
    let since = Instant::now();
    let today = typed.global.as_of.unwrap_or_else(|| began.to_zoned(TimeZone::UTC).date());
    let context = Context {
        terminal: Terminal::new(typed.global.color, typed.global.out.is_some()),
        asked: Question::of(&definition, &found),
        global: typed.global,
        today,
        began,
        since,
        counts: Arc::default(),
        prices: Arc::default(),
    };
    let threads = context.global.threads.map(usize::from);
    limit_memory(memory::usable(context.global.memory));
    quieten_panics();
    // What goes into files is not printed.
    if context.global.out.is_none() && lead_nowhere() {
        if !typed.command.does_more_than_print() {
            context.complain(&format!(
                "{NOWHERE}, so nobody would see the answer; allowed: `--out DIR`, a file, a pipe"
            ));
            context.ended(Status::Broke);
            return Status::Broke;
        }
        context.insist(&format!("{NOWHERE}: what is printed is lost"));
    }
    let claim = match context.results().map(Claim::on) {
        Some(Err(reason)) => {
            let status = context.refuse(&reason);
            context.ended(status);
            return status;
        }
        Some(Ok(claim)) => Some(claim),
        None => None,
    };
    let stopped = context.clone();
    let left = context.clone();
    listen_to(interrupt::is_interrupted);
    interrupt::listen(
        move |sentence| stopped.insist(sentence),
        move || left.results().into_iter().for_each(give_up),
    );
    let work = |refused: Option<&_>| {
        if let Some(reason) = refused {
            context.say(&format!(
                "this machine starts no more threads ({reason}), so all of it is worked out on one; the answer is the same"
            ));
        }
        match not_in_this_format(context.global.format, &context.asked.command) {
            Some(reason) => Ok(context.refuse(&reason)),
            None => dispatch(typed.command, &context),
        }
    };
    let answer = catch_unwind(AssertUnwindSafe(|| unless_interrupted(|| with_threads(threads, work))));
    drop(claim);
    let status = match answer {
        Ok(Some(Ok(status) | Err(Ended::With(status)))) => status,
        Ok(Some(Err(Ended::Broke(error)))) if error.is::<Unusable>() => context.refuse(&format!("{error:#}")),
        Ok(None) => {
            interrupt::should_stop();
            context.insist("stopped: nothing was written");
            Status::Stopped
        }
        // What broke was said where it broke.
        Err(_) => Status::Broke,
        Ok(Some(Err(Ended::Broke(error)))) => {
            context.complain(&format!("{error:#}"));
            Status::Broke
        }
    };
    context.ended(status);
    status
}

/// Prints what answers a command line in which no question was found: what is wrong with it, or the help that was asked
/// for, which is an answer.
fn not_understood(error: &clap::Error, speaks_json: bool) -> Status {
    if error.use_stderr() {
        if speaks_json {
            return ended_at_once(speaks_json, Status::CouldNotRun, error.to_string().trim_end());
        }
        // Nobody is left to tell that standard error is closed.
        drop(error.print());
        return Status::CouldNotRun;
    }
    let printed = error.print().and_then(|()| std::io::stdout().flush());
    match printed {
        _ if lead_nowhere() => ended_at_once(speaks_json, Status::Broke, NOWHERE),
        Err(reason) if reason.kind() != ErrorKind::BrokenPipe => ended_at_once(
            speaks_json,
            Status::Broke,
            &format!("standard output refused the result: {reason}"),
        ),
        _ => Status::Answered,
    }
}

/// Says why nothing can be asked or answered, before anybody knows what was asked.
fn ended_at_once(speaks_json: bool, status: Status, reason: &str) -> Status {
    if speaks_json {
        events::error(reason);
        events::end(status.code());
    } else {
        drop(writeln!(std::io::stderr(), "error: {reason}"));
    }
    status
}

/// Whether standard error is for a program, before anything else is understood.
fn speaks_json(typed: &[OsString]) -> bool {
    let words = || typed.iter().take_while(|word| *word != "--");
    let is_apart = words().zip(words().skip(1)).any(|(word, value)| word == "--progress" && value == "json");
    is_apart || words().any(|word| word == "--progress=json")
}

/// A panic is a defect: it is said in one line and ends with the status for it. Solvers that panic are asked again or
/// reported by whoever asked them, so theirs is not said twice.
fn quieten_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        if !place.contains("microlp") {
            drop(writeln!(std::io::stderr(), "error: the program broke at {place}: please report this"));
        }
    }));
}

/// Why a command's answer cannot be had in a format: tables, JSON and CSV are there, or are what is printed at any rate.
fn not_in_this_format(format: Format, command: &str) -> Option<String> {
    let form = format.form().filter(|form| !USUAL.contains(form))?;
    let having = ANSWERS.iter().filter(|answer| answer.forms.contains(&form));
    let commands: Vec<&str> = having.map(|answer| answer.command).collect();
    (!commands.contains(&command)).then(|| {
        let (name, commands) = (format.name(), text::listed(&commands));
        format!("--format: `{command}` has no `{name}`, which {commands} have; allowed: table, json and csv")
    })
}

fn dispatch(command: Command, context: &Context) -> Outcome {
    match command {
        Command::Check { files } => check::run(&files, context),
        Command::Compare {
            files,
            splits,
            base,
            reference,
            full,
            moves,
            by_programme,
            outcomes,
            xlsx,
            batch,
        } => {
            let typed = plan::Typed { files, splits: splits.zip(base) };
            let what_ifs = context.global.set.clone();
            let asked = Asked { reference, moves, what_ifs, by_programme };
            let extras = extras::Typed { outcomes, xlsx };
            compare::run(&typed, &asked, full, &extras, &batch, context)
        }
        Command::Optimise { files, near, solved_draws, write_lp, batch } => {
            optimise::run(&files, Wanted { near, solved_draws }, write_lp.as_deref(), &batch, context)
        }
        Command::Frontier { file, strand, risk, from, to, points } => {
            let along = frontier::Typed { strand, risk, from, to };
            frontier::run(&file, &along, points, context)
        }
        Command::Target { file, avoid, probability, least } => {
            target::run(&file, avoid, probability, least, context)
        }
        Command::Sensitivity { files, reference, top, only } => {
            sensitivity::run(&files, &SensitivityAsked { reference, only }, top, context)
        }
        Command::Report { files, reference, propose, explore, xlsx } => {
            let what_ifs = context.global.set.clone();
            let asked = Asked { reference, what_ifs, ..Asked::default() };
            let typed = report::Typed { propose: propose.as_deref(), xlsx: xlsx.as_ref(), explore };
            report::run(&files, &asked, &typed, context)
        }
        Command::Explore { files } => explore::run(&files, context),
        Command::Evidence { file, only, grade, strand, threat, uncertain, log } => {
            let wanted = Selection { only, grades: grade, strands: strand, threats: threat, uncertain };
            evidence::run(&file, &wanted, log, context)
        }
        Command::Diff { old, new, scenario } => diff::run(&old, &new, scenario.as_deref(), context),
        Command::Draws { file } => draws::run(&file, context),
        Command::Voi {
            files,
            samples: None,
            study,
            cost_per_case,
            fixed_cost,
            study_years,
            decision_years,
            solved_draws,
            ..
        } => {
            let cost = cost_per_case.map(|per_case| (per_case, fixed_cost));
            let typed = voi::Typed { studies: study, cost, study_years, decision_years, solved_draws };
            voi::of_scenarios(&files, typed, context)
        }
        Command::Voi { samples: Some(file), net_benefit, parameters, group, study, .. } => {
            let wanted =
                SamplesWanted { net_benefits: net_benefit, parameters, groups: group, studies: study };
            voi::of_samples(&file, &wanted, context)
        }
        Command::Verify { folder, from } => verify::run(&folder, from.as_deref(), context),
        Command::Merge { folders, allow_infeasible } => merge::run(&folders, allow_infeasible, context),
        Command::Init { folder } => init::run(&folder, context),
        Command::Schema { columns: true, .. } => schema::list_columns(context),
        Command::Schema { of, .. } => schema::run(of.as_deref()),
        Command::Manual { folder } => manual::run(folder.as_deref(), context),
        Command::Completions { shell } => completions::run(shell),
    }
}
