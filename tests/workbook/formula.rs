//! Formulas worked out again by an evaluator that knows just what this workbook uses.

use crate::BOOK;
use crate::book::Book;
use crate::book::number;
use calamine::Data;

/// Sums of a few dozen figures below 1e5, in an order of their own, differ in their last digits.
const SAME: f64 = 1e-9;

#[test]
fn every_formula_comes_to_the_result_that_is_stored_with_it() {
    let mut checked = 0;
    for sheet in &BOOK.sheets {
        for (row, column, formula) in BOOK.formulas[sheet].used_cells() {
            let start = BOOK.formulas[sheet].start().unwrap();
            let at = (start.0 + u32::try_from(row).unwrap(), start.1 + u32::try_from(column).unwrap());
            let stored = number(&BOOK.cell(sheet, at.0, at.1));
            let found = Evaluator { book: &BOOK, sheet, rest: formula.trim_start_matches('=') }.whole();
            let size = stored.abs().max(1.0);
            assert!((stored - found).abs() <= SAME * size, "{sheet} {at:?} {formula}: {stored} or {found}?");
            checked += 1;
        }
    }
    assert!(checked > 500, "{checked}: strand totals, totals, changes and shares of every line");
}

#[test]
fn totals_are_formulas_and_agree_with_the_budget() {
    let book = &*BOOK;
    let then = book.column("Allocation", "Scenario, £m a year");
    let totals: Vec<u32> = (4..=book.end("Allocation").0)
        .filter(|row| book.cell("Allocation", *row, 4) == word("Total"))
        .collect();
    assert_eq!(totals.len(), 5, "one a scenario");
    for row in totals {
        assert!(book.formula("Allocation", row, then).starts_with("SUMIF("), "row {row}");
        // The shipped budgets are whole £m; their parts are rounded in the last digits.
        assert!((number(&book.cell("Allocation", row, then)) - 2900.0).abs() < 1e-9);
    }
    let strands = (4..=book.end("Allocation").0)
        .filter(|row| book.cell("Allocation", *row, 4) == word("Strand total"))
        .inspect(|row| assert!(book.formula("Allocation", *row, then).starts_with("SUM("), "row {row}"));
    assert_eq!(strands.count(), 20, "four a scenario");
    let check = book.column("Summary", "Check: total less budget, £m a year");
    for row in 4..=book.end("Summary").0 {
        assert!(number(&book.cell("Summary", row, check)).abs() < 1e-12, "row {row}");
    }
}

#[test]
fn threats_add_up_to_the_harm_that_the_summary_says() {
    let book = &*BOOK;
    let summary = book.table("Summary");
    let totals = book.table("Threats").into_iter().filter(|row| row["Measure"] == word("Total harm"));
    let totals: Vec<_> = totals.collect();
    assert_eq!(totals.len(), summary.len());
    for (total, line) in totals.iter().zip(&summary) {
        assert_eq!(total["Scenario id"], line["Scenario id"]);
        let whole = number(&line["Modelled harm avoided against today's spend: mean, £m a year"]);
        let parts = number(&total["Harm avoided against today's spend: mean, £m a year"]);
        // Means of differences of sums near 37,000: twelve digits of those are left.
        assert!((whole - parts).abs() < 1e-7, "{whole} {parts}");
    }
}

fn word(text: &str) -> Data {
    Data::String(text.to_owned())
}

struct Evaluator<'b> {
    book: &'b Book,
    sheet: &'b str,
    rest: &'b str,
}

impl Evaluator<'_> {
    fn whole(mut self) -> f64 {
        let value = self.sum();
        assert_eq!(self.rest, "", "left over");
        value
    }

    fn eat(&mut self, token: &str) -> bool {
        let rest = self.rest.strip_prefix(token);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn sum(&mut self) -> f64 {
        let mut value = self.product();
        loop {
            if self.eat("+") {
                value += self.product();
            } else if self.eat("-") {
                value -= self.product();
            } else {
                return value;
            }
        }
    }

    fn product(&mut self) -> f64 {
        let mut value = self.factor();
        while self.eat("/") {
            value /= self.factor();
        }
        value
    }

    fn factor(&mut self) -> f64 {
        if self.eat("(") {
            let value = self.sum();
            assert!(self.eat(")"));
            return value;
        }
        if self.eat("ROUND(") {
            let value = self.sum();
            assert!(self.eat(",6)"));
            return (value * 1e6).round() / 1e6;
        }
        if self.eat("SUM(") {
            let sum = self.range().iter().map(as_number).sum();
            assert!(self.eat(")"));
            return sum;
        }
        if self.eat("SUMIF(") {
            let kinds = self.range();
            assert!(self.eat(",\""));
            let (wanted, rest) = self.rest.split_once("\",").unwrap();
            self.rest = rest;
            let values = self.range();
            assert!(self.eat(")"));
            let kept = kinds.iter().zip(&values).filter(|(kind, _)| **kind == word(wanted));
            return kept.map(|(_, value)| as_number(value)).sum();
        }
        self.range().iter().map(as_number).sum()
    }

    /// The cells of a reference: of one cell, or of a range.
    fn range(&mut self) -> Vec<Data> {
        let elsewhere = self.eat("Allocation!");
        let sheet = if elsewhere { "Allocation" } else { self.sheet };
        let first = self.place();
        let last = if self.eat(":") { self.place() } else { first };
        let rows = (first.0..=last.0).flat_map(|row| (first.1..=last.1).map(move |column| (row, column)));
        rows.map(|(row, column)| self.book.cell(sheet, row, column)).collect()
    }

    fn place(&mut self) -> (u32, u32) {
        let mut column = 0;
        self.eat("$");
        while let Some(letter) = self.rest.chars().next().filter(char::is_ascii_uppercase) {
            column = column * 26 + u32::from(letter) - u32::from('A') + 1;
            self.rest = &self.rest[1..];
        }
        self.eat("$");
        let digits = self.rest.chars().take_while(char::is_ascii_digit).count();
        let (row, rest) = self.rest.split_at(digits);
        self.rest = rest;
        (row.parse::<u32>().unwrap() - 1, column - 1)
    }
}

/// As a spreadsheet takes a cell in a sum: what is empty counts nothing.
fn as_number(cell: &Data) -> f64 {
    if *cell == Data::Empty { 0.0 } else { number(cell) }
}
