//! A sweep that makes sense, and the scenarios it stands for: made when they are asked for, one at a time.

use crate::input::node::Entry;
use crate::input::node::Node;
use crate::input::node::Table;
use crate::input::node::Value;
use crate::input::source::Span;
use crate::input::sweep::key_path::KeyPath;
use std::collections::BTreeMap;

/// A sweep.
#[derive(Debug)]
pub(crate) struct Sweep {
    /// Where it stands.
    pub(super) span: Span,
    /// What the file says of its own name, which no file takes over from another.
    pub(super) head: Table,
    pub(super) axes: Vec<Axis>,
    pub(super) list: Vec<Listed>,
    pub(super) ids: BTreeMap<String, usize>,
}

/// A key of the grid.
#[derive(Debug)]
pub(super) struct Axis {
    pub(super) path: KeyPath,
    /// Where the path stands.
    pub(super) span: Span,
    /// What names call the key.
    pub(super) label: String,
    pub(super) values: Vec<Swept>,
}

/// A value of a key of the grid.
#[derive(Debug)]
pub(super) struct Swept {
    pub(super) node: Node,
    pub(super) for_id: String,
    pub(super) for_people: String,
}

/// An entry of the list.
#[derive(Debug)]
pub(super) struct Listed {
    pub(super) span: Span,
    pub(super) tables: Table,
    pub(super) description: Option<Entry>,
    pub(super) for_id: String,
    pub(super) for_people: String,
}

/// One scenario of a sweep.
#[derive(Debug)]
pub(crate) struct Variant {
    /// Its id.
    pub(crate) id: String,
    /// What its name adds to the file's.
    pub(crate) name: String,
    /// What it lays on the file.
    pub(crate) overlay: Node,
}

impl Sweep {
    /// How many scenarios.
    pub(crate) fn len(&self) -> usize {
        self.combinations() + self.list.len()
    }

    /// The number of the scenario with an id.
    pub(crate) fn position(&self, id: &str) -> Option<usize> {
        self.ids.get(id).copied()
    }

    /// The scenario with a number below [`Sweep::len`], from a file with this stem and tree.
    pub(crate) fn variant(&self, number: usize, stem: &str, tree: &Node) -> Variant {
        let root = Value::Table(Table::new());
        let mut overlay = Node { span: self.span, value: root };
        let mut head = self.head.clone();
        let (mut id, mut name) = (stem.to_owned(), Vec::new());
        match number.checked_sub(self.combinations()) {
            None => {
                for (axis, value) in self.axes.iter().zip(self.combination(number)) {
                    id.push_str(&format!(":{}={}", axis.label, value.for_id));
                    name.push(format!("{} {}", axis.label, value.for_people));
                    axis.path.put(&mut overlay, tree, axis.span, &value.node);
                }
            }
            Some(entry) => {
                if let Some(listed) = self.list.get(entry) {
                    id.push_str(&format!(":{}", listed.for_id));
                    name.push(listed.for_people.clone());
                    overlay = Node { span: listed.span, value: Value::Table(listed.tables.clone()) };
                    head.extend(listed.description.clone().map(|entry| ("description".to_owned(), entry)));
                }
            }
        }
        if let Value::Table(table) = &mut overlay.value {
            lay_head(table, head, self.span);
        }
        Variant { id, name: name.join(", "), overlay }
    }

    fn combinations(&self) -> usize {
        let sizes = self.axes.iter().map(|axis| axis.values.len());
        if self.axes.is_empty() { 0 } else { sizes.product() }
    }

    /// The values with a number, the last key's changing fastest.
    fn combination(&self, number: usize) -> Vec<&Swept> {
        let mut rest = number;
        let from_last = self.axes.iter().rev().filter_map(|axis| {
            let value = axis.values.get(rest % axis.values.len().max(1));
            rest /= axis.values.len().max(1);
            value
        });
        let mut values: Vec<&Swept> = from_last.collect();
        values.reverse();
        values
    }
}

/// The file's own name under whatever the overlay says of the scenario as a whole.
fn lay_head(table: &mut Table, head: Table, span: Span) {
    if head.is_empty() {
        return;
    }
    let empty = || Entry { key_span: span, node: Node { span, value: Value::Table(Table::new()) } };
    let entry = table.entry("scenario".to_owned()).or_insert_with(empty);
    if let Value::Table(said) = &mut entry.node.value {
        for (key, entry) in head {
            said.entry(key).or_insert(entry);
        }
    }
}
