//! Files that nobody wrote with this page in mind.

use crate::all;
use crate::page;
use crate::words;
use scraper::Html;
use std::fs;
use tempfile::TempDir;

/// What a name may be, as TOML text: a script, quotes and entities, right to left, and a very long word.
pub const SCRIPT: &str = "</title></style><script>alert(1)</script><img src=x onerror=alert(1)>";
pub const QUOTES: &str = "a \\\"quoted' name & more &lt; \\\" onfocus=\\\"alert(1)";
pub const RIGHT_TO_LEFT: &str = "تقسيم الميزانية \u{202e}evil";
pub const LONG: &str = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftsvorstandsvorsitzenderinnenversammlung";

/// A folder with evidence and the scenarios given as (stem, TOML after `[scenario]`'s evidence).
pub fn folder(scenarios: &[(&str, &str)]) -> TempDir {
    folder_with(["£600m", "£100m"], scenarios)
}

/// The same with so much spent today.
pub fn folder_with(today: [&str; 2], scenarios: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    let evidence = format!(
        r#"
[evidence]
name = "{SCRIPT}"
description = "{QUOTES}"
strands = ["pursue", "prevent"]
price_year = "<b>2015-16</b>"
as_of = 2019-06-28
review_by = 2021-06-28
[[threat]]
id = "drugs"
name = "{RIGHT_TO_LEFT}"
harm = {{ pert = {{ low = "£16bn", mode = "£20bn", high = "£24bn" }} }}
grade = "placeholder"
source = "{SCRIPT}"
[[threat.count]]
id = "deaths"
name = "{LONG}"
per_year = 2500
grade = "measured"
source = "{QUOTES}"
[[threat]]
id = "unknown"
name = "Not costed <i>at all</i>"
grade = "placeholder"
source = "{LONG}"
"#
    );
    let programme = |id: &str, strand: &str, name: &str, reference: &str| {
        format!(
            r#"
[[programme]]
id = "{id}"
name = "{name}"
strand = "{strand}"
reference = "{reference}"
grade = "placeholder"
source = "{SCRIPT}"
[[programme.effect]]
threat = "drugs"
curve = {{ exponential = {{ marginal_return = {{ lognormal = {{ low = 0.3, high = 2.0 }} }}, half_spend = "£400m" }} }}
grade = "expert"
source = "{QUOTES}"
"#
        )
    };
    let all = evidence
        + &programme("disruption", "pursue", SCRIPT, today[0])
        + &programme("treatment", "prevent", LONG, today[1]);
    fs::write(folder.path().join("evidence.toml"), all).unwrap();
    for (stem, toml) in scenarios {
        let money = if toml.contains("[budget]") { "" } else { "\n[budget]\ntotal = \"£700m\"\n" };
        let whole = format!("{toml}{money}\n[simulation]\ndraws = 50\n");
        fs::write(folder.path().join(format!("{stem}.toml")), whole).unwrap();
    }
    folder
}

pub fn scenario(name: &str, rest: &str) -> String {
    format!("[scenario]\nname = \"{name}\"\ndescription = \"{SCRIPT}\"\nevidence = \"evidence.toml\"\n{rest}")
}

pub const TODAY: &str =
    "[split]\npursue = 0.857142857142857\nprevent = 0.142857142857143\n[allocate]\nwithin = \"pro-rata\"\n";

/// A page full of names that are none.
pub fn hostile() -> String {
    let limit = format!("[[limit]]\nname = \"{SCRIPT}\"\nstrand = \"pursue\"\nmax_change = 0.5\n");
    let folder = folder(&[
        ("hold", &scenario(RIGHT_TO_LEFT, TODAY)),
        ("best", &scenario(SCRIPT, &limit)),
        ("longest", &scenario(LONG, TODAY)),
        (
            "impossible",
            &scenario(
                QUOTES,
                "[[limit]]\nname = \"<u>too much</u>\"\nstrand = \"prevent\"\nmin = \"£800m\"\n",
            ),
        ),
    ]);
    page(folder.path(), &["."])
}

