//! What a type says when a value is not one of its own, in the file's words instead of Rust's.

use crate::problem::Blame;
use crate::text;
use serde::de;
use serde::de::Expected;
use serde::de::Unexpected;
use std::fmt;

/// Why a value could not be decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// Not yet on record.
    Open(Complaint),
    /// On record already, with its place; what is left to do is to stop.
    Recorded,
}

/// A failure in words, still without its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Complaint {
    /// Which part of the place is to blame.
    pub(crate) blame: Blame,
    /// What was found.
    pub(crate) found: String,
    /// What is allowed.
    pub(crate) allowed: Option<String>,
    /// The valid name nearest to the one found.
    pub(crate) nearest: Option<String>,
}

/// The key that may be a table or a word.
const SPLIT: &str = "split";

impl Failure {
    /// A value that is not allowed, with what is.
    pub(crate) fn value(found: impl fmt::Display, allowed: impl fmt::Display) -> Self {
        let (found, allowed) = (found.to_string(), Some(allowed.to_string()));
        Self::Open(Complaint { blame: Blame::Value, found, allowed, nearest: None })
    }

    /// A name that is none of the known ones; `found` says so in words.
    pub(crate) fn name(blame: Blame, found: String, written: &str, known: &[&str]) -> Self {
        // A likeness is only worth its cost for something that may be a slip.
        const LONGEST: usize = 64;
        let likely =
            if written.len() <= LONGEST { text::nearest(written, known.iter().copied()) } else { None };
        let allowed = (!known.is_empty()).then(|| quoted(known));
        Self::Open(Complaint { blame, found, allowed, nearest: likely.map(str::to_owned) })
    }
}

/// `` `a`, `b` ``.
pub(crate) fn quoted(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}

/// A noun with its article: `a grade`, `an allocation rule`.
pub(crate) fn one(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {noun}")
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Open(complaint) => f.write_str(&complaint.found),
            Self::Recorded => f.write_str("already reported"),
        }
    }
}

impl std::error::Error for Failure {}

impl de::Error for Failure {
    fn custom<T: fmt::Display>(message: T) -> Self {
        let found = message.to_string();
        Self::Open(Complaint { blame: Blame::Value, found, allowed: None, nearest: None })
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::value(format_args!("found {}", in_words(&found)), wanted(expected))
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        match found {
            Unexpected::Other(reason) => Self::value(reason, wanted(expected)),
            found => Self::invalid_type(found, expected),
        }
    }

    fn invalid_length(length: usize, expected: &dyn Expected) -> Self {
        Self::value(format_args!("found an array of {length}"), wanted(expected))
    }

    fn unknown_variant(written: &str, known: &'static [&'static str]) -> Self {
        Self::name(Blame::Value, format!("`{written}` is not known here"), written, known)
    }

    fn unknown_field(written: &str, known: &'static [&'static str]) -> Self {
        let found = format!("unknown key `{written}`");
        if written == SPLIT {
            // As a word it is a key of the whole file, which TOML takes for one of the last table above it.
            let allowed = format!("{}; `split = \"today\"` stands above the first `[…]`", quoted(known));
            return Self::Open(Complaint { blame: Blame::Key, found, allowed: Some(allowed), nearest: None });
        }
        Self::name(Blame::Key, found, written, known)
    }

    fn missing_field(key: &'static str) -> Self {
        let found = format!("`{key}` is missing");
        Self::Open(Complaint { blame: Blame::Absence, found, allowed: None, nearest: None })
    }

    fn duplicate_field(key: &'static str) -> Self {
        Self::custom(format_args!("`{key}` stands here twice"))
    }
}

fn in_words(found: &Unexpected<'_>) -> String {
    match found {
        Unexpected::Bool(truth) => format!("`{truth}`"),
        Unexpected::Unsigned(number) => format!("the number `{number}`"),
        Unexpected::Signed(number) => format!("the number `{number}`"),
        Unexpected::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => {
            format!("the number `{number:?}`")
        }
        Unexpected::Float(number) => format!("the number `{}`", text::typed(*number)),
        Unexpected::Str(text) => format!("a string `{text}`"),
        Unexpected::Seq => "an array".to_owned(),
        Unexpected::Map | Unexpected::NewtypeStruct => "a table".to_owned(),
        other => other.to_string(),
    }
}

/// What serde's own visitors expect, for people who write files.
fn wanted(expected: &dyn Expected) -> String {
    let rust = expected.to_string();
    match rust.as_str() {
        "f64" => "a number".to_owned(),
        "i64" => "a whole number".to_owned(),
        "u64" => "a whole number, 0 or more".to_owned(),
        "a boolean" => "`true` or `false`".to_owned(),
        "a sequence" => "an array".to_owned(),
        "a map" => "a table".to_owned(),
        _ if rust.starts_with("struct ") => "a table".to_owned(),
        _ => match rust.strip_prefix("a tuple of size ") {
            Some("2") => "a pair: `[…, …]`".to_owned(),
            Some(size) => format!("an array of {size}"),
            None => rust,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::de::Error;

    fn read(failure: &Failure) -> (String, Option<String>) {
        match failure {
            Failure::Open(complaint) => (complaint.found.clone(), complaint.allowed.clone()),
            Failure::Recorded => Default::default(),
        }
    }

    #[test]
    fn rust_words_become_the_files_words() {
        let number = Failure::invalid_type(Unexpected::Str("abc"), &"f64");
        assert_eq!(read(&number), ("found a string `abc`".into(), Some("a number".into())));
        let pair = Failure::invalid_length(3, &"a tuple of size 2");
        assert_eq!(read(&pair), ("found an array of 3".into(), Some("a pair: `[…, …]`".into())));
        let table = Failure::invalid_type(Unexpected::Float(2.0), &"struct Budget");
        assert_eq!(read(&table), ("found the number `2.0`".into(), Some("a table".into())));
    }

    #[test]
    fn unknown_names_carry_the_nearest() {
        let Failure::Open(complaint) = Failure::unknown_field("hgih", &["low", "high"]) else { panic!() };
        assert_eq!(complaint.nearest.as_deref(), Some("high"));
        assert_eq!(complaint.allowed.as_deref(), Some("`low`, `high`"));
        assert_eq!(complaint.blame, Blame::Key);
    }
}
