//! From what a file says under `[sweep]` to a sweep that makes sense, or everything that is wrong with it.

use crate::input::construct::Gather;
use crate::input::decode::List;
use crate::input::loaded::Loaded;
use crate::input::node::Node;
use crate::input::node::Table;
use crate::input::node::Value;
use crate::input::raw::sweep as raw;
use crate::input::source::Sources;
use crate::input::source::Span;
use crate::input::sweep::expansion::Axis;
use crate::input::sweep::expansion::Listed;
use crate::input::sweep::expansion::Sweep;
use crate::input::sweep::expansion::Swept;
use crate::input::sweep::key_path::Astray;
use crate::input::sweep::key_path::KeyPath;
use crate::input::sweep::written;
use crate::problem::Place;
use crate::problem::Problem;
use crate::text;
use std::collections::BTreeMap;

/// The most scenarios that one file may stand for.
const MOST: u64 = 10_000;

/// The tables of a scenario file that an entry of the list may have.
const TABLES: [&str; 10] = [
    "scenario",
    "budget",
    "split",
    "allocate",
    "limit",
    "objective",
    "horizon",
    "assume",
    "simulation",
    "solver",
];

/// The sweep of a file, with its problems gathered; none where it has any, as nobody can tell then which
/// scenarios were meant.
pub(crate) fn read(
    gather: &mut Gather,
    loaded: &Loaded,
    sources: &Sources,
    stem: &str,
    stated: &raw::Sweep,
) -> Option<Sweep> {
    let place = Place::root().key("sweep");
    let node = loaded.tree.get("sweep")?;
    let before = gather.problems().len();
    if stated.grid.items().next().is_none() && stated.list.items().next().is_none() {
        if !stated.grid.is_spoiled() && !stated.list.is_spoiled() {
            let allowed = "`[[sweep.grid]]` with a `key` and its `values`, `[[sweep.list]]`, or both";
            gather.push(Problem::value(place, "this sweep has neither a grid nor a list").allowed(allowed));
        }
        return None;
    }
    let sizes =
        stated.grid.items().filter_map(|(_, axis)| axis.values.given().map(|values| values.len() as u64));
    let combinations = sizes.fold(1_u64, u64::saturating_mul);
    let combinations = if stated.grid.items().next().is_none() { 0 } else { combinations };
    let count = combinations.saturating_add(stated.list.items().count() as u64);
    if count > MOST {
        gather.push(too_many(place, count));
        return None;
    }
    let items = |key: &str| match node.get(key).map(|node| &node.value) {
        Some(Value::List(items)) => items.as_slice(),
        _ => &[],
    };
    let axes = axes(gather, loaded, sources, &place.key("grid"), &stated.grid, items("grid"));
    let list = list(gather, &place.key("list"), &stated.list, items("list"));
    let is_spoiled = stated.grid.is_spoiled() || stated.list.is_spoiled();
    if is_spoiled || gather.problems().len() > before {
        return None;
    }
    let mut sweep = Sweep { span: node.span, head: head(&loaded.tree), axes, list, ids: BTreeMap::new() };
    name(gather, &mut sweep, stem, &loaded.tree);
    (gather.problems().len() == before).then_some(sweep)
}

fn too_many(place: Place, count: u64) -> Problem {
    // Beyond that nobody counts.
    const MOST_COUNTED: u64 = 1_000_000_000_000;
    #[expect(clippy::cast_precision_loss, reason = "below 2^53")]
    let shown = text::thousands(count.min(MOST_COUNTED) as f64, 0);
    let more = if count > MOST_COUNTED { "more than " } else { "" };
    let found = format!("this sweep stands for {more}{shown} scenarios");
    #[expect(clippy::cast_precision_loss, reason = "below 2^53")]
    Problem::key(place, found).allowed(format!("at most {}", text::thousands(MOST as f64, 0)))
}

/// The file's own name and description.
fn head(tree: &Node) -> Table {
    let said = tree.get("scenario").and_then(Node::table).into_iter().flatten();
    let own = said.filter(|(key, _)| ["name", "description"].contains(&key.as_str()));
    own.map(|(key, entry)| (key.clone(), entry.clone())).collect()
}

