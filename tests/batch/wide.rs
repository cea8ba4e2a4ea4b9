//! One row a scenario, one line a scenario, and every draw of a scenario.

use crate::apportion;
use crate::data;
use crate::example;
use crate::json;
use crate::known_to_shares;
use crate::run;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

const NEVER: &str = "[scenario]\nname = 'Never'\nbase = 'best.toml'\n[[limit]]\nname = 'More'\nprogrammes = ['*']\nmin = '£900m'\n";

fn table(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(|row| row.unwrap()).collect()
}

fn printed(at: &Path, arguments: &[&str]) -> String {
    String::from_utf8(apportion(at, arguments).output().unwrap().stdout).unwrap()
}

#[test]
fn rows_are_in_the_order_of_files_and_rows_and_say_what_json_says() {
    let folder = example();
    let at = folder.path();
    fs::write(at.join("never.toml"), NEVER).unwrap();
    fs::write(at.join("wrong.toml"), "[scenario]\nname = 1\n").unwrap();
    fs::write(at.join("splits.csv"), "id,prevent\nzulu,0.3\nalpha,0.25\nmike,0.4\n").unwrap();
    let asked = [
        "compare",
        "never.toml",
        "hold.toml",
        "wrong.toml",
        "--splits=splits.csv",
        "--base=best.toml",
        "--draws=20",
        "--quiet",
    ];
    assert_eq!(run(at, &[&asked[..], &["--out=out"]].concat()).0, 2);
    let wide = fs::read_to_string(at.join("out/compare-wide.csv")).unwrap();
    assert_eq!(printed(at, &[&asked[..], &["--format=wide"]].concat()), wide);
    let rows = table(&wide);
    let ids: Vec<&str> = rows.iter().map(|row| row["scenario"].as_str()).collect();
    assert_eq!(ids, ["today", "best", "hold", "never", "zulu", "alpha", "mike", ""]);
    let statuses: Vec<&str> = rows.iter().map(|row| row["status"].as_str()).collect();
    assert_eq!(
        statuses,
        ["answered", "answered", "answered", "infeasible", "answered", "answered", "answered", "refused"]
    );
    let places: Vec<&str> = rows.iter().map(|row| row["place"].as_str()).collect();
    assert_eq!(places, ["0", "1", "2", "3", "4", "5", "6", ""]);
    let document = json(&at.join("out/compare.json"));
    assert_eq!(
        document["counts"],
        serde_json::json!({"answered": 5, "infeasible": 1, "broken": 0, "refused": 1})
    );
    for scenario in document["scenarios"].as_array().unwrap() {
        let row = rows.iter().find(|row| row["scenario"] == scenario["id"].as_str().unwrap()).unwrap();
        let same = |column: &str, figure: &Value| {
            let found: f64 = row[column].parse().unwrap();
            assert_eq!(found.to_bits(), figure.as_f64().unwrap().to_bits(), "{column}");
        };
        same("budget", &scenario["budget"]);
        same("strand.prevent", &scenario["strands"]["prevent"]["amount"]);
        same("strand_share.prevent", &scenario["strands"]["prevent"]["share"]);
        for figure in ["mean", "se", "p5", "p50", "p95"] {
            same(&format!("harm_avoided.{figure}"), &scenario["harm_avoided"][figure]);
            same(&format!("versus.{figure}"), &scenario["versus"][figure]);
        }
        same("versus.probability_better", &scenario["versus"]["probability_better"]);
        for (programme, amount) in scenario["programmes"].as_object().unwrap() {
            same(&format!("programme.{programme}"), amount);
        }
    }
    let heading: Vec<&str> = wide.lines().next().unwrap().split(',').collect();
    assert_eq!(
        heading[..8],
        ["evidence", "reference", "scenario", "name", "status", "budget", "back_office", "unspent"]
    );
    assert!(heading.last().unwrap().starts_with("programme."));
}

