//! The scenarios of the files and folders that were typed; what cannot be used does not stop the rest.

use crate::cli::context::Context;
use crate::cli::files;
use crate::input::Finding;
use crate::input::Loader;
use crate::input::Severity;
use crate::input::sorted;
use crate::model::Scenario;
use crate::report::compare::RefusedView;
use std::collections::BTreeMap;
use std::path::Path;
use std::path::PathBuf;

/// What was found in files and folders.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    /// Sound scenarios with the files they stand in.
    pub(super) scenarios: Vec<(PathBuf, Scenario)>,
    /// Files that cannot be used, and why.
    pub(super) refused: Vec<RefusedView>,
}

/// Reads files and the scenarios directly inside folders, and says everything that was found; with `fail_fast` no
/// further than the first file that cannot be used.
pub(super) fn gather(loader: &mut Loader, typed: &[PathBuf], fail_fast: bool, context: &Context) -> Gathered {
    let mut gathered = Gathered::default();
    let before = loader.mark();
    let paths = files::named(loader, typed);
    let lost = errors(loader, before);
    gathered.refused.extend(lost.into_iter().map(|finding| refused(&finding.path, &[finding.to_string()])));
    let mut first: BTreeMap<String, PathBuf> = BTreeMap::new();
    for path in paths {
        if fail_fast && !gathered.refused.is_empty() {
            break;
        }
        let before = loader.mark();
        for scenario in loader.scenarios(&path) {
            if let Some(other) = first.get(scenario.id()) {
                let found = format!("the id `{}` is taken by {}", scenario.id(), other.display());
                let finding = Finding::file(&path.display().to_string(), found);
                loader.say(Finding { allowed: Some("file names that differ".to_owned()), ..finding });
                continue;
            }
            first.insert(scenario.id().to_owned(), path.clone());
            gathered.scenarios.push((path.clone(), context.simulated(scenario)));
        }
        let problems: Vec<String> = errors(loader, before).iter().map(ToString::to_string).collect();
        if !problems.is_empty() {
            gathered.refused.push(refused(&shown(&path), &problems));
        }
    }
    context.report(loader);
    gathered
}

fn errors(loader: &Loader, before: usize) -> Vec<Finding> {
    let found = sorted(loader.since(before).to_vec());
    found.into_iter().filter(|finding| finding.severity == Severity::Error).collect()
}

fn refused(file: &str, problems: &[String]) -> RefusedView {
    RefusedView { file: file.to_owned(), problems: problems.to_vec() }
}

/// Every scenario of the files that were typed, for a command that answers all of them or none; `None` where anything
/// is wrong with any of them.
pub(super) fn all_of(
    loader: &mut Loader,
    typed: &[PathBuf],
    context: &Context,
) -> Option<Vec<(PathBuf, Scenario)>> {
    let gathered = gather(loader, typed, false, context);
    gathered.refused.is_empty().then_some(gathered.scenarios)
}

/// The path of a file as findings show it.
fn shown(path: &Path) -> String {
    Finding::file(&path.display().to_string(), "").path
}
