//! What is wrong with a file of rows: as many findings as are of use, and no row kept for them.

use crate::input::finding::Finding;
use crate::input::finding::Severity;
use crate::input::splits::gauge::Gauge;
use crate::input::splits::locate;
use crate::input::splits::wrong::Wrong;
use csv::Position;
use std::io::BufReader;
use std::io::Read;
use std::io::Seek;
use std::io::SeekFrom;

/// A file with more problems than this has one, a thousand times.
const MOST: usize = 1000;

/// More warnings than these say nothing new; no number of them is in the way.
const MOST_WARNINGS: usize = 100;

/// Problems and the rows they stand in.
#[derive(Debug, Default)]
pub(in crate::input) struct Complaints {
    kept: Vec<(Position, Wrong)>,
    warnings: usize,
    is_over: bool,
}

impl Complaints {
    /// Takes what is wrong with the row that begins there.
    pub(in crate::input) fn add(&mut self, row: &Position, wrong: impl IntoIterator<Item = Wrong>) {
        for wrong in wrong {
            if wrong.severity == Severity::Warning {
                if self.warnings < MOST_WARNINGS {
                    self.warnings += 1;
                    self.kept.push((row.clone(), wrong));
                }
                continue;
            }
            if self.kept.len() - self.warnings == MOST {
                self.is_over = true;
                return;
            }
            self.kept.push((row.clone(), wrong));
        }
    }

    /// Whether there are more than are of use, so that reading on is of none.
    pub(in crate::input) fn is_over(&self) -> bool {
        self.is_over
    }

    /// The findings, with the lines and columns looked up in the file.
    pub(in crate::input) fn findings(self, shown: &str, file: &mut Gauge) -> Vec<Finding> {
        let last = self.kept.last().map(|(row, _)| row.line());
        let mut findings: Vec<Finding> =
            self.kept.into_iter().map(|(row, wrong)| finding(shown, file, &row, &wrong)).collect();
        if let (true, Some(line)) = (self.is_over, last) {
            let found = format!("more than {MOST} problems; nothing is looked at behind line {line}");
            findings.push(Finding::file(shown, found));
        }
        findings
    }
}

fn finding(shown: &str, file: &mut Gauge, row: &Position, wrong: &Wrong) -> Finding {
    file.begin_row();
    let line = usize::try_from(row.line()).unwrap_or(usize::MAX);
    // A file that cannot be read again still has its line.
    let mut position = crate::input::lines::Position { line, column: 1 };
    if file.seek(SeekFrom::Start(row.byte())).is_ok() {
        let bytes = BufReader::new(file).bytes().map_while(Result::ok);
        let mark = if row.byte() == 0 { &b"\xef\xbb\xbf"[..] } else { &[] };
        let mut bytes = bytes.peekable();
        for byte in mark {
            bytes.next_if_eq(byte);
        }
        position = locate::cell(bytes, wrong.field.unwrap_or(0), line);
    }
    Finding { severity: wrong.severity, ..Finding::cell(shown, position, &wrong.problem) }
}
