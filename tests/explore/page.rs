//! What the page holds.

use crate::EVIDENCE;
use crate::HERE;
use crate::SHIPPED;
use crate::folder;
use crate::held;
use crate::module::PACKED;
use crate::only;
use crate::paths;
use crate::printed;
use crate::run;
use crate::scenario;
use apportion::explore::Session;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use scraper::Html;
use scraper::Selector;
use serde_json::Value;
use serde_json::json;
use sha2::Digest;
use sha2::Sha256;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// As much as a page may weigh, in bytes: an attachment that every mailbox takes.
const MOST: usize = 1_000_000;

/// The scripts that a browser would run, and not leave alone as data.
fn run_scripts(page: &str) -> Vec<String> {
    let html = Html::parse_document(page);
    let scripts = Selector::parse("script").unwrap();
    let run = html.select(&scripts).filter(|script| script.attr("type").is_none());
    run.map(|script| script.text().collect()).collect()
}

/// The page's policy: what is allowed, by what it is allowed for.
fn policy(page: &str) -> BTreeMap<String, String> {
    let html = Html::parse_document(page);
    let meta = Selector::parse("meta[http-equiv='Content-Security-Policy']").unwrap();
    let policies: Vec<&str> = html.select(&meta).filter_map(|meta| meta.attr("content")).collect();
    assert_eq!(policies.len(), 1);
    let directives = policies[0].split(';').map(|directive| directive.trim().split_once(' ').unwrap());
    directives.map(|(of, allowed)| (of.to_owned(), allowed.to_owned())).collect()
}

#[test]
fn the_policy_names_the_one_script_and_allows_nothing_else() {
    let scripts = run_scripts(&SHIPPED);
    assert_eq!(scripts.len(), 1);
    let fingerprint = BASE64_STANDARD.encode(Sha256::digest(&scripts[0]));
    let allowed = [
        ("default-src", "'none'".to_owned()),
        ("script-src", format!("'sha256-{fingerprint}' 'wasm-unsafe-eval'")),
        ("worker-src", "blob:".to_owned()),
        ("style-src", "'unsafe-inline'".to_owned()),
        ("img-src", "data:".to_owned()),
        ("base-uri", "'none'".to_owned()),
        ("form-action", "'none'".to_owned()),
    ];
    let allowed: BTreeMap<String, String> =
        allowed.into_iter().map(|(of, allowed)| (of.to_owned(), allowed)).collect();
    assert_eq!(policy(&SHIPPED), allowed);
    let html = Html::parse_document(&SHIPPED);
    for element in html.select(&Selector::parse("*").unwrap()) {
        let handlers = element.value().attrs().filter(|(name, _)| name.starts_with("on") || *name == "src");
        assert_eq!(handlers.count(), 0, "{:?}", element.value());
    }
}

#[test]
fn the_page_holds_the_module_and_what_the_engine_opens() {
    let module = BASE64_STANDARD.decode(only(&SHIPPED, "#apportion-engine").trim()).unwrap();
    assert!(module == PACKED, "the module of the repository");
    let held = held(&SHIPPED);
    for (path, text) in held["files"].as_object().unwrap() {
        let there = Path::new(HERE).join("scenarios").join(path);
        assert_eq!(fs::read_to_string(there).unwrap(), text.as_str().unwrap(), "{path}");
    }
    assert_eq!(
        (&held["today"], &held["draws"], &held["seed"]),
        (&json!("2026-11-22"), &json!(60), &Value::Null)
    );
    let opened: Value =
        serde_json::from_str(&Session::default().ask(&json!({ "open": held }).to_string())).unwrap();
    let ids = |row: &Value| {
        assert_eq!((&row["refused"], &row["draws"]), (&Value::Null, &json!(60)), "{row}");
        row["id"].as_str().unwrap().to_owned()
    };
    let mut opened: Vec<String> = opened["opened"]["scenarios"].as_array().unwrap().iter().map(ids).collect();
    let files = fs::read_dir(Path::new(HERE).join("scenarios")).unwrap();
    let stems =
        files.filter_map(|entry| Some(entry.ok()?.file_name().to_str()?.strip_suffix(".toml")?.to_owned()));
    let mut stems: Vec<String> = stems.collect();
    stems.sort();
    opened.sort();
    assert_eq!(opened, stems);
}

#[test]
fn the_page_is_light() {
    assert!(SHIPPED.len() < MOST, "{} bytes", SHIPPED.len());
    let all = ["explore", "scenarios", "scenarios/five-years", "scenarios/what-if", "--draws", "20"];
    let all = printed(Path::new(HERE), &all);
    assert!(all.len() < MOST, "{} bytes", all.len());
}

#[test]
fn no_path_of_this_machine_is_on_the_page() {
    for folder in [HERE, "/home/", "/root/", "/tmp/", "file://"] {
        assert!(!SHIPPED.contains(folder), "{folder}");
    }
    let elsewhere = folder(&[("evidence.toml", EVIDENCE), ("hold.toml", &scenario("Hold", "evidence.toml"))]);
    let page = printed(Path::new(HERE), &["explore", elsewhere.path().to_str().unwrap()]);
    assert!(!page.contains(elsewhere.path().to_str().unwrap()));
    assert_eq!(paths(&page), ["evidence.toml", "hold.toml"]);
}

