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
        + &programme("disruption", "pursue", SCRIPT, "£600m")
        + &programme("treatment", "prevent", LONG, "£100m");
    fs::write(folder.path().join("evidence.toml"), all).unwrap();
    for (stem, toml) in scenarios {
        let head = "\n[budget]\ntotal = \"£700m\"\n[simulation]\ndraws = 50\n";
        fs::write(folder.path().join(format!("{stem}.toml")), format!("{toml}{head}")).unwrap();
    }
    folder
}

fn scenario(name: &str, rest: &str) -> String {
    format!("[scenario]\nname = \"{name}\"\ndescription = \"{SCRIPT}\"\nevidence = \"evidence.toml\"\n{rest}")
}

const TODAY: &str =
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
    for name in [SCRIPT, LONG, RIGHT_TO_LEFT, "<u>too much</u>", "<b>2015-16</b>", "Not costed <i>at all</i>"]
    {
        assert!(text.contains(name), "the page does not say: {name}");
    }
    assert!(text.contains("a \"quoted' name & more &lt; \" onfocus=\"alert(1)"));
}

#[test]
fn a_clash_is_named_with_what_mends_it() {
    let text = words(Html::parse_document(&hostile()).root_element());
    assert!(text.contains("Not possible: a \"quoted' name"), "{text}");
    assert!(text.contains("These rules cannot all be kept"));
    assert!(
        text.contains("relax “<u>too much</u>” (at least £800m) by £100.0m")
            || text.contains("relax the budget by £100.0m")
    );
}

#[test]
fn where_nothing_is_possible_the_page_says_so_and_draws_nothing() {
    let (html, text) = of_one("[[limit]]\nname = \"Too much\"\nstrand = \"prevent\"\nmin = \"£800m\"\n");
    assert!(text.contains("No: none of them has an answer."), "{text}");
    assert!(all(&html, "figure").is_empty());
}

#[test]
fn where_nothing_is_left_to_choose_the_page_says_so_instead_of_drawing_it() {
    let (html, text) = of_one(TODAY);
    assert!(text.contains("leaves nothing to choose, so no limit has a price"), "{text}");
    assert!(text.contains("so there is no best use of more money or less"));
    assert!(text.contains("so there is no difference to show"));
    assert!(text.contains("it avoids no more harm than today"));
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
