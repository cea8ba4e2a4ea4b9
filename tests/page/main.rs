//! The page that a handover is: its outline, its figures, hostile names, and what a real browser makes of it.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

#[path = "../support/chromium.rs"]
mod chromium;
mod documented;
mod figures;
mod front;
mod hostile;
mod outline;
mod printed;
mod seen;
mod years;

use assert_cmd::cargo::cargo_bin_cmd;
use scraper::ElementRef;
use scraper::Html;
use scraper::Selector;
use std::path::Path;
use std::sync::LazyLock;

/// The page of the shipped scenarios, on few draws.
static SHIPPED: LazyLock<String> = LazyLock::new(|| {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    page(here, &["scenarios", "--draws", "60"])
});

/// The page that a command prints in a folder.
fn page(folder: &Path, arguments: &[&str]) -> String {
    let mut command = cargo_bin_cmd!("apportion");
    command.current_dir(folder).arg("report").args(arguments).args(["--as-of", "2026-11-22", "--quiet"]);
    let output = command.output().unwrap();
    let is_answered = output.status.code().is_some_and(|status| status < 2);
    assert!(is_answered, "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The elements that a selector finds, in order.
fn all<'h>(html: &'h Html, selector: &str) -> Vec<ElementRef<'h>> {
    html.select(&Selector::parse(selector).unwrap()).collect()
}

/// The same inside an element.
fn within<'h>(element: ElementRef<'h>, selector: &str) -> Vec<ElementRef<'h>> {
    element.select(&Selector::parse(selector).unwrap()).collect()
}

/// An element's text in one line.
fn words(element: ElementRef) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}