fn axes(
    gather: &mut Gather,
    loaded: &Loaded,
    sources: &Sources,
    place: &Place,
    stated: &List<raw::Axis>,
    nodes: &[Node],
) -> Vec<Axis> {
    let mut axes: Vec<Axis> = Vec::new();
    for (i, axis) in stated.items() {
        let here = place.item(i);
        let (Some(node), path) = (nodes.get(i), path(gather, loaded, axis, &here)) else { continue };
        let values = values(gather, sources, axis, node, &here);
        let Some(path) = path else { continue };
        let span = node.get("key").map_or(node.span, |key| key.span);
        if let Some(other) =
            axes.iter().find(|other| path.is_inside(&other.path) || other.path.is_inside(&path))
        {
            let first = sources.position(other.span).line;
            let found =
                format!("this key is swept over by the one of line {first} already, whole or in part");
            gather.push(Problem::value(here.key("key"), found).allowed("each key once"));
            continue;
        }
        axes.push(Axis { path, span, label: axis.key.given().cloned().unwrap_or_default(), values });
    }
    let last: Vec<String> = axes.iter().map(|axis| axis.path.last().to_owned()).collect();
    for axis in &mut axes {
        if last.iter().filter(|last| *last == axis.path.last()).count() == 1 {
            axis.label = axis.path.last().to_owned();
        }
    }
    axes
}

fn path(gather: &mut Gather, loaded: &Loaded, axis: &raw::Axis, place: &Place) -> Option<KeyPath> {
    let written = gather.required(&axis.key, place, "key")?;
    let place = place.key("key");
    let path = gather.checked(KeyPath::new(written), place.clone(), KeyPath::ALLOWED)?;
    let astray = if loaded.is_whole { path.astray(&loaded.tree) } else { None };
    match path.refused().or(astray) {
        None => Some(path),
        Some(Astray { found, allowed, nearest }) => {
            gather.push(Problem::value(place, found).allowed(allowed).nearest(nearest));
            None
        }
    }
}

fn values(
    gather: &mut Gather,
    sources: &Sources,
    axis: &raw::Axis,
    node: &Node,
    place: &Place,
) -> Vec<Swept> {
    let stated = gather.required(&axis.values, place, "values");
    let place = place.key("values");
    if stated.is_some_and(Vec::is_empty) {
        gather.push(
            Problem::value(place.clone(), "an empty array names no value").allowed("one or more values"),
        );
    }
    let Some(Value::List(nodes)) = node.get("values").map(|node| &node.value) else { return Vec::new() };
    let mut first: BTreeMap<String, Span> = BTreeMap::new();
    let mut values = Vec::new();
    for (i, node) in nodes.iter().enumerate() {
        let number = format!("#{}", i + 1);
        let for_id = written::for_id(sources, node).unwrap_or_else(|| number.clone());
        let for_people = written::for_people(sources, node).unwrap_or(number);
        if first.contains_key(&for_id) {
            let found = format!("`{for_id}` is among the values already");
            gather.push(Problem::value(place.item(i), found).allowed("each value once"));
        }
        first.insert(for_id.clone(), node.span);
        values.push(Swept { node: node.clone(), for_id, for_people });
    }
    values
}

fn list(gather: &mut Gather, place: &Place, stated: &List<raw::ListEntry>, nodes: &[Node]) -> Vec<Listed> {
    let mut list = Vec::new();
    for (i, entry) in stated.items() {
        let Some((node, Value::Table(table))) = nodes.get(i).map(|node| (node, &node.value)) else {
            continue;
        };
        if entry.name.given().is_some_and(|name| name.trim().is_empty()) {
            let place = place.item(i).key("name");
            gather.push(Problem::value(place, "`name` is empty").allowed("a few words, or no `name`"));
        }
        let number = (i + 1).to_string();
        let name = entry.name.given().map(|name| name.trim().to_owned());
        let slug = name.as_deref().map(written::slug).filter(|slug| !slug.is_empty());
        let tables = TABLES.iter().filter_map(|key| table.get_key_value(*key));
        list.push(Listed {
            span: node.span,
            tables: tables.map(|(key, entry)| (key.clone(), entry.clone())).collect(),
            description: table.get("description").cloned(),
            for_id: slug.unwrap_or_else(|| number.clone()),
            for_people: name.unwrap_or(number),
        });
    }
    list
}

/// Finds the scenarios' ids, each of which must be one's own.
fn name(gather: &mut Gather, sweep: &mut Sweep, stem: &str, tree: &Node) {
    let first_listed = sweep.len() - sweep.list.len();
    for number in 0..sweep.len() {
        let id = sweep.variant(number, stem, tree).id;
        if sweep.ids.contains_key(&id) {
            let place = Place::root().key("sweep");
            let problem = match number.checked_sub(first_listed) {
                None => Problem::key(place, format!("two combinations of this sweep have the id `{id}`"))
                    .allowed("values that make ids which differ"),
                Some(entry) => {
                    let place = place.key("list").item(entry).key("name");
                    Problem::value(place, format!("the id `{id}` is taken already"))
                        .allowed("names that differ in letters or digits")
                }
            };
            gather.push(problem);
        }
        sweep.ids.entry(id).or_insert(number);
    }
}
