//! Results on their way out: to standard output, or into a folder in which every file is whole.

use crate::cli::claim::BESIDE;
use crate::input::Sources;
use crate::report::Output;
use crate::text::Fingerprint;
use anyhow::Context;
use std::fmt;
use std::fs;
use std::io;
use std::io::BufWriter;
use std::io::Write;
use std::path::Path;
use tempfile::NamedTempFile;
use tempfile::TempDir;

type Make<'a> = Box<dyn Fn(&mut dyn Write) -> io::Result<()> + 'a>;

/// One result file: its name and what writes it, as often as it is asked to.
pub(super) struct Artefact<'a> {
    pub(super) name: String,
    make: Make<'a>,
}

impl fmt::Debug for Artefact<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Artefact").field("name", &self.name).finish_non_exhaustive()
    }
}

impl<'a> Artefact<'a> {
    /// A file that is written piece by piece.
    pub(super) fn streamed(
        name: impl Into<String>,
        make: impl Fn(&mut dyn Write) -> io::Result<()> + 'a,
    ) -> Self {
        Self { name: name.into(), make: Box::new(make) }
    }

    /// A file whose bytes are there.
    pub(super) fn whole(name: impl Into<String>, bytes: Vec<u8>) -> Self {
        Self::streamed(name, move |out| out.write_all(&bytes))
    }

    /// Writes it to standard output. A reader that has gone (`| head`) is no error: it has seen enough.
    ///
    /// # Errors
    /// Standard output refused the bytes for another reason, or there was something it could not write.
    pub(super) fn print(&self) -> anyhow::Result<()> {
        let mut out = BufWriter::new(Reader { out: io::stdout().lock(), has_gone: false });
        let written = (self.make)(&mut out).and_then(|()| out.flush());
        // What is left in the buffer must not be tried again.
        let (reader, _) = out.into_parts();
        if reader.has_gone { Ok(()) } else { written.context("standard output refused the result") }
    }
}

/// Whoever reads standard output, and may go.
struct Reader<W> {
    out: W,
    has_gone: bool,
}

impl<W: Write> Write for Reader<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes);
        self.has_gone |= written.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::BrokenPipe);
        written
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Writes bytes to standard output; see [`Artefact::print`].
pub(super) fn print(bytes: &[u8]) -> anyhow::Result<()> {
    Artefact::whole("", bytes.to_vec()).print()
}

/// Files that stand beside their places, ready to be put there.
#[derive(Debug, Default)]
pub(super) struct Staged {
    files: Vec<(NamedTempFile, Output)>,
}

impl Staged {
    /// Writes a file beside its place in a folder, which is made where it does not exist.
    ///
    /// # Errors
    /// The folder cannot be made, or the file not be written; what was there before is still there.
    pub(super) fn add(&mut self, folder: &Path, artefact: &Artefact<'_>) -> anyhow::Result<()> {
        fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
        let written = tempfile::Builder::new().prefix(BESIDE).tempfile_in(folder).and_then(|file| {
            let mut out = Counted::new(BufWriter::new(file));
            (artefact.make)(&mut out)?;
            out.end(&artefact.name)
        });
        let written =
            written.with_context(|| format!("cannot write {}", folder.join(&artefact.name).display()))?;
        self.files.push(written);
        Ok(())
    }

    /// What stands ready.
    pub(super) fn outputs(&self) -> Vec<Output> {
        self.files.iter().map(|(_, output)| output.clone()).collect()
    }

    /// Puts what stands ready, which is one file, at a path.
    ///
    /// # Errors
    /// As [`Staged::put`]'s.
    pub(super) fn put_at(self, path: &Path) -> anyhow::Result<()> {
        may_be_replaced(path)?;
        for (file, _) in self.files {
            file.persist(path).with_context(|| format!("cannot write {}", path.display()))?;
        }
        Ok(())
    }

    /// Puts every file in its place, in the order they were added.
    ///
    /// # Errors
    /// The system refuses to rename; files put in place before stay there.
    pub(super) fn put(self, folder: &Path) -> anyhow::Result<()> {
        // Seen before anything is put in its place: what would fail half-way fails at once.
        for path in self.files.iter().map(|(_, output)| folder.join(&output.name)) {
            may_be_replaced(&path)?;
        }
        for (file, output) in self.files {
            let path = folder.join(&output.name);
            file.persist(&path).with_context(|| format!("cannot write {}", path.display()))?;
        }
        Ok(())
    }
}

