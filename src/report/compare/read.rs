//! The comparison's JSON read back, scenario by scenario.

use crate::report::compare::Document;
use crate::report::compare::ScenarioView;
use serde::de::IgnoredAny;
use std::io;
use struson::reader::JsonReader;
use struson::reader::JsonStreamReader;
use struson::reader::ReaderError;

/// What a document says besides its scenarios.
///
/// # Errors
/// The bytes are no document of this version.
pub fn without_scenarios(document: impl io::Read) -> io::Result<Document<()>> {
    let read: Document<IgnoredAny> = serde_json::from_reader(document)?;
    let Document { schema, reference, infeasible, broken, refused, counts, blocks, .. } = read;
    Ok(Document { schema, reference, scenarios: (), infeasible, broken, refused, counts, blocks })
}

/// The scenarios of a document in its order, read one at a time.
pub fn scenarios<R: io::Read>(document: R) -> Scenarios<R> {
    Scenarios { reader: JsonStreamReader::new(document), is_inside: false, is_over: false }
}

/// See [`scenarios`].
#[derive(Debug)]
pub struct Scenarios<R: io::Read> {
    reader: JsonStreamReader<R>,
    is_inside: bool,
    is_over: bool,
}

impl<R: io::Read> Scenarios<R> {
    fn read(&mut self) -> io::Result<Option<ScenarioView>> {
        if !self.is_inside {
            self.reader.begin_object().map_err(broken)?;
            while self.reader.next_name_owned().map_err(broken)? != "scenarios" {
                self.reader.skip_value().map_err(broken)?;
            }
            self.reader.begin_array().map_err(broken)?;
            self.is_inside = true;
        }
        if !self.reader.has_next().map_err(broken)? {
            return Ok(None);
        }
        self.reader.deserialize_next().map(Some).map_err(io::Error::other)
    }
}

impl<R: io::Read> Iterator for Scenarios<R> {
    type Item = io::Result<ScenarioView>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_over {
            return None;
        }
        let read = self.read().transpose();
        self.is_over = !matches!(read, Some(Ok(_)));
        read
    }
}

fn broken(error: ReaderError) -> io::Error {
    io::Error::other(error)
}
