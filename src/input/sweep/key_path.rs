//! The path of a key, as findings show it: `limit[Ring-fence].min`.

use crate::input::node::Entry;
use crate::input::node::Node;
use crate::input::node::Table;
use crate::input::node::Value;
use crate::input::source::Span;
use crate::text;

/// No key of a scenario file is deeper by far, and what follows a path follows it by calling itself.
const MOST_STEPS: usize = 8;

/// What paths of what is assumed begin with.
const ASSUME: &str = "assume.";

/// Keys from the top of a file down to one of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct KeyPath(Vec<Step>);

/// A key, and the name of an element where an array of tables stands under it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Step {
    key: String,
    element: Option<String>,
}

/// Why a path leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Astray {
    pub(super) found: String,
    pub(super) allowed: String,
    pub(super) nearest: Option<String>,
}

impl KeyPath {
    /// What a path is, in words.
    pub(super) const ALLOWED: &'static str = "keys with dots between them, and the name of an array's element in brackets: `limit[Ring-fence].min`";

    /// Reads a path.
    ///
    /// # Errors
    /// An empty key, a bracket that does not pair, an element as a whole, or more steps than any key is deep.
    pub(super) fn new(written: &str) -> Result<Self, String> {
        if let Some(address) = written.trim().strip_prefix(ASSUME) {
            return Self::of_assumption(written, address.trim().trim_matches('"'));
        }
        let mut steps = Vec::new();
        let mut rest = written;
        loop {
            let end = rest.find(['.', '[', ']']).unwrap_or(rest.len());
            let (key, behind) = rest.split_at(end);
            let key = key.trim();
            if key.is_empty() {
                return Err(format!("`{written}` has an empty key in it"));
            }
            let (element, behind) = match behind.strip_prefix('[') {
                None => (None, behind),
                Some(inside) => match closed(inside) {
                    Some((name, behind)) => (Some(name.to_owned()), behind),
                    None => return Err(stray(written)),
                },
            };
            steps.push(Step { key: key.to_owned(), element });
            if steps.len() > MOST_STEPS {
                return Err(format!("this path has more than {MOST_STEPS} keys"));
            }
            match behind.strip_prefix('.') {
                Some(next) => rest = next,
                None if !behind.is_empty() => return Err(stray(written)),
                None => break,
            }
        }
        match steps.last() {
            Some(Step { element: Some(_), .. }) => {
                Err(format!("`{written}` is an element as a whole, not a key of it"))
            }
            _ => Ok(Self(steps)),
        }
    }

    /// The path of what is assumed at an address, which has dots of its own.
    fn of_assumption(written: &str, address: &str) -> Result<Self, String> {
        if address.is_empty() {
            return Err(format!("`{written}` has an empty key in it"));
        }
        let keys = ["assume", address].into_iter();
        Ok(Self(keys.map(|key| Step { key: key.to_owned(), element: None }).collect()))
    }

    /// The last key alone.
    pub(super) fn last(&self) -> &str {
        self.0.last().map_or("", |step| &step.key)
    }

    /// Whether it leads to the same key as another, or into what stands under it.
    pub(super) fn is_inside(&self, other: &Self) -> bool {
        let same = |(own, theirs): (&Step, &Step)| own.key == theirs.key && own.element == theirs.element;
        match other.0.split_last() {
            Some((last, before)) => {
                self.0.len() >= other.0.len()
                    && self.0.iter().zip(before).all(same)
                    && self.0[before.len()].key == last.key
            }
            None => true,
        }
    }

    /// What no sweep may change, and why.
    pub(super) fn refused(&self) -> Option<Astray> {
        let keys: Vec<&str> = self.0.iter().map(|step| step.key.as_str()).collect();
        let is_element_name = self.0.len() == 2 && self.0[0].element.is_some() && keys[1] == "name";
        let (found, allowed) = match keys.as_slice() {
            ["sweep", ..] => ("a sweep does not sweep over itself", "a key outside `sweep`"),
            ["scenario"] => ("`scenario` is not swept over as a whole", "`scenario.evidence`"),
            ["scenario", "name", ..] => (
                "names are made from what is swept over, and `scenario.name` is what they begin with",
                "a key other than `scenario.name`",
            ),
            ["scenario", "base", ..] => (
                "`scenario.base` is read before anything is swept over",
                "a file for each base, with this one's tables",
            ),
            _ if is_element_name => ("an element is known by its `name`", "another key of the element"),
            _ => return None,
        };
        Some(Astray { found: found.to_owned(), allowed: allowed.to_owned(), nearest: None })
    }

    /// What is wrong with its elements, in a tree it is to be laid on. Keys that no file has come out when the
    /// whole is decoded.
    pub(super) fn astray(&self, tree: &Node) -> Option<Astray> {
        let mut here = Some(tree);
        for (i, step) in self.0.iter().enumerate() {
            let next = here.and_then(|node| node.get(&step.key));
            let is_limit = i == 0 && step.key == "limit";
            let items = match next.map(|node| &node.value) {
                Some(Value::List(items)) => Some(items.as_slice()),
                None if is_limit => Some(&[][..]),
                _ => None,
            };
            here = match (&step.element, items) {
                (Some(name), Some(items)) => match element(items, name) {
                    None => return Some(no_element(&step.key, name, items)),
                    found => found,
                },
                (Some(_), None) if next.is_some() => {
                    let found =
                        format!("`{}` is no array, so that nothing in it is named in brackets", step.key);
                    return Some(Astray {
                        found,
                        allowed: "the path without brackets".into(),
                        nearest: None,
                    });
                }
                (None, Some(_)) if i + 1 < self.0.len() => {
                    let found = format!("`{}` is an array: the path does not say which element", step.key);
                    let allowed =
                        format!("the element's name in brackets: `{}[…].{}`", step.key, self.last());
                    return Some(Astray { found, allowed, nearest: None });
                }
                _ => next,
            };
        }
        None
    }

