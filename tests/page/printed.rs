//! The page on paper: one sheet that stands alone, and an annex behind it that can be left out.

use crate::SHIPPED;
use crate::chromium;
use crate::chromium::Browser;
use crate::front::statements;
use crate::seen::browser;
use crate::seen::bytes;
use scraper::Html;
use serde_json::json;
use std::fs;
use std::process::Command;

/// What a sheet of A4 holds inside the margins of the front page, in pixels of 1/96 inch: 210 − 28 by 297 − 25 mm.
const SHEET: (u32, f64) = (688, 1028.0);

fn pdf(browser: &mut Browser) -> Vec<u8> {
    let asked = json!({ "preferCSSPageSize": true, "printBackground": true });
    let printed = browser.ask("Page.printToPDF", &asked);
    bytes(printed["data"].as_str().unwrap())
}

/// The words of a page of a PDF, where there is a program that reads them.
fn printed(pdf: &[u8], page: usize) -> Option<String> {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("page.pdf");
    fs::write(&path, pdf).unwrap();
    let page = page.to_string();
    let output = Command::new("pdftotext")
        .args(["-f", &page, "-l", &page, "-layout"])
        .arg(&path)
        .arg("-")
        .output()
        .ok()?;
    let text = String::from_utf8(output.stdout).unwrap();
    Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[test]
fn the_answer_stands_on_one_sheet_and_the_annex_begins_behind_it() {
    let Some(mut browser) = browser("the answer stands on one sheet") else { return };
    let (_folder, address) = chromium::file(&SHIPPED);
    browser.widen(SHEET.0);
    browser.open(&address);
    browser.show_as("print", "light");
    let bottom = browser.value("document.querySelector('.front').getBoundingClientRect().bottom + scrollY");
    let bottom = bottom.as_f64().unwrap();
    assert!(bottom > 0.5 * SHEET.1 && bottom <= SHEET.1, "{bottom} of {} pixels", SHEET.1);
    let begins = browser.value("getComputedStyle(document.querySelector('.front + .annex')).breakBefore");
    assert_eq!(begins, "page");
    let pdf = pdf(&mut browser);
    let Some(first) = printed(&pdf, 1) else { return };
    let html = Html::parse_document(&SHIPPED);
    for said in statements(&html).concat() {
        assert!(first.contains(&said), "the first sheet does not say: {said}\n{first}");
    }
    assert!(first.contains("past its review date") && first.contains("This page stands alone."), "{first}");
    assert!(!first.contains("Annex") && !first.contains("Contents"), "{first}");
    let second = printed(&pdf, 2).unwrap();
    assert!(second.starts_with("Annex") && second.contains("Contents"), "{second}");
}

#[test]
fn a_page_of_one_chapter_prints_its_answer_on_one_sheet_too() {
    let Some(mut browser) = browser("a page of one chapter") else { return };
    let (_folder, address) = chromium::file(&crate::hostile::hostile());
    browser.open(&address);
    let pdf = pdf(&mut browser);
    let Some(second) = printed(&pdf, 2) else { return };
    assert!(second.starts_with("Annex"), "{second}");
}
