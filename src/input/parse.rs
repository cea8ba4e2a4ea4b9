//! From TOML text to a tree.

use crate::input::fault;
use crate::input::fault::Fault;
use crate::input::node::Entry;
use crate::input::node::Node;
use crate::input::node::Table;
use crate::input::node::Value;
use crate::input::source::FileId;
use crate::input::source::Span;
use toml::Spanned;
use toml::de::DeInteger;
use toml::de::DeTable;
use toml::de::DeValue;

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