#[test]
fn parts_of_any_size_and_shares_give_the_same_wide_table() {
    let folder = example();
    let at = folder.path();
    fs::write(at.join("never.toml"), NEVER).unwrap();
    let text = crate::splits(30);
    let (heading, rows) = text.split_once('\n').unwrap();
    let backwards: Vec<&str> = rows.lines().rev().collect();
    fs::write(at.join("splits.csv"), format!("{heading}\n{}\n", backwards.join("\n"))).unwrap();
    let asked = [
        "compare",
        "best.toml",
        "never.toml",
        "--splits=splits.csv",
        "--base=hold.toml",
        "--draws=20",
        "--quiet",
    ];
    let with = |more: &[&str]| run(at, &[&asked[..], more].concat());
    with(&["--out=whole", "--allow-infeasible"]);
    with(&["--out=small", "--checkpoint=4"]);
    assert_eq!(data(&at.join("whole")), data(&at.join("small")));
    with(&["--out=one", "--shard=1/2"]);
    with(&["--out=two", "--shard=2/2"]);
    assert_eq!(run(at, &["merge", "two", "one", "--out=merged", "--quiet"]).0, 1);
    let [whole, merged] = ["whole", "merged"].map(|run| known_to_shares(data(&at.join(run))));
    assert_eq!(whole, merged);
    assert_eq!(run(at, &["merge", "two", "one", "--out=again", "--quiet", "--allow-infeasible"]).0, 0);
    assert_eq!(run(at, &["verify", "whole"]).0, 0);
    let ids: Vec<String> = table(&fs::read_to_string(at.join("whole/compare-wide.csv")).unwrap())
        .into_iter()
        .map(|row| row["scenario"].clone())
        .collect();
    assert_eq!(ids[..6], ["today", "best", "hold", "never", "row-00029", "row-00028"]);
}

#[test]
fn lines_are_the_scenarios_of_the_document_with_their_status() {
    let folder = example();
    let at = folder.path();
    fs::write(at.join("never.toml"), NEVER).unwrap();
    fs::write(at.join("wrong.toml"), "[scenario]\nname = 1\n").unwrap();
    for command in ["compare", "optimise"] {
        let asked = [command, ".", "--draws=20", "--quiet"];
        let lines = printed(at, &[&asked[..], &["--format=jsonl"]].concat());
        let mut lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let told: Vec<(String, String)> = lines
            .iter_mut()
            .map(|line| {
                let status = line.as_object_mut().unwrap().remove("status").unwrap();
                let id = line.get("id").or_else(|| line.get("file")).unwrap().as_str().unwrap().to_owned();
                (status.as_str().unwrap().to_owned(), id)
            })
            .collect();
        let told: Vec<(&str, &str)> = told.iter().map(|(status, id)| (&**status, &**id)).collect();
        let all = [
            ("answered", "today"),
            ("answered", "best"),
            ("answered", "hold"),
            ("infeasible", "never"),
            ("refused", "wrong.toml"),
        ];
        // Today is a row of comparisons.
        let own = if command == "compare" { &all[..] } else { &all[1..] };
        assert_eq!(told, own, "{command}");
        let document: Value =
            serde_json::from_str(&printed(at, &[&asked[..], &["--format=json"]].concat())).unwrap();
        for scenario in document["scenarios"].as_array().unwrap() {
            assert!(lines.contains(scenario), "{command}: {}", scenario["id"]);
        }
        if command == "compare" {
            assert!(lines.contains(&document["infeasible"][0]));
        }
        assert!(lines.contains(&document["refused"][0]));
    }
}

