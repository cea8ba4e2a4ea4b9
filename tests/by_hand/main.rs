//! The page that is played with in a real browser, driven as a hand would: drag, keys, typing, saving, coming back.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

#[path = "../support/chromium.rs"]
mod chromium;
#[path = "../support/copied.rs"]
mod copied;
mod digits;
mod everybody;
mod hand;
mod moves;

use assert_cmd::cargo::cargo_bin_cmd;
use std::path::Path;
use std::sync::LazyLock;

/// The root of the repository.
const HERE: &str = env!("CARGO_MANIFEST_DIR");

/// A page of shipped scenarios, on all their draws.
static SHIPPED: LazyLock<String> = LazyLock::new(|| {
    let names = ["baseline", "prevent-8", "best-free", "five-years/best-plan"];
    let files = names.map(|name| format!("scenarios/{name}.toml"));
    page(&files.iter().map(String::as_str).collect::<Vec<_>>())
});

/// The page that `explore` prints.
fn page(arguments: &[&str]) -> String {
    let mut command = cargo_bin_cmd!("apportion");
    command.current_dir(Path::new(HERE)).arg("explore").args(arguments).args([
        "--as-of",
        "2026-11-22",
        "--quiet",
    ]);
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}
