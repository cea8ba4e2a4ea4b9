//! Every figure is a number, to the last bit the one that `compare` gives.

use crate::ASKED;
use crate::BOOK;
use crate::apportion;
use crate::book::Row;
use crate::book::TABLES;
use crate::book::number;
use calamine::Data;
use std::collections::BTreeMap;

/// The lines of `compare --format csv`, each by its column names.
fn compared() -> Vec<BTreeMap<String, String>> {
    let output = apportion(&[&["compare", "--format", "csv"], &ASKED[..]].concat()).output().unwrap();
    assert!(output.status.success());
    let mut reader = csv::Reader::from_reader(&output.stdout[..]);
    reader.deserialize().map(Result::unwrap).collect()
}

fn text(row: &Row, column: &str) -> String {
    row[column].to_string()
}

/// Asserts that a cell is the number that a text says, bit for bit.
fn same(row: &Row, column: &str, said: &str) {
    let (cell, said) = (number(&row[column]), said.parse::<f64>().unwrap());
    assert_eq!(cell.to_bits(), said.to_bits(), "{column} of {}: {cell} or {said}?", text(row, "Scenario id"));
}

#[test]
fn figures_are_those_of_compare_to_the_last_bit() {
    let (summary, allocation, threats) =
        (BOOK.table("Summary"), BOOK.table("Allocation"), BOOK.table("Threats"));
    let of = |rows: &[Row], id: &str, column: &str, value: &str| -> Row {
        let mut found =
            rows.iter().filter(|row| text(row, "Scenario id") == id && text(row, column) == value);
        let row = found.next().unwrap_or_else(|| panic!("{id} has no {column} {value}")).clone();
        assert!(found.next().is_none(), "{id} has two lines for {column} {value}");
        row
    };
    let mut compared_figures = 0;
    for line in compared() {
        let id = line["scenario"].as_str();
        let row = of(&summary, id, "Scenario id", id);
        assert_eq!(text(&row, "Evidence"), line["evidence"]);
        compared_figures += 1;
        let is_reference = text(&row, "In words") == "the reference";
        match line["quantity"].as_str() {
            "budget" => same(&row, "Budget, £m a year", &line["value"]),
            "back_office" => same(&row, "Back office, £m a year", &line["value"]),
            "unspent" => same(&row, "Unspent, £m a year", &line["value"]),
            "strand" => same(&row, &format!("Spend on {}, £m a year", line["of"]), &line["value"]),
            "programme" => {
                let row = of(&allocation, id, "Programme id", &line["of"]);
                same(&row, "Scenario, £m a year", &line["value"]);
            }
            "harm_avoided" => {
                same(&row, "Modelled harm avoided against today's spend: mean, £m a year", &line["value"]);
                same(&row, "Modelled harm avoided: 5% of draws below, £m a year", &line["p5"]);
                same(&row, "Modelled harm avoided: 95% of draws below, £m a year", &line["p95"]);
                let column = "Probability of avoiding any harm, share of draws";
                same(&row, column, &line["probability_positive"]);
            }
            "versus" if !is_reference => {
                same(&row, "Against the reference: mean harm avoided, £m a year", &line["value"]);
                same(&row, "Against the reference: 5% of draws below, £m a year", &line["p5"]);
                same(&row, "Against the reference: 95% of draws below, £m a year", &line["p95"]);
                let column = "Probability of beating the reference, share of draws";
                same(&row, column, &line["probability_positive"]);
            }
            "bridge_split" => same(&row, "Harm avoided by the split alone, £m a year", &line["value"]),
            "bridge_within" => {
                same(&row, "Harm avoided by better use inside strands, £m a year", &line["value"]);
            }
            "optimum_gap" => same(&row, "Certified gap, share of the objective", &line["value"]),
            "threat_harm" | "threat_harm_avoided" => {
                let own: Vec<Row> =
                    threats.iter().filter(|row| text(row, "Measure") == "Harm").cloned().collect();
                let row = of(&own, id, "Threat id", &line["of"]);
                let column = match line["quantity"].as_str() {
                    "threat_harm" => "Modelled harm: mean, £m a year",
                    _ => "Harm avoided against today's spend: mean, £m a year",
                };
                same(&row, column, &line["value"]);
            }
            _ => compared_figures -= 1,
        }
    }
    assert!(compared_figures > 300, "{compared_figures}");
}

