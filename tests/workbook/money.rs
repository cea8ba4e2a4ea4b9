//! Scenarios that cost more or less than what they are held against, and a reference that is not today.

use crate::book::Book;
use crate::book::Row;
use crate::book::number;
use crate::hostile::example;
use calamine::Data;
use tempfile::TempDir;

/// The small example with £50m more, £100m less, and as much as today.
fn budgets() -> TempDir {
    let folder = example(&[]);
    for (id, base, total) in [("more", "hold", "£750m"), ("less", "best", "£600m")] {
        let text =
            format!("[scenario]\nname = '{id}'\nbase = '{base}.toml'\n\n[budget]\ntotal = '{total}'\n");
        std::fs::write(folder.path().join(format!("{id}.toml")), text).unwrap();
    }
    folder
}

fn line(rows: &[Row], name: &str) -> Row {
    rows.iter().find(|row| row["Scenario"] == name).unwrap().clone()
}

fn close(row: &Row, column: &str, wanted: f64) {
    let found = number(&row[column]);
    // Quotients of two rounded numbers.
    assert!((found - wanted).abs() <= 1e-12 * wanted.abs().max(1.0), "{column}: {found} or {wanted}?");
}

#[test]
fn extra_money_has_what_it_costs_and_what_each_pound_of_it_avoids() {
    let folder = budgets();
    let book = Book::of(&[folder.path().to_str().unwrap(), "--draws", "50"], 0);
    let (summary, comparison, money) = (book.table("Summary"), book.table("Comparison"), book.table("Money"));
    for (name, extra) in [("more", 50.0), ("less", -100.0)] {
        let (short, long, spent) = (line(&summary, name), line(&comparison, name), line(&money, name));
        close(&spent, "Extra cost, £m a year", extra);
        close(&short, "Extra cost, £m a year", extra);
        let of = |column: &str| number(&long[column]) / extra;
        close(&spent, "Harm avoided per extra £1: mean, £", of("Mean, £m a year"));
        close(&short, "Harm avoided per extra £1, £", of("Mean, £m a year"));
        let ends = ["5% of draws below, £m a year", "95% of draws below, £m a year"];
        let [low, high] = if extra > 0.0 { ends } else { [ends[1], ends[0]] };
        close(&spent, "Per extra £1: 5% of draws below, £", of(low));
        close(&spent, "Per extra £1: 95% of draws below, £", of(high));
        close(&short, "Money in all, £m a year", 700.0 + extra);
    }
    // Pro-rata, so neither the split nor better use does anything.
    let more = line(&comparison, "more");
    for part in ["The split, £m a year", "Better use inside strands, £m a year"] {
        assert!(number(&more[part]).abs() < 1e-9, "{part}");
    }
    assert!((number(&more["More or less money, £m a year"]) - number(&more["Mean, £m a year"])).abs() < 1e-9);
    let same = line(&money, "As it is today");
    assert_eq!(same["Harm avoided per extra £1: mean, £"], Data::Empty, "nought over nought");
}

#[test]
fn a_reference_of_ones_own_leaves_what_is_avoided_against_today_in_sight() {
    let folder = budgets();
    let place = folder.path().to_str().unwrap();
    let book = Book::of(&[place, "--draws", "50", "--reference", "less"], 0);
    let summary = book.table("Summary");
    assert_eq!(line(&summary, "less")["Avoids more than the reference?"], "the reference");
    assert_eq!(line(&summary, "less")["Mean, £m a year"], Data::Empty);
    let today = Book::of(&[place, "--draws", "50"], 0).table("Comparison");
    for row in book.table("Comparison") {
        let name = row["Scenario"].to_string();
        let wanted = line(&today, &name);
        for column in ["mean, £m a year", "standard error, £m a year", "5% of draws below, £m a year"] {
            let known = match column {
                "mean, £m a year" => "Mean, £m a year",
                "standard error, £m a year" => "Standard error of the mean, £m a year",
                other => other,
            };
            if name != "Today" {
                close(&row, &format!("Against today: {column}"), number(&wanted[known]));
            }
        }
    }
}
