//! A TOML file as an owned tree in which every key and value knows where it stands.

use crate::input::fault;
use crate::input::fault::Fault;
use crate::input::source::FileId;
use crate::input::source::Span;
use std::collections::BTreeMap;
use toml::Spanned;
use toml::de::DeInteger;
use toml::de::DeTable;
use toml::de::DeValue;
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
    /// else the first of `between`.
    pub(crate) fn label(&self) -> Option<&str> {
        let named = ["id", "name", "threat"].iter().find_map(|key| self.get(key)).and_then(Self::text);
        named.or_else(|| match &self.get("between")?.value {
            Value::List(patterns) => patterns.first()?.text(),
            _ => None,
        })
    }
}

/// Reads TOML as far as it can be read, with every fault in it.
///
/// No text makes it fail or exhaust the stack: the parser stops at 80 levels of nesting and says so. What
/// could not be read is missing from the tree.
pub(crate) fn parse(text: &str, file: FileId) -> (Node, Vec<Fault>) {
    let (root, errors) = DeTable::parse_recoverable(text);
    let start = Span { file, start: 0, end: 0 };
    let tree = Node { span: start, value: Value::Table(table(root.get_ref(), file)) };
    let faults = fault::faults(text, file, &errors, &tree);
    (tree, faults)
}

fn node(value: &Spanned<DeValue<'_>>, file: FileId) -> Node {
    let kept = match value.get_ref() {
        DeValue::String(text) => Value::Text(text.clone().into_owned()),
        DeValue::Integer(integer) => whole(integer),
        DeValue::Float(float) => Value::Float(float.as_str().parse().unwrap_or(f64::NAN)),
        DeValue::Boolean(truth) => Value::Truth(*truth),
        DeValue::Datetime(moment) => Value::Moment(*moment),
        DeValue::Array(items) => Value::List(items.iter().map(|item| node(item, file)).collect()),
        DeValue::Table(entries) => Value::Table(table(entries, file)),
    };
    Node { span: span(value, file), value: kept }
}

fn table(entries: &DeTable<'_>, file: FileId) -> Table {
    let entry = |(key, value): (&Spanned<_>, _)| {
        let name: &std::borrow::Cow<'_, str> = key.get_ref();
        (name.clone().into_owned(), Entry { key_span: span(key, file), node: node(value, file) })
    };
    entries.iter().map(entry).collect()
}

fn whole(integer: &DeInteger<'_>) -> Value {
    match i128::from_str_radix(integer.as_str(), integer.radix()) {
        Ok(number) => Value::Whole(number),
        Err(_) => Value::Beyond(integer.to_string()),
    }
}

fn span<T>(spanned: &Spanned<T>, file: FileId) -> Span {
    let range = spanned.span();
    Span { file, start: range.start, end: range.end }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::source::Sources;

    fn read(text: &str) -> (Node, Vec<Fault>) {
        parse(text, Sources::default().add("x.toml", text))
    }

    #[test]
    fn every_fault_is_found_and_the_rest_is_read() {
        let (root, faults) = read("a = \nb = 2\nc = 1 2\nd = 'x\n");
        assert_eq!(faults.len(), 3, "{faults:?}");
        assert!(matches!(root.get("b").map(|node| &node.value), Some(Value::Whole(2))));
    }

    #[test]
    fn duplicate_keys_point_at_the_second() {
        let (_, faults) = read("a = 1\na = 2\n");
        assert_eq!(
            faults.iter().map(|fault| (fault.found.as_str(), fault.span.start)).collect::<Vec<_>>(),
            [("`a` stands in this table twice", 6)]
        );
    }

    #[test]
    fn numbers_are_kept_as_what_they_are() {
        let (root, faults) = read("a = 18446744073709551615\nb = nan\nc = 1e999\nd = 0x10\ne = 1_000.5\n");
        assert_eq!(faults, []);
        let value = |key: &str| root.get(key).map(|node| format!("{:?}", node.value)).unwrap_or_default();
        assert_eq!(value("a"), "Whole(18446744073709551615)");
        assert_eq!(value("b"), "Float(NaN)");
        assert_eq!(value("c"), "Float(inf)");
        assert_eq!(value("d"), "Whole(16)");
        assert_eq!(value("e"), "Float(1000.5)");
        let (root, _) = read(&format!("a = {}", "9".repeat(60)));
        assert!(matches!(root.get("a").map(|node| &node.value), Some(Value::Beyond(_))));
    }

    #[test]
    fn the_span_of_a_table_is_its_header() {
        let text = "[[programme]]\nid = 'a'\nmax = 3\n\n[budget]\ntotal = { x = 1 }\n";
        let (root, _) = read(text);
        let of = |node: Option<&Node>| node.and_then(|node| text.get(node.span.start..node.span.end));
        let Some(Value::List(items)) = root.get("programme").map(|node| &node.value) else {
            panic!("{root:?}")
        };
        assert_eq!(of(items.first()), Some("[[programme]]"));
        assert_eq!(of(root.get("budget")), Some("[budget]"));
        assert_eq!(of(root.get("budget").and_then(|node| node.get("total"))), Some("{ x = 1 }"));
        assert_eq!(items.first().and_then(Node::label), Some("a"));
    }

    #[test]
    fn a_hundred_thousand_brackets_are_a_fault() {
        for open in ["[", "{a=", "a."] {
            let (_, faults) = read(&format!("a = {}", open.repeat(100_000)));
            assert!(!faults.is_empty(), "{open}");
            let (_, faults) = read(&open.repeat(100_000));
            assert!(!faults.is_empty(), "{open}");
        }
        let (_, faults) = read(&format!("a = {}{}", "[".repeat(100_000), "]".repeat(100_000)));
        assert!(!faults.is_empty() && faults.len() < 1000, "{}", faults.len());
    }
}
