//! Money for people is written in one place, so that a minus stands before the pound everywhere.

use std::fs;
use std::path::Path;
use std::path::PathBuf;

/// Where amounts become text: for people, for files, and where they are too large for either.
const WRITERS: [&str; 3] = ["src/text/figures.rs", "src/units/money.rs", "src/input/raw/number.rs"];

fn files_below(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files_below(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn nobody_else_puts_a_pound_before_a_figure() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    files_below(&root.join("src"), &mut files);
    assert!(files.len() > 100);
    for file in files.iter().filter(|file| !WRITERS.iter().any(|writer| file.ends_with(writer))) {
        let text = fs::read_to_string(file).unwrap();
        for (line, text) in text.lines().enumerate() {
            let is_written = text.contains("£{") || text.contains("£\" (");
            assert!(!is_written, "{}:{}: {text}", file.display(), line + 1);
        }
    }
}
