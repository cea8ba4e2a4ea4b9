//! Every CSV file is as `schema --columns` says, and none can be mistaken for a spreadsheet's formulas.

use crate::Folder;
use crate::apportion;
use crate::printed;
use crate::questions::Question;
use crate::questions::answer;
use crate::questions::questions;
use apportion::report::LAYOUTS;
use apportion::report::Layout;
use std::collections::BTreeSet;

fn records(csv: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(csv.as_bytes());
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// The unit of a quantity in the answer to a plan over the shipped five years.
fn of_plan(unit: &'static str) -> &'static str {
    match unit {
        "£m a year" | "£m" => "£m at present value",
        "a year" => "over 2016 to 2020",
        other => other,
    }
}

/// Each quantity of a file is one that is documented, with this unit and spread.
fn keeps_quantities(
    layout: &Layout,
    records: &[Vec<String>],
    is_plan: bool,
    met: &mut BTreeSet<&'static str>,
) {
    let column = |name: &str| records[0].iter().position(|column| column == name).unwrap();
    let [quantity, of, unit, value, sd] = ["quantity", "of", "unit", "value", "sd"].map(column);
    for record in &records[1..] {
        let known = layout.quantities.iter().find(|known| known.name == record[quantity]);
        assert!(known.is_some(), "{}: {record:?} is not documented", layout.command);
        let known = known.unwrap();
        let expected = if is_plan { of_plan(known.unit) } else { known.unit };
        assert_eq!(record[unit], expected, "{record:?}");
        assert_eq!(record[of].is_empty(), known.of.is_empty(), "{record:?}");
        assert_eq!(!record[sd].is_empty(), known.spread, "{record:?}");
        assert!(record[value].is_empty() || record[value].parse::<f64>().is_ok(), "{record:?}");
        met.insert(known.name);
    }
}

#[test]
fn columns_and_quantities_are_as_documented() {
    let (_folder, questions) = questions();
    for layout in LAYOUTS {
        let command = layout.command.split(' ').next().unwrap();
        let is_of_samples = |question: &&Question| {
            question.arguments.iter().any(|argument| argument == "--samples")
                == layout.command.ends_with("--samples")
        };
        let own = questions.iter().filter(|question| question.arguments[0] == command);
        let own: Vec<_> = own.filter(is_of_samples).collect();
        assert!(!own.is_empty(), "{command}");
        let mut met = BTreeSet::new();
        for question in own {
            let records = records(&question.answer("csv"));
            if command == "draws" {
                assert_eq!(records[0][0], layout.columns[0].name);
                continue;
            }
            if layout.command != command && command == "compare" {
                continue;
            }
            assert_eq!(records[0], layout.heading(), "{:?}", question.arguments);
            if !layout.quantities.is_empty() {
                let is_plan = question.arguments.iter().any(|argument| argument.contains("five-years"));
                keeps_quantities(layout, &records, is_plan, &mut met);
            }
        }
        let documented: BTreeSet<&str> = layout.quantities.iter().map(|quantity| quantity.name).collect();
        assert_eq!(met, documented, "{command}: every quantity is met in an answer");
    }
}

#[test]
fn columns_that_follow_the_evidence_are_documented_by_their_kind() {
    let (folder, questions) = questions();
    let compare = questions.iter().find(|question| question.schema == "compare").unwrap();
    let outcomes = folder.path("outcomes.csv");
    let mut arguments: Vec<&str> = compare.arguments.iter().map(String::as_str).collect();
    // In other prices than the evidence's, of which a column says so.
    arguments.extend(["--outcomes", &outcomes, "--prices", "2024"]);
    let wide = answer(&[&arguments[..], &["--quiet", "--format", "wide"]].concat());
    let outcomes = std::fs::read_to_string(&outcomes).unwrap();
    for (command, csv) in [("compare --format wide", wide), ("compare --outcomes", outcomes)] {
        let layout = LAYOUTS.iter().find(|layout| layout.command == command).unwrap();
        let mut met = Vec::new();
        for column in &records(&csv)[0] {
            let is_of = |documented: &&&str| {
                let kind = documented.split('.').next();
                let end = documented.rsplit('.').next().filter(|end| end.starts_with(char::is_lowercase));
                column == *documented
                    || documented.contains(char::is_uppercase)
                        && column.split('.').next() == kind
                        && end.is_none_or(|end| column.ends_with(&format!(".{end}")))
            };
            let heading = layout.heading();
            let kind = heading.iter().find(is_of);
            assert!(kind.is_some(), "{command}: {column}");
            met.push(*kind.unwrap());
        }
        let met: BTreeSet<&str> = met.into_iter().collect();
        assert_eq!(met, layout.heading().into_iter().collect(), "{command}");
    }
}

#[test]
fn columns_can_be_listed_by_people_and_programs() {
    let markdown = printed(&["schema", "--columns"]);
    let csv = records(&printed(&["schema", "--columns", "--format", "csv"]));
    for layout in LAYOUTS {
        assert!(markdown.contains(&format!("### `{}`", layout.command)), "{markdown}");
        let columns = csv.iter().filter(|record| record[0] == layout.command && record[1] == "column");
        assert_eq!(columns.map(|record| record[2].as_str()).collect::<Vec<_>>(), layout.heading());
    }
}

#[test]
fn no_hostile_name_becomes_a_formula() {
    let folder = Folder::with(&[]);
    apportion(&["--quiet", "init", &folder.path("")]).assert().success();
    let edit = |file: &str, changes: &[(&str, &str)]| {
        let mut text = std::fs::read_to_string(folder.path(file)).unwrap();
        for (from, to) in changes {
            assert!(text.contains(from), "{from} in {text}");
            text = text.replace(from, to);
        }
        std::fs::write(folder.path(file), text).unwrap();
    };
    edit(
        "evidence.toml",
        &[
            ("\"A small example\"", "\"+1+cmd|' /C calc'!A0\""),
            ("\"Drugs supply\"", "\"@SUM(1)\""),
            ("\"Treatment\"", "\"-2+3\""),
            ("\"Made up for this example\"", "\"\\t=1\""),
        ],
    );
    edit(
        "best.toml",
        &[
            ("\"Best, with prevention at a fifth or more\"", "\"=HYPERLINK(1)\""),
            ("\"No strand loses more than half\"", "\"\\r=2\""),
        ],
    );
    let (best, evidence) = (folder.path("best.toml"), folder.path("evidence.toml"));
    let few = ["--draws", "20", "--quiet", "--format", "csv"];
    let cases: [(&[&str], &str); 7] = [
        (&["compare", &best], "'=HYPERLINK(1)"),
        (&["compare", &best], "'+1+cmd|' /C calc'!A0"),
        (&["optimise", &best, "--solved-draws", "2"], "'=HYPERLINK(1)"),
        (&["frontier", &best, "--points", "2"], "'=HYPERLINK(1)"),
        (&["target", &best, "--avoid", "£10m"], "'=HYPERLINK(1)"),
        (&["evidence", &evidence], "'␉=1"),
        (&["draws", &evidence], "draw"),
    ];
    for (arguments, tamed) in cases {
        let csv = answer(&[arguments, &few[..]].concat());
        assert!(records(&csv).iter().flatten().any(|cell| cell == tamed), "{arguments:?}: {csv}");
        all_text_is_text(&csv);
    }
    let mut check = apportion(&["check", "=a.toml", "--format", "csv"]);
    let output = check.current_dir(folder.path("")).output().unwrap();
    let csv = String::from_utf8(output.stdout).unwrap();
    assert_eq!(records(&csv)[1][..2], ["error", "'=a.toml"], "{csv}");
    all_text_is_text(&csv);
}

/// What begins like a formula is a number.
fn all_text_is_text(csv: &str) {
    for cell in records(csv).iter().flatten() {
        let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
        assert!(!is_formula || cell.parse::<f64>().is_ok(), "{cell:?} in {csv}");
    }
}
