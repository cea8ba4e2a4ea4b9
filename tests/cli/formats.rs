//! Every format of every command, byte for byte, on the small example that `init` writes.
//!
//! After a change that is meant to change them: `INSTA_UPDATE=always cargo test --test cli formats`, then read the
//! difference in `tests/cli/snapshots` before it is committed.

use crate::Folder;
use crate::apportion;

/// The answer to a question about the example, which may be no, from inside its folder: paths are the same everywhere.
fn answer(example: &Folder, arguments: &[&str], format: &str) -> String {
    let mut command = apportion(arguments);
    command.args(["--quiet", "--format", format]).current_dir(example.path(""));
    let output = command.output().unwrap();
    // Findings for people stand on standard error; in machine formats nothing else may.
    String::from_utf8([output.stdout, output.stderr].concat()).unwrap()
}

fn example() -> Folder {
    let impossible = "[scenario]\nname = 'Impossible'\nbase = 'best.toml'\nbudget = 1\n[[limit]]\nname = 'Too much'\n\
                      programmes = ['*']\nmin = '£900m'\n";
    let folder = crate::example_with("bad.toml", impossible);
    let sound = impossible.replace("budget = 1\n", "");
    std::fs::write(folder.path("impossible.toml"), sound).unwrap();
    folder
}

fn snapshots(name: &str, arguments: &[&str]) {
    let example = example();
    for format in ["table", "json", "csv"] {
        insta::assert_snapshot!(format!("{name}-{format}"), answer(&example, arguments, format));
    }
}

#[test]
fn optimise() {
    snapshots(
        "optimise",
        &["optimise", "best.toml", "impossible.toml", "--draws", "50", "--solved-draws", "3"],
    );
}

#[test]
fn frontier() {
    snapshots("frontier", &["frontier", "best.toml", "--draws", "50", "--points", "2"]);
}

#[test]
fn sensitivity() {
    snapshots("sensitivity", &["sensitivity", "best.toml", "hold.toml", "--draws", "100", "--top", "5"]);
}

#[test]
fn target() {
    snapshots("target", &["target", "best.toml", "--draws", "50", "--avoid", "£20m"]);
}

#[test]
fn out_of_reach() {
    snapshots("out-of-reach", &["target", "best.toml", "--draws", "50", "--avoid", "£90bn"]);
}

#[test]
fn check() {
    snapshots("check", &["check", "best.toml", "bad.toml"]);
}

#[test]
fn evidence() {
    snapshots("evidence", &["evidence", "evidence.toml"]);
}

#[test]
fn draws() {
    snapshots("draws", &["draws", "evidence.toml", "--draws", "3"]);
}
