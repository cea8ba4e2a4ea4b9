//! The first page: the answer at a glance, in the words of every other format.

use crate::SHIPPED;
use crate::all;
use crate::hostile::TODAY;
use crate::hostile::folder;
use crate::hostile::folder_with;
use crate::hostile::scenario;
use crate::page;
use crate::within;
use crate::words;
use assert_cmd::cargo::cargo_bin_cmd;
use scraper::ElementRef;
use scraper::Html;
use std::path::Path;

/// The statements of a page, block by block.
pub fn statements(html: &Html) -> Vec<Vec<String>> {
    let lists = all(html, ".front ol.statements");
    lists.into_iter().map(|list| within(list, "li").into_iter().map(words).collect()).collect()
}

/// The statements that a terminal shows, each in one line.
fn on_a_terminal(folder: &Path, arguments: &[&str]) -> Vec<Vec<String>> {
    let mut command = cargo_bin_cmd!("apportion");
    command.current_dir(folder).env("COLUMNS", "160").arg("compare").args(arguments);
    let output = command.args(["--as-of", "2026-11-22", "--quiet"]).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let blocks = text.split("\n\n").filter_map(|block| block.strip_prefix("In short: "));
    let said = |block: &str| -> Vec<String> {
        let items = block.split("\n- ").skip(1);
        items.map(|item| item.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
    };
    blocks.map(said).collect()
}

/// The figure at the beginning of a cell.
fn figure(cell: ElementRef) -> f64 {
    let text = words(cell).replace(',', "").replace('−', "-").replace(['+', '£'], "");
    let first = text.split([' ', '\u{a0}', '±']).next().unwrap_or_default();
    first.parse().unwrap_or_else(|_| panic!("`{text}` begins with no figure"))
}

fn rows<'h>(html: &'h Html, selector: &str) -> Vec<(String, Vec<ElementRef<'h>>)> {
    let row = |row: ElementRef<'h>| (words(within(row, "th")[0]), within(row, "td"));
    all(html, selector).into_iter().map(row).collect()
}

#[test]
fn the_page_says_the_words_of_the_terminal() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let said = statements(&Html::parse_document(&SHIPPED));
    assert_eq!(said.iter().map(Vec::len).collect::<Vec<_>>(), [3; 4], "three statements a block");
    let expected = on_a_terminal(here, &["scenarios", "--draws", "60"]);
    assert_eq!(said, expected.into_iter().map(typeset).collect::<Vec<_>>());
}

/// A page sets apostrophes.
fn typeset(statements: Vec<String>) -> Vec<String> {
    statements.into_iter().map(|statement| statement.replace('\'', "’")).collect()
}

#[test]
fn today_is_in_every_table_of_scenarios_and_every_chart_of_them() {
    let html = Html::parse_document(&SHIPPED);
    for chapter in 1..=4 {
        let tables =
            ["glance table", "splits table", "avoided table"].map(|it| format!("#chapter-{chapter}-{it}"));
        for table in tables.iter().flat_map(|table| all(&html, table)) {
            let names: Vec<String> = within(table, "tbody th").into_iter().map(words).collect();
            let todays = names.iter().filter(|name| name.starts_with("Today")).count();
            assert_eq!(todays, 1, "{}: {names:?}", words(within(table, "caption")[0]));
        }
        for chart in ["splits-chart", "avoided-chart"] {
            let drawn = all(&html, &format!("#chapter-{chapter}-{chart} text"));
            assert!(drawn.into_iter().any(|text| words(text) == "Today"), "{chapter} {chart}");
        }
    }
    for frontier in all(&html, "svg[id$='-frontier-chart']") {
        assert_eq!(within(frontier, "circle.now").len(), 1, "today on the frontier");
    }
}

#[test]
fn the_first_table_is_short_best_first_and_names_who_is_missing() {
    let html = Html::parse_document(&SHIPPED);
    let shown = rows(&html, "#chapter-1-glance tbody tr");
    assert_eq!(shown.len(), 8, "of eleven");
    let means: Vec<f64> = shown.iter().map(|(_, cells)| figure(cells[1])).collect();
    assert!(means.is_sorted_by(|a, b| a >= b), "{means:?}");
    let every = rows(&html, "#chapter-1-splits tbody tr");
    let front = words(all(&html, "#chapter-1-glance")[0]);
    for (name, _) in every {
        let name = name.replace(" reference", "").replace(" looked at here", "");
        assert!(front.contains(&name), "the front page does not name {name}");
    }
    for said in [
        "227 assumptions",
        "219 of them placeholders",
        "60 random draws",
        "Bribery and corruption and Money laundering",
    ] {
        assert!(front.contains(said), "the front page does not say: {said}");
    }
    assert!(words(all(&html, "header")[0]).contains("past its review date"));
}

