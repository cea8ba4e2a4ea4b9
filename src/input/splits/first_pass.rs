//! A file of splits from end to end: which rows there are, and everything that is wrong with any.

use crate::input::splits::columns::Column;
use crate::input::splits::columns::Columns;
use crate::input::splits::complaints::Complaints;
use crate::input::splits::gauge::Gauge;
use crate::input::splits::gauge::MOST_BYTES_OF_ROW;
use crate::input::splits::index::Entry;
use crate::input::splits::index::Index;
use crate::input::splits::row;
use crate::input::splits::row::Says;
use crate::input::splits::wrong::Wrong;
use crate::model;
use crate::model::Doubting;
use crate::model::Scenario;
use crate::problem::Place;
use crate::problem::Problem;
use crate::text;
use csv::ByteRecord;
use csv::Position;
use csv::Reader;
use csv::StringRecord;

/// What files saved as UTF-8 may begin with.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// Reads a file from end to end: its columns and its sound rows, if the file as a whole makes sense.
pub(super) fn indexed(
    reader: &mut Reader<Gauge>,
    base: &Scenario,
    complaints: &mut Complaints,
) -> Option<(Columns, Index)> {
    let top = reader.position().clone();
    let header = match reader.byte_headers() {
        Ok(header) => header.clone(),
        Err(error) => {
            complaints.add(&top, [unread(reader, &error)]);
            return None;
        }
    };
    let of_file =
        |found: &str| Wrong::of_row(Problem::value(Place::root(), found).allowed("a header and rows"));
    if header.is_empty() {
        complaints.add(&top, [of_file("there is nothing in this file")]);
        return None;
    }
    let columns = match Columns::new(&header, base.evidence()) {
        Ok(columns) => columns,
        Err(wrong) => {
            complaints.add(&top, wrong);
            return None;
        }
    };
    let (mut entries, mut cells, mut rows, mut is_empty) = (Vec::new(), ByteRecord::new(), 0, true);
    while !complaints.is_over() {
        reader.get_mut().begin_row();
        let at = reader.position().clone();
        match reader.read_byte_record(&mut cells) {
            Ok(false) => break,
            Ok(true) => rows += 1,
            Err(error) => {
                complaints.add(&at, [unread(reader, &error)]);
                return None;
            }
        }
        match row::says(&columns, &cells) {
            Says::Nothing => continue,
            Says::ANameAlone if is_unclosed(&columns, &cells) => {
                complaints.add(&at, [unclosed(&columns, &cells)]);
            }
            Says::ANameAlone => complaints.add(&at, [no_scenario(&columns, &cells)]),
            Says::Something => match entry(&columns, &cells, base, rows, &at) {
                Ok((entry, doubt)) => {
                    entries.push(entry);
                    complaints.add(&at, doubt);
                }
                Err(wrong) => complaints.add(&at, wrong),
            },
        }
        is_empty = false;
    }
    if is_empty {
        complaints.add(&top, [of_file("there is no row under the header")]);
        return None;
    }
    let (index, again) = Index::new(entries, rows);
    for entry in again {
        complaints.add(&entry.position(), [taken(&columns, &index, &entry)]);
    }
    Some((columns, index))
}

/// That a row with nothing but an id or a name, such as a footnote, is passed over.
fn no_scenario(columns: &Columns, cells: &ByteRecord) -> Wrong {
    let said = cells.iter().find(|cell| !cell.trim_ascii().is_empty()).unwrap_or_default();
    let said = String::from_utf8_lossy(said.trim_ascii()).into_owned();
    let found = format!("`{said}` says nothing of the money, and is passed over");
    let field = (0..cells.len()).find(|field| columns.is_label(*field)).unwrap_or(0);
    Wrong::at(field, Problem::value(Place::root().key(columns.name(field)), found)).warning()
}

/// Whether a row ends too early in a cell that runs over lines: a quote that nobody closed swallows all that follows.
fn is_unclosed(columns: &Columns, cells: &ByteRecord) -> bool {
    cells.len() < columns.len() && cells.iter().next_back().is_some_and(|cell| cell.contains(&b'\n'))
}

