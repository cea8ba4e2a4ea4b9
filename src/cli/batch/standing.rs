//! What `--resume` finds in the folder of results.

use crate::cli::Status;
use crate::cli::batch::Spool;
use crate::cli::manifest::read_manifest;
use crate::cli::results::not_as_written;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::path::Path;

/// How far an earlier run of the same question came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// It ended with this exit status, and every file it wrote is as it was written.
    Done(u8),
    /// The spool has taken over what it left, if anything.
    ToDo,
    /// It was asked something else, or what it left has changed; in words.
    Other(String),
}

/// Looks at what an earlier run left, and takes over its answers where it did not end.
///
/// # Errors
/// A file that is there cannot be read.
pub(crate) fn standing<E: Serialize + DeserializeOwned + Clone + 'static>(
    out: &Path,
    spool: &mut Spool<E>,
) -> anyhow::Result<Standing> {
    if let Some(difference) = spool.take_over()? {
        return Ok(Standing::Other(difference));
    }
    if spool.done() > 0 {
        return Ok(Standing::ToDo);
    }
    let Some(manifest) = read_manifest(out)? else { return Ok(Standing::ToDo) };
    if let Some(difference) = spool.difference(&manifest) {
        return Ok(Standing::Other(difference));
    }
    let all = not_as_written(out, &manifest).is_none();
    Ok(match manifest.status {
        // What was found until somebody asked to stop is not what was asked for.
        Some(status) if all && status != Status::Stopped.code() => Standing::Done(status),
        _ => Standing::ToDo,
    })
}
