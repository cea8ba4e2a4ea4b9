//! Files as people have them, and what is wrong with some.

use crate::drawn::Chance;
use assert_cmd::Command;
use assert_cmd::cargo::cargo_bin_cmd;
use std::fmt::Write;
use std::path::Path;
use tempfile::TempDir;

/// A run of `voi --samples draws.csv` in a folder with that file: status, standard output, standard error.
pub struct Run {
    pub status: i32,
    pub printed: String,
    pub said: String,
}

pub fn voi(folder: &Path) -> Command {
    let mut command = cargo_bin_cmd!("apportion");
    command.current_dir(folder).env_remove("COLUMNS").env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
    command.arg("voi");
    command
}

pub fn ended(command: &mut Command) -> Run {
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Run { status: output.status.code().unwrap(), printed: text(output.stdout), said: text(output.stderr) }
}

pub fn folder_with(bytes: impl AsRef<[u8]>) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("draws.csv"), bytes).unwrap();
    folder
}

/// Draws of `nought`, `gain`, `p1` and `p2`, with lines that end as they are told.
pub fn sound(draws: usize, end: &str) -> String {
    let mut chance = Chance::new(7);
    let mut text = format!("nought,gain,p1,p2{end}");
    for _ in 0..draws {
        let (p1, p2) = (1.0 + chance.normal(), 2.0 * chance.normal());
        write!(text, "0,{},{p1},{p2}{end}", p1 - p2).unwrap();
    }
    text
}

const ASKED: [&str; 6] = ["--samples", "draws.csv", "--net-benefit", "nought,gain", "--parameters", "p1,p2"];

fn of(text: impl AsRef<[u8]>) -> Run {
    ended(voi(folder_with(text).path()).args(ASKED))
}

/// What is said of a file, of which nothing is printed.
fn refused(text: impl AsRef<[u8]>) -> String {
    let run = of(text);
    assert_eq!((run.status, run.printed.as_str()), (2, ""), "{}", run.said);
    run.said
}

#[test]
fn marks_quotes_and_line_ends_change_nothing() {
    let plain = sound(1200, "\n");
    let expected = of(&plain);
    assert_eq!((expected.status, expected.said.as_str()), (0, ""));
    let quoted = plain.replace("nought,gain", "\"nought\",\"gain\" ").replace("\n0,", "\n\"0\",");
    let blank = plain.replacen('\n', "\n\n", 3) + "\n,,,\n , ,\"\",\n";
    for other in [format!("\u{feff}{plain}"), sound(1200, "\r\n"), quoted, blank, plain.trim_end().to_owned()]
    {
        let run = of(&other);
        assert_eq!((run.status, run.said.as_str()), (0, ""));
        assert_eq!(run.printed, expected.printed);
    }
}

#[test]
fn columns_that_are_not_wanted_may_hold_anything() {
    let mut text = String::new();
    for (line, row) in sound(1200, "\n").lines().enumerate() {
        writeln!(text, "{},{row},NA", if line == 0 { "" } else { "row" }).unwrap();
    }
    let run = of(&text);
    assert_eq!((run.status, run.said.as_str()), (0, ""));
    assert_eq!(run.printed, of(sound(1200, "\n")).printed);
}

#[test]
fn standard_input_is_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = voi(folder.path());
    command.args(ASKED.map(|word| if word == "draws.csv" { "-" } else { word }));
    let run = ended(command.write_stdin(sound(1200, "\n")));
    let expected = of(sound(1200, "\n")).printed.replace("draws.csv", "<stdin>");
    assert_eq!((run.status, run.printed), (0, expected));
}

#[test]
fn every_wrong_cell_is_found_at_once_where_it_stands() {
    let mut lines: Vec<String> = sound(40, "\n").lines().map(str::to_owned).collect();
    lines[1] = "0,NA,1,2".to_owned();
    lines[4] = "0,1,,inf".to_owned();
    lines[6] = "0,\"1,5\",£3,nan".to_owned();
    lines[8] = "0,1,2".to_owned();
    lines[9] = "0,1,2,3,4".to_owned();
    lines[12] = "1e300,1,2,1e999".to_owned();
    let said = refused(lines.join("\n"));
    for expected in [
        "draws.csv:2:3",
        "draws.csv:5:5",
        "draws.csv:5:6",
        "draws.csv:7:3",
        "draws.csv:7:9",
        "draws.csv:7:12",
        "draws.csv:9:",
        "draws.csv:10:",
        "draws.csv:13:1",
        "draws.csv:13:11",
        "`NA` is not a number",
        "this cell is empty",
        "`inf`",
        "`1,5`",
        "`£3`",
        "`nan`",
        "this row has 3 cells, the header 4",
        "this row has 5 cells",
        "`1e300` is too large",
    ] {
        assert!(said.contains(expected), "{expected} in {said}");
    }
}

#[test]
fn a_file_of_nothing_but_mistakes_is_not_read_to_its_end() {
    let said = refused(sound(3000, "\n").replace(',', ",x"));
    assert!(said.contains("there is no column"), "{said}");
    let text = sound(3000, "\n").replace("\n0,", "\nx,");
    let said = refused(&text);
    assert!(said.contains("more than 1000 problems"), "{said}");
}

