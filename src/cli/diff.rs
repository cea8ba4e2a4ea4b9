//! `diff`: what changed, and what each change did to the answer.

use crate::cli::Status;
use crate::cli::context::Context;
use crate::cli::deliver::deliver_one;
use crate::cli::diffed_results;
use crate::cli::ended::Ended;
use crate::cli::ended::Outcome;
use crate::cli::provenance::provenance;
use crate::cli::results::holds_results;
use crate::input::FileKind;
use crate::input::Loader;
use crate::input::is_standard_input;
use crate::input::shown;
use crate::model::Simulation;
use crate::report::diff::Document;
use crate::report::diff::KindView;
use crate::study::StudyError;
use crate::study::diff::Diff;
use crate::study::diff::DiffError;
use crate::study::diff::How;
use crate::study::diff::diff_evidence;
use crate::study::diff::diff_scenarios;
use std::path::Path;

/// What can be held against another of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Evidence,
    Scenario,
    Results,
    /// A folder without results.
    Folder,
    /// A file that cannot be read, or is of no kind.
    Unclear,
}

impl Kind {
    fn of(path: &Path, loader: &mut Loader) -> Self {
        if holds_results(path) {
            return Self::Results;
        }
        if path.is_dir() {
            return Self::Folder;
        }
        match loader.kind(path) {
            FileKind::Evidence => Self::Evidence,
            FileKind::Scenario => Self::Scenario,
            FileKind::Neither | FileKind::Unclear => Self::Unclear,
        }
    }

    fn said(self) -> &'static str {
        match self {
            Self::Evidence => "an evidence file",
            Self::Scenario => "a scenario",
            Self::Results => "a folder of results",
            Self::Folder => "a folder without results",
            Self::Unclear => "no file that can be told",
        }
    }
}

const ALLOWED: &str = "two evidence files, two scenarios, or two folders that `--out` has written";

/// Holds NEW against OLD.
pub(super) fn run(old: &Path, new: &Path, scenario: Option<&Path>, context: &Context) -> Outcome {
    if [Some(old), Some(new), scenario].into_iter().flatten().filter(|path| is_standard_input(path)).count()
        > 1
    {
        return Ok(context.refuse("standard input can be read once; allowed: one `-`"));
    }
    let mut loader = context.loader();
    let kinds = (Kind::of(old, &mut loader), Kind::of(new, &mut loader));
    if scenario.is_some() && kinds != (Kind::Evidence, Kind::Evidence) {
        return Ok(context.refuse("--scenario: it is asked of evidence; allowed: with two evidence files"));
    }
    match kinds {
        (Kind::Evidence, Kind::Evidence) => evidence(&mut loader, [old, new], scenario, context),
        (Kind::Scenario, Kind::Scenario) => scenarios(&mut loader, [old, new], context),
        (Kind::Results, Kind::Results) => diffed_results::run(old, new, context),
        (Kind::Unclear, _) | (_, Kind::Unclear) => {
            Ok(unclear(&mut loader, [(old, kinds.0), (new, kinds.1)], context))
        }
        (one, other) => {
            let (old, new) = (old.display(), new.display());
            let reason =
                format!("{old} is {}, and {new} is {}; allowed: {ALLOWED}", one.said(), other.said());
            Ok(context.refuse(&reason))
        }
    }
}

/// Says what stands in the way of reading a file of which nobody can tell what it is.
fn unclear(loader: &mut Loader, files: [(&Path, Kind); 2], context: &Context) -> Status {
    for (path, _) in files.iter().filter(|(_, kind)| *kind == Kind::Unclear) {
        // Whatever it was to be, reading it finds what is wrong.
        drop(loader.scenario(path));
    }
    if context.report(loader) {
        context.complain(&format!("it cannot be told what these are; allowed: {ALLOWED}"));
    }
    Status::CouldNotRun
}

fn evidence(
    loader: &mut Loader,
    [old_path, new_path]: [&Path; 2],
    scenario: Option<&Path>,
    context: &Context,
) -> Outcome {
    let (old, new) = (loader.evidence(old_path), loader.evidence(new_path));
    let scenario = scenario.map(|path| loader.scenario(path));
    if !context.report(loader) {
        return Ok(Status::CouldNotRun);
    }
    let (Some(old), Some(new)) = (old, new) else { return Ok(Status::CouldNotRun) };
    let scenario = match scenario {
        Some(None) => return Ok(Status::CouldNotRun),
        Some(Some(scenario)) => Some(context.drawn_as_typed(scenario)),
        None => None,
    };
    let simulation = context.drawn(Simulation::default());
    let how = How { scenario, simulation, prices: context.global.prices };
    let progress = context.progress();
    let found = diff_evidence(&old, &new, &how, &*progress);
    drop(progress);
    let diff = answered(found, context)?;
    let names = [(shown(old_path), old.name().to_owned()), (shown(new_path), new.name().to_owned())];
    deliver(loader, KindView::Evidence, names, &diff, context)
}

fn scenarios(loader: &mut Loader, [old_path, new_path]: [&Path; 2], context: &Context) -> Outcome {
    let (old, new) = (loader.scenario(old_path), loader.scenario(new_path));
    if !context.report(loader) {
        return Ok(Status::CouldNotRun);
    }
    let (Some(old), Some(new)) = (old, new) else { return Ok(Status::CouldNotRun) };
    let (old, new) = (context.simulated(old), context.simulated(new));
    let progress = context.progress();
    let found = diff_scenarios(&old, &new, &*progress);
    drop(progress);
    let diff = answered(found, context)?;
    let names = [(shown(old_path), old.name().to_owned()), (shown(new_path), new.name().to_owned())];
    deliver(loader, KindView::Scenario, names, &diff, context)
}

/// What was found, where it was; else what stands in the way has been said.
fn answered(found: Result<Diff, DiffError>, context: &Context) -> Result<Diff, Ended> {
    match found {
        Ok(diff) => Ok(diff),
        // A search that was ended is no fault of the solver: whoever gave it so little time is at fault.
        Err(DiffError::Study(error)) if matches!(error, StudyError::Solve { .. }) && !error.is_ended() => {
            Err(error.into())
        }
        Err(asked) => Err(context.refuse(&asked.to_string()).into()),
    }
}

fn deliver(
    loader: &Loader,
    of: KindView,
    names: [(String, String); 2],
    diff: &Diff,
    context: &Context,
) -> Outcome {
    let document = Document::of_files(of, names, diff, context.today);
    // A question to which one of the two has no answer has no difference either.
    let has_answers = document.answers.iter().all(|answer| answer.change.is_some());
    let status = if has_answers { Status::Answered } else { Status::No };
    let simulations = [&diff.old, &diff.new].map(|side| side.ground.simulation);
    let from = provenance(loader.sources(), simulations, context);
    deliver_one(&document, from, status, context)
}
