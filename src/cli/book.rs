//! What `--xlsx` asks for: a workbook beside the other results, or under a name of its own.

use std::path::Path;
use std::path::PathBuf;

/// Where a workbook goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Book {
    /// Beside the other results, among which it counts.
    Beside,
    /// Into this file.
    At(PathBuf),
}

impl Book {
    /// The file that was named for it.
    pub(super) fn path(&self) -> Option<&Path> {
        match self {
            Self::Beside => None,
            Self::At(path) => Some(path),
        }
    }
}
