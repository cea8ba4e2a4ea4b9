//! A file with everything it takes over from the files it is based on.

use crate::input::finding::Finding;
use crate::input::loaded::Loaded;
use crate::input::loaded::Spoilt;
use crate::input::merge::merge;
use crate::input::node::Node;
use crate::input::parse::parse;
use crate::input::rule;
use crate::input::rule::Rule;
use crate::input::source::FileId;
use crate::input::source::Sources;
use crate::input::source::Span;
use std::path::Path;
use std::path::PathBuf;

/// The most files one may rest on, itself among them; deeper chains cannot be followed by people either.
pub(crate) const DEEPEST: usize = 32;

/// What kind of file it is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Kind {
    /// The table that carries `base`.
    head: &'static str,
    /// The table that only the other kind has.
    strange: &'static str,
    /// What it is called.
    name: &'static str,
    rule: Rule,
}

impl Kind {
    /// An evidence file.
    pub(crate) const EVIDENCE: Self =
        Self { head: "evidence", strange: "scenario", name: "an evidence file", rule: rule::EVIDENCE };
    /// A scenario file.
    pub(crate) const SCENARIO: Self =
        Self { head: "scenario", strange: "evidence", name: "a scenario", rule: rule::SCENARIO };

    /// That a file is plainly of the other kind, if it is; blamed on what names it.
    fn strange(self, sources: &Sources, tree: &Node, by: Option<Span>) -> Option<Finding> {
        let is_strange = tree.get(self.head).is_none() && tree.get(self.strange).is_some();
        is_strange.then(|| {
            let file = sources.shown(tree.span.file);
            let found = format!("`{file}` is not {}: it has a table `[{}]`", self.name, self.strange);
            let finding = match by {
                Some(span) => {
                    Finding { key: format!("{}.base", self.head), ..Finding::span(sources, span, found) }
                }
                None => Finding::file(file, found),
            };
            Finding { allowed: Some(format!("a file with a table `[{}]`", self.head)), ..finding }
        })
    }
}

/// Reads a file and the chain of its bases, each relative to the file that names it.
///
/// Faults, unreadable bases, circles and chains of more than [`DEEPEST`] files become findings; the tree holds
/// what could be read. Nothing is loaded, with a finding, if the file itself cannot be read.
pub(crate) fn load(
    sources: &mut Sources,
    path: &Path,
    kind: Kind,
    findings: &mut Vec<Finding>,
) -> Option<Loaded> {
    let file = match sources.read(path) {
        Ok(file) => file,
        Err(error) => {
            findings.push(Finding::unreadable(&error));
            return None;
        }
    };
    let mut chain = vec![file];
    let mut layers = Vec::new();
    let mut spoilt = Spoilt::default();
    let mut is_whole = true;
    let mut next = Some(Named { file, by: None });
    while let Some(current) = next {
        let (tree, faults) = parse(sources.text(current.file), current.file);
        if let Some(finding) = kind.strange(sources, &tree, current.by) {
            is_whole = false;
            findings.push(finding);
            break;
        }
        is_whole &= faults.is_empty();
        findings.extend(faults.iter().map(|fault| Finding::fault(sources, fault)));
        for fault in &faults {
            spoilt.add(fault.spoilt);
        }
        next = match base(sources, &tree, kind, &chain) {
            Ok(next) => next,
            Err(finding) => {
                is_whole = false;
                findings.push(*finding);
                None
            }
        };
        chain.extend(next.map(|base| base.file));
        layers.push(tree);
    }
    let mut bases_first = layers.iter().rev().cloned();
    let bottom = bases_first.next()?;
    let tree = bases_first.fold(bottom, |base, top| merge(base, top, kind.rule));
    Some(Loaded { file, tree, is_whole, layers, spoilt })
}

/// A file and the `base` that names it.
#[derive(Clone, Copy)]
struct Named {
    file: FileId,
    by: Option<Span>,
}

/// The file that a string in a tree names: relative to the file the string stands in, which may be a base in
/// another folder.
pub(crate) fn named_file(sources: &Sources, node: &Node) -> Option<PathBuf> {
    node.text().map(|written| sources.beside(node.span.file, written))
}

