//! Circles of files inside one floor's folder.

use crate::source::Source;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

type Path = Vec<String>;

/// What the modules of a crate are and pass on.
struct Modules<'a> {
    files: BTreeMap<Path, &'a Source>,
    /// Per index of modules, the names it passes on and where from.
    passed_on: BTreeMap<Path, BTreeMap<String, Path>>,
}

/// Files that need each other, each circle as its paths in order, smallest first.
pub fn circles(sources: &[Source]) -> Vec<Vec<String>> {
    let needs = needs(sources);
    let reach: BTreeMap<&String, BTreeSet<&String>> =
        needs.keys().map(|file| (file, reachable(file, &needs))).collect();
    let mut circles: Vec<Vec<String>> = Vec::new();
    for (file, reached) in &reach {
        let partners =
            reached.iter().filter(|other| reach.get(*other).is_some_and(|back| back.contains(file)));
        let circle: BTreeSet<String> = partners.map(|&other| other.clone()).collect();
        let circle: Vec<String> = circle.into_iter().collect();
        if !circle.is_empty() && !circles.contains(&circle) {
            circles.push(circle);
        }
    }
    circles
}

fn reachable<'a>(file: &'a String, needs: &'a BTreeMap<String, BTreeSet<String>>) -> BTreeSet<&'a String> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<&String> = needs.get(file).into_iter().flatten().collect();
    while let Some(next) = open.pop() {
        if reached.insert(next) {
            open.extend(needs.get(next).into_iter().flatten());
        }
    }
    reached
}

/// Per file, the files of the same top-level folder whose names it uses outside its tests.
pub fn needs(sources: &[Source]) -> BTreeMap<String, BTreeSet<String>> {
    let modules = Modules::of(sources);
    let inner = sources.iter().filter(|source| !source.is_index() && source.module().len() > 1);
    let edges = inner.map(|source| {
        let own = source.module();
        let named = paths(source, &own).into_iter().filter(|path| path.first() == own.first());
        let files = named.filter_map(|path| modules.home(&path));
        (source.path.clone(), files.filter(|file| *file != source.path).collect())
    });
    edges.collect()
}

impl<'a> Modules<'a> {
    fn of(sources: &'a [Source]) -> Self {
        let files: BTreeMap<Path, &Source> = sources.iter().map(|source| (source.module(), source)).collect();
        let indexes = sources.iter().filter(|source| source.is_index());
        let passed_on = indexes.map(|source| {
            let own = source.module();
            let passed = source.words("use").filter_map(|place| {
                let statement = source.code[place..].split(';').next()?.strip_prefix("use")?.trim();
                let (path, name) = renamed(statement);
                Some((name, absolute(&path, &own, &files)))
            });
            (own.clone(), passed.collect())
        });
        let passed_on = passed_on.collect();
        Self { files, passed_on }
    }

    /// The file in which the thing at a path is written; `None` where that is an index of modules.
    fn home(&self, path: &[String]) -> Option<String> {
        let mut here: Path = Vec::new();
        for (depth, part) in path.iter().enumerate() {
            let below: Path = here.iter().chain([part]).cloned().collect();
            if self.files.contains_key(&below) {
                here = below;
            } else if let Some(target) = self.passed_on.get(&here).and_then(|passed| passed.get(part)) {
                let rest = target.iter().chain(&path[depth + 1..]).cloned().collect::<Path>();
                return self.home(&rest);
            } else {
                break;
            }
        }
        let file = self.files.get(&here)?;
        (!file.is_index()).then(|| file.path.clone())
    }
}

/// A path with the name it goes by: `a::B as C` is `a::B` and `C`.
fn renamed(statement: &str) -> (String, String) {
    let (path, name) = statement.split_once(" as ").unwrap_or((statement, ""));
    let last = path.rsplit("::").next().unwrap_or(path);
    (path.to_owned(), if name.is_empty() { last.to_owned() } else { name.trim().to_owned() })
}

/// A path as seen from the root of the crate.
fn absolute(path: &str, own: &[String], files: &BTreeMap<Path, &Source>) -> Path {
    let mut parts: Vec<String> = path.split("::").map(|part| part.trim().to_owned()).collect();
    let mut base: Path = Vec::new();
    match parts[0].as_str() {
        "crate" => drop(parts.remove(0)),
        "self" | "super" => {
            base = own.to_vec();
            while matches!(parts.first().map(String::as_str), Some("self" | "super")) {
                if parts.remove(0) == "super" {
                    base.pop();
                }
            }
        }
        first => {
            let below: Path = own.iter().cloned().chain([first.to_owned()]).collect();
            if files.contains_key(&below) {
                base = own.to_vec();
            }
        }
    }
    base.into_iter().chain(parts).collect()
}

/// Every path a file names outside its tests, from the root of the crate: as written, and through modules that
/// a `use` brought in.
fn paths(source: &Source, own: &[String]) -> BTreeSet<Path> {
    let none = BTreeMap::new();
    let mut paths = BTreeSet::new();
    for start in ["crate::", "super::", "self::"] {
        for place in source.places(start).filter(|&place| !source.is_test(place)) {
            if source.code[..place].ends_with("::") {
                continue;
            }
            let text = path_at(&source.code[place..]);
            let path = absolute(&text, own, &none);
            let after = source.code[place + text.len()..].trim_start();
            let name = after.strip_prefix("as ").map_or_else(|| renamed(&text).1, path_at);
            paths.extend(used_through(source, &name).map(|item| [path.clone(), vec![item]].concat()));
            paths.insert(path);
        }
    }
    paths
}

fn path_at(code: &str) -> String {
    code.chars().take_while(|c| c.is_alphanumeric() || *c == '_' || *c == ':').collect()
}

/// The names written after `module::`.
fn used_through<'a>(source: &'a Source, module: &str) -> impl Iterator<Item = String> + use<'a> {
    let start = format!("{module}::");
    let places: Vec<usize> = source.places(&start).filter(|&place| !source.is_test(place)).collect();
    let bare = places.into_iter().filter(|&place| !source.code[..place].ends_with("::"));
    bare.map(move |place| {
        let rest = &source.code[place + start.len()..];
        rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
    })
}
