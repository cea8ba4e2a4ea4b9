//! Documents are the whole answer: read back, they are printed the same in every format, and joined they are the answer
//! that one run would have given.

use crate::Folder;
use crate::questions::answer;
use crate::questions::questions;
use apportion::report;
use apportion::report::Answer;
use apportion::report::Form;
use apportion::report::Look;
use apportion::report::Tabular;
use apportion::report::Versioned;
use apportion::report::optimise;
use std::fmt::Debug;

/// The width of tables that nobody watches.
const WIDTH: u16 = 100;

fn read<D: Versioned>(json: &str) -> D {
    report::from_json(json.as_bytes()).unwrap()
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

/// An answer in one of its forms.
fn written(answer: &impl Answer, form: Form) -> String {
    let mut bytes = Vec::new();
    answer.write(form, Look { width: WIDTH, is_full: false }, &mut bytes).unwrap();
    text(bytes)
}

/// Every answer of a schema, read back and printed again in every form that it says it has.
fn printed_again<D: Tabular + PartialEq + Debug>(schema: &str, is_table_printed: bool) {
    let (_folder, questions) = questions();
    let own: Vec<_> = questions.iter().filter(|question| question.schema == schema).collect();
    assert!(!own.is_empty(), "{schema}");
    for question in own {
        let document: D = read(&question.answer("json"));
        for (form, name) in [(Form::Json, "json"), (Form::Csv, "csv"), (Form::Table, "table")] {
            assert!(D::DESCRIBED.forms.contains(&form), "{schema}");
            if form != Form::Table || is_table_printed {
                assert_eq!(written(&document, form), question.answer(name), "{:?}", question.arguments);
            }
        }
    }
}

#[test]
fn best_allocations_are_printed_the_same_when_read_back() {
    printed_again::<optimise::Document>("optimise", true);
}

#[test]
fn frontiers_are_printed_the_same_when_read_back() {
    printed_again::<report::frontier::Document>("frontier", true);
}

#[test]
fn targets_are_printed_the_same_when_read_back() {
    printed_again::<report::targets::Document>("target", true);
}

#[test]
fn worths_of_information_are_printed_the_same_when_read_back() {
    printed_again::<report::voi::samples::Document>("voi-samples", true);
    printed_again::<report::voi::scenarios::Document>("voi", true);
}

#[test]
fn lists_are_printed_the_same_when_read_back() {
    printed_again::<report::evidence::Document>("evidence-log", true);
    printed_again::<report::columns::Document>("columns", true);
    // Findings go to standard error when people read them.
    printed_again::<report::check::Document>("check", false);
}

#[test]
fn answers_joined_are_the_answer_to_all() {
    let few = ["--draws", "40", "--solved-draws", "3", "--quiet"];
    let files = ["scenarios/baseline.toml", "scenarios/best-free.toml"];
    let run =
        |files: &[&str], format: &str| answer(&[&["optimise", "--format", format], files, &few[..]].concat());
    let parts = files.iter().rev().map(|file| read::<optimise::Document>(&run(&[file], "json")));
    let entries = parts.flat_map(|part| part.scenarios).collect();
    let joined = optimise::Document::joined(entries, Vec::new(), Vec::new());
    assert_eq!(text(report::json(&joined).unwrap()), run(&files, "json"));
    assert_eq!(optimise::table(&joined, WIDTH), run(&files, "table"));
    assert_eq!(text(optimise::csv(&joined).unwrap()), run(&files, "csv"));
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
