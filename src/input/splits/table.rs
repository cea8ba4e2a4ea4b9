//! A file of splits, read once from end to end and then row by row.

use crate::input::files::Seekable;
use crate::input::files::open_large;
use crate::input::finding::Finding;
use crate::input::splits::columns::Columns;
use crate::input::splits::complaints::Complaints;
use crate::input::splits::encoding;
use crate::input::splits::first_pass;
use crate::input::splits::gauge::Gauge;
use crate::input::splits::index::Entry;
use crate::input::splits::index::Index;
use crate::input::splits::row;
use crate::model::Scenario;
use csv::ByteRecord;
use csv::Reader;
use csv::ReaderBuilder;
use csv::StringRecord;
use std::io;
use std::path::Path;

/// Jumping from row to row fills this anew each time.
const BYTES_OF_BUFFER: usize = 8 * 1024;

/// Scenarios from a CSV file: one row, one scenario, in the order of their ids. Rows are read again from the file when
/// they are asked for; what is kept of each is its id and where it begins.
///
/// ```csv
/// id,name,pursue,prevent,protect,prepare,total,programme:pursue-drugs
/// a,Double prevent,0.75,0.08,,,2900,
/// b,,0.7,0.1..0.14,free,,£2.5bn,£640m
/// ```
///
/// The header names the columns, in any order: `id` (if there is no such column, the base's id and the row's number),
/// `name` (the base's name and the row's number where it is empty), strands (a share `0.1` or `10%`, an amount `£600m`, a
/// range `0.1..0.14` or `£500m..£700m`, `free` or `today`), `total` (a number in £m, `£2.9bn` or `today`), `back_office`
/// likewise, and `programme:ID` (the amount that the programme is pinned to, or `free`). An empty cell is what the base
/// says; an empty row or column is nothing, and a row with nothing but an id or a name is no scenario.
pub struct Splits {
    shown: String,
    reader: Reader<Gauge>,
    columns: Columns,
    index: Index,
    base: Scenario,
    bytes: u64,
    sha256: String,
}

impl Splits {
    /// Reads a file of splits from end to end and checks every row of it. Where a row is wrong it is left out and the
    /// others stand; whoever needs all of them looks at what was found. None, with findings, where the file as a
    /// whole is of no use: it cannot be read, its header is wrong, or it has more than a thousand problems.
    pub(crate) fn open(path: &Path, base: &Scenario, findings: &mut Vec<Finding>) -> Option<Self> {
        let (shown, file) = match open_large(path) {
            Ok(opened) => opened,
            Err(error) => {
                findings.push(Finding::unreadable(&error));
                return None;
            }
        };
        Self::read(shown, file, base, findings)
    }

    fn read(
        shown: String,
        mut file: Box<dyn Seekable>,
        base: &Scenario,
        findings: &mut Vec<Finding>,
    ) -> Option<Self> {
        if file.rewind().is_err() {
            let finding =
                Finding::file(&shown, "rows are read again when they are needed, which this cannot be");
            findings.push(Finding { allowed: Some("a file on a disk".to_owned()), ..finding });
            return None;
        }
        if let Some(found) = encoding::strange(&mut file) {
            let finding = Finding::file(&shown, found);
            findings.push(Finding { allowed: Some(encoding::ALLOWED.to_owned()), ..finding });
            return None;
        }
        let mut reader = ReaderBuilder::new()
            .flexible(true)
            .buffer_capacity(BYTES_OF_BUFFER)
            .from_reader(Gauge::new(file));
        let mut complaints = Complaints::default();
        let read = first_pass::indexed(&mut reader, base, &mut complaints);
        let fingerprint = reader.get_ref().fingerprint();
        let (bytes, sha256) = (fingerprint.bytes(), fingerprint.hex());
        let is_over = complaints.is_over();
        findings.extend(complaints.findings(&shown, reader.get_mut()));
        let (columns, index) = read.filter(|_| !is_over)?;
        // The lines of problems were looked up behind the reader's back: it begins again where it knows itself to be.
        let top = reader.position().clone();
        reader.seek_raw(io::SeekFrom::Start(top.byte()), top).ok()?;
        Some(Self { shown, reader, columns, index, base: base.clone(), bytes, sha256 })
    }

    /// How many scenarios.
    #[must_use]
    pub fn len(&self) -> usize {
        self.index.len()
    }

    /// Whether there is no sound row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The ids of all scenarios, sorted; the first is that of scenario 0.
    pub fn ids(&self) -> impl Iterator<Item = String> {
        (0..self.len()).filter_map(|number| self.index.get(number)).map(|entry| self.id(entry))
    }

    /// The scenario with a number below [`Splits::len`], in the order of ids. Quickest in the order of the file.
    ///
    /// # Errors
    /// The row is not what it was when the file was opened, or cannot be read again; there is no such number.
    pub fn scenario(&mut self, number: usize) -> Result<Scenario, Vec<Finding>> {
        let Some(entry) = self.index.get(number).cloned() else {
            let found = format!("there are {} scenarios, and none with the number {number}", self.len());
            return Err(vec![Finding::file(&self.shown, found)]);
        };
        let mut cells = ByteRecord::new();
        self.reader.get_mut().begin_row();
        let read = self.reader.seek(entry.position()).and_then(|()| self.reader.read_byte_record(&mut cells));
        if !read.is_ok_and(|is_there| is_there && entry.is_of(&cells)) {
            return Err(vec![self.changed(&entry)]);
        }
        let cells = StringRecord::from_byte_record(cells).map_err(|_| vec![self.changed(&entry)])?;
        let name = row::default_name(&self.base, entry.row);
        let made = row::scenario(&self.columns, &cells, &self.base, self.id(&entry), name);
        // It was sound when it was indexed, and it is the same.
        made.map_err(|_| vec![self.changed(&entry)])
    }

    /// The place of a scenario's row among all rows of the file, from 0.
    #[must_use]
    pub fn row(&self, number: usize) -> usize {
        let row = self.index.get(number).map_or(0, |entry| entry.row.saturating_sub(1));
        usize::try_from(row).unwrap_or(usize::MAX)
    }

    /// The file's path as it is shown.
    #[must_use]
    pub fn shown(&self) -> &str {
        &self.shown
    }

    /// The file's length in bytes.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// The file's SHA-256, as [`crate::text::sha256`] has it.
    #[must_use]
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    fn id(&self, entry: &Entry) -> String {
        self.index.id(entry, self.base.id())
    }

    fn changed(&self, entry: &Entry) -> Finding {
        let found = format!("row {} is not what it was when the file was opened", entry.row);
        Finding {
            allowed: Some("a file that nothing writes to".to_owned()),
            ..Finding::file(&self.shown, found)
        }
    }
}
