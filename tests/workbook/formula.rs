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
    assert!(checked > 500, "{checked}: money by strand, totals, changes and shares of every line");
}

#[test]
fn money_is_added_up_by_key_and_comes_to_the_budget() {
    let book = &*BOOK;
    let rows = book.top("Money") + 1..=book.end("Money").0;
    assert_eq!(rows.clone().count(), 7, "five scenarios, and today in either reading");
    let (total, check) = (
        book.column("Money", "Total, £m a year"),
        book.column("Money", "Check: total less budget, £m a year"),
    );
    let pursue = book.column("Money", "Spend on pursue, £m a year");
    for row in rows {
        assert!(book.formula("Money", row, pursue).starts_with("SUMIFS(Allocation!"), "row {row}");
        assert!(book.formula("Money", row, total).starts_with("SUM("), "row {row}");
        assert!(number(&book.cell("Money", row, check)).abs() < 1e-12, "row {row}");
        // The shipped budgets are whole £m, and today's front-line money is £2,200m; parts are rounded in their last digits.
        let found = number(&book.cell("Money", row, total));
        assert!((found - 2900.0).abs() < 1e-9 || (found - 2200.0).abs() < 1e-9, "row {row}: {found}");
    }
    let summary = book.column("Summary", "Money in all, £m a year");
    for row in book.top("Summary") + 1..=book.end("Summary").0 {
        assert!(book.formula("Summary", row, summary).starts_with("SUMIFS(Allocation!"), "row {row}");
    }
}

/// Sorted, a line takes its formulas along; what they say of lines of their own sheet must be of that line alone.
#[test]
fn no_formula_names_another_line_of_a_sheet_but_the_whole_of_it() {
    let book = &*BOOK;
    for sheet in &book.sheets {
        let formulas = &book.formulas[sheet];
        let Some(start) = formulas.start() else { continue };
        for (row, _, formula) in formulas.used_cells() {
            let own = (start.0 + u32::try_from(row).unwrap() + 1).to_string();
            let words = formula.split(|c: char| !c.is_ascii_alphanumeric() && c != '$' && c != '!');
            let is_cell = |word: &&str| {
                word.starts_with(|c: char| c.is_ascii_uppercase())
                    && word.ends_with(|c: char| c.is_ascii_digit())
            };
            for word in words.filter(|word| !word.contains('$')).filter(is_cell) {
                let line = word.trim_start_matches(|c: char| c.is_ascii_uppercase());
                assert_eq!(line, own, "{sheet}: {formula}");
            }
        }
    }
}

#[test]
fn threats_add_up_to_the_harm_that_is_left() {
    let book = &*BOOK;
    let (comparison, threats) = (book.table("Comparison"), book.table("Threats"));
    let today: Vec<f64> = comparison
        .iter()
        .filter(|row| row["Scenario id"] == word("today"))
        .map(|row| number(&row["Modelled harm left: mean, £m a year"]))
        .collect();
    assert_eq!(today.len(), 2);
    let column = book.column("Comparison", "Modelled harm left: mean, £m a year");
    let row = book.top("Comparison") + 1;
    assert!(book.formula("Comparison", row, column).starts_with("SUMIFS(Threats!"));
    for line in &comparison {
        let own = threats.iter().filter(|row| row["Scenario number"] == line["Scenario number"]);
        let avoided = own.map(|row| as_number(&row["Harm avoided against today's spend: mean, £m a year"]));
        let avoided: f64 = avoided.sum();
        // Both readings have the same harm at today's spend. Means of differences of sums near 37,000: twelve digits of
        // those are left.
        let left = number(&line["Modelled harm left: mean, £m a year"]);
        assert!((today[0] - left - avoided).abs() < 1e-7, "{line:?}");
        let parts = number(&line["All three, £m a year"]);
        assert!((parts - avoided).abs() < 1e-7, "{line:?}");
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
        if self.eat("SUMIFS(") {
            let values = self.range();
            let mut is_kept = vec![true; values.len()];
            while !self.eat(")") {
                assert!(self.eat(","));
                let kinds = self.range();
                assert!(self.eat(",") && kinds.len() == values.len());
                let wanted = self.key();
                for (is_kept, kind) in is_kept.iter_mut().zip(&kinds) {
                    *is_kept &= *kind == wanted;
                }
            }
            return values
                .iter()
                .zip(is_kept)
                .filter(|(_, is_kept)| *is_kept)
                .map(|(value, _)| as_number(value))
                .sum();
        }
        self.range().iter().map(as_number).sum()
    }

    /// What a sum is to find: a word, or what stands in a cell.
    fn key(&mut self) -> Data {
        if !self.eat("\"") {
            return self.range().remove(0);
        }
        let (wanted, rest) = self.rest.split_once('"').unwrap();
        self.rest = rest;
        word(wanted)
    }

    /// The cells of a reference: of one cell, or of a range.
    fn range(&mut self) -> Vec<Data> {
        let elsewhere =
            ["Allocation", "Threats"].into_iter().find(|name| self.rest.starts_with(&format!("{name}!")));
        let sheet = elsewhere.unwrap_or(self.sheet);
        self.rest = elsewhere.map_or(self.rest, |name| &self.rest[name.len() + 1..]);
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
