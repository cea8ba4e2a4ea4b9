//! The page in a real browser.

use crate::SHIPPED;
use crate::chromium;
use crate::chromium::Browser;
use crate::hostile;
use serde_json::Value;
use serde_json::json;
use std::io::Write;

/// The browser, or a loud word that there is none.
pub fn browser(test: &str) -> Option<Browser> {
    let program = chromium::found();
    if program.is_none() {
        // Straight to the stream: what macros print is swallowed where a test passes.
        let words =
            format!("\n*** SKIPPED: {test}: no chromium, chromium-browser or google-chrome on PATH ***\n");
        std::io::stderr().write_all(words.as_bytes()).unwrap();
    }
    program.map(|program| Browser::start(&program))
}

fn none(values: &Value, of: &str) {
    assert!(values.as_array().unwrap().is_empty(), "{of}: {values:#}");
}

/// Nothing is asked of anybody, nothing complains.
fn is_silent(browser: &Browser, address: &str) {
    for request in browser.events(&["Network.requestWillBeSent", "Network.webSocketCreated"]) {
        let asked = request["params"]["request"]["url"].as_str().unwrap_or("a socket");
        assert!(asked == address || asked.starts_with("data:"), "the page asks for {asked}");
    }
    assert!(!browser.events(&["Network.requestWillBeSent"]).is_empty(), "requests are listened to");
    let complaints = ["Log.entryAdded", "Runtime.consoleAPICalled", "Runtime.exceptionThrown"];
    assert_eq!(browser.events(&complaints), Vec::<&Value>::new());
}

/// The page keeps to its width, and words in charts to theirs.
fn fits(browser: &mut Browser, width: u32) {
    browser.widen(width);
    let wide = browser.value("document.documentElement.scrollWidth").as_u64().unwrap();
    assert!(wide <= u64::from(width), "{wide} pixels wide in a window of {width}");
}

fn words_in_charts_are_apart(browser: &mut Browser, width: u32) {
    browser.widen(width);
    none(&browser.value(include_str!("overlap.js")), &format!("at {width} pixels"));
}

#[test]
fn a_browser_asks_for_nothing_and_complains_of_nothing() {
    let Some(mut browser) = browser("a browser asks for nothing") else { return };
    for html in [&*SHIPPED, &hostile::hostile()] {
        let (_folder, address) = chromium::file(html);
        browser.open(&address);
        // Whatever was still to come has come once this is answered.
        browser.value("1");
        is_silent(&browser, &address);
        for width in [320, 390, 768, 1280, 1920] {
            fits(&mut browser, width);
        }
    }
}

#[test]
fn a_table_says_that_it_scrolls_where_it_does_and_only_there() {
    let Some(mut browser) = browser("a table says that it scrolls") else { return };
    let (_folder, address) = chromium::file(&SHIPPED);
    browser.open(&address);
    browser.value("for (const folded of document.querySelectorAll('details')) folded.open = true");
    let hints = |browser: &mut Browser, width| {
        browser.widen(width);
        let found = browser.value(include_str!("hints.js"));
        let count = |of: &str| found[of].as_array().unwrap().len();
        (count("right"), count("shown"), found)
    };
    for width in [320, 390, 768] {
        let (right, shown, found) = hints(&mut browser, width);
        assert_eq!(found["wrong"], json!([]), "at {width} pixels");
        assert!(right > 40, "{right} tables at {width} pixels");
        assert!(width > 400 || shown > 10, "{shown} hints at {width} pixels");
    }
    let (_, _, found) = hints(&mut browser, 390);
    assert!(found["shown"].as_array().unwrap().iter().any(|table| table == "glance"), "{found}");
    let (_, _, found) = hints(&mut browser, 1440);
    none(&found["wrong"], "at 1440 pixels");
    none(&found["shown"], "hints at 1440 pixels");
    let reached = browser.value("document.querySelectorAll('.wide:not([tabindex=\"0\"])').length");
    assert_eq!(reached, 0, "tables out of reach of the keyboard");
}

#[test]
fn words_stand_out_from_what_is_behind_them_and_apart_from_each_other() {
    let Some(mut browser) = browser("words stand out") else { return };
    let (_folder, address) = chromium::file(&SHIPPED);
    browser.open(&address);
    for width in [360, 390, 1280] {
        words_in_charts_are_apart(&mut browser, width);
    }
    browser.value("for (const folded of document.querySelectorAll('details')) folded.open = true");
    for (medium, scheme) in [("screen", "light"), ("screen", "dark"), ("print", "light"), ("print", "dark")] {
        browser.show_as(medium, scheme);
        none(&browser.value(include_str!("contrast.js")), &format!("{medium}, {scheme}"));
    }
}

#[test]
fn who_hears_the_page_is_told_what_everything_is() {
    let Some(mut browser) = browser("who hears the page") else { return };
    let (_folder, address) = chromium::file(&SHIPPED);
    browser.open(&address);
    let tree = browser.ask("Accessibility.getFullAXTree", &json!({}));
    let nodes = tree["nodes"].as_array().unwrap();
    let of_role = |role: &str| -> Vec<&str> {
        let nodes = nodes.iter().filter(|node| node["role"]["value"] == role && node["ignored"] != true);
        nodes.map(|node| node["name"]["value"].as_str().unwrap_or_default()).collect()
    };
    for (role, least) in [("image", 16), ("table", 30), ("heading", 50), ("link", 40), ("region", 7)] {
        let names = of_role(role);
        assert!(names.len() >= least, "{} of {role}", names.len());
        assert!(names.iter().all(|name| !name.is_empty()), "a {role} without a name");
    }
    assert_eq!((of_role("main").len(), of_role("banner").len(), of_role("contentinfo").len()), (1, 1, 1));
}

#[test]
fn paper_has_everything_that_is_folded_on_a_screen() {
    let Some(mut browser) = browser("paper has everything") else { return };
    let (_folder, address) = chromium::file(&SHIPPED);
    browser.open(&address);
    browser.show_as("print", "light");
    let hidden = "[...document.querySelectorAll('details table')]
        .filter((table) => table.getBoundingClientRect().height < 20).map((table) => table.caption.textContent)";
    none(&browser.value(hidden), "still folded in print");
    let printed =
        browser.ask("Page.printToPDF", &json!({ "preferCSSPageSize": true, "printBackground": true }));
    let pdf = bytes(printed["data"].as_str().unwrap());
    assert!(pdf.starts_with(b"%PDF-"), "no PDF");
    let pages = pdf.windows(11).filter(|window| window == b"/Type /Page").count();
    let lists = pdf.windows(12).filter(|window| window == b"/Type /Pages").count();
    assert!(pages - lists > 10, "{} pages", pages - lists);
}

/// Base64 as RFC 4648 has it.
pub fn bytes(text: &str) -> Vec<u8> {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut held) = (0_u32, 0);
    for letter in text.bytes().filter(|letter| *letter != b'=') {
        let value = ALPHABET.iter().position(|known| *known == letter).unwrap();
        bits = (bits << 6) | u32::try_from(value).unwrap();
        held += 6;
        if held >= 8 {
            held -= 8;
            out.push(u8::try_from((bits >> held) & 0xff).unwrap());
        }
    }
    out
}
