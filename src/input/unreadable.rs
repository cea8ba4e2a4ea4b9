//! Why files cannot be read.

use crate::input::lines::Position;
use std::io;

/// The most bytes a file may have; evidence for a whole government is a few hundred kilobytes.
pub const MOST_BYTES: u64 = 16 * 1024 * 1024;

/// Why a file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Nothing there.
    #[error("there is no file `{shown}`")]
    Missing {
        /// The path as shown.
        shown: String,
    },
    /// A folder where a file should be.
    #[error("`{shown}` is a folder, not a file")]
    Folder {
        /// The path as shown.
        shown: String,
    },
    /// A pipe or a device where a file should be: whoever reads it may wait for ever.
    #[error("`{shown}` is no file on a disk")]
    NoFile {
        /// The path as shown.
        shown: String,
    },
    /// The operating system refuses.
    #[error("`{shown}` cannot be read: {reason}")]
    Unreadable {
        /// The path as shown.
        shown: String,
        /// The system's reason, in words that are the same on every system.
        reason: io::ErrorKind,
    },
    /// More than [`MOST_BYTES`].
    #[error("`{shown}` is larger than {} MiB", MOST_BYTES / (1024 * 1024))]
    TooLarge {
        /// The path as shown.
        shown: String,
    },
    /// Bytes that are no text.
    #[error("`{shown}` is not UTF-8 text from line {}, column {} on", position.line, position.column)]
    NotUtf8 {
        /// The path as shown.
        shown: String,
        /// Where the first byte stands that is none of a text.
        position: Position,
    },
}

impl ReadError {
    /// The path as shown.
    #[must_use]
    pub fn shown(&self) -> &str {
        match self {
            Self::Missing { shown }
            | Self::Folder { shown }
            | Self::NoFile { shown }
            | Self::Unreadable { shown, .. }
            | Self::TooLarge { shown }
            | Self::NotUtf8 { shown, .. } => shown,
        }
    }
}
