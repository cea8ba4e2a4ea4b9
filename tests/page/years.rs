//! A plan year by year: its figures are those of the document, and nothing on its page is said to be of one year.

use crate::SHIPPED;
use crate::all;
use crate::hostile;
use crate::page;
use crate::within;
use crate::words;
use scraper::ElementRef;
use scraper::Html;
use serde_json::Value;
use std::fs;
use std::path::Path;

const HORIZON: &str = "[horizon]\nfirst_year = 2016\nyears = 3\ndiscount = 0.05\nmax_yearly_change = 0.2\n";

/// Two plans: today's money held, and the best that may move by a fifth a year.
fn plans() -> tempfile::TempDir {
    hostile::folder(&[
        ("hold", &hostile::scenario("Hold", &format!("{}{HORIZON}", hostile::TODAY))),
        ("best", &hostile::scenario("Best", HORIZON)),
    ])
}

/// A figure of a cell, `+1,234 ±5` without what stands behind it.
fn figure(cell: ElementRef) -> f64 {
    let text = words(cell);
    let first = text.split(['\u{a0}', ' ']).next().unwrap_or_default();
    first.replace(',', "").replace('−', "-").replace('+', "").parse().unwrap_or_else(|_| panic!("`{text}`"))
}

/// The figures of a column of a table, row by row.
fn column(table: ElementRef, column: usize) -> Vec<f64> {
    within(table, "tbody tr").into_iter().map(|row| figure(within(row, "td")[column])).collect()
}

/// Asserts that figures as shown are some in full, to the half of the last digit that is shown.
fn shown(found: &[f64], full: &[f64]) {
    assert_eq!(found.len(), full.len());
    for (found, full) in found.iter().zip(full) {
        let digit = if full.abs() < 9.95 { 0.1 } else { 1.0 };
        assert!((found - full).abs() <= 0.5 * digit + 1e-9, "{found} or {full}?");
    }
}

fn report_json(folder: &Path) -> Value {
    let out = folder.join("out");
    let mut command = assert_cmd::cargo::cargo_bin_cmd!("apportion");
    command.current_dir(folder).args(["report", "best.toml", "hold.toml", "--draws", "40", "--quiet"]);
    command.args(["--as-of", "2026-11-22", "--out"]).arg(&out).assert().success();
    serde_json::from_str(&fs::read_to_string(out.join("report.json")).unwrap()).unwrap()
}

#[test]
fn the_years_of_a_plan_are_those_of_its_document() {
    let folder = plans();
    let html = page(folder.path(), &["best.toml", "hold.toml", "--draws", "40"]);
    let html = Html::parse_document(&html);
    let document = report_json(folder.path());
    let scenarios = document["comparison"]["scenarios"].as_array().unwrap();
    let best = scenarios.iter().find(|scenario| scenario["id"] == "best").unwrap();
    let years = best["years"].as_array().unwrap();
    let of = |path: &str| -> Vec<f64> {
        years.iter().map(|year| year.pointer(path).unwrap().as_f64().unwrap()).collect()
    };
    let section = all(&html, "section[id$='-years']");
    assert_eq!(section.len(), 1);
    assert_eq!(within(section[0], "figure svg[role=img]").len(), 3);
    let tables = within(section[0], "table");
    let [money, _, avoided, added] = tables.as_slice() else { panic!("{} tables", tables.len()) };
    // A factor, then two strands, the reference's money before the plan's.
    shown(&column(*money, 2), &of("/strands/pursue"));
    shown(&column(*money, 4), &of("/strands/prevent"));
    shown(&column(*avoided, 0), &of("/harm_avoided/mean"));
    shown(&column(*added, 0), &of("/cumulative_net/mean"));
    let whole = best["versus"]["mean"].as_f64().unwrap();
    let last = of("/cumulative_net/mean")[2];
    // Money is the same in all years here: what is added up is the whole, but for the last digits of sums.
    assert!((whole - last).abs() <= 1e-9 * whole.abs().max(1.0), "{whole} or {last}?");
    let text = words(html.root_element());
    assert!(!text.contains("£m a year") && !text.contains("one settled year"), "{text}");
    assert!(text.contains("£m at present value") && text.contains("a plan over 2016 to 2018"));
}

#[test]
fn settled_years_have_no_years() {
    let html = Html::parse_document(&SHIPPED);
    assert!(all(&html, "section[id$='-years']").is_empty());
    assert!(!words(html.root_element()).contains("present value of"), "nothing is said of plans");
}