fn of_one(rest: &str) -> (Html, String) {
    let folder = folder(&[("only", &scenario("Only", rest))]);
    let html = Html::parse_document(&page(folder.path(), &["."]));
    let text = words(html.root_element());
    (html, text)
}

#[test]
fn hostile_names_stay_text() {
    let source = hostile();
    let html = Html::parse_document(&source);
    assert!(all(&html, "script, img, b, i, u").is_empty(), "a name became an element");
    for element in all(&html, "*") {
        assert!(element.value().attrs().all(|(name, _)| !name.starts_with("on")), "a name became a handler");
    }
    let text = words(html.root_element());
    for name in
        [SCRIPT, LONG, "تقسيم الميزانية", "<u>too much</u>", "<b>2015-16</b>", "Not costed <i>at all</i>"]
    {
        assert!(text.contains(name), "the page does not say: {name}");
    }
    assert!(text.contains("a \"quoted' name & more &lt; \" onfocus=\"alert(1)"));
}

#[test]
fn what_would_turn_or_steer_what_is_read_is_shown_instead() {
    let steering = "x\\u0000\\u001b[31m\\u0085\\u2066y\\u200f\\u2028z";
    let folder = folder(&[("only", &scenario(steering, TODAY)), ("best", &scenario(RIGHT_TO_LEFT, ""))]);
    let source = page(folder.path(), &["."]);
    let hidden = |c: char| {
        c != '\n' && c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let left: Vec<String> =
        source.chars().filter(|c| hidden(*c)).map(|c| c.escape_unicode().to_string()).collect();
    assert!(left.is_empty(), "{left:?}");
    let text = words(Html::parse_document(&source).root_element());
    assert!(text.contains("الميزانية \\u{202e}evil"), "{text}");
    assert!(text.contains(r"x␀␛[31m\u{85}\u{2066}y\u{200f}\u{2028}z"), "{text}");
}

#[test]
fn a_clash_is_named_with_what_mends_it() {
    let text = words(Html::parse_document(&hostile()).root_element());
    assert!(text.contains("Not possible: a \"quoted' name"), "{text}");
    assert!(text.contains("These rules cannot all be kept"));
    // The rules ask for £800m of £700m, by whichever is changed.
    assert!(text.contains("£100m") && text.contains("at least £800m"), "{text}");
}

#[test]
fn where_nothing_is_possible_the_page_says_so_and_draws_nothing() {
    let (html, text) = of_one("[[limit]]\nname = \"Too much\"\nstrand = \"prevent\"\nmin = \"£800m\"\n");
    assert!(text.contains("None of these scenarios has an answer"), "{text}");
    assert!(text.contains("No: none of them has an answer."));
    assert!(all(&html, "figure").is_empty());
    assert_eq!(all(&html, "table.glance tbody tr").len(), 1, "today, and nothing beside it");
}

#[test]
fn where_nothing_is_left_to_choose_the_page_says_so_instead_of_drawing_it() {
    let (html, text) = of_one(TODAY);
    assert!(text.contains("leaves nothing to choose, so no limit has a price"), "{text}");
    assert!(text.contains("so there is no best use of more money or less"));
    assert!(text.contains("Every draw gives the same difference: 0 £m a year."));
    assert!(text.contains("“Only” avoids what Today avoids, no more and no less."));
    assert!(all(&html, "figure path").is_empty(), "no empty chart");
}

#[test]
fn a_tail_has_no_ranges_and_says_why() {
    let (_, text) = of_one("[objective]\nrisk = { cvar = { level = 0.9, weight = 0.5 } }\n");
    assert!(
        text.contains("Ranges of nearly as good allocations: n/a. They are worked out for a mean objective")
    );
}

#[test]
fn the_folder_of_a_page_may_have_a_name_with_a_blank() {
    let folder = folder(&[("only", &scenario("Only", TODAY))]);
    fs::rename(folder.path().join("only.toml"), folder.path().join("the only.toml")).unwrap();
    let html = Html::parse_document(&page(folder.path(), &["the only.toml"]));
    let command = words(all(&html, "pre.command")[0]);
    assert_eq!(command, "apportion report 'the only.toml' --as-of 2026-11-22 --out report.html");
}
