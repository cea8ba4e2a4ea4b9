//! The scenarios of the files and folders that were typed; what cannot be used does not stop the rest.

use crate::cli::context::Context;
use crate::cli::files;
use crate::input::Finding;
use crate::input::Loader;
use crate::input::Severity;
use crate::input::shown;
use crate::input::sorted;
use crate::model::Scenario;
use crate::report::RefusedView;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// What was found in files and folders.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    /// Sound scenarios with the files they stand in.
    pub(super) scenarios: Vec<(PathBuf, Scenario)>,
    /// Files that cannot be used, and why.
    pub(super) refused: Vec<RefusedView>,
}

impl Gathered {
    /// Notes a file as refused where anything was found wrong since a mark; whether it was.
    pub(super) fn refuse_since(&mut self, loader: &Loader, mark: usize, file: &str) -> bool {
        let problems: Vec<String> = errors(loader, mark).iter().map(ToString::to_string).collect();
        let is_refused = !problems.is_empty();
        if is_refused {
            self.refused.push(RefusedView { file: file.to_owned(), problems });
        }
        is_refused
    }
}

/// Reads files and the scenarios directly inside folders; with `fail_fast` no further than the first file that cannot
/// be used. What was found is for the caller to say.
pub(super) fn gather(loader: &mut Loader, typed: &[PathBuf], fail_fast: bool, context: &Context) -> Gathered {
    let mut gathered = Gathered::default();
    let before = loader.mark();
    let paths = files::named(loader, typed);
    let lost = errors(loader, before);
    let refused = |finding: Finding| RefusedView { problems: vec![finding.to_string()], file: finding.path };
    gathered.refused.extend(lost.into_iter().map(refused));
    let mut first: BTreeMap<String, PathBuf> = BTreeMap::new();
    for path in paths {
        if fail_fast && !gathered.refused.is_empty() {
            break;
        }
        let mark = loader.mark();
        let scenarios = loader.scenarios(&path);
        let taken = scenarios.iter().find_map(|scenario| Some((scenario.id(), first.get(scenario.id())?)));
        if let Some((id, other)) = taken {
            let found = format!("the id `{id}` is taken by {}", other.display());
            let finding = Finding::file(&shown(&path), found);
            loader.say(Finding { allowed: Some("file names that differ".to_owned()), ..finding });
        }
        if gathered.refuse_since(loader, mark, &shown(&path)) {
            continue;
        }
        if scenarios.is_empty() {
            // What is wrong stands in a file that another scenario rests on too, and has been found there.
            let problems = vec![format!("{}: error: a file that it rests on has problems", shown(&path))];
            gathered.refused.push(RefusedView { file: shown(&path), problems });
            continue;
        }
        first.extend(scenarios.iter().map(|scenario| (scenario.id().to_owned(), path.clone())));
        let simulated = scenarios.into_iter().map(|scenario| (path.clone(), context.simulated(scenario)));
        gathered.scenarios.extend(simulated);
    }
    gathered
}

fn errors(loader: &Loader, before: usize) -> Vec<Finding> {
    let found = sorted(loader.since(before).to_vec());
    found.into_iter().filter(|finding| finding.severity == Severity::Error).collect()
}

/// Every scenario of the files that were typed, for a command that answers all of them or none; `None` where anything
/// is wrong with any of them.
pub(super) fn all_of(
    loader: &mut Loader,
    typed: &[PathBuf],
    context: &Context,
) -> Option<Vec<(PathBuf, Scenario)>> {
    let gathered = gather(loader, typed, false, context);
    context.report(loader);
    gathered.refused.is_empty().then_some(gathered.scenarios)
}
