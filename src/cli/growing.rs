//! A file that grows while a batch is answered, beside its place until all of it is there.

use crate::cli::claim::BESIDE;
use crate::cli::output::may_be_replaced;
use crate::cli::output::readable_by_all;
use anyhow::Context;
use std::io;
use std::io::BufWriter;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;
use tempfile::NamedTempFile;

/// A file on its way to its place.
#[derive(Debug)]
pub(super) struct Growing {
    place: PathBuf,
    file: BufWriter<NamedTempFile>,
}

impl Growing {
    /// A file that nothing is in yet.
    ///
    /// # Errors
    /// A folder is in its place, or nothing can be written beside it.
    pub(super) fn beside(place: &Path) -> anyhow::Result<Self> {
        let cannot = || format!("cannot write {}", place.display());
        may_be_replaced(place)?;
        let folder = place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let file = tempfile::Builder::new().prefix(BESIDE).tempfile_in(folder).with_context(cannot)?;
        Ok(Self { place: place.to_owned(), file: BufWriter::new(file) })
    }

    /// Puts the file, which is whole now, in its place.
    ///
    /// # Errors
    /// What waits cannot be written, or the system refuses to rename.
    pub(super) fn put(self) -> anyhow::Result<()> {
        let put = || -> io::Result<()> {
            let file = self.file.into_inner()?;
            file.as_file().sync_all()?;
            readable_by_all(file.as_file())?;
            file.persist(&self.place)?;
            Ok(())
        };
        put().with_context(|| format!("cannot write {}", self.place.display()))
    }
}

impl Write for Growing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
