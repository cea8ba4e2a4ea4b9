//! A CSV of splits: one row, one scenario.

use crate::apportion;
use crate::data;
use crate::example;
use crate::json;
use crate::run;
use crate::splits;
use std::fs;

const ROWS: [&str; 7] = ["compare", "--splits", "splits.csv", "--base", "best.toml", "--draws=20", "--quiet"];

#[test]
fn a_row_is_the_scenario_that_a_file_would_be() {
    let folder = example();
    let at = folder.path();
    fs::write(at.join("splits.csv"), "id,name,prevent\nby-hand,By hand,0.35\n").unwrap();
    let text = "[scenario]\nname = 'By hand'\nbase = 'best.toml'\n[split]\nprevent = 0.35\n";
    fs::write(at.join("by-hand.toml"), text).unwrap();
    assert_eq!(run(at, &[&ROWS[..], &["--out", "rows"]].concat()).0, 0);
    let files = ["compare", "best.toml", "by-hand.toml", "--draws=20", "--quiet", "--out", "files"];
    assert_eq!(run(at, &files).0, 0);
    for format in ["compare.csv", "compare.json", "compare.txt"] {
        let read = |folder: &str| fs::read_to_string(at.join(folder).join(format)).unwrap();
        assert_eq!(read("rows"), read("files"), "{format}");
    }
}

#[test]
fn the_order_of_rows_and_the_size_of_parts_change_no_byte() {
    let folder = example();
    let at = folder.path();
    fs::write(at.join("splits.csv"), splits(300)).unwrap();
    assert_eq!(run(at, &[&ROWS[..], &["--out", "whole"]].concat()).0, 0);
    assert_eq!(run(at, &[&ROWS[..], &["--out", "parts", "--checkpoint=7", "--threads=1"]].concat()).0, 0);
    assert_eq!(data(&at.join("whole")), data(&at.join("parts")));
    assert!(!at.join("parts/parts").exists(), "parts go when the results are there");
    let text = splits(300);
    let (heading, rows) = text.split_once('\n').unwrap();
    let backwards: Vec<&str> = rows.lines().rev().collect();
    fs::write(at.join("splits.csv"), format!("{heading}\n{}\n", backwards.join("\n"))).unwrap();
    assert_eq!(run(at, &[&ROWS[..], &["--out", "backwards"]].concat()).0, 0);
    for format in ["compare.csv", "compare.json", "compare.txt"] {
        let read = |folder: &str| fs::read_to_string(at.join(folder).join(format)).unwrap();
        assert_eq!(read("whole"), read("backwards"), "{format}");
    }
}

#[test]
fn a_table_of_many_rows_shows_those_that_avoid_most_and_says_so() {
    let folder = example();
    let at = folder.path();
    fs::write(at.join("splits.csv"), splits(300)).unwrap();
    assert_eq!(run(at, &[&ROWS[..], &["--out", "out"]].concat()).0, 0);
    let table = fs::read_to_string(at.join("out/compare.txt")).unwrap();
    assert!(table.contains("that avoid most on average"), "{table}");
    assert!(table.contains("of 301 scenarios"), "{table}");
    let document = json(&at.join("out/compare.json"));
    let scenarios = document["scenarios"].as_array().unwrap();
    assert_eq!(scenarios.len(), 302, "and today");
    let mean = |id: &str| {
        let found = scenarios.iter().find(|scenario| scenario["id"] == id).unwrap();
        found["versus"]["mean"].as_f64().unwrap()
    };
    let money = table.split("Where the money goes").nth(1).unwrap().split("\n\n").next().unwrap();
    let shown = money.lines().filter_map(|line| line.strip_prefix(" Row ")?.split_whitespace().next());
    let shown: Vec<f64> = shown.map(|row| mean(&format!("row-{row:0>5}"))).collect();
    assert!(shown.is_sorted_by(|a, b| a >= b), "best first: {shown:?}");
    assert_eq!(shown.len(), 19, "and their base: {table}");
    let least_shown = shown.iter().copied().fold(f64::INFINITY, f64::min);
    let better =
        scenarios.iter().filter(|other| other["versus"]["mean"].as_f64().unwrap() > least_shown).count();
    assert!(better <= 20, "{better} are better than the worst that is shown");
}

#[test]
fn wrong_rows_are_said_with_their_places_and_the_others_answered() {
    let folder = example();
    let at = folder.path();
    fs::write(at.join("splits.csv"), "id,prevent\ngood,0.2\nbad,1.2\nworse,lots\n").unwrap();
    let (status, said) = run(at, &[&ROWS[..], &["--out", "out"]].concat());
    assert_eq!(status, 2, "{said}");
    assert!(said.contains("splits.csv:3:5: error: prevent: "), "{said}");
    assert!(said.contains("splits.csv:4:7: error: prevent: "), "{said}");
    let document = json(&at.join("out/compare.json"));
    let ids: Vec<&str> =
        document["scenarios"].as_array().unwrap().iter().map(|it| it["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["today", "best", "good"]);
    assert_eq!(document["refused"][0]["file"], "splits.csv");
    assert_eq!(document["refused"][0]["problems"].as_array().unwrap().len(), 2);
}

#[test]
fn rows_need_a_base_and_ids_of_their_own() {
    let folder = example();
    let at = folder.path();
    fs::write(at.join("splits.csv"), "id,prevent\nbest,0.2\n").unwrap();
    assert_eq!(run(at, &["compare", "--splits", "splits.csv"]).0, 2);
    let (status, said) = run(at, &ROWS);
    assert_eq!(status, 2);
    assert!(said.contains("the id `best` of a row is taken"), "{said}");
}

#[test]
fn a_row_can_be_the_reference() {
    let folder = example();
    let at = folder.path();
    fs::write(at.join("splits.csv"), splits(5)).unwrap();
    let output =
        apportion(at, &[&ROWS[..], &["--reference=row-00003", "--format=json"]].concat()).output().unwrap();
    let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(document["reference"], "row-00003");
    assert_eq!(run(at, &[&ROWS[..], &["--reference=row-9"]].concat()).0, 2);
}
