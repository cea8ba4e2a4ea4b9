//! Where texts come from: a disk, or memory.

use crate::input::lines::Lines;
use crate::input::shown::is_standard_input;
use crate::input::shown::shown;
use crate::input::unreadable::MOST_BYTES;
use crate::input::unreadable::ReadError;
use std::collections::BTreeMap;
use std::fs::File;
use std::io;
use std::io::Read;
use std::io::Seek;
use std::path::Path;
use std::path::PathBuf;

/// Where texts come from.
#[derive(Clone, Debug, Default)]
pub(crate) enum Files {
    /// The files of this machine, and its standard input.
    #[default]
    Disk,
    /// Texts by the paths they are shown by; there are no others.
    Held(BTreeMap<String, String>),
}

impl Files {
    /// What tells whether two paths are one file: the same name in the same real folder. A link to a file elsewhere is a file
    /// of its own: its neighbours, which `base` may name, are others.
    pub(crate) fn identity(&self, path: &Path) -> PathBuf {
        match self {
            Self::Disk => real(path),
            Self::Held(_) => PathBuf::from(shown(path)),
        }
    }

    /// The whole text of a file.
    ///
    /// # Errors
    /// [`ReadError`]: missing, unreadable, a folder, too large, or not UTF-8.
    pub(crate) fn text(&self, path: &Path) -> Result<String, ReadError> {
        match self {
            Self::Disk => read_text(path),
            Self::Held(texts) => {
                let shown = shown(path);
                texts.get(&shown).cloned().ok_or(ReadError::Missing { shown })
            }
        }
    }
}

/// What can be read again from any place.
pub(crate) trait Seekable: Read + Seek + Send {}

impl<T: Read + Seek + Send> Seekable for T {}

/// Opens a file of a disk that is too large to be held, and says how its path is shown. Standard input is copied into a file
/// of its own, which has no name, so that it can be read again.
///
/// # Errors
/// [`ReadError`]: missing, unreadable, or a folder.
pub(crate) fn open_large(path: &Path) -> Result<(String, Box<dyn Seekable>), ReadError> {
    let opened = if is_standard_input(path) { kept_input(path)? } else { Box::new(open(path)?) };
    Ok((shown(path), opened))
}

/// Longer standard input than this is copied to a disk.
#[cfg(feature = "cli")]
const BYTES_IN_MEMORY: usize = 8 * 1024 * 1024;

#[cfg(feature = "cli")]
fn kept_input(path: &Path) -> Result<Box<dyn Seekable>, ReadError> {
    let mut kept = tempfile::spooled_tempfile(BYTES_IN_MEMORY);
    io::copy(&mut io::stdin().lock(), &mut kept).map_err(|error| unreadable(path, &error))?;
    Ok(Box::new(kept))
}

/// Without a command line there is no standard input.
#[cfg(not(feature = "cli"))]
fn kept_input(path: &Path) -> Result<Box<dyn Seekable>, ReadError> {
    Err(ReadError::Missing { shown: shown(path) })
}

fn open(path: &Path) -> Result<File, ReadError> {
    if path.is_dir() {
        return Err(ReadError::Folder { shown: shown(path) });
    }
    // What a shell puts in the place of a file (`<(...)`, `/dev/stdin`) has somebody at its other end.
    let is_a_shells = path.starts_with("/dev") || path.starts_with("/proc/self/fd");
    if !is_a_shells && path.exists() && !path.is_file() {
        return Err(ReadError::NoFile { shown: shown(path) });
    }
    File::open(path).map_err(|error| unreadable(path, &error))
}

fn unreadable(path: &Path, error: &io::Error) -> ReadError {
    match error.kind() {
        io::ErrorKind::NotFound => ReadError::Missing { shown: shown(path) },
        reason => ReadError::Unreadable { shown: shown(path), reason },
    }
}

fn read_text(path: &Path) -> Result<String, ReadError> {
    let shown = || shown(path);
    let mut bytes = Vec::new();
    let file: Box<dyn Read> =
        if is_standard_input(path) { Box::new(io::stdin().lock()) } else { Box::new(open(path)?) };
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(|error| unreadable(path, &error))?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(ReadError::TooLarge { shown: shown() });
    }
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
        let valid = String::from_utf8_lossy(valid);
        ReadError::NotUtf8 { shown: shown(), position: Lines::new(&valid).position(&valid, valid.len()) }
    })
}

/// Where a file of a disk stands: its name in its real folder.
#[must_use]
pub fn real(path: &Path) -> PathBuf {
    if is_standard_input(path) {
        return path.to_owned();
    }
    let folder = match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    match (folder.canonicalize(), path.file_name()) {
        (Ok(folder), Some(name)) => folder.join(name),
        _ => path.to_owned(),
    }
}
