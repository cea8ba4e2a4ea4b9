//! What a stranger sees first: the names at the top of the repository.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Fixed by the person this is built for, and what a Rust project needs beside them.
pub const BELONGS: [&str; 16] = [
    ".ci",
    ".gitignore",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "benches",
    "clippy.toml",
    "docs",
    "fuzz",
    "rustfmt.toml",
    "scenarios",
    "src",
    "tests",
    "web",
];

/// Says that sources in no git repository cannot be looked over.
#[expect(clippy::print_stderr, reason = "whoever runs the tests has to know which were not run")]
pub fn not_run() {
    eprintln!("NOT RUN: these sources are in no git repository, so what belongs to them cannot be told");
}

/// The first parts of all tracked paths; nothing where git or its repository is missing.
pub fn tracked() -> Option<BTreeSet<String>> {
    let paths = paths()?;
    Some(paths.iter().filter_map(|path| path.split('/').next()).map(str::to_owned).collect())
}

/// Every tracked file that is text, with what stands in it.
pub fn texts() -> Option<Vec<(String, String)>> {
    let read = |path: String| {
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(&path)).ok()?;
        Some((path, text))
    };
    Some(paths()?.into_iter().filter_map(read).collect())
}

/// Lines that send a reader to a paper or a ticket that no clone of the repository has.
pub fn strangers(path: &str, text: &str) -> Vec<String> {
    let papers = ["DESIGN", "STYLE", "EVIDENCE", "PEERS", "RESEARCH"].map(|name| format!("{name}.md"));
    let is_ticket =
        |line: &str| line.split("issue ").skip(1).any(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let lines = text.lines().enumerate();
    let strange =
        lines.filter(|(_, line)| papers.iter().any(|paper| line.contains(paper)) || is_ticket(line));
    strange.map(|(number, line)| format!("{path}:{}: {}", number + 1, line.trim())).collect()
}

fn paths() -> Option<Vec<String>> {
    let listing =
        Command::new("git").args(["ls-files"]).current_dir(env!("CARGO_MANIFEST_DIR")).output().ok()?;
    let paths = String::from_utf8(listing.stdout).ok()?;
    let paths: Vec<String> = paths.lines().map(str::to_owned).collect();
    (listing.status.success() && !paths.is_empty()).then_some(paths)
}
