//! Which rows there are, in the order of their ids: a few dozen bytes a row, and nothing of what it says.

use csv::ByteRecord;
use csv::Position;
use std::hash::DefaultHasher;
use std::hash::Hasher;

/// Places that an id made from a row's number has at least.
const FEWEST_PLACES: usize = 6;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Entry {
    /// Its id; empty where the file states none and the number stands for it.
    pub(super) id: Box<str>,
    /// Its number, from 1.
    pub(super) row: u64,
    byte: u64,
    line: u64,
    /// To know the row again.
    mark: u64,
}

impl Entry {
    pub(super) fn new(id: &str, row: u64, at: &Position, cells: &ByteRecord) -> Self {
        Self { id: id.into(), row, byte: at.byte(), line: at.line(), mark: mark(cells) }
    }

    /// Where it begins.
    pub(super) fn position(&self) -> Position {
        let mut position = Position::new();
        position.set_byte(self.byte).set_line(self.line).set_record(self.row);
        position
    }

    /// Whether these cells are the ones it was made from.
    pub(super) fn is_of(&self, cells: &ByteRecord) -> bool {
        self.mark == mark(cells)
    }
}

fn mark(cells: &ByteRecord) -> u64 {
    let mut hasher = DefaultHasher::new();
    for cell in cells {
        hasher.write_usize(cell.len());
        hasher.write(cell);
    }
    hasher.finish()
}

/// The rows by id.
#[derive(Debug, Default)]
pub(super) struct Index {
    entries: Vec<Entry>,
    /// How many rows the file has, sound or not.
    rows: u64,
}

impl Index {
    /// Puts rows in the order of their ids, and hands back those whose id an earlier row has.
    pub(super) fn new(mut entries: Vec<Entry>, rows: u64) -> (Self, Vec<Entry>) {
        entries.sort_unstable();
        let mut again = Vec::new();
        let mut sorted: Vec<Entry> = Vec::with_capacity(entries.len());
        for entry in entries {
            match sorted.last() {
                Some(last) if !entry.id.is_empty() && last.id == entry.id => again.push(entry),
                _ => sorted.push(entry),
            }
        }
        again.sort_unstable_by_key(|entry| entry.row);
        (Self { entries: sorted, rows }, again)
    }

    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    pub(super) fn get(&self, number: usize) -> Option<&Entry> {
        self.entries.get(number)
    }

    pub(super) fn with_id(&self, id: &str) -> Option<&Entry> {
        let at = self.entries.binary_search_by(|entry| (*entry.id).cmp(id)).ok()?;
        self.entries.get(at)
    }

    /// The id of a row, on a base with this id.
    pub(super) fn id(&self, entry: &Entry, base: &str) -> String {
        if !entry.id.is_empty() {
            return entry.id.to_string();
        }
        let places = self.rows.to_string().len().max(FEWEST_PLACES);
        format!("{base}-{:0places$}", entry.row)
    }
}