#[test]
fn people_are_those_of_compare_to_the_last_bit() {
    let threats = BOOK.table("Threats");
    let of_people: Vec<_> =
        compared().into_iter().filter(|line| line["quantity"].starts_with("count")).collect();
    assert!(!of_people.is_empty());
    for line in of_people {
        let means = if line["quantity"] == "count" {
            "Modelled people or events: mean, number a year"
        } else {
            "Avoided against today's spend: mean, number a year"
        };
        let threat = line["of"].split('.').next().unwrap();
        let own = threats.iter().filter(|row| {
            text(row, "Scenario id") == line["scenario"]
                && text(row, "Threat id") == threat
                && text(row, "Measure") != "Harm"
        });
        let said: f64 = line["value"].parse().unwrap();
        let row = own.into_iter().find(|row| number(&row[means]).to_bits() == said.to_bits());
        let row = row.unwrap_or_else(|| panic!("{line:?}"));
        if line["quantity"] == "count_avoided" {
            same(row, "Avoided: 5% of draws below, number a year", &line["p5"]);
            same(row, "Avoided: 95% of draws below, number a year", &line["p95"]);
        }
    }
}

#[test]
fn a_column_has_numbers_or_words_and_numbers_have_a_unit_above() {
    for sheet in TABLES {
        let (headings, rows) = (BOOK.headings(sheet), BOOK.table(sheet));
        for heading in headings {
            let is_number = |row: &&Row| matches!(row[&heading], Data::Float(_) | Data::Int(_));
            let is_word = |row: &&Row| matches!(row[&heading], Data::String(_));
            let (numbers, words) =
                (rows.iter().filter(is_number).count(), rows.iter().filter(is_word).count());
            assert!(numbers == 0 || words == 0, "{sheet}, {heading}: {numbers} numbers, {words} words");
            let units = ["£", "share", "number", "bytes"];
            assert!(numbers == 0 || units.iter().any(|unit| heading.contains(unit)), "{sheet}, {heading}");
            let parsed = |row: &Row| text(row, &heading).parse::<f64>().is_ok();
            let is_figure = rows.iter().filter(is_word).any(parsed);
            assert!(
                !is_figure
                    || ["Value", "Value or distribution, in the unit of its meaning"].contains(&&*heading),
                "{sheet}, {heading}: a number as text"
            );
        }
    }
}

#[test]
fn what_is_not_known_is_empty_and_never_nought() {
    for row in BOOK.table("Threats").iter().filter(|row| text(row, "Note").starts_with("not costed")) {
        assert_eq!(row["Modelled harm: mean, £m a year"], Data::Empty);
        assert_eq!(row["Harm avoided against today's spend: mean, £m a year"], Data::Empty);
    }
    let not_costed =
        BOOK.table("Threats").iter().filter(|row| text(row, "Note").starts_with("not costed")).count();
    assert_eq!(not_costed, 2 * 5, "money laundering and bribery, in five scenarios");
    for row in BOOK.table("Summary") {
        let versus = &row["Against the reference: mean harm avoided, £m a year"];
        assert_eq!(text(&row, "In words") == "the reference", *versus == Data::Empty);
        let gap = &row["Certified gap, share of the objective"];
        assert_eq!(text(&row, "Proof") == "nothing left to choose", *gap == Data::Empty);
    }
    let back_office = BOOK.table("Allocation").into_iter().filter(|row| text(row, "Line") == "Back office");
    for row in back_office {
        assert_eq!(row["Today, £m a year"], Data::Empty, "nobody says what it is today");
        let wanted = if text(&row, "Scenario id").starts_with("front-line") { 700.0 } else { 0.0 };
        assert!((number(&row["Scenario, £m a year"]) - wanted).abs() < 1e-12);
    }
}

#[test]
fn assumptions_are_those_of_the_evidence_and_the_manifest_names_every_file() {
    let assumptions = BOOK.table("Assumptions");
    let output = apportion(&["evidence", "scenarios/baseline.toml", "--format", "csv"]).output().unwrap();
    let mut reader = csv::Reader::from_reader(&output.stdout[..]);
    let log: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(assumptions.len(), 2 * log.len(), "two readings of one evidence");
    for (row, record) in assumptions.iter().zip(&log) {
        assert_eq!(text(row, "Address"), record[0]);
        assert_eq!(text(row, "Grade"), record[4]);
        assert_eq!(text(row, "Source"), record[5]);
    }
    let manifest = BOOK.table("Manifest");
    let file = |row: &&Row| text(row, "What") == "Input file";
    for row in manifest.iter().filter(file) {
        let bytes = std::fs::read(text(row, "Value")).unwrap();
        assert!((number(&row["Length, bytes"]) - f64::from(u32::try_from(bytes.len()).unwrap())).abs() < 0.5);
        assert_eq!(text(row, "SHA-256, hexadecimal").len(), 64);
    }
    assert_eq!(manifest.iter().filter(file).count(), 9, "five scenarios, two bases, two evidence files");
    let said =
        |what: &str| manifest.iter().find(|row| text(row, "What") == what).map(|row| text(row, "Value"));
    assert_eq!(said("Command").unwrap(), "report");
    assert_eq!(said("Day taken for today").unwrap(), "2026-11-22");
}
