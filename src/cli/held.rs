//! The files that a page is played with: what its scenarios rest on, by paths that hold wherever the page goes.

use crate::cli::context::Context;
use crate::cli::ended::Ended;
use crate::input::Demands;
use crate::input::Loader;
use crate::input::Sources;
use crate::input::is_standard_input;
use crate::input::real;
use crate::input::shown;
use crate::model::Scenario;
use crate::report::page::Held;
use crate::units::Draws;
use std::collections::BTreeMap;
use std::path::Path;
use std::path::PathBuf;

/// Why what was typed cannot be played with on a page, if it cannot, before anything is read.
pub(super) fn refused(typed: &[PathBuf], context: &Context) -> Option<String> {
    let global = &context.global;
    if typed.iter().any(|path| is_standard_input(path)) {
        return Some("-: a page holds files, and standard input is none; allowed: files and folders".into());
    }
    if !global.set.is_empty() {
        return Some(
            "--set: a page is played with what its files say; allowed: `[assume]` in a scenario, or a belief changed on the \
             page"
            .into(),
        );
    }
    if global.gap.is_some() {
        return Some(
            "--gap: a page searches as closely as its files say; allowed: `gap` under `[solver]` of a scenario".into(),
        );
    }
    global.prices.is_some().then(|| {
        "--prices: a page is played with the prices that its files are in; allowed: `prices` under `[budget]` of a scenario"
            .into()
    })
}

/// Parts scenarios into those that can be played and those of files that sweep over several, which are named: a page finds a
/// scenario by its file.
pub(super) fn playable(scenarios: Vec<(PathBuf, Scenario)>, context: &Context) -> Vec<(PathBuf, Scenario)> {
    let (alone, mut swept): (Vec<_>, Vec<_>) = scenarios.into_iter().partition(is_alone);
    swept.dedup_by(|(path, _), (before, _)| path == before);
    for (path, _) in swept {
        context.say(&format!(
            "{} sweeps over several scenarios, so it cannot be played with and is left out",
            path.display()
        ));
    }
    alone
}

/// Whether a scenario is all that its file says.
fn is_alone((path, scenario): &(PathBuf, Scenario)) -> bool {
    path.file_stem().is_some_and(|stem| stem.to_string_lossy() == scenario.id())
}

/// The files of scenarios that were read and can be played.
///
/// # Errors
/// They cannot be read again from a page, or there are none; which has been said.
pub(super) fn held(
    playable: &[(PathBuf, Scenario)],
    sources: &Sources,
    context: &Context,
) -> Result<Held, Ended> {
    let read: Vec<(PathBuf, &str)> =
        sources.read_so_far().map(|(path, text)| (real(Path::new(path)), text)).collect();
    let common = common_folder(read.iter().map(|(path, _)| path.as_path()));
    let label = |path: &Path| shown(path.strip_prefix(&common).unwrap_or(path));
    let texts: BTreeMap<String, String> =
        read.iter().map(|(path, text)| (label(path), (*text).to_owned())).collect();
    let scenarios: Vec<String> = playable.iter().map(|(path, _)| label(&real(path))).collect();
    if scenarios.is_empty() {
        let reason = "there is nothing to play with; allowed: a scenario without `[sweep]` among the files";
        return Err(context.refuse(reason).into());
    }
    // What a page reads is what was read here, or there is no page.
    let mut loader =
        Loader::new(Demands { today: context.today, of_scenario: |_| Vec::new() }).holding(texts);
    for scenario in &scenarios {
        if loader.scenario(Path::new(scenario)).is_none() {
            let findings = loader.findings();
            let found = findings.first().map(|finding| finding.found.as_str()).unwrap_or_default();
            let reason = format!(
                "{scenario} cannot be read in a page, which has these files and no others: {found}; allowed: files that name each \
                 other by relative paths, and not by way of a link to a folder"
            );
            return Err(context.refuse(&reason).into());
        }
    }
    let files =
        loader.sources().read_so_far().map(|(path, text)| (path.to_owned(), text.to_owned())).collect();
    let draws = context.global.draws.map(Draws::get);
    Ok(Held { files, scenarios, today: context.today.to_string(), draws, seed: context.global.seed })
}

/// The folder that all of them are below.
fn common_folder<'p>(mut paths: impl Iterator<Item = &'p Path>) -> PathBuf {
    let first = paths.next().and_then(Path::parent).unwrap_or(Path::new("")).to_owned();
    paths.fold(first, |common, path| {
        let shared = common.ancestors().find(|folder| path.starts_with(folder));
        shared.unwrap_or(Path::new("")).to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_share_the_folder_that_all_of_them_are_below() {
        let common = |paths: &[&str]| shown(&common_folder(paths.iter().map(Path::new)));
        assert_eq!(common(&["/a/b/c.toml", "/a/b/d/e.toml"]), "/a/b");
        assert_eq!(common(&["/a/b/d/e.toml", "/a/b/c.toml", "/a/bb/c.toml"]), "/a");
        assert_eq!(common(&["/a/b.toml"]), "/a");
        assert_eq!(common(&["a/b.toml", "c/d.toml"]), ".");
    }
}
