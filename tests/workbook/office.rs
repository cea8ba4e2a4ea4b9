//! The workbook in a program that works formulas out: what it shows, and what it makes of sheets that somebody sorted.

use crate::BOOK;
use crate::book::Book;
use crate::book::number;
use crate::edited;
use calamine::Data;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::process::Stdio;
use std::thread;
use std::time::Duration;
use std::time::Instant;

/// It takes a few seconds; on a machine that has much else to do, longer.
const PATIENCE: Duration = Duration::from_secs(240);

/// Formulas are worked out again whatever is stored with them.
const ALWAYS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"#;

/// All sheets, a file each, as they are shown.
const SHOWN: &str = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1";

/// What is changed in the edited workbook: so much more for the first programme of the first scenario, £m a year.
const MORE: f64 = 100.0;

/// The program of `LibreOffice`; `None`, said aloud, where there is none.
fn office() -> Option<&'static str> {
    let is_there = |name: &&str| Command::new(name).arg("--version").stdout(Stdio::null()).status().is_ok();
    let found = ["soffice", "libreoffice"].into_iter().find(is_there);
    if found.is_none() {
        // Straight to the stream: what macros print is swallowed where a test passes.
        let words = "\n*** SKIPPED: the workbook in LibreOffice: no soffice or libreoffice on PATH ***\n";
        std::io::stderr().write_all(words.as_bytes()).unwrap();
    }
    found
}

/// Converts the workbooks of a folder.
fn convert(office: &str, folder: &Path, form: &str, out: &str) {
    let profile = folder.join("profile");
    std::fs::create_dir_all(profile.join("user")).unwrap();
    std::fs::write(profile.join("user/registrymodifications.xcu"), ALWAYS).unwrap();
    let mut running = Command::new(office)
        .arg(format!("-env:UserInstallation=file://{}", profile.display()))
        .args(["--headless", "--norestore", "--convert-to", form, "--outdir"])
        .arg(folder.join(out))
        .args([folder.join("written.xlsx"), folder.join("edited.xlsx")])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let begun = Instant::now();
    let status = loop {
        if let Some(status) = running.try_wait().unwrap() {
            break status;
        }
        if begun.elapsed() > PATIENCE {
            running.kill().unwrap();
            panic!("{office} has not converted two workbooks in {PATIENCE:?}");
        }
        thread::sleep(Duration::from_millis(100));
    };
    assert!(status.success(), "{office}: {status}");
}

/// The workbook with the lines of its allocation the other way round and one amount changed.
fn edit(amount: f64) -> Vec<u8> {
    let position = BOOK.sheets.iter().position(|sheet| sheet == "Allocation").unwrap();
    let part = format!("xl/worksheets/sheet{}.xml", position + 1);
    let (top, then) = (BOOK.top("Allocation"), BOOK.column("Allocation", "Scenario, £m a year"));
    let changed = edited::with_number(&BOOK.part(&part), (top + 1, then), amount);
    edited::with_part(&BOOK.bytes, &part, &edited::reversed(&changed, top + 1))
}

#[test]
fn another_program_works_out_and_shows_the_same_however_lines_are_sorted() {
    let Some(office) = office() else { return };
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path();
    let lines = BOOK.table("Allocation");
    let first = number(&lines[0]["Scenario, £m a year"]);
    std::fs::write(place.join("written.xlsx"), &BOOK.bytes).unwrap();
    std::fs::write(place.join("edited.xlsx"), edit(first + MORE)).unwrap();
    convert(office, place, "xlsx", "recalculated");
    convert(office, place, SHOWN, "shown");
    let again = |name: &str| Book::read(std::fs::read(place.join("recalculated").join(name)).unwrap());

    let written = again("written.xlsx");
    let mut checked = 0;
    for sheet in &BOOK.sheets {
        checked += same_figures(&written, sheet, &BTreeMap::new());
        if sheet != "Chart data" {
            shown(place, sheet);
        }
    }
    assert!(checked > 2000, "{checked}");

    // More in a strand of one scenario, wherever its line is now: only that comes out different.
    let strand = format!("Spend on {}, £m a year", lines[0]["Strand"]);
    let changed = |columns: &[&str]| -> BTreeMap<String, f64> {
        columns.iter().map(|column| ((*column).to_owned(), MORE)).collect()
    };
    let sorted = again("edited.xlsx");
    let check = "Check: total less budget, £m a year";
    same_figures(&sorted, "Money", &changed(&[&strand, "Total, £m a year", check]));
    same_figures(&sorted, "Summary", &changed(&["Money in all, £m a year"]));
    same_figures(&sorted, "Chart data", &changed(&[&strand]));
    same_figures(&sorted, "Comparison", &BTreeMap::new());
}

