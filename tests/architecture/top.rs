//! What a stranger sees first: the names at the top of the repository.

use std::collections::BTreeSet;
use std::process::Command;

/// Fixed by the person this is built for, and what a Rust project needs beside them.
pub const BELONGS: [&str; 15] = [
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
];

/// The first parts of all tracked paths; nothing where git or its repository is missing.
pub fn tracked() -> Option<BTreeSet<String>> {
    let listing =
        Command::new("git").args(["ls-files"]).current_dir(env!("CARGO_MANIFEST_DIR")).output().ok()?;
    let paths = String::from_utf8(listing.stdout).ok()?;
    let tops: BTreeSet<String> =
        paths.lines().filter_map(|path| path.split('/').next()).map(str::to_owned).collect();
    (listing.status.success() && !tops.is_empty()).then_some(tops)
}
