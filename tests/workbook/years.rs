//! The years of plans: what they add up to is what the other sheets say.

use crate::BOOK;
use crate::book::Book;
use crate::book::Row;
use crate::book::number;

/// The sum of a column over the lines of a scenario.
fn sum(rows: &[Row], id: &str, column: &str) -> f64 {
    let own = rows.iter().filter(|row| row["Scenario id"] == id);
    own.map(|row| number(&row[column])).sum()
}

#[test]
fn years_add_up_to_the_money_and_to_the_harm_avoided_of_a_plan() {
    let folder = crate::hostile::example(&[]);
    let plan = "[scenario]\nname = 'Plan'\nbase = 'best.toml'\n\n[horizon]\nfirst_year = 2016\nyears = 3\ndiscount = 0.05\n";
    let file = folder.path().join("plan.toml");
    std::fs::write(&file, plan).unwrap();
    let book = Book::of(&[file.to_str().unwrap(), "--draws", "40"], 0);
    let (years, money, comparison) = (book.table("Years"), book.table("Money"), book.table("Comparison"));
    let find = |rows: &[Row]| rows.iter().find(|row| row["Scenario id"] == "plan").unwrap().clone();
    let (spent, stands) = (find(&money), find(&comparison));
    let close =
        |one: f64, other: f64| assert!((one - other).abs() <= 1e-9 * one.abs().max(1.0), "{one}, {other}");
    let in_programmes = number(&spent["Total, £m at present value"])
        - number(&spent["Back office, £m at present value"])
        - number(&spent["Unspent, £m at present value"]);
    close(sum(&years, "plan", "Programmes together, £m at present value"), in_programmes);
    close(number(&spent["Check: total less budget, £m at present value"]), 0.0);
    // The reference is today here, and against today each year is on the sheet.
    close(sum(&years, "plan", "Mean, £m at present value"), number(&stands["Mean, £m at present value"]));
    for row in years.iter().filter(|row| row["Scenario id"] == "plan") {
        let later = years.iter().filter(|other| {
            other["Scenario id"] == row["Scenario id"] && number(&other["Year"]) <= number(&row["Year"])
        });
        let added: f64 = later.map(|other| number(&other["Mean, £m at present value"])).sum();
        close(number(&row["Added up to the end of the year: mean, £m at present value"]), added);
    }
    let headings = ["Summary", "Comparison", "Money", "Allocation", "Threats", "Limits"]
        .map(|sheet| book.headings(sheet));
    assert!(headings.iter().flatten().all(|heading| !heading.contains("a year")), "{headings:?}");
}

#[test]
fn a_workbook_of_settled_years_has_no_sheet_of_years() {
    assert!(!BOOK.sheets.iter().any(|sheet| sheet.starts_with("Year")));
}