    /// Puts a value under this path of an overlay. Tables on the way begin as the tree's own, so that the other
    /// keys in them stay what they are.
    pub(super) fn put(&self, overlay: &mut Node, tree: &Node, span: Span, value: &Node) {
        put(overlay, Some(tree), &self.0, span, value);
    }
}

fn stray(written: &str) -> String {
    format!("`{written}` has a bracket in it that does not hold a name")
}

/// What stands before the bracket that closes a name: the first one behind which the path goes on or ends.
fn closed(inside: &str) -> Option<(&str, &str)> {
    let ends = inside.match_indices(']').map(|(at, _)| (&inside[..at], &inside[at + 1..]));
    ends.into_iter().find(|(_, behind)| behind.is_empty() || behind.starts_with('.'))
}

fn element<'t>(items: &'t [Node], name: &str) -> Option<&'t Node> {
    items.iter().find(|item| item.get("name").and_then(Node::text) == Some(name))
}

fn no_element(key: &str, name: &str, items: &[Node]) -> Astray {
    let known: Vec<&str> = items.iter().filter_map(|item| item.get("name")?.text()).collect();
    let quoted: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
    let allowed = match quoted.as_slice() {
        [] => format!("a name of some `{key}` of this file or its bases, which have none"),
        names => text::listed(names),
    };
    let nearest = text::nearest(name, known).map(|nearest| format!("{key}[{nearest}]"));
    Astray { found: format!("there is no `{key}` called `{name}`"), allowed, nearest }
}

fn put(overlay: &mut Node, tree: Option<&Node>, steps: &[Step], span: Span, value: &Node) {
    let (Some((step, rest)), Value::Table(table)) = (steps.split_first(), &mut overlay.value) else { return };
    let below = tree.and_then(|tree| tree.get(&step.key));
    if rest.is_empty() {
        table.insert(step.key.clone(), Entry { key_span: span, node: value.clone() });
        return;
    }
    let empty = |value_kind: Value| Node { span: value.span, value: value_kind };
    let entry = table.entry(step.key.clone());
    let Some(name) = &step.element else {
        let begun = below.and_then(Node::table).cloned().unwrap_or_default();
        let entry = entry.or_insert_with(|| Entry { key_span: span, node: empty(Value::Table(begun)) });
        return put(&mut entry.node, below, rest, span, value);
    };
    let entry = entry.or_insert_with(|| Entry { key_span: span, node: empty(Value::List(Vec::new())) });
    let Value::List(items) = &mut entry.node.value else { return };
    let own = match below.map(|node| &node.value) {
        Some(Value::List(items)) => element(items, name),
        _ => None,
    };
    let is_it = |item: &Node| item.get("name").and_then(Node::text) == Some(name);
    let at = items.iter().position(is_it).unwrap_or_else(|| {
        let named = Entry { key_span: span, node: Node { span, value: Value::Text(name.clone()) } };
        let begun = own.and_then(Node::table).cloned();
        let begun = begun.unwrap_or_else(|| Table::from([("name".to_owned(), named)]));
        items.push(empty(Value::Table(begun)));
        items.len() - 1
    });
    put(&mut items[at], own, rest, span, value);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_read_with_their_elements_and_refused_in_words() {
        let path = KeyPath::new("limit[A [b] c].min").unwrap();
        assert_eq!(path.0[0].element.as_deref(), Some("A [b] c"));
        assert_eq!(KeyPath::new("a.b").unwrap().last(), "b");
        let assumed = KeyPath::new("assume.programme.prevent-*.[cd]*.average_return").unwrap();
        assert_eq!(assumed.last(), "programme.prevent-*.[cd]*.average_return");
        assert!(KeyPath::new("assume.").is_err());
        for bad in ["", ".", "a.", ".a", "a..b", "a[b", "a]b", "a[b]", "a[b]c", "[a].b"] {
            assert!(KeyPath::new(bad).is_err(), "{bad}");
        }
        assert!(KeyPath::new(&"a.".repeat(100_000)).is_err());
    }

    #[test]
    fn paths_into_one_another_are_known() {
        let path = |text: &str| KeyPath::new(text).unwrap();
        assert!(path("split.prevent").is_inside(&path("split")));
        assert!(path("split.prevent").is_inside(&path("split.prevent")));
        assert!(path("limit[A].min").is_inside(&path("limit")));
        assert!(!path("limit[A].min").is_inside(&path("limit[B].min")));
        assert!(!path("limit[A].min").is_inside(&path("limit[A].max")));
        assert!(!path("split").is_inside(&path("split.prevent")));
    }
}
