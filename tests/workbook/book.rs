//! A workbook read back with a reader that has nothing to do with its writer.

use crate::apportion;
use calamine::Data;
use calamine::Range;
use calamine::Reader;
use calamine::Xlsx;
use std::collections::BTreeMap;
use std::io::Cursor;
use std::io::Read;

/// The sheets with nothing but a table, as the workbook names them.
pub const TABLES: [&str; 10] = [
    "Comparison",
    "Money",
    "Allocation",
    "Threats",
    "Limits",
    "Assumptions",
    "Decisions",
    "Data",
    "Assurance",
    "Manifest",
];

/// The first column of a table has one of these headings.
const FIRST: [&str; 6] = ["Scenario", "Address", "Decision", "Source", "Part", "What"];

/// A workbook's bytes and what a reader finds in them.
pub struct Book {
    pub bytes: Vec<u8>,
    pub sheets: Vec<String>,
    pub values: BTreeMap<String, Range<Data>>,
    pub formulas: BTreeMap<String, Range<String>>,
}

/// One line of a table, by heading.
pub type Row = BTreeMap<String, Data>;

impl Book {
    /// The workbook that a report of these files comes with, the program having ended with this status.
    pub fn of(arguments: &[&str], status: i32) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().to_str().unwrap();
        let asked = [&["report", "--xlsx", "--out", out], arguments].concat();
        let output = apportion(&asked).output().unwrap();
        assert_eq!(output.status.code(), Some(status), "{}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "not even a library says anything");
        Self::read(std::fs::read(folder.path().join("report.xlsx")).unwrap())
    }

    pub fn read(bytes: Vec<u8>) -> Self {
        let mut reader = Xlsx::new(Cursor::new(bytes.clone())).unwrap();
        let sheets = reader.sheet_names();
        let values =
            sheets.iter().map(|name| (name.clone(), reader.worksheet_range(name).unwrap())).collect();
        let formulas = sheets.iter().map(|name| (name.clone(), reader.worksheet_formula(name).unwrap()));
        let formulas = formulas.collect();
        Self { bytes, sheets, values, formulas }
    }

    /// A cell, by row and column from 0.
    pub fn cell(&self, sheet: &str, row: u32, column: u32) -> Data {
        self.values[sheet].get_value((row, column)).cloned().unwrap_or_default()
    }

    /// A cell's formula; empty where it has none.
    pub fn formula(&self, sheet: &str, row: u32, column: u32) -> String {
        self.formulas[sheet].get_value((row, column)).cloned().unwrap_or_default()
    }

    /// The last row and column of a sheet.
    pub fn end(&self, sheet: &str) -> (u32, u32) {
        self.values[sheet].end().unwrap()
    }

    /// The row of a table's headings.
    pub fn top(&self, sheet: &str) -> u32 {
        let is_top = |row: &u32| FIRST.contains(&&*self.cell(sheet, *row, 0).to_string());
        (0..=self.end(sheet).0).find(is_top).unwrap_or_else(|| panic!("{sheet} has no table"))
    }

    /// The headings of a table.
    pub fn headings(&self, sheet: &str) -> Vec<String> {
        let top = self.top(sheet);
        (0..=self.end(sheet).1).map(|column| self.cell(sheet, top, column).to_string()).collect()
    }

    /// The column under a heading.
    pub fn column(&self, sheet: &str, heading: &str) -> u32 {
        let position = self.headings(sheet).iter().position(|known| known == heading);
        u32::try_from(position.unwrap_or_else(|| panic!("{sheet} has no column {heading}"))).unwrap()
    }

    /// A table, line by line.
    pub fn table(&self, sheet: &str) -> Vec<Row> {
        let headings = self.headings(sheet);
        let rows = self.top(sheet) + 1..=self.end(sheet).0;
        rows.map(|row| {
            (0..)
                .zip(&headings)
                .map(|(column, heading)| (heading.clone(), self.cell(sheet, row, column)))
                .collect()
        })
        .collect()
    }

    /// A part of the package as text.
    pub fn part(&self, name: &str) -> String {
        let mut archive = zip::ZipArchive::new(Cursor::new(&self.bytes)).unwrap();
        let mut text = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    }

    /// The names of the package's parts.
    pub fn parts(&self) -> Vec<String> {
        let archive = zip::ZipArchive::new(Cursor::new(&self.bytes)).unwrap();
        archive.file_names().map(|name| name.unwrap().into_owned()).collect()
    }
}

/// A number, which a cell must be.
pub fn number(cell: &Data) -> f64 {
    match cell {
        Data::Float(number) => *number,
        #[expect(clippy::cast_precision_loss, reason = "figures of a workbook are far below 2^53")]
        Data::Int(number) => *number as f64,
        other => panic!("{other:?} is not a number"),
    }
}
