//! Doing away with parts, in steps between which a run may be killed: after any of them the folder can be gone on with,
//! and whoever comes next finishes what is left.

use crate::cli::claim::BESIDE;
use crate::cli::manifest::MANIFEST;
use crate::cli::manifest::read_manifest;
use std::fs;
use std::path::Path;
use std::path::PathBuf;

/// What becomes of the manifest of parts that are being cleared: what it named is nobody's any more.
const CLEARING: &str = "clearing.json";

/// One thing that is done at once or not at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// The parts stop being anybody's answers.
    Disown,
    /// A file goes.
    Remove(PathBuf),
    /// The folder goes, where nothing else is in it.
    Leave,
}

/// What does away with what a run has left in a folder of parts, and with nothing else that may be there.
pub(super) fn steps(folder: &Path) -> Vec<Step> {
    let mut steps = Vec::new();
    let is_whole = read_manifest(folder).is_ok_and(|manifest| manifest.is_some());
    let is_ours = is_whole || folder.join(CLEARING).exists();
    steps.extend(is_whole.then_some(Step::Disown));
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let mut names: Vec<String> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort();
    let goes = |name: &&String| name.starts_with(BESIDE) || is_ours && is_part(name);
    steps.extend(names.iter().filter(goes).map(|name| Step::Remove(folder.join(name))));
    // Last of all, so that whoever comes after a kill knows whose the parts were.
    steps.extend(is_ours.then(|| Step::Remove(folder.join(CLEARING))));
    // A run may have been killed just before, or just after it had made the folder.
    steps.extend(folder.is_dir().then_some(Step::Leave));
    steps
}

/// Does one step. What stays behind is in nobody's way, but parts that are still somebody's must stay whole; whether the
/// next step may be done.
pub(super) fn step(folder: &Path, step: &Step) -> bool {
    match step {
        Step::Disown => fs::rename(folder.join(MANIFEST), folder.join(CLEARING)).is_ok(),
        Step::Remove(file) => {
            drop(fs::remove_file(file));
            true
        }
        Step::Leave => {
            drop(fs::remove_dir(folder));
            true
        }
    }
}

/// Does all of them.
pub(super) fn clear(folder: &Path) {
    for next in steps(folder) {
        if !step(folder, &next) {
            return;
        }
    }
}

fn is_part(name: &str) -> bool {
    let number = name.strip_suffix(".ndjson");
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}
