//! The comparison as JSON, scenario by scenario: a batch of any length needs the memory of one.

use crate::report::json_text::write_json_lines;
use serde::Serialize;
use serde::Serializer;
use serde::ser::Error;
use std::cell::RefCell;
use std::io;
use std::io::Write;

/// Things that come one by one and are written as an array.
#[derive(Debug)]
pub struct Streamed<I>(RefCell<I>);

impl<I> Streamed<I> {
    /// They can be written once.
    pub fn new(things: I) -> Self {
        Self(RefCell::new(things))
    }
}

impl<T: Serialize, E: ToString, I: Iterator<Item = Result<T, E>>> Serialize for Streamed<I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeSeq;
        let mut array = serializer.serialize_seq(None)?;
        for thing in &mut *self.0.borrow_mut() {
            array.serialize_element(&thing.map_err(|error| S::Error::custom(error.to_string()))?)?;
        }
        array.end()
    }
}

/// Writes a document as JSON that people can read too.
///
/// # Errors
/// The destination refused a write, or something that came one by one could not be had.
pub fn json(document: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    write_json_lines(document, out)?;
    out.write_all(b"\n")
}
