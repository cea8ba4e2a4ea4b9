//! Values as JSON: the one place where JSON is written, so that all of it can be shown on a terminal as it is.
//!
//! JSON lets text hold every character but the first 32 controls. Those that would steer a terminal, or hide or turn what
//! is read, are written as `\uXXXX`; whoever reads the document gets the same text.

use crate::text;
use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::CompactFormatter;
use serde_json::ser::Formatter;
use serde_json::ser::PrettyFormatter;
use std::io;
use std::io::Write;

/// Writes a value in one line.
///
/// # Errors
/// The destination refused a write, or the value cannot be had as JSON.
pub fn write_json(value: &impl Serialize, out: &mut dyn Write) -> serde_json::Result<()> {
    value.serialize(&mut Serializer::with_formatter(out, Shown(CompactFormatter)))
}

/// Writes a value in lines that people can read too.
///
/// # Errors
/// As [`write_json`].
pub fn write_json_lines(value: &impl Serialize, out: &mut dyn Write) -> serde_json::Result<()> {
    value.serialize(&mut Serializer::with_formatter(out, Shown(PrettyFormatter::new())))
}

/// A layout whose text steers nothing.
struct Shown<F>(F);

impl<F: Formatter> Formatter for Shown<F> {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        let mut plain = 0;
        for (at, hidden) in fragment.char_indices().filter(|(_, c)| text::is_hidden(*c)) {
            out.write_all(&fragment.as_bytes()[plain..at])?;
            for unit in hidden.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}")?;
            }
            plain = at + hidden.len_utf8();
        }
        out.write_all(&fragment.as_bytes()[plain..])
    }

    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_array(out)
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_array(out)
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_array_value(out, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_array_value(out)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_object(out)
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_object(out)
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_object_key(out, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_object_value(out)
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_object_value(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::Value;
    use serde_json::json;

    fn both(value: &Value) -> [String; 2] {
        let (mut line, mut lines) = (Vec::new(), Vec::new());
        write_json(value, &mut line).unwrap();
        write_json_lines(value, &mut lines).unwrap();
        [line, lines].map(|bytes| String::from_utf8(bytes).unwrap())
    }

    #[test]
    fn what_steers_is_escaped_and_the_rest_left() {
        let [line, _] = both(&json!({ "a\u{202e}": "\u{9b}2J\u{7f}\u{feff}\u{e0001}\n\"£é☃" }));
        assert_eq!(line, r#"{"a\u202e":"\u009b2J\u007f\ufeff\udb40\udc01\n\"£é☃"}"#);
    }

    #[test]
    fn the_layout_is_that_of_the_library() {
        let value =
            json!({ "a": [1, 0.1, null, [], {}], "b": { "c": "d", "e": [true] }, "f": [[1], [2, 3]] });
        let [line, lines] = both(&value);
        assert_eq!((line, lines), (format!("{value}"), format!("{value:#}")));
    }

    proptest! {
        #[test]
        fn what_is_read_back_is_the_same_text(text in any::<String>(), key in "[\u{1}-\u{a0}\u{2000}-\u{2070}]*") {
            let value = json!({ key: [text] });
            for written in both(&value) {
                prop_assert!(written.chars().all(|c| !text::is_hidden(c)));
                prop_assert_eq!(serde_json::from_str::<Value>(&written).unwrap(), value.clone());
            }
        }
    }
}