#[test]
fn outcomes_have_the_means_and_quantiles_that_the_document_has() {
    let folder = example();
    let at = folder.path();
    let asked = ["compare", ".", "--draws=200", "--quiet", "--format=json", "--outcomes=outcomes.csv"];
    let document: Value = serde_json::from_str(&printed(at, &asked)).unwrap();
    let rows = table(&fs::read_to_string(at.join("outcomes.csv")).unwrap());
    let scenarios = document["scenarios"].as_array().unwrap();
    // Against today, today is nought in every draw.
    let others = || scenarios.iter().filter(|scenario| scenario["id"] != "today");
    assert_eq!(rows.len(), 200 * others().count());
    for scenario in others() {
        let own: Vec<_> =
            rows.iter().filter(|row| row["scenario"] == scenario["id"].as_str().unwrap()).collect();
        let draws: Vec<usize> = own.iter().map(|row| row["draw"].parse().unwrap()).collect();
        assert_eq!(draws, (0..200).collect::<Vec<_>>());
        let mean =
            |column: &str| own.iter().map(|row| row[column].parse::<f64>().unwrap()).sum::<f64>() / 200.0;
        // Sums in another order differ in the last digits.
        let near = |column: &str, figure: &Value| {
            let (found, said) = (mean(column), figure.as_f64().unwrap());
            assert!((found - said).abs() <= 1e-9 * said.abs().max(1.0), "{column}: {found} for {said}");
        };
        near("harm_avoided", &scenario["harm_avoided"]["mean"]);
        near("versus", &scenario["versus"]["mean"]);
        for (threat, view) in scenario["threats"].as_object().unwrap() {
            for (count, avoided) in view["counts_avoided"].as_object().unwrap() {
                near(&format!("count_avoided.{threat}.{count}"), &avoided["mean"]);
            }
        }
    }
    assert_eq!(run(at, &["compare", ".", "--resume", "--out=out", "--outcomes=x.csv"]).0, 2);
}

#[test]
fn a_batch_ends_by_saying_what_it_came_to() {
    let folder = example();
    let at = folder.path();
    fs::write(at.join("never.toml"), NEVER).unwrap();
    let (status, said) = run(at, &["compare", ".", "--draws=20", "--format=json"]);
    assert_eq!(status, 1);
    assert!(said.contains("2 scenarios answered, 1 impossible in "), "{said}");
    let (status, said) = run(at, &["compare", ".", "--draws=20", "--allow-infeasible", "--progress=json"]);
    assert_eq!(status, 0, "{said}");
    let end: Value = serde_json::from_str(said.lines().last().unwrap()).unwrap();
    assert_eq!((&end["event"], &end["status"]), (&"end".into(), &0.into()));
    assert_eq!((&end["answered"], &end["infeasible"], &end["refused"]), (&2.into(), &1.into(), &0.into()));
    assert!(end["seconds"].as_f64().unwrap() > 0.0);
    let (status, said) =
        run(at, &["optimise", "never.toml", "--draws=20", "--allow-infeasible", "--fail-fast"]);
    assert_eq!(status, 0, "expected, so no reason to stop: {said}");
}

#[test]
fn one_bar_covers_a_whole_report() {
    let folder = example();
    let (_, said) =
        run(folder.path(), &["report", ".", "--draws=20", "--progress=json", "--out=report.html"]);
    let events: Vec<Value> = said.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let of = |kind: &str| events.iter().filter(|event| event["event"] == kind).collect::<Vec<_>>();
    assert_eq!(of("begin").len(), 1, "{said}");
    let last = *of("step").last().unwrap();
    assert_eq!(last["done"], last["of"], "{said}");
    assert_eq!(of("begin")[0]["steps"], last["of"]);
}

#[test]
fn a_workbook_goes_where_its_name_says() {
    let folder = example();
    let at = folder.path();
    let is_book = |path: &str| fs::read(at.join(path)).unwrap().starts_with(b"PK");
    assert_eq!(run(at, &["compare", ".", "--draws=20", "--xlsx", "book.xlsx"]).0, 0);
    assert!(is_book("book.xlsx"));
    assert_eq!(run(at, &["compare", "--xlsx", ".", "--draws=20", "--out=out"]).0, 0);
    assert!(is_book("out/compare.xlsx"));
    assert_eq!(run(at, &["verify", "out"]).0, 0);
    assert_eq!(run(at, &["report", ".", "--draws=20", "--out=page.html", "--xlsx", "other.xlsx"]).0, 0);
    assert!(is_book("other.xlsx") && !at.join("page.xlsx").exists());
    let (status, said) = run(at, &["compare", ".", "--xlsx"]);
    assert_eq!(status, 2);
    assert!(said.contains("--xlsx FILE.xlsx"), "{said}");
    let (status, said) = run(at, &["frontier", "best.toml", "--format=wide"]);
    assert_eq!(status, 2);
    assert!(said.contains("`frontier` has no `wide`"), "{said}");
}