/// Whether a path is that of a file which was read: writing there would lose it.
pub(super) fn is_read(path: &Path, sources: &Sources) -> bool {
    let there = |path: &Path| fs::canonicalize(path).ok();
    let own = there(path);
    own.is_some() && sources.read_so_far().any(|(read, _)| there(Path::new(read)) == own)
}

/// Writes files into a folder: all of them beside their places first, then renamed into them.
///
/// # Errors
/// As [`Staged`]'s.
pub(super) fn write_into(folder: &Path, artefacts: &[Artefact<'_>]) -> anyhow::Result<Vec<Output>> {
    let mut staged = Staged::default();
    for artefact in artefacts {
        staged.add(folder, artefact)?;
    }
    let outputs = staged.outputs();
    staged.put(folder)?;
    Ok(outputs)
}

/// Writes one file whole or not at all.
///
/// # Errors
/// The file cannot be written; what was there before is still there.
pub(super) fn write_whole(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut staged = Staged::default();
    staged.add(folder, &Artefact::whole("", bytes.to_vec()))?;
    staged.put_at(path)
}

/// What this machine does not let the program do.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct Unusable(String);

/// A folder that goes away with whoever has it.
///
/// # Errors
/// [`Unusable`]: none can be made.
pub(super) fn passing_folder() -> Result<TempDir, Unusable> {
    tempfile::tempdir().map_err(|error| {
        let home = std::env::temp_dir();
        let home = home.display();
        Unusable(format!(
            "no folder can be made for temporary files in {home}: {}; allowed: a folder with room that can be written \
             into, which TMPDIR names (TMP on Windows)",
            error.kind()
        ))
    })
}

/// Whether a file may take this place: of another file, or where nothing is. A file that is renamed over a device or a pipe
/// would be the end of it.
///
/// # Errors
/// Something else is there.
pub(super) fn may_be_replaced(path: &Path) -> anyhow::Result<()> {
    anyhow::ensure!(!path.is_dir(), "cannot write {}: a folder is there", path.display());
    let is_other = fs::metadata(path).is_ok_and(|there| !there.is_file());
    anyhow::ensure!(!is_other, "cannot write {}: what is there is no file on a disk", path.display());
    Ok(())
}

/// Opens a file on a disk. What a manifest names may be anything: a pipe or a device would keep whoever reads it for ever.
///
/// # Errors
/// It cannot be opened, or is no such file.
pub(super) fn open(path: &Path) -> io::Result<fs::File> {
    if fs::metadata(path)?.is_file() {
        return fs::File::open(path);
    }
    Err(io::Error::new(io::ErrorKind::InvalidInput, "it is no file on a disk"))
}

/// The length and SHA-256 of a file, which is read piece by piece.
///
/// # Errors
/// It cannot be read.
pub(super) fn fingerprint(path: &Path) -> io::Result<(u64, String)> {
    let mut counted = Counted::new(io::sink());
    io::copy(&mut open(path)?, &mut counted)?;
    Ok((counted.fingerprint.bytes(), counted.fingerprint.hex()))
}

/// A destination that knows what has been written to it.
struct Counted<W> {
    out: W,
    fingerprint: Fingerprint,
}

impl<W: Write> Counted<W> {
    fn new(out: W) -> Self {
        Self { out, fingerprint: Fingerprint::default() }
    }
}

impl Counted<BufWriter<NamedTempFile>> {
    fn end(mut self, name: &str) -> io::Result<(NamedTempFile, Output)> {
        self.out.flush()?;
        let file = self.out.into_inner()?;
        file.as_file().sync_all()?;
        readable_by_all(file.as_file())?;
        Ok((
            file,
            Output { name: name.to_owned(), bytes: self.fingerprint.bytes(), sha256: self.fingerprint.hex() },
        ))
    }
}

impl<W: Write> Write for Counted<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.fingerprint.add(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Temporary files begin readable by their owner alone; results are for others too.
#[cfg(unix)]
pub(super) fn readable_by_all(file: &fs::File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
pub(super) fn readable_by_all(_file: &fs::File) -> io::Result<()> {
    Ok(())
}
