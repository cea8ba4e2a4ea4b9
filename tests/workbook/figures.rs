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

/// The lines of a table by the evidence and the id of their scenario, and a word in a column.
struct Lines(Vec<Row>);

impl Lines {
    fn of(sheet: &str) -> Self {
        Self(BOOK.table(sheet))
    }

    /// The one line of the scenario that a line of `compare` is of.
    fn of_scenario(&self, line: &BTreeMap<String, String>) -> &Row {
        self.of_kind(line, "Scenario id", &line["scenario"])
    }

    fn of_kind(&self, line: &BTreeMap<String, String>, column: &str, value: &str) -> &Row {
        let own = self.0.iter().filter(|row| {
            text(row, "Scenario id") == line["scenario"]
                && text(row, "Evidence") == line["evidence"]
                && text(row, column) == value
        });
        let own: Vec<&Row> = own.collect();
        assert_eq!(own.len(), 1, "{} with {column} {value}", line["scenario"]);
        own[0]
    }
}

#[test]
fn figures_are_those_of_compare_to_the_last_bit() {
    let (comparison, money, allocation) =
        (Lines::of("Comparison"), Lines::of("Money"), Lines::of("Allocation"));
    let mut compared_figures = 0;
    for line in compared() {
        let (value, row) = (line["value"].as_str(), comparison.of_scenario(&line));
        let spent = money.of_scenario(&line);
        let is_reference = text(row, "Avoids more than the reference?") == "the reference";
        assert_eq!(is_reference, line["scenario"] == line["reference"]);
        compared_figures += 1;
        match line["quantity"].as_str() {
            "budget" => same(spent, "Budget, £m a year", value),
            "back_office" => same(spent, "Back office, £m a year", value),
            "unspent" => same(spent, "Unspent, £m a year", value),
            "strand" => same(spent, &format!("Spend on {}, £m a year", line["of"]), value),
            "programme" => {
                let row = allocation.of_kind(&line, "Programme id", &line["of"]);
                same(row, "Scenario, £m a year", value);
            }
            "versus" if !is_reference => {
                same(row, "Mean, £m a year", value);
                same(row, "Standard error of the mean, £m a year", &line["se"]);
                same(row, "5% of draws below, £m a year", &line["p5"]);
                same(row, "95% of draws below, £m a year", &line["p95"]);
                same(row, "Avoids more, share of draws", &line["probability_positive"]);
            }
            "versus_probability_worse" if !is_reference => same(row, "Avoids less, share of draws", value),
            "extra_cost" if !is_reference => same(spent, "Extra cost, £m a year", value),
            "next_pound" => same(spent, "Spread as the scenario spends, £", value),
            "next_pound_most" => same(spent, "Where it does most, £", value),
            "bridge_money" => same(row, "More or less money, £m a year", value),
            "bridge_split" => same(row, "The split, £m a year", value),
            "bridge_within" => same(row, "Better use inside strands, £m a year", value),
            "optimum_gap" => same(row, "Certified gap, share of the objective", value),
            _ => compared_figures -= 1,
        }
    }
    assert!(compared_figures > 300, "{compared_figures}");
}

#[test]
fn the_summary_says_what_the_comparison_says() {
    let comparison = BOOK.table("Comparison");
    let summary = BOOK.table("Summary");
    assert_eq!(summary.len(), comparison.len());
    for (short, long) in summary.iter().zip(&comparison) {
        assert_eq!(short["Scenario number"], long["Scenario number"]);
        for (of_short, of_long) in [
            ("Scenario", "Scenario"),
            ("Avoids more than Today?", "Avoids more than the reference?"),
            ("Mean, £m a year", "Mean, £m a year"),
            ("± standard error, £m a year", "Standard error of the mean, £m a year"),
            ("5% of draws below, £m a year", "5% of draws below, £m a year"),
            ("95% of draws below, £m a year", "95% of draws below, £m a year"),
        ] {
            assert_eq!(short[of_short], long[of_long], "{of_short}");
        }
    }
}

#[test]
fn harm_by_threat_is_that_of_compare_to_the_last_bit() {
    let threats =
        Lines(BOOK.table("Threats").into_iter().filter(|row| text(row, "Measure") == "Harm").collect());
    let mut met = 0;
    for line in compared() {
        let column = match line["quantity"].as_str() {
            "threat_harm" => "Modelled harm: mean, £m a year",
            "threat_harm_avoided" => "Harm avoided against today's spend: mean, £m a year",
            _ => continue,
        };
        same(threats.of_kind(&line, "Threat id", &line["of"]), column, &line["value"]);
        met += 1;
    }
    assert_eq!(met, 2 * 8 * 7, "eight costed threats in seven scenarios");
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
                && text(row, "Evidence") == line["evidence"]
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
    for sheet in TABLES.into_iter().chain(["Summary", "Chart data"]) {
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
    assert_eq!(not_costed, 2 * 7, "money laundering and bribery, in five scenarios and twice today");
    for row in BOOK.table("Summary") {
        let is_reference = text(&row, "Avoids more than Today?") == "the reference";
        for column in ["Mean, £m a year", "± standard error, £m a year", "5% of draws below, £m a year"] {
            assert_eq!(is_reference, row[column] == Data::Empty);
        }
    }
    for row in BOOK.table("Money") {
        for column in ["Harm avoided per extra £1: mean, £", "Per extra £1: 5% of draws below, £"] {
            assert_eq!(row[column], Data::Empty, "all of them cost the same: nought over nought");
        }
    }
    for (row, short) in BOOK.table("Comparison").iter().zip(BOOK.table("Summary")) {
        let gap = &row["Certified gap, share of the objective"];
        assert_eq!(text(&short, "Proof") == "nothing left to choose", *gap == Data::Empty);
        let same = text(row, "Avoids more than the reference?") == "the same";
        assert!(
            !same || row["How much more where it avoids more, £m a year"] == Data::Empty,
            "it never does"
        );
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