#[test]
fn the_same_question_gives_the_same_bytes_wherever_it_is_asked() {
    let again = printed(Path::new(HERE), &["explore", "scenarios", "--draws", "60", "--threads", "1"]);
    assert!(again == *SHIPPED, "again");
    let away = TempDir::new().unwrap();
    let there = format!("{HERE}/scenarios");
    let whole = printed(away.path(), &["explore", &there, "--draws", "60"]);
    assert!(whole == *SHIPPED, "from another folder");
    let page = away.path().join("explore.html");
    let written =
        printed(Path::new(HERE), &["explore", "scenarios", "--draws", "60", "--out", page.to_str().unwrap()]);
    assert_eq!(written, "");
    assert!(fs::read_to_string(&page).unwrap() == *SHIPPED, "in a file");
    let beside: Vec<_> = fs::read_dir(away.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(beside, ["explore.html"], "and nothing beside it");
}

#[test]
fn evidence_and_bases_are_found_wherever_they_are() {
    let above = scenario("Above", "../../shared/evidence.toml");
    let on_top =
        "[scenario]\nname = \"On top\"\nbase = \"../bases/above.toml\"\n[budget]\ntotal = \"£650m\"\n";
    let files = folder(&[
        ("team/bases/above.toml", &above),
        ("team/plans/on-top.toml", on_top),
        ("shared/evidence.toml", EVIDENCE),
        ("team/plans/other.toml", &scenario("Not asked for", "../../shared/evidence.toml")),
    ]);
    let asked = files.path().join("team/plans/on-top.toml");
    for (from, typed) in
        [(Path::new(HERE), asked.to_str().unwrap()), (&files.path().join("team"), "plans/on-top.toml")]
    {
        let page = printed(from, &["explore", typed]);
        assert_eq!(paths(&page), ["shared/evidence.toml", "team/bases/above.toml", "team/plans/on-top.toml"]);
        assert_eq!(held(&page)["scenarios"], json!(["team/plans/on-top.toml"]));
        let mut session = Session::default();
        let _ = session.ask(&json!({ "open": held(&page) }).to_string());
        let played = session.ask(&json!({ "play": { "scenario": "on-top" } }).to_string());
        let played: Value = serde_json::from_str(&played).unwrap();
        assert_eq!(played["played"]["candidate"]["budget"], json!([650.0]), "{played}");
    }
}

#[test]
fn draws_that_were_asked_for_hold_on_the_page() {
    let files = folder(&[("evidence.toml", EVIDENCE), ("hold.toml", &scenario("Hold", "evidence.toml"))]);
    let page = printed(files.path(), &["explore", "hold.toml", "--draws", "30", "--seed", "7"]);
    assert_eq!((&held(&page)["draws"], &held(&page)["seed"]), (&json!(30), &json!(7)));
    let page = printed(files.path(), &["explore", "hold.toml"]);
    assert_eq!((&held(&page)["draws"], &held(&page)["seed"]), (&Value::Null, &Value::Null));
}

#[test]
fn no_name_ends_a_script_or_begins_one() {
    let hostile = "</script><script>alert(1)</script><!-- \u{202e} <b>&lt;";
    let evidence = EVIDENCE.replace("A small example", hostile);
    let files = folder(&[("evidence.toml", &evidence), ("hold.toml", &scenario(hostile, "evidence.toml"))]);
    let page = printed(files.path(), &["explore", "hold.toml"]);
    assert_eq!(run_scripts(&page), run_scripts(&SHIPPED), "the one script of every page");
    let html = Html::parse_document(&page);
    assert_eq!(html.select(&Selector::parse("script").unwrap()).count(), 4);
    assert_eq!(html.select(&Selector::parse("b").unwrap()).count(), 0);
    assert_eq!(
        held(&page)["files"]["evidence.toml"],
        evidence,
        "and the engine is told what stands in the file"
    );
}

#[test]
fn the_page_says_what_the_files_say_without_a_script() {
    let html = Html::parse_document(&SHIPPED);
    let words = |selector: &str| -> String {
        html.select(&Selector::parse(selector).unwrap()).flat_map(|element| element.text()).collect()
    };
    assert!(words("#play noscript").contains("JavaScript"), "{}", words("#play noscript"));
    assert!(words("#front").contains("Best split, all four free"));
    assert!(words("header .warning").contains("due for review by 2021-06-28"));
    let order: Vec<&str> =
        html.select(&Selector::parse("main > *").unwrap()).filter_map(|part| part.attr("id")).collect();
    assert_eq!(order[..2], ["play", "front"]);
    for link in html.select(&Selector::parse("a[href^='#']").unwrap()) {
        let of = link.attr("href").unwrap();
        assert_eq!(html.select(&Selector::parse(of).unwrap()).count(), 1, "{of} leads nowhere");
    }
}

#[test]
fn a_report_has_the_panel_where_it_is_asked_for_and_nothing_of_it_elsewhere() {
    let files = folder(&[("evidence.toml", EVIDENCE), ("hold.toml", &scenario("Hold", "evidence.toml"))]);
    let plain = printed(files.path(), &["report", "hold.toml"]);
    assert!(run_scripts(&plain).is_empty() && !plain.contains("play-") && !plain.contains("script-src"));
    let page = printed(files.path(), &["report", "hold.toml", "--explore"]);
    assert_eq!(run_scripts(&page), run_scripts(&SHIPPED));
    assert_eq!(held(&page), held(&printed(files.path(), &["explore", "hold.toml"])));
    let html = Html::parse_document(&page);
    let order: Vec<&str> =
        html.select(&Selector::parse("main > *").unwrap()).filter_map(|part| part.attr("id")).collect();
    assert_eq!(order[..3], ["front", "play", "annex"]);
    assert_eq!(html.select(&Selector::parse("#contents a[href='#play']").unwrap()).count(), 1);
    let results = files.path().join("results");
    printed(files.path(), &["report", "hold.toml", "--explore", "--out", results.to_str().unwrap()]);
    assert!(fs::read_to_string(results.join("report.html")).unwrap() == page, "in a folder of results");
    let verified = run(files.path(), &["verify", results.to_str().unwrap()]);
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stdout));
}
