//! A file of draws, read once from end to end.

use crate::input::files::Seekable;
use crate::input::files::open_large;
use crate::input::finding::Finding;
use crate::input::samples::header::Header;
use crate::input::samples::number;
use crate::input::samples::wanted::SamplesWanted;
use crate::input::splits::complaints::Complaints;
use crate::input::splits::encoding;
use crate::input::splits::first_pass::unread;
use crate::input::splits::gauge::Gauge;
use crate::input::splits::wrong::Wrong;
use crate::problem::Place;
use crate::problem::Problem;
use crate::study::voi::SampledModel;
use crate::text;
use csv::ByteRecord;
use csv::Reader;
use csv::ReaderBuilder;
use std::path::Path;

/// Fewer draws say nothing.
const FEWEST: usize = 30;

/// With fewer draws figures are rough, and it is said.
const ROUGH: usize = 1000;

/// The most numbers that are held: 400 MB of them.
const MOST_NUMBERS: usize = 50_000_000;

/// The draws of some model: a header with the names of columns, and a row for each draw. Columns that are not wanted may
/// hold anything, rows of nothing but empty cells are none.
#[derive(Clone, Debug, PartialEq)]
pub struct Samples {
    /// The columns that were wanted, and for what.
    pub model: SampledModel,
    /// The file's path as it is shown.
    pub shown: String,
    /// The file's length in bytes.
    pub bytes: u64,
    /// The file's SHA-256, as [`crate::text::sha256`] has it.
    pub sha256: String,
}

impl Samples {
    /// Reads a file of draws. None, with findings, where anything is wrong with it.
    pub(crate) fn read(path: &Path, wanted: &SamplesWanted, findings: &mut Vec<Finding>) -> Option<Self> {
        let (shown, mut file) = match open_large(path) {
            Ok(opened) => opened,
            Err(error) => {
                findings.push(Finding::unreadable(&error));
                return None;
            }
        };
        if let Some(found) = encoding::strange(&mut file) {
            let finding = Finding::file(&shown, found);
            findings.push(Finding { allowed: Some(encoding::ALLOWED.to_owned()), ..finding });
            return None;
        }
        Self::from_file(shown, file, wanted, findings)
    }

    fn from_file(
        shown: String,
        file: Box<dyn Seekable>,
        wanted: &SamplesWanted,
        findings: &mut Vec<Finding>,
    ) -> Option<Self> {
        let mut reader = ReaderBuilder::new().flexible(true).from_reader(Gauge::new(file));
        let mut complaints = Complaints::default();
        let model = model(&mut reader, wanted, &mut complaints);
        let fingerprint = reader.get_ref().fingerprint();
        let (bytes, sha256) = (fingerprint.bytes(), fingerprint.hex());
        let mark = findings.len();
        findings.extend(complaints.findings(&shown, reader.get_mut()));
        let model = model.filter(|_| findings.len() == mark)?;
        let said = text::plural(model.draws(), "draw", "draws");
        if model.draws() < FEWEST {
            let finding = Finding::file(&shown, format!("there are {said}, which say nothing"));
            let allowed = Some(format!("at least {FEWEST}; {ROUGH} or more for figures to rely on"));
            findings.push(Finding { allowed, ..finding });
            return None;
        }
        if model.draws() < ROUGH {
            let found = format!("there are {said}: figures are rough below {ROUGH}");
            findings.push(Finding::file(&shown, found).warning());
        }
        Some(Self { model, shown, bytes, sha256 })
    }
}

/// The draws; none where there is no telling what they are.
fn model(
    reader: &mut Reader<Gauge>,
    wanted: &SamplesWanted,
    complaints: &mut Complaints,
) -> Option<SampledModel> {
    let top = reader.position().clone();
    let header = match reader.byte_headers() {
        Ok(header) => header.clone(),
        Err(error) => {
            complaints.add(&top, [unread(reader, &error)]);
            return None;
        }
    };
    if header.is_empty() {
        let problem = Problem::value(Place::root(), "there is nothing in this file");
        complaints.add(&top, [Wrong::of_row(problem.allowed("a header and rows"))]);
        return None;
    }
    let (mut model, fields) = match Header::read(&header, wanted) {
        Ok(read) => read,
        Err(wrong) => {
            complaints.add(&top, wrong);
            return None;
        }
    };
    let mut cells = ByteRecord::new();
    while !complaints.is_over() {
        reader.get_mut().begin_row();
        let at = reader.position().clone();
        match reader.read_byte_record(&mut cells) {
            Ok(false) => break,
            Ok(true) => {}
            Err(error) => {
                complaints.add(&at, [unread(reader, &error)]);
                return None;
            }
        }
        if cells.iter().all(|cell| cell.trim_ascii().is_empty()) {
            continue;
        }
        if cells.len() == header.len() {
            complaints.add(&at, draw(&mut model, &fields, &cells));
        } else {
            complaints.add(&at, [of_another_length(&header, &cells)]);
        }
        if model.draws() * fields.len() > MOST_NUMBERS {
            let found = format!("there are more than {MOST_NUMBERS} numbers up to here");
            let problem = Problem::value(Place::root(), found).allowed("fewer draws, or fewer columns");
            complaints.add(&at, [Wrong::of_row(problem)]);
            return None;
        }
    }
    Some(model)
}

/// Takes a row, and says what is wrong with its cells.
fn draw(model: &mut SampledModel, fields: &[usize], cells: &ByteRecord) -> Vec<Wrong> {
    let mut wrong = Vec::new();
    for ((field, column), name) in fields.iter().zip(&mut model.columns).zip(&model.names) {
        match number::number(cells.get(*field).unwrap_or_default()) {
            Ok(number) => column.push(number),
            Err(found) => {
                let problem = Problem::value(Place::root().key(name), found).allowed(number::ALLOWED);
                wrong.push(Wrong::at(*field, problem));
            }
        }
    }
    wrong
}

/// That a row has more or fewer cells than the header; a quote that nobody closed swallows all that follows.
fn of_another_length(header: &ByteRecord, cells: &ByteRecord) -> Wrong {
    let last = cells.len().saturating_sub(1);
    let lines = cells.get(last).map_or(0, |cell| cell.split(|byte| *byte == b'\n').count() - 1);
    if cells.len() < header.len() && lines > 0 {
        let inside = text::plural(lines, "line", "lines");
        let found = format!("a quote is opened here and never closed: {inside} are inside it");
        return Wrong::at(last, Problem::value(Place::root(), found).allowed("`\"` at both ends of a cell"));
    }
    let own = text::plural(cells.len(), "cell", "cells");
    let found = format!("this row has {own}, the header {}", header.len());
    let allowed = "as many cells as the header, and `\"` around a cell with a comma in it";
    Wrong::of_row(Problem::value(Place::root(), found).allowed(allowed))
}
