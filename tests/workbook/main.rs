//! The workbook as its receivers see it: written by the program, read back by another one's reader.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod book;
mod document;
mod edited;
mod figures;
mod formula;
mod hostile;
mod money;
mod office;
mod shape;
mod years;

use assert_cmd::Command;
use assert_cmd::cargo::cargo_bin_cmd;
use book::Book;
use std::sync::LazyLock;

/// Scenarios on two readings of the evidence, one of them solved for, with a back office in one reading.
const ASKED: [&str; 7] = [
    "scenarios/baseline.toml",
    "scenarios/best-csa-ring-fence.toml",
    "scenarios/prevent-8.toml",
    "scenarios/front-line.toml",
    "scenarios/front-line-prevent-8.toml",
    "--draws",
    "60",
];

/// The workbook of [`ASKED`], written once.
static BOOK: LazyLock<Book> = LazyLock::new(|| Book::of(&ASKED, 0));

/// The program, run from the root of the repository, on a day that does not pass.
fn apportion(arguments: &[&str]) -> Command {
    let mut command = cargo_bin_cmd!("apportion");
    command.current_dir(env!("CARGO_MANIFEST_DIR")).args(["--as-of", "2026-11-22", "--quiet"]);
    command.args(arguments);
    command
}