#[test]
fn what_costs_more_says_how_much_and_what_each_extra_pound_avoids() {
    let dearer = "[budget]\ntotal = \"£900m\"\n[split]\npursue = 0.5\nprevent = 0.5\n";
    let folder = folder(&[("dearer", &scenario("Dearer", dearer)), ("hold", &scenario("Hold", TODAY))]);
    let html = Html::parse_document(&page(folder.path(), &["."]));
    let said = &statements(&html)[0];
    assert!(
        said[0].contains("“Dearer” avoids most of 2 scenarios")
            && said[0].contains("for £200m a year more money"),
        "{said:?}"
    );
    assert!(said[0].contains("Without more money none is shown to be better"), "{said:?}");
    for table in ["#chapter-1-glance tbody tr", "#chapter-1-avoided figure tbody tr"] {
        let rows = rows(&html, table);
        let (_, cells) = rows.iter().find(|(name, _)| name.starts_with("Dearer")).unwrap();
        let count = cells.len();
        let mean = if table.contains("glance") { figure(cells[1]) } else { figure(cells[0]) };
        assert_eq!(figure(cells[count - 2]).to_bits(), 200.0_f64.to_bits());
        // A penny of rounding, and half a million of £200m.
        assert!(
            (figure(cells[count - 1]) - mean / 200.0).abs() < 0.0076,
            "{mean} and {}",
            words(cells[count - 1])
        );
        let (_, same) = rows.iter().find(|(name, _)| name.starts_with("Hold")).unwrap();
        assert_eq!((words(same[count - 2]).as_str(), words(same[count - 1]).as_str()), ("0", "same money"));
    }
    let bridge = rows(&html, "#chapter-1-avoided > div tbody tr");
    let (_, cells) = bridge.iter().find(|(name, _)| name.starts_with("Dearer")).unwrap();
    let parts: f64 = cells[..3].iter().map(|cell| figure_of_money(*cell)).sum();
    // Four figures, each rounded to £1m.
    assert!((parts - figure_of_money(cells[3])).abs() <= 2.0, "{parts}");
    assert!(figure_of_money(cells[0]).abs() > 1.0, "more money does something");
}

fn figure_of_money(cell: ElementRef) -> f64 {
    let text = words(cell).replace(['£', 'm', ',', '+'], "").replace('−', "-");
    text.parse().unwrap_or_else(|_| panic!("`{text}` is no money"))
}

#[test]
fn where_nothing_beats_today_the_page_says_so_first() {
    // Programmes cut each other's returns, so that all of it in one strand avoids less for certain.
    let lopsided = "[split]\npursue = 0.0\nprevent = 1.0\n";
    let folder = folder(&[("lopsided", &scenario("Lopsided", lopsided))]);
    let said = statements(&Html::parse_document(&page(folder.path(), &["."]))).remove(0);
    assert!(said[0].starts_with("Today avoids most: “Lopsided” comes nearest, and avoids £"), "{said:?}");
    assert!(said[2].starts_with("The next £1 a year beyond Today"), "{said:?}");
}

#[test]
fn where_nothing_is_spent_today_what_is_unknown_is_missing() {
    let folder = folder_with(
        ["£0m", "£0m"],
        &[
            ("best", &scenario("Best", "")),
            ("even", &scenario("Even", "[split]\npursue = 0.5\nprevent = 0.5\n")),
        ],
    );
    let source = page(folder.path(), &["."]);
    for nothing in ["NaN", "inf%", ">inf", "£inf", " inf "] {
        let at = source.find(nothing).map(|at| source[..at].chars().rev().take(200).collect::<Vec<_>>());
        let before = at.map(|before| before.into_iter().rev().collect::<String>());
        assert_eq!(before, None, "`{nothing}` stands behind this");
    }
    let text = words(Html::parse_document(&source).root_element());
    assert!(text.contains("n/a"), "{text}");
}
