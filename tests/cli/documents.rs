//! Documents are the whole answer: read back, they are printed the same in every format, and joined they are the answer
//! that one run would have given.

use crate::Folder;
use crate::questions::answer;
use crate::questions::questions;
use apportion::report;
use apportion::report::Versioned;
use apportion::report::best;
use std::fmt::Debug;

/// The width of tables that nobody watches.
const WIDTH: u16 = 100;

type Csv<D> = fn(&D) -> Result<Vec<u8>, Box<dyn std::error::Error + Send + Sync>>;

fn read<D: Versioned>(json: &str) -> D {
    report::from_json(json.as_bytes()).unwrap()
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

/// Every answer of a schema, read back and printed again.
fn printed_again<D: Versioned + PartialEq + Debug>(
    schema: &str,
    table: impl Fn(&D) -> String,
    csv: Csv<D>,
    is_table_printed: bool,
) {
    let (_folder, questions) = questions();
    let own: Vec<_> = questions.iter().filter(|question| question.schema == schema).collect();
    assert!(!own.is_empty(), "{schema}");
    for question in own {
        let json = question.answer("json");
        let document: D = read(&json);
        assert_eq!(text(report::json(&document).unwrap()), json, "{:?}", question.arguments);
        assert_eq!(text(csv(&document).unwrap()), question.answer("csv"), "{:?}", question.arguments);
        if is_table_printed {
            assert_eq!(table(&document), question.answer("table"), "{:?}", question.arguments);
        }
    }
}

#[test]
fn best_allocations_are_printed_the_same_when_read_back() {
    printed_again("optimise", |document| best::table(document, WIDTH), best::csv, true);
}

#[test]
fn frontiers_are_printed_the_same_when_read_back() {
    printed_again("frontier", |it| report::frontier::table(it, WIDTH), report::frontier::csv, true);
}

#[test]
fn targets_are_printed_the_same_when_read_back() {
    printed_again("target", |document| report::target::table(document, WIDTH), report::target::csv, true);
}

#[test]
fn lists_are_printed_the_same_when_read_back() {
    printed_again("evidence-log", |it| report::evidence::table(it, WIDTH), report::evidence::csv, true);
    printed_again("columns", report::columns::table, report::columns::csv, true);
    // Findings go to standard error when people read them.
    printed_again("check", report::check::table, report::check::csv, false);
}

#[test]
fn answers_joined_are_the_answer_to_all() {
    let few = ["--draws", "40", "--solved-draws", "3", "--quiet"];
    let files = ["scenarios/baseline.toml", "scenarios/best-free.toml"];
    let run =
        |files: &[&str], format: &str| answer(&[&["optimise", "--format", format], files, &few[..]].concat());
    let parts = files.iter().rev().map(|file| read::<best::Document>(&run(&[file], "json")));
    let entries = parts.flat_map(|part| part.scenarios).collect();
    let joined = best::Document::joined(entries, Vec::new(), Vec::new());
    assert_eq!(text(report::json(&joined).unwrap()), run(&files, "json"));
    assert_eq!(best::table(&joined, WIDTH), run(&files, "table"));
    assert_eq!(text(best::csv(&joined).unwrap()), run(&files, "csv"));
}

#[test]
fn draws_are_the_same_as_csv_and_as_json() {
    let (_folder, questions) = questions();
    for question in questions.iter().filter(|question| question.schema == "draws") {
        let document: report::draws::Document = read(&question.answer("json"));
        let mut csv = String::from("draw");
        for address in document.columns.keys() {
            csv += &format!(",{address}");
        }
        csv.push('\n');
        for draw in 0..document.draws {
            csv += &draw.to_string();
            for column in document.columns.values() {
                csv += &format!(",{}", column[draw]);
            }
            csv.push('\n');
        }
        assert_eq!(csv, question.answer("csv"), "{:?}", question.arguments);
    }
}

#[test]
fn draws_go_into_a_folder_in_both_formats() {
    let folder = Folder::with(&[]);
    let draws = ["draws", "scenarios/baseline.toml", "--draws", "10"];
    answer(&[&draws[..], &["--out", &folder.path("")]].concat());
    for format in ["json", "csv"] {
        let written = std::fs::read_to_string(folder.path(&format!("draws.{format}"))).unwrap();
        assert_eq!(written, answer(&[&draws[..], &["--format", format]].concat()));
    }
}