fn base(
    sources: &mut Sources,
    tree: &Node,
    kind: Kind,
    chain: &[FileId],
) -> Result<Option<Named>, Box<Finding>> {
    let Some(node) = tree.get(kind.head).and_then(|head| head.get("base")) else { return Ok(None) };
    let at_base = |sources: &Sources, found: String| {
        let key = format!("{}.base", kind.head);
        Box::new(Finding { key, ..Finding::span(sources, node.span, found) })
    };
    // A base that is no string is found where the file is decoded.
    let Some(path) = named_file(sources, node) else { return Ok(None) };
    let file = sources.read(&path).map_err(|error| at_base(sources, error.to_string()))?;
    if let Some(from) = chain.iter().position(|&earlier| earlier == file) {
        let circle: Vec<&str> =
            chain.iter().skip(from).chain([&file]).map(|&member| sources.shown(member)).collect();
        return Err(at_base(sources, format!("`base` goes round in a circle: {}", circle.join(" -> "))));
    }
    if chain.len() >= DEEPEST {
        let allowed = Some(format!("at most {DEEPEST} files in a chain"));
        let finding = at_base(sources, "this `base` is one too many".to_owned());
        return Err(Box::new(Finding { allowed, ..*finding }));
    }
    Ok(Some(Named { file, by: Some(node.span) }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::decode::Field;
    use std::fs;
    use tempfile::TempDir;

    fn folder(files: &[(&str, &str)]) -> TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        folder
    }

    fn read(folder: &TempDir, name: &str) -> (Sources, Loaded, Vec<String>) {
        let mut sources = Sources::default();
        let mut findings = Vec::new();
        let loaded = load(&mut sources, &folder.path().join(name), Kind::SCENARIO, &mut findings).unwrap();
        let root = Finding::file(&folder.path().to_string_lossy().replace('\\', "/"), "").path + "/";
        let lines = findings.iter().map(|finding| finding.to_string().replace(&root, "")).collect();
        (sources, loaded, lines)
    }

    #[test]
    fn a_circle_is_named_whole_and_blamed_on_the_base_that_closes_it() {
        let folder = folder(&[
            ("a.toml", "[scenario]\nbase = 'in/b.toml'\n"),
            ("in/b.toml", "[scenario]\n\nbase = '../a.toml'\n"),
            ("self.toml", "scenario = { base = 'self.toml' }"),
        ]);
        let (_, loaded, lines) = read(&folder, "a.toml");
        assert_eq!(
            lines,
            [
                "in/b.toml:3:8: error: scenario.base: `base` goes round in a circle: a.toml -> in/b.toml -> a.toml"
            ]
        );
        assert!(!loaded.is_whole);
        assert!(read(&folder, "self.toml").2[0].ends_with("circle: self.toml -> self.toml"));
    }

    #[test]
    fn chains_end_at_thirty_two_files() {
        let file = |n: usize| (format!("{n}.toml"), format!("[scenario]\nbase = '{}.toml'\n", n + 1));
        let files: Vec<(String, String)> =
            (1..=32).map(file).chain([("33.toml".to_owned(), String::new())]).collect();
        let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (&**name, &**text)).collect();
        let folder = folder(&files);
        assert_eq!(read(&folder, "2.toml").2, Vec::<String>::new());
        assert_eq!(
            read(&folder, "1.toml").2,
            ["32.toml:2:8: error: scenario.base: this `base` is one too many; \
             allowed: at most 32 files in a chain"]
        );
    }

    #[test]
    fn files_named_in_a_base_are_beside_the_base() {
        let folder = folder(&[
            ("a.toml", "[scenario]\nbase = 'in/b.toml'\n"),
            ("in/b.toml", "[scenario]\nevidence = '../e.toml'\n"),
        ]);
        let (sources, loaded, _) = read(&folder, "a.toml");
        let node = loaded.tree.get("scenario").and_then(|scenario| scenario.get("evidence")).unwrap();
        assert_eq!(named_file(&sources, node), Some(folder.path().join("in/../e.toml")));
    }

    #[test]
    fn a_missing_base_is_a_finding_and_the_file_is_read_all_the_same() {
        let folder = folder(&[("a.toml", "x = \n[scenario]\nbase = 'none.toml'\nname = 'a'\n")]);
        let (_, loaded, lines) = read(&folder, "a.toml");
        assert_eq!(lines.len(), 2, "{lines:?}");
        assert_eq!(lines[1], "a.toml:3:8: error: scenario.base: there is no file `none.toml`");
        assert!(loaded.tree.get("scenario").and_then(|scenario| scenario.get("name")).is_some());
    }

    #[test]
    fn a_wrong_value_is_found_even_where_it_is_overridden() {
        #[derive(Debug, serde::Deserialize)]
        #[expect(dead_code, reason = "only what is wrong is looked at")]
        struct Raw {
            scenario: Field<std::collections::BTreeMap<String, Field<String>>>,
            split: Field<std::collections::BTreeMap<String, Field<f64>>>,
        }
        let folder = folder(&[
            ("a.toml", "[scenario]\nbase = 'b.toml'\n[split]\nx = 1\n"),
            ("b.toml", "[split]\nx = 'one'\ny = 'two'\n"),
        ]);
        let (sources, loaded, _) = read(&folder, "a.toml");
        let mut findings = Vec::new();
        loaded.decode::<Raw>(&sources, &mut findings);
        let found: Vec<String> =
            crate::input::finding::sorted(findings).into_iter().map(|finding| finding.key).collect();
        assert_eq!(found, ["split.x", "split.y"]);
    }
}
