//! The shipped files with pieces cut out, doubled and written over: whatever comes of it, reading them says what is
//! wrong or nothing, and never panics.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot be set up has failed")]

use apportion::input::Demands;
use apportion::input::FileKind;
use apportion::input::Finding;
use apportion::input::Loader;
use proptest::prelude::*;
use std::fs;
use std::path::Path;
use std::path::PathBuf;
use tempfile::TempDir;

/// Every shipped file with its path below `scenarios`.
fn shipped() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let mut files = Vec::new();
    for folder in [root.clone(), root.join("evidence"), root.join("sweeps")] {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|end| end == "toml") {
                let name = path.strip_prefix(&root).unwrap().to_owned();
                files.push((name, fs::read_to_string(path).unwrap()));
            }
        }
    }
    files.sort();
    files
}

/// One of the shipped files replaced by another text.
fn folder_with(name: &Path, text: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for below in ["evidence", "sweeps"] {
        fs::create_dir(folder.path().join(below)).unwrap();
    }
    for (other, text) in shipped() {
        fs::write(folder.path().join(other), text).unwrap();
    }
    fs::write(folder.path().join(name), text).unwrap();
    folder
}

/// Reads one file of each kind; what is refused must say why, in single lines.
fn read(folder: &TempDir, name: &Path) {
    let demands = Demands { today: "2026-11-22".parse().unwrap(), of_scenario: |_| Vec::new() };
    let mut loader = Loader::new(demands);
    let path = folder.path().join(name);
    let is_sound = match loader.kind(&path) {
        FileKind::Evidence => loader.evidence(&path).is_some(),
        FileKind::Scenario | FileKind::Neither | FileKind::Unclear => !loader.scenarios(&path).is_empty(),
    };
    let lines: Vec<String> = loader.findings().iter().map(Finding::to_string).collect();
    assert!(is_sound || !lines.is_empty(), "{} is refused in silence", name.display());
    assert!(lines.iter().all(|line| !line.contains('\n')), "{lines:#?}");
}

/// Numbers at and beyond the ends of what can be counted with.
const NUMBERS: [&str; 22] = [
    "0",
    "-0.0",
    "1",
    "-1",
    "nan",
    "-nan",
    "inf",
    "-inf",
    "1e308",
    "-1e308",
    "1e-308",
    "5e-324",
    "1e100",
    "1e-100",
    "1e15",
    "1e-9",
    "0.9999999999999999",
    "18446744073709551615",
    "-9223372036854775808",
    "99999999999999999999999",
    "0x7fffffffffffffff",
    "1e999",
];

/// Pieces of TOML that turn one thing into another.
const PIECES: [&str; 20] = [
    "",
    "[[programme]]\n",
    "[[threat]]\n",
    "[[limit]]\n",
    "[split]\n",
    "{",
    "}",
    "[",
    "]",
    "=",
    "\"",
    "\"\"\"",
    "#",
    "\n",
    ",",
    ".",
    "{ pert = { low = 1, mode = 2, high = 3 } }",
    "\u{202e}",
    "£",
    "base = \"baseline.toml\"\n",
];

#[derive(Clone, Debug)]
enum Change {
    /// The nth number becomes another one.
    Number(prop::sample::Index, &'static str),
    /// A stretch of text becomes another one.
    Piece(prop::sample::Index, usize, &'static str),
    /// A line stands somewhere else, and where it was.
    Line(prop::sample::Index, prop::sample::Index),
}

fn change() -> impl Strategy<Value = Change> {
    let at = any::<prop::sample::Index>;
    prop_oneof![
        4 => (at(), prop::sample::select(&NUMBERS[..])).prop_map(|(at, to)| Change::Number(at, to)),
        2 => (at(), 0..30_usize, prop::sample::select(&PIECES[..]))
            .prop_map(|(at, length, to)| Change::Piece(at, length, to)),
        1 => (at(), at()).prop_map(|(from, to)| Change::Line(from, to)),
    ]
}

fn changed(text: &str, change: &Change) -> String {
    match change {
        Change::Number(at, to) => {
            let numbers = numbers(text);
            if numbers.is_empty() {
                return text.to_owned();
            }
            let (start, end) = *at.get(&numbers);
            format!("{}{to}{}", &text[..start], &text[end..])
        }
        Change::Piece(at, length, to) => {
            let mut characters: Vec<char> = text.chars().collect();
            let start = at.index(characters.len() + 1);
            let end = (start + length).min(characters.len());
            characters.splice(start..end, to.chars());
            characters.into_iter().collect()
        }
        Change::Line(from, to) => {
            let mut lines: Vec<&str> = text.lines().collect();
            if lines.is_empty() {
                return text.to_owned();
            }
            let line = *from.get(&lines);
            lines.insert(to.index(lines.len()), line);
            lines.join("\n")
        }
    }
}

/// Where the numbers stand that are values.
fn numbers(text: &str) -> Vec<(usize, usize)> {
    let mut numbers = Vec::new();
    let mut before = ' ';
    let mut start = None;
    for (at, character) in text.char_indices() {
        let is_part = character.is_ascii_digit() || character == '.';
        match start {
            None if character.is_ascii_digit() && matches!(before, ' ' | '[') => start = Some(at),
            Some(from) if !is_part => {
                numbers.push((from, at));
                start = None;
            }
            _ => {}
        }
        before = character;
    }
    numbers
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn changed_files_are_read_or_refused(
        which in any::<prop::sample::Index>(),
        changes in prop::collection::vec(change(), 1..5),
    ) {
        let files = shipped();
        let (name, text) = which.get(&files);
        let text = changes.iter().fold(text.clone(), |text, one| changed(&text, one));
        let folder = folder_with(name, &text);
        read(&folder, name);
        read(&folder, Path::new("sceptical-prevent-8.toml"));
    }
}

#[test]
fn shipped_files_are_sound() {
    for (name, text) in shipped() {
        let folder = folder_with(&name, &text);
        read(&folder, &name);
    }
}

#[test]
fn deep_nesting_and_giant_strings_are_read_or_refused() {
    let name = Path::new("prevent-8.toml");
    let head = "[scenario]\nbase = \"baseline.toml\"\n";
    let giant = "x".repeat(3_000_000);
    let texts = [
        format!("{head}name = \"{giant}\"\n"),
        format!("{head}name = \"x\"\n[split]\n\"{giant}\" = 0.5\n"),
        format!("{head}name = \"x\"\n[split]\n{giant} = 0.5\n"),
        format!("{head}name = \"x\"\n[objective]\nmeasure = \"{giant}\"\n"),
        format!(
            "{head}name = \"x\"\n[[limit]]\nname = \"l\"\nprogrammes = [\"{}\"]\nmin = 1\n",
            "*a".repeat(50_000)
        ),
        format!("{head}name = \"x\"\n[allocate]\namounts = {}{}\n", "[".repeat(50_000), "]".repeat(50_000)),
        format!("{head}name = \"x\"\n{}= 1\n", "a.".repeat(50_000)),
        format!("{head}name = \"x\"\nevidence = \"{}x.toml\"\n", "../".repeat(20_000)),
        format!("{head}name = \"x\"\n[budget]\ntotal = \"£{}m\"\n", "9".repeat(500_000)),
        format!("{head}name = \"x\"\n[budget]\ntotal = {}\n", "9".repeat(500_000)),
        format!("{head}name = \"x\"\n{}", "[[limit]]\nname = \"l\"\nmin = 1\n".repeat(3000)),
        format!("\u{feff}{head}name = \"x\"\n\0"),
        String::new(),
    ];
    for text in texts {
        read(&folder_with(name, &text), name);
    }
}
