//! A TOML file as an owned tree in which every key and value knows where it stands.

use crate::input::source::Span;
use std::collections::BTreeMap;
use toml::value::Datetime;

/// A value and where it stands. The span of a table with a header is the header; a table that is only
/// implied by a longer key has that key's.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    /// Where it stands.
    pub(crate) span: Span,
    /// What it is.
    pub(crate) value: Value,
}

/// What a value is.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    /// A string.
    Text(String),
    /// An integer.
    Whole(i128),
    /// An integer too long to be kept as a number, as written.
    Beyond(String),
    /// A float, which may still be infinite or NaN: whoever reads it refuses those.
    Float(f64),
    /// `true` or `false`.
    Truth(bool),
    /// A date, a time, or both.
    Moment(Datetime),
    /// An array.
    List(Vec<Node>),
    /// A table.
    Table(Table),
}

/// The keys of a table.
pub(crate) type Table = BTreeMap<String, Entry>;

/// What stands under a key.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// Where the key stands.
    pub(crate) key_span: Span,
    /// Its value.
    pub(crate) node: Node,
}

impl Node {
    /// The keys, if this is a table.
    pub(crate) fn table(&self) -> Option<&Table> {
        match &self.value {
            Value::Table(table) => Some(table),
            _ => None,
        }
    }

    /// The text, if this is a string.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// What stands under a key, if this is a table that has it.
    pub(crate) fn get(&self, key: &str) -> Option<&Node> {
        self.table()?.get(key).map(|entry| &entry.node)
    }

    /// The name by which an element of an array of tables is known: its `id`, else `name`, else `threat`,
    /// else `key`, else `of`, else the first of `between`.
    pub(crate) fn label(&self) -> Option<&str> {
        let named =
            ["id", "name", "threat", "key", "of"].iter().find_map(|key| self.get(key)).and_then(Self::text);
        named.or_else(|| match &self.get("between")?.value {
            Value::List(patterns) => patterns.first()?.text(),
            _ => None,
        })
    }
}
