//! Money as shown adds up.

use crate::SHIPPED;
use crate::all;
use crate::within;
use crate::words;
use scraper::ElementRef;
use scraper::Html;

/// The first figure of a cell in whole £m; a blank cell is none.
fn pounds(cell: ElementRef) -> i64 {
    let text = words(cell);
    let figure = text.split(' ').next().unwrap_or_default().replace(',', "").replace('−', "-");
    if figure.is_empty() { 0 } else { figure.parse().unwrap_or_else(|_| panic!("`{text}` is no money")) }
}

fn tables<'h>(html: &'h Html, section: &str) -> Vec<ElementRef<'h>> {
    let tables: Vec<_> = all(html, &format!("section[id$='-{section}'] table")).into_iter().collect();
    assert!(!tables.is_empty(), "no table in {section}");
    tables
}

#[test]
fn strands_and_what_is_in_none_add_up_to_the_total() {
    let html = Html::parse_document(&SHIPPED);
    let mut rows = 0;
    for table in tables(&html, "splits") {
        for row in within(table, "tbody tr") {
            let cells: Vec<i64> = within(row, "td").into_iter().map(pounds).collect();
            let (total, parts) = cells.split_last().unwrap();
            assert_eq!(parts.iter().sum::<i64>(), *total, "{}", words(row));
            rows += 1;
        }
    }
    assert_eq!(rows, 17 + 4, "one row a scenario, and one of today a chapter");
}

#[test]
fn threats_and_strands_add_up_both_ways() {
    let html = Html::parse_document(&SHIPPED);
    for table in tables(&html, "money") {
        let figures = |row: ElementRef| -> Vec<i64> { within(row, "td").into_iter().map(pounds).collect() };
        let rows: Vec<Vec<i64>> = within(table, "tbody tr").into_iter().map(figures).collect();
        let foot: Vec<Vec<i64>> = within(table, "tfoot tr").into_iter().map(figures).collect();
        for row in rows.iter().chain([&foot[0]]) {
            let (strands, last) = row.split_at(row.len() - 3);
            let every_second = |from: usize| strands.iter().skip(from).step_by(2).sum::<i64>();
            assert_eq!((every_second(0), every_second(1)), (last[0], last[1]), "{row:?}");
            assert_eq!(last[1] - last[0], last[2], "{row:?}");
        }
        for column in 0..foot[0].len() {
            let sum: i64 = rows.iter().map(|row| row[column]).sum();
            assert_eq!(sum, foot[0][column], "column {column}");
        }
        let whole = foot.last().unwrap();
        let money = whole.len() - 3;
        let lines = if foot.len() > 1 { &foot[..foot.len() - 1] } else { &foot[..] };
        for column in money..money + 2 {
            assert_eq!(lines.iter().map(|line| line[column]).sum::<i64>(), whole[column], "the total");
        }
    }
}

#[test]
fn programmes_add_up_to_their_strand() {
    let html = Html::parse_document(&SHIPPED);
    for table in tables(&html, "programmes") {
        for strand in within(table, "tbody") {
            let rows: Vec<Vec<i64>> = within(strand, "tr")
                .into_iter()
                .map(|row| within(row, "td").into_iter().take(3).map(pounds).collect())
                .collect();
            for column in 0..3 {
                let sum: i64 = rows[1..].iter().map(|row| row[column]).sum();
                assert_eq!(sum, rows[0][column], "{}", words(within(strand, "th")[0]));
            }
        }
    }
}
