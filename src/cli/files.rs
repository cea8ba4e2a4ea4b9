//! Which files are meant.

use crate::input::FileKind;
use crate::input::Finding;
use crate::input::Loader;
use crate::input::is_standard_input;
use std::path::Path;
use std::path::PathBuf;

/// The files that were named, and the scenarios directly inside the folders that were named, in the order of
/// their paths and each once. What cannot be found becomes a finding.
pub(super) fn named(loader: &mut Loader, typed: &[PathBuf]) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in typed {
        if path.is_dir() && !is_standard_input(path) {
            let inside = scenarios_in(loader, path);
            if inside.is_empty() {
                let found = "no scenario (a `*.toml` with a `[scenario]` table) directly in this folder";
                loader.say(Finding::file(&path.display().to_string(), found));
            }
            files.extend(inside);
        } else {
            files.push(path.clone());
        }
    }
    files.sort();
    files.dedup();
    files
}

fn scenarios_in(loader: &mut Loader, folder: &Path) -> Vec<PathBuf> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => {
            loader.say(Finding::file(&folder.display().to_string(), format!("cannot be listed: {error}")));
            return Vec::new();
        }
    };
    let paths = entries.filter_map(Result::ok).map(|entry| entry.path());
    let is_toml = |path: &PathBuf| path.extension().is_some_and(|end| end.eq_ignore_ascii_case("toml"));
    let tomls = paths.filter(|path| is_toml(path) && !path.is_dir());
    // What cannot be told for its faults is asked for too, so that the faults are said.
    tomls.filter(|path| matches!(loader.kind(path), FileKind::Scenario | FileKind::Unclear)).collect()
}