#[test]
fn names_that_no_column_has_are_answered_with_the_nearest() {
    let folder = folder_with(sound(100, "\n"));
    let asked = [
        "--samples",
        "draws.csv",
        "--net-benefit",
        "nougt,gain",
        "--parameters",
        "p1,p1",
        "--parameters",
        "zz",
    ];
    let more = ["--group", "both=p1,pp2", "--group", "p1=p2", "--study", "N=4 on q"];
    let run = ended(voi(folder.path()).args(asked).args(more));
    assert_eq!((run.status, run.printed.as_str()), (2, ""));
    for expected in [
        "--net-benefit: there is no column `nougt`",
        "`nought`?",
        "--parameters: `p1` is named twice",
        "--parameters: there is no column `zz`",
        "--group: there is no column `pp2`",
        "--group: there is a parameter `p1`",
        "--study: there is no column `q`",
    ] {
        assert!(run.said.contains(expected), "{expected} in {}", run.said);
    }
}

#[test]
fn headers_that_cannot_be_understood_are_refused() {
    let with = |header: &str| refused(sound(100, "\n").replace("nought,gain,p1,p2", header));
    assert!(with("nought,gain,p1,p1").contains("draws.csv:1:16"), "{}", with("nought,gain,p1,p1"));
    assert!(with("nought,gain,p1,p1").contains("column 3 is called `p1` already"));
    assert!(refused(sound(100, "\n").replace(',', ";")).contains("separated by semicolons"));
    assert!(refused("").contains("nothing in this file"));
    assert!(refused("nought,gain,p1,p2\n").contains("there are 0 draws"));
    assert!(refused(b"\xff\xfen\0o\0").contains("UTF-16"));
    assert!(refused(b"nought,gain,p\xa3,p2\n").contains("Windows-1252"));
}

#[test]
fn a_quote_that_nobody_closes_is_found() {
    let mut lines: Vec<String> = sound(60, "\n").lines().map(str::to_owned).collect();
    lines[40] = "0,\"1,2,3".to_owned();
    let said = refused(lines.join("\n"));
    assert!(said.contains("draws.csv:41:3") && said.contains("never closed"), "{said}");
}

#[test]
fn few_draws_are_refused_and_not_many_are_warned_of() {
    let said = refused(sound(29, "\n"));
    assert!(said.contains("there are 29 draws") && said.contains("at least 30"), "{said}");
    let run = of(sound(30, "\n"));
    assert_eq!(run.status, 0);
    assert!(
        run.said.contains("warning") && run.said.contains("30 draws: figures are rough below 1000"),
        "{}",
        run.said
    );
    assert_eq!(of(sound(1000, "\n")).said, "");
}

#[test]
fn what_makes_no_question_is_refused() {
    let folder = folder_with(sound(100, "\n"));
    let said = |arguments: &[&str]| {
        let run = ended(voi(folder.path()).args(arguments));
        assert_eq!((run.status, run.printed.as_str()), (2, ""), "{arguments:?}");
        run.said
    };
    let samples = ["--samples", "draws.csv", "--net-benefit", "nought,gain"];
    let with = |more: &[&str]| said(&[&samples[..], more].concat());
    assert!(said(&[]).contains("required arguments"));
    assert!(said(&["draws.csv"]).contains("draws.csv"), "a file of draws is no scenario");
    assert!(
        said(&["a.toml", "--samples", "draws.csv", "--net-benefit", "gain"]).contains("cannot be used with")
    );
    assert!(said(&["--samples", "draws.csv"]).contains("--net-benefit"));
    assert!(said(&["--samples", "draws.csv", "--net-benefit", "gain"]).contains("nothing to decide"));
    assert!(
        said(&["--samples", "no.csv", "--net-benefit", "nought,gain"]).contains("there is no file `no.csv`")
    );
    assert!(with(&["--group", "both"]).contains("a name and columns"));
    assert!(with(&["--study", "400 on p1"]).contains("N=400 sd=1 on COLUMN"));
    assert!(with(&["--study", "N=0 on p1"]).contains("at least 1"));
    for option in [["--draws", "100"], ["--seed", "3"], ["--prices", "2020"]] {
        assert!(with(&option).contains(option[0]), "{option:?}");
    }
}

#[test]
fn a_name_may_have_commas_in_it() {
    let text = sound(1200, "\n").replace("nought,gain,p1,p2", "nought,\"gain, net\",\"p1, p2\",p2");
    let folder = folder_with(text);
    let asked = ["--samples", "draws.csv", "--net-benefit", "nought", "--net-benefit", "gain, net"];
    let run =
        ended(voi(folder.path()).args(asked).args(["--parameters", "p1, p2", "--group", "both=p1, p2"]));
    assert_eq!(run.status, 0, "{}", run.said);
    assert!(run.printed.contains("p1, p2"), "{}", run.printed);
}

#[test]
fn more_parameters_than_can_be_fitted_together_are_refused() {
    let names: Vec<String> = (0..401).map(|number| format!("q{number}")).collect();
    let header = format!("nought,gain,{}\n", names.join(","));
    let row = format!("0,1{}\n", ",2".repeat(names.len()));
    let folder = folder_with(header + &row.repeat(40));
    let group = format!("all={}", names.join(","));
    let asked = ["--samples", "draws.csv", "--net-benefit", "nought,gain", "--group", &group];
    let run = ended(voi(folder.path()).args(asked));
    assert_eq!((run.status, run.printed.as_str()), (2, ""));
    assert!(run.said.contains("`all` has 401 parameters; allowed: at most 400 together"), "{}", run.said);
}