/// Holds every figure of a sheet against what was written, and counts them; the columns of the first scenario that are
/// named differ by so much.
fn same_figures(found: &Book, sheet: &str, differ: &BTreeMap<String, f64>) -> usize {
    let mut checked = 0;
    let (rows, columns) = BOOK.values[sheet].end().unwrap();
    let first = if differ.is_empty() { 0 } else { BOOK.top(sheet) + 1 };
    for (row, column) in (0..=rows).flat_map(|row| (0..=columns).map(move |column| (row, column))) {
        let (wanted, cell) = (BOOK.cell(sheet, row, column), found.cell(sheet, row, column));
        if !matches!(wanted, Data::Float(_) | Data::Int(_)) {
            assert_eq!(cell, wanted, "{sheet} {row} {column}");
            continue;
        }
        let heading = || BOOK.cell(sheet, BOOK.top(sheet), column).to_string();
        let by = if row == first && !differ.is_empty() { differ.get(&heading()) } else { None };
        let (wanted, cell) = (number(&wanted) + by.unwrap_or(&0.0), number(&cell));
        // Sums of some dozens of figures, added up in an order of its own.
        let is_close = (wanted - cell).abs() <= 1e-9 * wanted.abs().max(1.0);
        assert!(is_close, "{sheet} {row} {column}: {cell}, not {wanted}");
        checked += 1;
    }
    checked
}

/// What a sheet shows, line by line.
fn seen(place: &Path, sheet: &str) -> Vec<csv::StringRecord> {
    let file = place.join("shown").join(format!("written-{sheet}.csv"));
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_path(file).unwrap();
    reader.records().map(Result::unwrap).collect()
}

/// Every figure is shown as itself, rounded; a negative one has one minus. What formats under a condition make of it, which
/// leave the minus of nought out, is seen on screen and paper only.
fn shown(place: &Path, sheet: &str) {
    let seen = seen(place, sheet);
    let values = &BOOK.values[sheet];
    let start = values.start().unwrap();
    for (row, column, value) in values.used_cells() {
        if !matches!(value, Data::Float(_) | Data::Int(_)) {
            continue;
        }
        let at = (usize::try_from(start.0).unwrap() + row, usize::try_from(start.1).unwrap() + column);
        let (said, value) = (&seen[at.0][at.1], number(value));
        let digits = said.replace(',', "");
        let (digits, unit) = digits.strip_suffix('%').map_or((&*digits, 1.0), |digits| (digits, 100.0));
        let number: f64 = digits.parse().unwrap_or_else(|_| panic!("{sheet} {at:?}: {said} for {value}"));
        let decimals = digits.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        let half = if digits.contains('E') {
            0.05 * value.abs()
        } else {
            0.5 * 10f64.powi(-i32::try_from(decimals).unwrap())
        };
        assert!((number - value * unit).abs() <= half * (1.0 + 1e-9), "{sheet} {at:?}: {said} for {value}");
        let is_nought = number.abs() <= 0.0;
        assert!(is_nought || said.starts_with('-') == (value < 0.0), "{sheet} {at:?}: {said} for {value}");
    }
}
