//! Results on their way out: to standard output, or whole into a folder.

use anyhow::Context;
use std::fs;
use std::io;
use std::io::Write;
use std::path::Path;

/// One result file: its name and bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Artefact {
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
}

/// Writes bytes to standard output. A reader that has gone (`| head`) is no error: it has seen enough.
///
/// # Errors
/// Standard output refused the bytes for another reason.
pub(super) fn print(bytes: &[u8]) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other.context("standard output refused the result"),
    }
}

/// Writes files into a folder, each whole or not at all: beside its place first, then renamed into it.
///
/// # Errors
/// The folder cannot be made, or a file not be written; files already in place stay as they were.
pub(super) fn write_into(folder: &Path, artefacts: &[Artefact]) -> anyhow::Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    for artefact in artefacts {
        write_whole(&folder.join(&artefact.name), &artefact.bytes)?;
    }
    Ok(())
}

/// Writes one file whole or not at all.
///
/// # Errors
/// The file cannot be written; what was there before is still there.
pub(super) fn write_whole(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let written = tempfile::NamedTempFile::new_in(folder).and_then(|mut beside| {
        beside.write_all(bytes)?;
        beside.as_file().sync_all()?;
        readable_by_all(beside.as_file())?;
        beside.persist(path).map_err(|error| error.error)
    });
    written.map(drop).with_context(|| format!("cannot write {}", path.display()))
}

/// Temporary files begin readable by their owner alone; results are for others too.
#[cfg(unix)]
fn readable_by_all(file: &fs::File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable_by_all(_file: &fs::File) -> io::Result<()> {
    Ok(())
}
