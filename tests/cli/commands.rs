//! Each command does what its page says.

use crate::Folder;
use crate::apportion;
use crate::printed;
use crate::refused;
use serde_json::Value;

pub const COMMANDS: [&str; 18] = [
    "check",
    "compare",
    "optimise",
    "frontier",
    "target",
    "sensitivity",
    "report",
    "explore",
    "evidence",
    "diff",
    "draws",
    "voi",
    "verify",
    "merge",
    "init",
    "schema",
    "manual",
    "completions",
];

fn records(csv: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(csv.as_bytes());
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// Whether a column says if a programme works at all.
fn is_works(address: &str) -> bool {
    address.rsplit('.').next() == Some("works")
}

#[test]
fn what_init_writes_is_sound_and_can_be_compared() {
    let folder = Folder::with(&[]);
    let place = folder.path("new");
    apportion(&["init", &place]).assert().success();
    apportion(&["check", &place]).assert().success();
    apportion(&["check", &folder.path("new/evidence.toml")]).assert().success();
    let table = printed(&["compare", &place, "--draws", "50"]);
    assert!(table.contains("Today *") && table.contains("As it is today"), "{table}");
    assert!(table.contains("Best, with prevention at a fifth or more"), "{table}");
}

#[test]
fn init_overwrites_nothing() {
    let folder = Folder::with(&[("hold.toml", "mine")]);
    let said = refused(&["init", &folder.path("")], 2);
    assert!(said.contains("hold.toml is there already"), "{said}");
    assert_eq!(std::fs::read_to_string(folder.path("hold.toml")).unwrap(), "mine");
    assert!(!std::path::Path::new(&folder.path("evidence.toml")).exists(), "not even the others");
}

#[test]
fn evidence_lists_the_same_assumptions_in_every_format() {
    let file = "scenarios/evidence/soc-2015-16.toml";
    let csv = records(&printed(&["evidence", file, "--format", "csv"]));
    assert_eq!(csv[0][..6], ["address", "what", "distribution", "uncertain", "grade", "source"]);
    let json: Value = serde_json::from_str(&printed(&["evidence", file, "--format", "json"])).unwrap();
    assert_eq!(json["schema"], "apportion/evidence/1");
    let assumptions = json["assumptions"].as_array().unwrap();
    assert_eq!(assumptions.len(), csv.len() - 1);
    let table = printed(&["evidence", file]);
    for (assumption, record) in assumptions.iter().zip(&csv[1..]) {
        assert_eq!(assumption["address"], record[0].as_str());
        assert_eq!(assumption["uncertain"].to_string(), record[3]);
        assert_eq!(assumption["grade"], record[4].as_str());
        assert!(!record[5].is_empty(), "{} has a source", record[0]);
    }
    assert!(table.contains(&format!("{} assumptions", assumptions.len())), "{table}");
    assert_eq!(table, printed(&["evidence", "scenarios/baseline.toml"]), "or by way of a scenario");
}

#[test]
fn draws_are_numbered_from_0_sorted_by_address_and_the_same_again() {
    let arguments = ["draws", "scenarios/baseline.toml", "--draws", "700"];
    let text = printed(&arguments);
    let table = records(&text);
    let (heading, rows) = table.split_first().unwrap();
    assert_eq!(heading[0], "draw");
    assert!(heading[1..].is_sorted(), "{heading:?}");
    assert_eq!(rows.len(), 700);
    for (draw, row) in rows.iter().enumerate() {
        assert_eq!(row[0], draw.to_string());
        for (column, figure) in heading.iter().zip(row).skip(1) {
            assert!(figure.parse::<f64>().unwrap().is_finite(), "{column}: {figure}");
            assert!(!is_works(column) || ["0", "1"].contains(&figure.as_str()), "{column}: {figure}");
        }
    }
    assert!(heading.iter().any(|column| is_works(column)));
    assert_eq!(text, printed(&arguments), "the same again");
    assert_ne!(text, printed(&[&arguments[..], &["--seed", "7"]].concat()), "another seed");
    let uncertain = records(&printed(&["evidence", "scenarios/baseline.toml", "--format", "csv"]));
    let uncertain: Vec<&String> =
        uncertain.iter().filter(|row| row[3] == "true").map(|row| &row[0]).collect();
    assert_eq!(heading[1..].iter().collect::<Vec<_>>(), uncertain, "the uncertain assumptions and no other");
}

#[test]
fn completions_are_written_for_every_shell() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = printed(&["completions", shell]);
        for command in COMMANDS {
            assert!(script.contains(command), "{shell}: {command}");
        }
    }
    refused(&["completions", "abacus"], 2);
}

#[test]
fn the_help_of_every_command_has_an_example() {
    let help = printed(&["--help"]);
    for command in COMMANDS {
        assert!(help.contains(&format!("\n  {command} ")), "{command} in {help}");
        let own = printed(&[command, "--help"]);
        assert!(own.contains(&format!("apportion {command}")), "{command}: {own}");
        assert!(own.contains("Example"), "{command}: {own}");
    }
    let listed =
        help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    let named = |line: &&str| line.starts_with("  ") && !line.starts_with("   ");
    let listed: Vec<&str> = listed.filter(named).filter_map(|line| line.split_whitespace().next()).collect();
    let known = |command: &&str| COMMANDS.contains(command) || *command == "help";
    assert!(listed.iter().all(known), "a command without a line in this test: {listed:?}");
}

#[test]
fn quiet_leaves_results_and_errors_only() {
    let loud = apportion(&["compare", "scenarios/baseline.toml", "--draws", "10"]).output().unwrap();
    assert!(String::from_utf8_lossy(&loud.stderr).contains("warning: "), "the review date has gone by");
    let quiet =
        apportion(&["compare", "scenarios/baseline.toml", "--draws", "10", "--quiet"]).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&quiet.stderr), "");
    assert_eq!(loud.stdout, quiet.stdout);
    let bad = apportion(&["check", "no-such-file.toml", "--quiet"]).output().unwrap();
    assert!(String::from_utf8_lossy(&bad.stderr).contains("no-such-file.toml"), "an error is still said");
}

#[test]
fn results_go_whole_into_a_folder_that_is_made_for_them() {
    let folder = Folder::with(&[]);
    let out = folder.path("made/for/it");
    let silent = printed(&["compare", "scenarios", "--draws", "20", "--out", &out]);
    assert_eq!(silent, "", "nothing on standard output");
    let mut names: Vec<String> = std::fs::read_dir(&out)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    let all = [
        "chapters.json",
        "compare-wide.csv",
        "compare.csv",
        "compare.json",
        "compare.txt",
        "manifest.json",
        "run.json",
    ];
    assert_eq!(names, all, "and no half-written file");
    for (name, format) in [
        ("compare.txt", "table"),
        ("compare.json", "json"),
        ("compare.csv", "csv"),
        ("compare-wide.csv", "wide"),
    ] {
        let written = std::fs::read_to_string(format!("{out}/{name}")).unwrap();
        let printed = printed(&["compare", "scenarios", "--draws", "20", "--format", format, "--full"]);
        assert_eq!(written, printed, "{name}");
    }
}

#[test]
fn tables_fit_a_hundred_columns() {
    for arguments in
        [vec!["compare", "scenarios", "--draws", "20"], vec!["evidence", "scenarios/baseline.toml"]]
    {
        for line in printed(&arguments).lines() {
            assert!(line.chars().count() <= 100, "{line}");
        }
    }
}
