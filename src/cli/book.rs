//! What `--xlsx` asks for: a workbook beside the other results, or under a name of its own.

use std::path::PathBuf;

/// Where a workbook goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Book {
    /// Beside the other results, among which it counts.
    Beside,
    /// Into this file.
    At(PathBuf),
}