/// That rows have been swallowed by a quote.
fn unclosed(columns: &Columns, cells: &ByteRecord) -> Wrong {
    let field = cells.len().saturating_sub(1);
    let lines = cells.get(field).map_or(0, |cell| cell.split(|byte| *byte == b'\n').count() - 1);
    let found = format!(
        "a quote is opened here and never closed: {} are inside it",
        text::plural(lines, "line", "lines")
    );
    let problem = Problem::value(Place::root().key(columns.name(field)), found);
    Wrong::at(field, problem.allowed("`\"` at both ends of a cell"))
}

/// That an earlier row has the id of this one.
fn taken(columns: &Columns, index: &Index, entry: &Entry) -> Wrong {
    let first = index.with_id(&entry.id).map_or(0, |first| first.row);
    let found = format!("the id `{}` is that of row {first} already", entry.id);
    let problem = Problem::value(Place::root().key("id"), found).allowed("each id once");
    Wrong { field: columns.field(&Column::Id), ..Wrong::of_row(problem) }
}

/// What is kept of a row, if it is sound, and what its writer should look at again.
fn entry(
    columns: &Columns,
    cells: &ByteRecord,
    base: &Scenario,
    row: u64,
    at: &Position,
) -> Result<(Entry, Option<Wrong>), Vec<Wrong>> {
    let (own, header) = (cells.len(), columns.len());
    if let Some(field) = columns.unnamed(cells).filter(|field| *field < header) {
        let problem = Problem::value(Place::root(), "this cell stands in a column without a name");
        return Err(vec![Wrong::at(field, problem.allowed("a name in the header, or an empty column"))]);
    }
    if own < header || columns.unnamed(cells).is_some() {
        let found = format!("this row has {}, the header {header}", text::plural(own, "cell", "cells"));
        let allowed = "as many cells as the header, and `\"` around a cell with a comma in it";
        return Err(vec![Wrong::of_row(Problem::value(Place::root(), found).allowed(allowed))]);
    }
    // The reader would skip it when it comes here again, and find another row.
    if cells.get(0).is_some_and(|cell| cell.starts_with(MARK)) {
        let found = "this row begins with the invisible mark that only the file may begin with";
        return Err(vec![Wrong::of_row(
            Problem::value(Place::root(), found).allowed("files joined without it"),
        )]);
    }
    let text = StringRecord::from_byte_record(cells.clone()).map_err(|error| {
        let field = error.utf8_error().field();
        vec![Wrong::not_utf8(field, "this cell", cells.get(field).unwrap_or_default())]
    })?;
    let (id, mut wrong) = match row::id(columns, &text) {
        None => (String::new(), Vec::new()),
        Some(Ok(id)) => (id, Vec::new()),
        Some(Err(wrong)) => (String::new(), vec![wrong]),
    };
    let made = row::scenario(columns, &text, base, id.clone(), row::default_name(base, row));
    let mut doubt = None;
    match made {
        Ok(scenario) => {
            doubt = model::doubts(&scenario, Doubting::NotTheName)
                .map(|problem| row::wrong(columns, &text, &problem).warning());
        }
        Err(problems) => wrong.extend(problems),
    }
    if wrong.is_empty() { Ok((Entry::new(&id, row, at, cells), doubt)) } else { Err(wrong) }
}

/// Why a file cannot be read on.
pub(in crate::input) fn unread(reader: &Reader<Gauge>, error: &csv::Error) -> Wrong {
    let problem = if reader.get_ref().is_over() {
        let found = format!("this row is longer than {} MiB", MOST_BYTES_OF_ROW / (1024 * 1024));
        Problem::value(Place::root(), found)
            .allowed("shorter rows, and a `\"` behind whatever begins with one")
    } else {
        let reason = match error.kind() {
            csv::ErrorKind::Io(error) => error.kind().to_string(),
            _ => "it is no CSV".to_owned(),
        };
        Problem::value(Place::root(), format!("the file cannot be read from here on: {reason}"))
    };
    Wrong::of_row(problem)
}
