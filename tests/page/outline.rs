//! The page as whoever hears it read out goes through it.

use crate::SHIPPED;
use crate::all;
use crate::page;
use crate::within;
use crate::words;
use scraper::Html;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

/// After a change that is meant to change it: `INSTA_UPDATE=always cargo test --test page`, then read the difference.
#[test]
fn the_outline_of_the_shipped_scenarios_is_as_it_was() {
    let html = Html::parse_document(&SHIPPED);
    let mut outline = String::new();
    for element in all(&html, "h1, h2, h3, h4, figcaption, caption, summary, svg > title") {
        let mark = match element.value().name() {
            "figcaption" => "  figure: ",
            "title" => "  drawn: ",
            "caption" => "  table: ",
            "summary" => "  folded: ",
            heading => &format!("{heading} "),
        };
        writeln!(outline, "{mark}{}", words(element)).unwrap();
    }
    insta::assert_snapshot!(outline);
}

#[test]
fn headings_go_down_one_step_at_a_time_from_a_single_first() {
    let html = Html::parse_document(&SHIPPED);
    let headings = all(&html, "h1, h2, h3, h4, h5, h6");
    let levels: Vec<u8> =
        headings.iter().map(|heading| heading.value().name().as_bytes()[1] - b'0').collect();
    assert_eq!(all(&html, "h1").len(), 1);
    assert_eq!(levels[0], 1);
    for (pair, heading) in levels.windows(2).zip(&headings[1..]) {
        assert!(pair[1] <= pair[0] + 1, "{} jumps from {} to {}", words(*heading), pair[0], pair[1]);
    }
}

#[test]
fn ids_are_unique_and_every_link_and_label_finds_its_own() {
    let html = Html::parse_document(&SHIPPED);
    let mut ids = BTreeSet::new();
    for element in all(&html, "[id]") {
        let id = element.value().id().unwrap();
        assert!(ids.insert(id), "two elements have the id {id}");
    }
    let links = all(&html, "a");
    assert!(links.len() > 40, "{} links", links.len());
    for link in links {
        let place = link.attr("href").unwrap().strip_prefix('#').unwrap_or_else(|| panic!("{}", words(link)));
        assert!(ids.contains(place), "nothing has the id {place}");
    }
    for element in all(&html, "[aria-labelledby]") {
        for label in element.attr("aria-labelledby").unwrap().split(' ') {
            assert!(ids.contains(label), "nothing has the id {label}");
        }
    }
}

#[test]
fn every_figure_has_a_caption_an_image_with_text_and_somewhere_its_table() {
    let html = Html::parse_document(&SHIPPED);
    let figures = all(&html, "figure");
    assert!(figures.len() >= 16, "{} figures", figures.len());
    for figure in figures {
        let caption = words(within(figure, "figcaption")[0]);
        let images = within(figure, "svg[role=img]");
        assert_eq!(images.len(), 1, "{caption}");
        assert!(!words(within(figure, "svg > title")[0]).is_empty(), "{caption}");
        assert!(words(within(figure, "svg > desc")[0]).len() > 40, "{caption}");
        assert!(!within(figure, "table").is_empty(), "{caption} has no table");
    }
    for table in all(&html, "table") {
        assert!(!words(within(table, "caption")[0]).is_empty());
        assert!(within(table, "th").iter().all(|th| th.attr("scope").is_some()), "a heading with no scope");
    }
}

#[test]
fn nothing_on_the_page_comes_from_elsewhere_or_runs() {
    let html = Html::parse_document(&SHIPPED);
    assert!(all(&html, "script, iframe, img, object, embed, form, base, [style]").is_empty());
    for element in all(&html, "*") {
        for (name, value) in element.value().attrs() {
            assert!(!name.starts_with("on"), "<{} {name}>", element.value().name());
            let is_far =
                ["http:", "https:", "//", "javascript:"].iter().any(|start| value.starts_with(start));
            assert!(!is_far, "{name}={value}");
        }
    }
    let style = words(all(&html, "style")[0]);
    assert!(!style.contains("url(") && !style.contains("@import"), "a style sheet fetches nothing");
    let policy = all(&html, "meta[http-equiv=Content-Security-Policy]")[0].attr("content").unwrap();
    assert!(policy.starts_with("default-src 'none'"), "{policy}");
}

#[test]
fn the_same_question_gives_the_same_bytes() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let again = page(here, &["scenarios", "--draws", "60", "--threads", "1"]);
    assert!(again == *SHIPPED, "the page differs between runs");
}

#[test]
fn what_must_not_be_missed_is_said() {
    let html = Html::parse_document(&SHIPPED);
    let text = words(html.root_element());
    for said in [
        "Warning: past its review date.",
        "which has gone by",
        "219 of them placeholders",
        "Modelled harm avoided is never measured harm avoided",
        "nothing here is a saving",
        "A settled year",
        "Nobody has costed Bribery and corruption and Money laundering",
        "never subtracted from each other",
        "too close to tell with these draws",
        "only better evidence would help",
        "Analytical confidence: low",
    ] {
        assert!(text.contains(said), "the page does not say: {said}");
    }
    // Every assumption of the first chapter is there, and what differs in the others.
    let rows = all(&html, "table.register tbody tr").len();
    assert!(rows >= 227, "{rows} assumptions are listed");
}
