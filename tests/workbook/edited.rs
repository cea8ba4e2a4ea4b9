//! A workbook as somebody has changed it: parts of its package written anew.

use std::io::Cursor;
use std::io::Read;
use std::io::Write;
use zip::ZipArchive;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The package with one part replaced.
pub fn with_part(package: &[u8], name: &str, text: &str) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(package)).unwrap();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for position in 0..archive.len() {
        let mut part = archive.by_index(position).unwrap();
        let own = part.name().unwrap().into_owned();
        writer.start_file(&own, SimpleFileOptions::default()).unwrap();
        if own == name {
            writer.write_all(text.as_bytes()).unwrap();
        } else {
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).unwrap();
            writer.write_all(&bytes).unwrap();
        }
    }
    writer.finish().unwrap().into_inner()
}

/// A sheet with another number in a cell, by row and column from 0.
pub fn with_number(sheet: &str, (row, column): (u32, u32), number: f64) -> String {
    let letter = char::from(b'A' + u8::try_from(column).unwrap());
    let cell = sheet.find(&format!("<c r=\"{letter}{}\"", row + 1)).unwrap();
    let from = cell + sheet[cell..].find("<v>").unwrap() + 3;
    let to = from + sheet[from..].find("</v>").unwrap();
    format!("{}{number}{}", &sheet[..from], &sheet[to..])
}

/// A sheet whose rows from one on, from 0, stand the other way round, as sorting moves them: their formulas, which name
/// cells of their own row only, go along.
pub fn reversed(sheet: &str, first: u32) -> String {
    let from = sheet.find(&format!("<row r=\"{}\"", first + 1)).unwrap();
    let to = sheet.rfind("</row>").unwrap() + "</row>".len();
    let rows: Vec<&str> = sheet[from..to].split_inclusive("</row>").collect();
    let numbers: Vec<u32> = (first + 1..).take(rows.len()).collect();
    let moved = rows.iter().rev().zip(numbers.iter().rev().zip(&numbers));
    let moved: String = moved.map(|(row, (old, new))| renumbered(row, *old, *new)).collect();
    format!("{}{moved}{}", &sheet[..from], &sheet[to..])
}

/// A row under another number: `r="5"`, `A5` and `M5-L5` become those of the new one.
fn renumbered(row: &str, old: u32, new: u32) -> String {
    let (old, new) = (old.to_string(), new.to_string());
    let row = row.replacen(&format!("<row r=\"{old}\""), &format!("<row r=\"{new}\""), 1);
    let mut out = String::new();
    let mut rest = row.as_str();
    while let Some(at) = rest.find(&*old) {
        let after = &rest[at + old.len()..];
        let is_cell = rest[..at].ends_with(|c: char| c.is_ascii_uppercase())
            && !after.starts_with(|c: char| c.is_ascii_digit());
        out += &rest[..at];
        out += if is_cell { &new } else { &old };
        rest = after;
    }
    out + rest
}
