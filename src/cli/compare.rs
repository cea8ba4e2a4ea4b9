//! `compare`: scenarios side by side.

use crate::cli::Status;
use crate::cli::context::Context;
use crate::cli::context::refuse;
use crate::cli::deliver;
use crate::cli::files;
use crate::cli::progress::Bar;
use crate::input::Finding;
use crate::input::Loader;
use crate::model::Scenario;
use crate::report;
use crate::study::Asked;
use crate::study::CompareError;
use crate::study::Progress;
use crate::study::Silent;
use crate::study::StudyError;
use crate::study::compare;
use crate::text;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Compares the scenarios in the files and folders that were typed.
pub(super) fn run(typed: &[PathBuf], asked: &Asked, context: &Context) -> anyhow::Result<Status> {
    let mut loader = context.loader();
    let Some(scenarios) = scenarios(&mut loader, typed, context) else {
        return Ok(Status::CouldNotRun);
    };
    let scenarios = scenarios.into_iter().map(|(_, scenario)| scenario).collect();
    let bar = Bar::new();
    let is_watched = context.terminal.is_watched && !context.global.quiet;
    let progress: &dyn Progress = if is_watched { &bar } else { &Silent };
    let answer = compare(scenarios, asked, progress);
    drop(bar);
    let comparison = match answer {
        Ok(comparison) => comparison,
        Err(error) => return unanswered(error),
    };
    deliver::deliver(
        "compare",
        || report::compare::table(&comparison, context.today, context.terminal.width),
        || report::compare::json(&comparison, context.today),
        || report::compare::csv(&comparison),
        context,
    )?;
    let all_answered = comparison.blocks.iter().all(|block| block.unanswered.is_empty());
    Ok(if all_answered { Status::Answered } else { Status::No })
}

/// Why there is no comparison: a refusal, unless the program or a solver broke.
pub(super) fn unanswered(error: CompareError) -> anyhow::Result<Status> {
    let (option, asked, known) = match &error {
        CompareError::NoSuchReference { asked, known } => ("--reference", asked, known),
        CompareError::NoSuchProposal { asked, known } => ("--propose", asked, known),
        CompareError::Study(StudyError::Solve { .. }) => return Err(error.into()),
        _ => return Ok(refuse(&error.to_string())),
    };
    let nearest = text::nearest(asked, known.iter().map(String::as_str));
    let nearest = nearest.map(|nearest| format!("; did you mean `{nearest}`?")).unwrap_or_default();
    let known = text::listed(known);
    Ok(refuse(&format!("{option}: there is no scenario `{asked}`; allowed: {known}{nearest}")))
}

/// The scenarios of the files and folders that were typed; `None` where anything is wrong with any of them.
pub(super) fn scenarios(
    loader: &mut Loader,
    typed: &[PathBuf],
    context: &Context,
) -> Option<Vec<(PathBuf, Scenario)>> {
    let paths = files::named(loader, typed);
    let mut first: BTreeMap<String, PathBuf> = BTreeMap::new();
    let mut scenarios = Vec::new();
    for path in paths {
        for scenario in loader.scenarios(&path) {
            if let Some(other) = first.get(scenario.id()) {
                let found = format!("the id `{}` is taken by {}", scenario.id(), other.display());
                let finding = Finding::file(&path.display().to_string(), found);
                loader.say(Finding { allowed: Some("file names that differ".to_owned()), ..finding });
                continue;
            }
            first.insert(scenario.id().to_owned(), path.clone());
            scenarios.push((path.clone(), context.simulated(scenario)));
        }
    }
    context.report(loader).then_some(scenarios)
}
