//! A file on its way into the program: fingerprinted as it passes, and stopped where one row would fill the memory.

use crate::input::files::Seekable;
use crate::text::Fingerprint;
use std::io;
use std::io::Read;
use std::io::Seek;
use std::io::SeekFrom;

/// The longest row, in bytes: thousands of programmes fit in, and a quotation mark that is never closed does not.
pub(in crate::input) const MOST_BYTES_OF_ROW: u64 = 1024 * 1024;

/// A file that is being read.
pub(in crate::input) struct Gauge {
    file: Box<dyn Seekable>,
    /// What has passed, until the whole has.
    fingerprint: Fingerprint,
    is_whole: bool,
    /// Bytes since the row began.
    of_row: u64,
}

impl Gauge {
    pub(in crate::input) fn new(file: Box<dyn Seekable>) -> Self {
        Self { file, fingerprint: Fingerprint::default(), is_whole: false, of_row: 0 }
    }

    /// Says that a row begins.
    pub(in crate::input) fn begin_row(&mut self) {
        self.of_row = 0;
    }

    /// Whether the row that was begun is longer than [`MOST_BYTES_OF_ROW`].
    pub(in crate::input) fn is_over(&self) -> bool {
        self.of_row > MOST_BYTES_OF_ROW
    }

    /// The fingerprint of the whole file, once it has been read to its end.
    pub(in crate::input) fn fingerprint(&self) -> &Fingerprint {
        &self.fingerprint
    }
}

impl Read for Gauge {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.is_over() {
            return Err(io::Error::from(io::ErrorKind::InvalidData));
        }
        let count = self.file.read(buffer)?;
        self.of_row += count as u64;
        if !self.is_whole {
            self.fingerprint.add(buffer.get(..count).unwrap_or_default());
            self.is_whole = count == 0 && !buffer.is_empty();
        }
        Ok(count)
    }
}

impl Seek for Gauge {
    /// From here on nothing is fingerprinted: the file is not passing from beginning to end any more.
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.is_whole = true;
        self.file.seek(to)
    }
}
